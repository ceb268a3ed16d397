package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/data"
	"quarterdeck/generator/site/feed"
)

// Definitions is what the page about the numbers shows.
type Definitions struct {
	Numbers  []DefinitionRow
	Example  site.Link // the quarter of the examples; no Text where no quarter has closed
	Words    []Word
	Measures []report.Measure
	Columns  []data.Column // of deliverables.csv
}

// DefinitionRow is a number with what it was in the newest closed quarter.
type DefinitionRow struct{ ID, Name, Meaning, Formula, Notes, Example string }

// Word is an entry of the glossary.
type Word struct{ Name, Meaning string }

// glossary is the words that pages use, always in this sense.
var glossary = []Word{
	{"Quarter", "Three months, such as 2026 Q3, from its first day to its last. It is ahead, running or closed."},
	{"Team", "Those who commit to a plan together. A shared team is one that many others depend on."},
	{"Plan", "What a team commits to for a quarter. It is frozen at the cut-off; what joins later counts as added."},
	{"Deliverable", "One item of a plan. Its id stays the same across quarters, phases and teams."},
	{"Cut-off", "The day on which the plan was committed. It stands beside every figure that depends on it."},
	{"Outcome", "What became of a deliverable: delivered, moved to a later quarter, dropped, or still open. With none of these in a closed quarter it is unexplained."},
	{"Kind", "Feature: something that customers or colleagues can use. Groundwork: what makes later work possible. Debt: mending what slows us down. Operations: keeping things running."},
	{"Phase", "How far a quarter takes a deliverable: Alpha for a few, Beta for those who ask, GA for everyone. Delivering Beta and planning GA next carries nothing over."},
	{"Ask", "What one team needs from another: unanswered, agreed, declined, met, or late."},
	{"Load", "What answers the asks of a shared team in a quarter, by planned size, beside the team's capacity. What moved or was dropped is left out; an ask that nobody has answered has no size, and is counted beside it."},
	{"Knock-on", "The items that wait for one that has moved, was dropped or is past its date, directly or through others; the path is printed."},
	{"Pays off", "Delivered groundwork has paid off once something that it enables was delivered. Until then it stands in the ledger of groundwork, with the quarters since. What names nothing that it enables is not in the ledger."},
	{"Retro", "The look back at a quarter: what went well, what went wrong, what changes."},
	{"Action", "What a team will do about it, with an owner and a due date."},
	{"Lesson", "What other teams can use. A plan that it matches answers it: adopted, deferred, or not applicable."},
	{"Edition", "A quarter as it was published, or as it was planned. An edition never changes; a correction is a new one."},
}

// planNumbers adds the definitions of all numbers, which every figure links to.
func planNumbers(p *site.Planner) {
	head := func() site.Head {
		return site.Head{
			Title: "What the numbers mean", Section: site.DefinitionsPath,
			Description: "Every number of these reports: what it counts, what it leaves out, and an example.",
			Crumbs:      p.Crumbs(site.Link{Text: "Numbers", Path: site.DefinitionsPath}),
		}
	}
	p.Page(site.DefinitionsPath, "numbers", head, func() any { return definitions(p.Context) })
}

func definitions(c *site.Context) *Definitions {
	v := &Definitions{Words: glossary, Measures: c.Archive.Site.Measures, Columns: data.Deliverables(c.Words)}
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

// lastClosed returns the newest quarter that has ended and has reports, or nil.
func lastClosed(a *report.Archive) *report.Quarter {
	for i := len(a.Quarters) - 1; i >= 0; i-- {
		if q := a.Quarters[i]; q.State == report.Closed && len(q.Reports) > 0 {
			return q
		}
	}
	return nil
}

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
