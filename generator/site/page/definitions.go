package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/data"
	"quarterdeck/generator/site/feed"
	"slices"
)

// Definitions is what the page about the numbers shows.
type Definitions struct {
	Numbers  []DefinitionRow
	Example  site.Link // the quarter of the examples; no Text where no quarter has closed
	Words    []Word
	Measures []MeasureRow
	Sources  site.Link     // where the figures come from; no Path where nobody has any
	Columns  []data.Column // of deliverables.csv
}

// MeasureRow is a number of [quality]. Formula is how import counts it, and Definition whose
// definition that is; both are "" for what import does not count.
type MeasureRow struct {
	report.Measure
	Formula, Definition string
}

// DefinitionRow is a number with what it was in the newest closed quarter.
type DefinitionRow struct{ ID, Name, Meaning, Formula, Notes, Example string }

// Word is an entry of the glossary.
type Word struct{ Name, Meaning string }

// glossary is the words that pages use, always in this sense: each is a message of its own.
var glossary = []string{
	"quarter", "team", "plan", "deliverable", "cut-off", "outcome", "kind", "phase",
	"ask", "load", "knock-on", "pays-off", "retro", "action", "lesson", "edition",
}

// planNumbers adds the definitions of all numbers, which every figure links to.
func planNumbers(p *site.Planner) {
	head := func() site.Head {
		return site.Head{
			Title: p.T("numbers.title"), Section: site.DefinitionsPath,
			Description: p.T("numbers.description"),
			Crumbs:      p.Crumbs(site.Link{Text: p.T("numbers.contents"), Path: site.DefinitionsPath}),
		}
	}
	p.Page(site.DefinitionsPath, "numbers", head, func() any { return definitions(p.Context) })
}

func definitions(c *site.Context) *Definitions {
	v := &Definitions{Measures: site.Each(c.Measures(), func(m report.Measure) MeasureRow { return measureRow(c, m) }), Columns: data.Deliverables(c.Words)}
	if len(quarterSources(c)) > 0 {
		v.Sources = site.Link{Text: c.T("sources.title"), Path: site.DataFilesPath + "#sources"}
	}
	for _, id := range glossary {
		v.Words = append(v.Words, Word{c.T("glossary." + id + ".name"), c.T("glossary." + id + ".meaning")})
	}
	var f *metrics.Figures
	if q := lastClosed(c.Archive); q != nil {
		f = c.Book.Quarter(q.ID)
		v.Example = c.Quarter(q)
	}
	for _, m := range metrics.All() {
		if m.Entry != "" {
			continue
		}
		row := DefinitionRow{ID: m.ID, Name: m.Name(c.Words), Meaning: m.Meaning(c.Words), Formula: m.Formula(c.Words), Notes: m.Notes(c.Words)}
		if f != nil {
			row.Example = m.InQuarter(f, c.Words)
		}
		if m.ID == "reuse" && c.ShowsAnswers() { // of all plans, not of one quarter
			row.Example = metrics.Reuse(everyUse(c)).Format(c.Words)
		}
		v.Numbers = append(v.Numbers, row)
	}
	return v
}

func measureRow(c *site.Context, m report.Measure) MeasureRow {
	row := MeasureRow{Measure: m}
	if id := "measure-formula." + m.ID; c.Words.Has(id) {
		row.Formula = c.T(id)
	}
	if id := "measure-definition." + m.ID; c.Words.Has(id) {
		row.Definition = c.T(id)
	}
	return row
}

// lastClosed returns the newest quarter that has ended and has reports, or nil.
func lastClosed(a *report.Archive) *report.Quarter {
	return a.Last(func(q *report.Quarter) bool { return q.State == report.Closed && len(q.Reports) > 0 })
}

// DataFiles is the page that says which data there is, and what it means.
type DataFiles struct {
	Files   []DataFile
	Sources []site.Link // of the quarters, the newest first
	Feeds   []site.Feed
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
	v := &DataFiles{Feeds: feed.SiteFeeds(c), Sources: quarterSources(c)}
	slices.Reverse(v.Sources)
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
