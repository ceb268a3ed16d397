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
	p.Under("", func(p *site.Planner) {
		p.File("llms.txt", func() ([]byte, error) { return paper.Markdown(llms(p.Context, p.Addresses("llms.txt"))) })
	})
}

func llms(c *site.Context, to site.Address) paper.Paper {
	s := c.Archive.Site
	d := paper.Paper{Title: s.Title}
	if s.Look.Company != "" {
		d.Title = s.Look.Company + " " + site.LowerStart(s.Title)
	}
	d.Add(paper.Block{Quote: true, Line: paper.Line{{Text: site.Capital(c.SiteHolds()) + ". As of " + c.Archive.Today.Long() + "."}}})
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
			items = append(items, entry(q.ID.Title(), site.TwinPath(site.QuarterPath(q.ID)), "all teams"))
			for _, r := range q.Reports {
				items = append(items, entry(r.Team.Name+", "+q.ID.Title(), site.TwinPath(site.ReportPath(q.ID, r.Team.ID)), ""))
			}
		}
		section("Reports", items)
	}
	var items []paper.Line
	if c.Shows(report.Shipped) {
		items = append(items, entry("What shipped", "shipped/shipped.json", "every delivery as JSON"), entry("What shipped, as a page", site.ShippedListPath, ""))
	}
	if c.Shows(report.Upcoming) {
		items = append(items, entry("Upcoming", site.UpcomingPath, "plans, not promises"))
	}
	if c.Shows(report.Numbers) {
		items = append(items, entry("Deliverables", "data/deliverables.json", "of all quarters as JSON"), entry("Numbers", site.DefinitionsPath, "what each figure means"))
	}
	if c.Shows(report.Shipped, report.Numbers) {
		items = append(items, entry("Data", site.DataFilesPath, "all files, and what is in them"))
	}
	section("Data", items)
	items = nil
	if c.Shows(report.Lessons) {
		for _, l := range slices.Backward(report.AllLessons(c.Archive)) {
			items = append(items, entry(l.Title, site.LessonPath(l.ID), l.Team.Name+", "+l.Quarter.ID.Title()))
		}
	}
	section("Lessons", items)
	return d
}
