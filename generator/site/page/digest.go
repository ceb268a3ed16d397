package page

import (
	"quarterdeck/generator/metrics"
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
	all := slices.DeleteFunc(slices.Clone(p.Delivered()), func(d *report.Deliverable) bool { return d.Quarter.ID != o.Quarter || !o.wants(d.Team) })
	d := paper.Paper{Title: p.T("digest.title", "quarter", o.Quarter)}
	if p.Archive.Audience.Title != "" {
		d.Title = p.T("site.page", "page", d.Title, "site", p.Name())
	}
	if len(all) == 0 {
		d.Add(paper.Say(nothingShipped(p, o)))
	} else {
		d.Add(paper.Say(shippedAnswer(p, all)))
	}
	slices.Reverse(all) // as a story is told
	by := site.Group(all, func(d *report.Deliverable) string { return d.Team.ID })
	for _, t := range p.Archive.Teams {
		if items := by[t.ID]; len(items) > 0 {
			d.Add(paper.Head(2, t.Name), paper.Block{Items: site.Each(items, func(d *report.Deliverable) paper.Line { return digestLine(p, d, to) })})
		}
	}
	if p.Shows(report.Shipped) {
		if at := to(site.ShippedListPath); at != "" && len(all) > 0 {
			d.Add(paper.Block{Line: paper.Line{{Text: p.T("shipped.all"), URL: at}}})
		}
	}
	if o.Upcoming {
		d.Add(digestUpcoming(p, o, to)...)
	}
	if own := p.Contact(); own.Text != "" {
		d.Add(paper.Block{Line: p.DocumentLine("site.ask", "contact", site.DocumentLink(own, to))})
	}
	return d
}

// nothingShipped says so only where somebody has told.
func nothingShipped(p *site.Context, o DigestOptions) string {
	q := p.Archive.Quarter(o.Quarter)
	if q == nil || q.State != report.Closed {
		return p.T("digest.nothing", "quarter", o.Quarter)
	}
	all := slices.DeleteFunc(slices.Clone(q.Reports), func(r *report.Report) bool { return !o.wants(r.Team) })
	if metrics.NoOutcomes(q, all) {
		return p.T("digest.no-outcomes", "quarter", o.Quarter)
	}
	return p.T("digest.nothing", "quarter", o.Quarter)
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

// digestLine is a deliverable that was delivered, in a sentence.
func digestLine(c *site.Context, d *report.Deliverable, to site.Address) paper.Line {
	args := []any{"withdrawn", false}
	if l := c.Over.Lives().Of(d.ID); l != nil && l.Withdrawn() {
		args = []any{"withdrawn", true, "day", l.Notice.Retracted, "why", l.Notice.Why}
	}
	return digestItem(c, site.DocumentLink(site.Link{Text: d.PublicTitle(), Path: c.ShippedPath(d.ID)}, to), d.Phase, site.Sentence(site.WordsOf(d)), args)
}

func digestItem(c *site.Context, title paper.Span, phase report.Phase, text string, args []any) paper.Line {
	title.Bold = true
	return c.DocumentLine("digest.item", append(args, "title", title, "phase", phaseOrNone(c, phase), "told", text != "", "text", text)...)
}

// digestUpcoming is what quarters that have not closed still have open.
func digestUpcoming(c *site.Context, o DigestOptions, to site.Address) []paper.Block {
	if !c.Shows(report.Upcoming) {
		return nil
	}
	said := c.T("upcoming.lead")
	if !c.Inside() { // who sees no cut-offs
		said += " " + c.T("digest.as-of", "day", c.Archive.Today)
	}
	out := []paper.Block{paper.Head(2, c.T("digest.next")), paper.Say(said)}
	n := 0
	for _, q := range upcoming(c).Quarters {
		for _, t := range q.Teams {
			i := slices.IndexFunc(c.Archive.Teams, func(team *report.Team) bool { return team.Name == t.Team.Text })
			if i < 0 || !o.wants(c.Archive.Teams[i]) || len(t.Rows) == 0 {
				continue
			}
			title := c.T("digest.team", "team", t.Team.Text, "quarter", q.Title)
			if t.Committed != 0 {
				title = c.T("digest.team-as-of", "team", t.Team.Text, "quarter", q.Title, "day", t.Committed)
			}
			var items []paper.Line
			for _, r := range t.Rows {
				items = append(items, digestItem(c, site.DocumentLink(r.Title, to), r.Phase, r.Text, []any{"withdrawn", false}))
			}
			n += len(items)
			out = append(out, paper.Head(3, title), paper.Block{Items: items})
		}
	}
	if n == 0 {
		return []paper.Block{paper.Head(2, c.T("digest.next")), paper.Say(c.T("digest.nothing-next"))}
	}
	if at := to(site.UpcomingPath); at != "" {
		out = append(out, paper.Block{Line: paper.Line{{Text: c.T("digest.all-next"), URL: at}}})
	}
	return out
}
