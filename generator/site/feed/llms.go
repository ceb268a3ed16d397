package feed

import (
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

// PlanLLMs adds llms.txt (https://llmstxt.org), which tells a tool that reads text where it finds what: the
// reports as Markdown, newest first, and the data.
func PlanLLMs(p *site.Planner) {
	p.File("llms.txt", func() ([]byte, error) { return paper.Markdown(llms(p.Context, p.Addresses("llms.txt"))) })
}

func llms(c *site.Context, to site.Address) paper.Paper {
	d := paper.Paper{Title: c.Name()}
	d.Add(paper.Block{Quote: true, Line: paper.Line{{Text: c.About() + " " + c.T("llms.as-of", "day", c.Archive.Today)}}})
	section := func(title string, items []paper.Line) {
		if len(items) > 0 {
			d.Add(paper.Head(2, title), paper.Block{Items: items})
		}
	}
	entry := func(text, path, note string) paper.Line {
		l := paper.Line{site.DocumentLink(site.Link{Text: text, Path: path}, to)}
		if note != "" {
			l = append(l, paper.Span{Text: ": " + note})
		}
		return l
	}
	if c.Shows(site.Reports...) {
		var items []paper.Line
		for _, q := range slices.Backward(c.Archive.Quarters) {
			items = append(items, entry(c.Words.Quarter(q.ID), site.TwinPath(site.QuarterPath(q.ID)), c.T("llms.all-teams")))
			for _, r := range q.Reports {
				items = append(items, entry(c.T("llms.report", "team", r.Team.Name, "quarter", q.ID), site.TwinPath(site.ReportPath(q.ID, r.Team.ID)), ""))
			}
		}
		section(c.T("llms.reports"), items)
		section(c.T("llms.teams"), site.Each(c.Archive.Teams, func(t *report.Team) paper.Line { return entry(t.Name, site.TwinPath(site.TeamPath(t.ID)), "") }))
	}
	var items []paper.Line
	if c.Shows(report.Shipped) {
		items = append(items, entry(c.T("llms.shipped"), "shipped/shipped.json", c.T("llms.shipped-note")), entry(c.T("llms.shipped-page"), site.ShippedListPath, ""))
	}
	if c.Shows(report.Upcoming) {
		items = append(items, entry(c.T("llms.upcoming"), site.UpcomingPath, c.T("llms.upcoming-note")))
	}
	if c.Shows(report.Numbers) {
		items = append(items, entry(c.T("llms.deliverables"), "data/deliverables.json", c.T("llms.deliverables-note")), entry(c.T("llms.numbers"), site.DefinitionsPath, c.T("llms.numbers-note")))
	}
	if c.Shows(report.Shipped, report.Numbers) {
		items = append(items, entry(c.T("llms.data"), site.DataFilesPath, c.T("llms.data-note")))
	}
	section(c.T("llms.data"), items)
	items = nil
	if c.Shows(report.Lessons) {
		for _, l := range slices.Backward(report.AllLessons(c.Archive)) {
			items = append(items, entry(l.Title, site.LessonPath(l.ID), c.T("llms.report", "team", l.Team.Name, "quarter", l.Quarter.ID)))
		}
	}
	section(c.T("llms.lessons"), items)
	if own := c.Contact(); own.Text != "" {
		d.Add(paper.Block{Line: c.DocumentLine("site.ask", "contact", site.DocumentLink(own, to))})
	}
	return d
}
