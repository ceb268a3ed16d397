package page

import (
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

// DigestOptions say what a digest is about.
type DigestOptions struct {
	Quarter  report.QuarterID
	Teams    []string // ids; none = all
	Upcoming bool     // what comes next, too
}

// Digest is what shipped in a quarter, for mail and chat: by team, with a sentence each. It holds what
// the site's audience may see, and nothing else.
func Digest(s *site.Site, o DigestOptions) paper.Paper {
	p := s.Living()
	to := wholeAddresses(p)
	var all []*report.Deliverable
	for _, d := range p.Delivered() {
		if d.Quarter.ID == o.Quarter && o.wants(d.Team) {
			all = append(all, d)
		}
	}
	d := paper.Paper{Title: "What shipped in " + o.Quarter.Title()}
	if len(all) == 0 {
		d.Add(paper.Say("Nothing shipped in " + o.Quarter.Title() + "."))
	} else {
		d.Add(paper.Say(shippedAnswer(p, all, slices.ContainsFunc(all, func(d *report.Deliverable) bool { return d.Customers }))))
	}
	slices.Reverse(all) // as a story is told
	for _, t := range p.Archive.Teams {
		var items []paper.Line
		for _, d := range all {
			if d.Team.ID == t.ID {
				items = append(items, digestLine(p, d, to))
			}
		}
		if len(items) > 0 {
			d.Add(paper.Head(2, t.Name), paper.Block{Items: items})
		}
	}
	if p.Shows(report.Shipped) {
		if at := to(site.ShippedListPath); at != "" && len(all) > 0 {
			d.Add(paper.Block{Line: paper.Line{{Text: "All that shipped", URL: at}}})
		}
	}
	if o.Upcoming {
		d.Add(digestUpcoming(p, o, to)...)
	}
	return d
}

func (o DigestOptions) wants(t *report.Team) bool {
	return len(o.Teams) == 0 || slices.Contains(o.Teams, t.ID)
}

// wholeAddresses are addresses for what is read elsewhere: none where the site does not know its own.
func wholeAddresses(c *site.Context) site.Address {
	if c.Archive.Site.BaseURL == "" {
		return func(string) string { return "" }
	}
	return c.Addresses("")
}

func digestLine(c *site.Context, d *report.Deliverable, to site.Address) paper.Line {
	title := site.DocumentLink(site.Link{Text: d.PublicTitle(), Path: c.ShippedPath(d.ID)}, to)
	title.Bold = true
	line := paper.Line{title}
	add := func(text string) { line = append(line, paper.Span{Text: text}) }
	if d.Phase != "" {
		add(" (" + d.Phase.Title() + ")")
	}
	if text := site.Sentence(site.WordsOf(d)); text != "" {
		add(". " + text)
	}
	if l := c.Over.Lives().Of(d.ID); l != nil && l.Withdrawn() {
		add(" Withdrawn on " + l.Notice.Retracted.Long() + ": " + site.EndSentence(l.Notice.Why))
	}
	return line
}

// digestUpcoming is what quarters that have not closed still have open.
func digestUpcoming(c *site.Context, o DigestOptions, to site.Address) []paper.Block {
	if !c.Shows(report.Upcoming) {
		return nil
	}
	said := "These are plans, not promises: they can change, move or be dropped."
	if !c.Inside() { // who sees no cut-offs
		said += " As of " + c.Archive.Today.Long() + "."
	}
	out := []paper.Block{paper.Head(2, "What comes next"), paper.Say(said)}
	n := 0
	for _, q := range upcoming(c).Quarters {
		for _, t := range q.Teams {
			i := slices.IndexFunc(c.Archive.Teams, func(team *report.Team) bool { return team.Name == t.Team.Text })
			if i < 0 || !o.wants(c.Archive.Teams[i]) || len(t.Rows) == 0 {
				continue
			}
			title := t.Team.Text + ", " + q.Title
			if t.Committed != 0 {
				title += ", plan as of " + t.Committed.Long()
			}
			var items []paper.Line
			for _, r := range t.Rows {
				name := site.DocumentLink(r.Title, to)
				name.Bold = true
				line := paper.Line{name}
				if r.Phase != "" {
					line = append(line, paper.Span{Text: " (" + r.Phase.Title() + ")"})
				}
				if r.Text != "" {
					line = append(line, paper.Span{Text: ". " + r.Text})
				}
				items = append(items, line)
				n++
			}
			out = append(out, paper.Head(3, title), paper.Block{Items: items})
		}
	}
	if n == 0 {
		return []paper.Block{paper.Head(2, "What comes next"), paper.Say("Nothing is planned next yet.")}
	}
	if at := to(site.UpcomingPath); at != "" {
		out = append(out, paper.Block{Line: paper.Line{{Text: "All that is planned next", URL: at}}})
	}
	return out
}
