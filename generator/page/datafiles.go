package page

import "quarterdeck/generator/report"

const dataFilesPath = "data/index.html"

// DataFiles is the page that says which data there is, and what it means.
type DataFiles struct {
	Files []DataFile
	Feeds []Feed
}

// DataFile is a kind of file, in both forms.
type DataFile struct {
	ID, Title, Note string
	JSON, CSV       string // paths of that of all quarters
	Schema          string // path
	Columns         []Column
}

// planDataFiles adds the page for those who work with the data.
func planDataFiles(p *planner) {
	p.under("data", func(p *planner) {
		head := Head{Title: "Data", Description: "Files for spreadsheets and scripts, and what is in them.", Crumbs: p.crumbs(Link{Text: "Data", Path: dataFilesPath})}
		p.page(dataFilesPath, "data", func() Head { return head }, func() any { return p.dataFiles() })
	})
}

func (p *planner) dataFiles() *DataFiles {
	v := &DataFiles{Feeds: p.siteFeeds()}
	if p.shows(report.Lessons) {
		v.Feeds = append(v.Feeds, p.lessonFeeds()...)
	}
	if p.shows(report.Shipped) {
		v.Files = append(v.Files, DataFile{"shipped", "What shipped", "A row for each delivery, newest first. Each quarter has the same for itself in shipped/quarters/, as shipped.json and shipped.csv.",
			"shipped/shipped.json", "shipped/shipped.csv", schemaPath("shipped"), meanings(shippedDataColumns)})
	}
	if p.shows(report.Numbers) {
		v.Files = append(v.Files, DataFile{"deliverables", "Deliverables", "A row for each deliverable of each quarter. Beside the page of each quarter and of each report, deliverables.csv has its own, and data.json its figures too.",
			"data/deliverables.json", "data/deliverables.csv", schemaPath("deliverables"), meanings(dataColumns)})
	}
	return v
}
