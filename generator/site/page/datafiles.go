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
	p.Under("data", func(p *site.Planner) {
		head := site.Head{Title: "Data", Description: "Files for spreadsheets and scripts, and what is in them.", Crumbs: p.Crumbs(site.Link{Text: "Data", Path: site.DataFilesPath})}
		p.Page(site.DataFilesPath, "data", func() site.Head { return head }, func() any { return dataFiles(p.Context) })
	})
}

func dataFiles(c *site.Context) *DataFiles {
	v := &DataFiles{Feeds: feed.SiteFeeds(c)}
	if c.Shows(report.Lessons) {
		v.Feeds = append(v.Feeds, feed.LessonFeeds(c)...)
	}
	if c.Shows(report.Shipped) {
		v.Files = append(v.Files, DataFile{"shipped", "What shipped", "A row for each delivery, newest first. Each quarter has the same for itself in shipped/quarters/, as shipped.json and shipped.csv.",
			"shipped/shipped.json", "shipped/shipped.csv", data.SchemaPath("shipped"), data.Meanings(data.ShippedDataColumns)})
	}
	if c.Shows(report.Numbers) {
		v.Files = append(v.Files, DataFile{"deliverables", "Deliverables", "A row for each deliverable of each quarter. Beside the page of each quarter and of each report, deliverables.csv has its own, and data.json its figures too.",
			"data/deliverables.json", "data/deliverables.csv", data.SchemaPath("deliverables"), data.Meanings(data.DataColumns)})
	}
	return v
}
