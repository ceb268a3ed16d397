package page

import (
	"slices"

	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
)

// planLLMs adds llms.txt (https://llmstxt.org), which tells a tool that reads text where it finds what: the
// reports as Markdown, newest first, and the data.
func planLLMs(p *planner) {
	p.under("", func(p *planner) {
		p.file("llms.txt", func() ([]byte, error) { return paper.Markdown(p.llms(p.addresses("llms.txt"))) })
	})
}

func (p *planner) llms(to address) paper.Paper {
	site := p.archive.Site
	d := paper.Paper{Title: site.Title}
	if site.Look.Company != "" {
		d.Title = site.Look.Company + " " + lowerStart(site.Title)
	}
	d.Add(paper.Block{Quote: true, Line: paper.Line{{Text: capital(p.siteHolds()) + ". As of " + p.archive.Today.Long() + "."}}})
	section := func(title string, items []paper.Line) {
		if len(items) > 0 {
			d.Add(paper.Head(2, title), paper.Block{Items: items})
		}
	}
	entry := func(text, path, note string) paper.Line {
		l := paper.Line{link(Link{Text: text, Path: path}, to)}
		if note != "" {
			l = append(l, paper.Span{Text: ": " + note})
		}
		return l
	}
	if p.shows(reports...) {
		var items []paper.Line
		for _, q := range slices.Backward(p.archive.Quarters) {
			items = append(items, entry(q.ID.Title(), twinPath(quarterPath(q.ID)), "all teams"))
			for _, r := range q.Reports {
				items = append(items, entry(r.Team.Name+", "+q.ID.Title(), twinPath(reportPath(q.ID, r.Team.ID)), ""))
			}
		}
		section("Reports", items)
	}
	var items []paper.Line
	if p.shows(report.Shipped) {
		items = append(items, entry("What shipped", "shipped/shipped.json", "every delivery as JSON"), entry("What shipped, as a page", shippedListPath, ""))
	}
	if p.shows(report.Upcoming) {
		items = append(items, entry("Upcoming", upcomingPath, "plans, not promises"))
	}
	if p.shows(report.Numbers) {
		items = append(items, entry("Deliverables", "data/deliverables.json", "of all quarters as JSON"), entry("Numbers", definitionsPath, "what each figure means"))
	}
	if p.shows(report.Shipped, report.Numbers) {
		items = append(items, entry("Data", dataFilesPath, "all files, and what is in them"))
	}
	section("Data", items)
	items = nil
	if p.shows(report.Lessons) {
		for _, l := range slices.Backward(report.AllLessons(p.archive)) {
			items = append(items, entry(l.Title, lessonPath(l.ID), l.Team.Name+", "+l.Quarter.ID.Title()))
		}
	}
	section("Lessons", items)
	return d
}
