package content

import (
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// maxRows is far above the rows of any export.
const maxRows = 1_000_000_000

var notesKeys = table[MetricsFile]{"metrics.imports", "[import]", "metrics.toml: [import]", []row[MetricsFile]{
	namedKey("format", "table", "What an import of this format has read; import writes it: "+strings.Join(allFormats(), ", ")+".", `{ rows = 41 }`, (*MetricsFile).parseNote),
}}

// noteKeysOfImport are those of [import.<format>] in metrics.toml.
var noteKeysOfImport = table[report.Import]{"metrics.import", "[import.<format>]", "metrics.toml: [import.<format>]", []row[report.Import]{
	listKey("files", "The names of the files that were read, without their folders.", func(i *report.Import) *[]string { return &i.Files }).like([]string{"jira.csv"}),
	momentKey("exported", "When they were exported.", func(i *report.Import) *time.Time { return &i.Exported }),
	integerKey("rows", "How many rows they have: issues, deployments or incidents.", 0, maxRows, func(i *report.Import) *int { return &i.Rows }).like(41),
	integerKey("used", "How many of them this file is made of.", 0, maxRows, func(i *report.Import) *int { return &i.Used }).like(12),
	integerKey("folded", "How many are parts of others.", 0, maxRows, func(i *report.Import) *int { return &i.Folded }).like(3),
	tableKey("left_out", "How many were left out, by why.", func(i *report.Import, b *Block, l *diag.List) { leftOutKeys.read(b, &i.LeftOut, l) }),
}}

var leftOutKeys = table[map[report.LeftOut]int]{"metrics.import.left_out", "[import.<format>.left_out]", "metrics.toml: [import.<format>.left_out]", leftOutRows()}

// leftOutMeanings are the reasons in the words of the reference.
var leftOutMeanings = map[report.LeftOut]string{
	report.LeftEarly:       "Before the quarter.",
	report.LeftUndated:     "Done, without a day.",
	report.LeftOpen:        "Not done, and in no plan.",
	report.LeftDropped:     "Dropped, and in no plan.",
	report.LeftLate:        "After the quarter.",
	report.LeftPart:        "Parts of issues that are not in the export.",
	report.LeftDone:        "Finished in the quarter, as parts of what is left out.",
	report.LeftWith:        "Parts of what is left out.",
	report.LeftIgnored:     "With a status that is ignored.",
	report.LeftOtherTeam:   "Of other teams, where one team was imported.",
	report.LeftUnfinished:  "Deployments and incidents that had not ended.",
	report.LeftCancelled:   "Deployments that were cancelled or skipped.",
	report.LeftNotReleased: "Drafts and pre-releases.",
	report.LeftPullRequest: "Runs for pull requests.",
	report.LeftElsewhere:   "Deployments to another environment than production.",
	report.LeftNoIncident:  "Issues that are no incidents.",
	report.LeftEmpty:       "Without the number.",
	report.LeftUnlinked:    "Of deployments that are not counted.",
}

func leftOutRows() (rows []row[map[report.LeftOut]int]) {
	for _, why := range report.LeftOuts {
		rows = append(rows, numberKey(string(why), leftOutMeanings[why], limits{0, maxNumber}, func(to *map[report.LeftOut]int, n float64) { put(to, why, int(n)) }))
	}
	return rows
}

func (m *MetricsFile) parseNotes(b *Block, l *diag.List) {
	notesKeys.read(b, m, l)
	slices.SortFunc(m.Metrics.Imports, func(a, b report.Import) int { return strings.Compare(a.Format, b.Format) })
}

// parseNote reads what an import of one format has noted.
func (m *MetricsFile) parseNote(v value) {
	b, ok := v.formatTable()
	if !ok {
		return
	}
	note := report.Import{Format: v.key}
	noteKeysOfImport.readAs("[import."+v.key+"]", b, &note, v.problems)
	m.Metrics.Imports = append(m.Metrics.Imports, note)
}
