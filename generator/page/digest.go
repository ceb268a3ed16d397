package page

import (
	"slices"

	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
)

// DigestOptions say what a digest is about.
type DigestOptions struct {
	Quarter  report.QuarterID
	Teams    []string // ids; none = all
	Upcoming bool     // what comes next, too
}

// Digest is what shipped in a quarter, for mail and chat: by team, with a sentence each. It holds what
// the site's audience may see, and nothing else.
func (s *Site) Digest(o DigestOptions) paper.Paper {
	p := s.planner()
	to := p.wholeAddresses()
	var all []*report.Deliverable
	for _, d := range p.delivered() {
		if d.Quarter.ID == o.Quarter && o.wants(d.Team) {
			all = append(all, d)
		}
	}
	d := paper.Paper{Title: "What shipped in " + o.Quarter.Title()}
	if len(all) == 0 {
		d.Add(paper.Say("Nothing shipped in " + o.Quarter.Title() + "."))
	} else {
		d.Add(paper.Say(shippedAnswer(all, slices.ContainsFunc(all, func(d *report.Deliverable) bool { return d.Customers }))))
	}
	slices.Reverse(all) // as a story is told
	for _, t := range p.archive.Teams {
		var items []paper.Line
		for _, d := range all {
			if d.Team.ID == t.ID {
				items = append(items, p.digestLine(d, to))
			}
		}
		if len(items) > 0 {
			d.Add(paper.Head(2, t.Name), paper.Block{Items: items})
		}
	}
	if p.shows(report.Shipped) {
		if at := to(shippedListPath); at != "" && len(all) > 0 {
			d.Add(paper.Block{Line: paper.Line{{Text: "All that shipped", URL: at}}})
		}
	}
	if o.Upcoming {
		d.Add(p.digestUpcoming(o, to)...)
	}
	return d
}

func (o DigestOptions) wants(t *report.Team) bool {
	return len(o.Teams) == 0 || slices.Contains(o.Teams, t.ID)
}

// wholeAddresses are addresses for what is read elsewhere: none where the site does not know its own.
func (p *planner) wholeAddresses() address {
	if p.archive.Site.BaseURL == "" {
		return func(string) string { return "" }
	}
	return p.addresses("")
}

func (p *planner) digestLine(d *report.Deliverable, to address) paper.Line {
	title := link(Link{Text: d.PublicTitle(), Path: p.shippedPath(d.ID)}, to)
	title.Bold = true
	line := paper.Line{title}
	add := func(text string) { line = append(line, paper.Span{Text: text}) }
	if d.Phase != "" {
		add(" (" + d.Phase.Title() + ")")
	}
	if text := sentence(words(d)); text != "" {
		add(". " + text)
	}
	if l := p.over.lives().Of(d.ID); l != nil && l.Withdrawn() {
		add(" Withdrawn on " + l.Notice.Retracted.Long() + ": " + endSentence(l.Notice.Why))
	}
	return line
}

// digestUpcoming is what quarters that have not closed still have open.
func (p *planner) digestUpcoming(o DigestOptions, to address) []paper.Block {
	if !p.shows(report.Upcoming) {
		return nil
	}
	said := "These are plans, not promises: they can change, move or be dropped."
	if !p.inside() { // who sees no cut-offs
		said += " As of " + p.archive.Today.Long() + "."
	}
	out := []paper.Block{paper.Head(2, "What comes next"), paper.Say(said)}
	n := 0
	for _, q := range p.upcoming().Quarters {
		for _, t := range q.Teams {
			i := slices.IndexFunc(p.archive.Teams, func(team *report.Team) bool { return team.Name == t.Team.Text })
			if i < 0 || !o.wants(p.archive.Teams[i]) || len(t.Rows) == 0 {
				continue
			}
			title := t.Team.Text + ", " + q.Title
			if t.Committed != 0 {
				title += ", plan as of " + t.Committed.Long()
			}
			var items []paper.Line
			for _, r := range t.Rows {
				name := link(r.Title, to)
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
	if at := to(upcomingPath); at != "" {
		out = append(out, paper.Block{Line: paper.Line{{Text: "All that is planned next", URL: at}}})
	}
	return out
}
