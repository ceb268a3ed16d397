package page

import (
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
)

// planTwins adds the Markdown of a quarter's page and of its reports, for tools that read text. Each
// has what its page shows, from the same view. What was published has none: its pages stay as they were.
func planTwins(p *site.Planner, q *report.Quarter) {
	twin(p, site.QuarterPath(q.ID), func(to site.Address) paper.Paper {
		c, q := p.As(q)
		return quarterTwin(c, q, to)
	})
	for _, r := range q.Reports {
		twin(p, site.ReportPath(q.ID, r.Team.ID), func(to site.Address) paper.Paper {
			c, r := p.AsReport(r)
			return reportTwin(c, r, to)
		}, site.Each(r.Team.Was, func(id string) string { return site.ReportPath(q.ID, id) })...)
	}
}

// planTeamTwins adds the Markdown of teams' pages.
func planTeamTwins(p *site.Planner) {
	for _, t := range everyTeam(p.Context) {
		twin(p, site.TeamPath(t.ID), func(to site.Address) paper.Paper { return teamTwin(p.Context, t, to) }, site.Each(t.Was, site.TeamPath)...)
	}
}

// twin adds the Markdown of a page, also beside the addresses that the page had before.
func twin(p *site.Planner, page string, of func(site.Address) paper.Paper, former ...string) {
	text := func() ([]byte, error) { return paper.Markdown(of(p.Addresses(page))) }
	p.File(site.TwinPath(page), text)
	for _, at := range former {
		p.Former(site.TwinPath(at), site.TwinPath(page), text)
	}
}

func quarterTwin(c *site.Context, q *report.Quarter, to site.Address) paper.Paper {
	w := twinWriter{c, to}
	d := paper.Paper{Title: c.Words.Quarter(q.ID)}
	d.Add(paper.Say(period(c, q)))
	d.Add(paper.Say(quarterAnswer(c, q).words()))
	if c.Shows(report.Numbers) {
		f := c.Book.Quarter(q.ID)
		d.Add(paper.Say(lead(c, f)), w.figs(withoutAsks(c, quarterFigs(c, f))))
	}
	if q.Foreword != nil {
		d.Add(w.section(2, c.T("twin.foreword"), q.Foreword.Body)...)
	}
	var reports []paper.Line
	for _, r := range q.Reports {
		link := w.span(site.Link{Text: r.Team.Name, Path: site.TwinPath(site.ReportPath(q.ID, r.Team.ID))})
		reports = append(reports, c.DocumentLine("twin.report", "report", link, "answer", reportAnswer(c, r).words()))
	}
	if len(reports) > 0 {
		d.Add(paper.Head(2, c.T("twin.reports")), paper.Block{Items: reports})
	}
	if c.Inside() {
		d.Add(paper.Head(2, c.T("twin.deliverables")), w.items(part.NewItems(c, c.Book.Quarter(q.ID)).All(q.Items()), true))
	}
	return d
}
