package page

import (
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/data"
	"quarterdeck/generator/site/feed"
)

// DataFiles is the page that says which data there is, and what it means.
type DataFiles struct {
	Files []DataFile
	Feeds []site.Feed
}

// DataFile is a kind of file, in both forms.
type DataFile struct {
	ID, Title, Note string
	JSON, CSV       string // paths of that of all quarters
	Schema          string // path
	Columns         []data.Column
}

// planDataFiles adds the page for those who work with the data.
func planDataFiles(p *site.Planner) {
	head := site.Head{Title: p.T("data.title"), Description: p.T("data.description"), Crumbs: p.Crumbs(site.Link{Text: p.T("data.title"), Path: site.DataFilesPath})}
	p.Page(site.DataFilesPath, "data", func() site.Head { return head }, func() any { return dataFiles(p.Context) })
}

func dataFiles(c *site.Context) *DataFiles {
	v := &DataFiles{Feeds: feed.SiteFeeds(c)}
	if c.Shows(report.Lessons) {
		v.Feeds = append(v.Feeds, feed.LessonFeeds(c)...)
	}
	if c.Shows(report.Shipped) {
		v.Files = append(v.Files, DataFile{"shipped", c.T("data.shipped"), c.T("data.shipped-note"),
			"shipped/shipped.json", "shipped/shipped.csv", data.SchemaPath("shipped"), data.Shipped(c.Words)})
	}
	if c.Shows(report.Numbers) {
		v.Files = append(v.Files, DataFile{"deliverables", c.T("data.deliverables"), c.T("data.deliverables-note"),
			"data/deliverables.json", "data/deliverables.csv", data.SchemaPath("deliverables"), data.Deliverables(c.Words)})
	}
	return v
}
