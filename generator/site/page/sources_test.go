package page

import (
	"slices"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// imported is a site whose first report of 2026-q1 was imported twice, and whose second has no numbers.
func imported(parts ...report.Part) *site.Site {
	a := sample()
	q := a.Quarters[0]
	q.Reports[0].Metrics = &report.Metrics{Source: "jira", Imports: []report.Import{
		{Format: "actions", Files: []string{"runs.json"}, Exported: time.Date(2026, 4, 2, 9, 0, 0, 0, time.UTC), Rows: 9, Used: 6, Folded: 1, LeftOut: map[report.LeftOut]int{report.LeftEarly: 1, report.LeftPullRequest: 1}},
		{Format: "jira", Rows: 1, Used: 1},
	}}
	q.Reports[1].Metrics = nil
	a = a.For(report.Audience{ID: "test", Shows: parts, IDs: true})
	return Plan(a, metrics.Compute(a), i18n.English())
}

func TestSources(t *testing.T) {
	s := imported(report.Parts...)
	v := viewOf[*Sources](t, s, "data/sources/2026-q1/index.html")
	if v.Answer != "Two reports: one imported and one without numbers." {
		t.Error(v.Answer)
	}
	var rows []string
	for _, r := range v.Rows {
		rows = append(rows, strings.Join([]string{r.Source, strings.Join(r.Files, "+"), strings.ReplaceAll(r.Exported, "\u00a0", "~"), r.Read, r.LeftOut}, "|"))
	}
	want := []string{
		"GitHub Actions|runs.json|2~Apr~2026|9 rows, 6 used, 1 folded into others|1 before the quarter, 1 run for a pull request",
		"Jira|||1 row, 1 used|",
		"no numbers||||",
	}
	if !slices.Equal(rows, want) {
		t.Errorf("got %q", rows)
	}
	text := string(bytesOf(t, s, "data/sources/2026-q1/index.html.md"))
	for _, part := range []string{"GitHub Actions, runs.json, exported on 2 Apr 2026, 9 rows, 6 used, 1 folded into others, left out: 1 before the quarter", "no numbers"} {
		if !strings.Contains(text, part) {
			t.Errorf("the Markdown lacks %q:\n%s", part, text)
		}
	}
	if data := string(bytesOf(t, s, "2026-q1/data.json")); !strings.Contains(data, `"pull_request": 1`) && !strings.Contains(data, `"pull_request":1`) {
		t.Errorf("data.json lacks what was left out:\n%s", data)
	}
}

// Of a file in which no import has noted anything, the page says what the file says.
func TestSourcesWithoutANote(t *testing.T) {
	v := viewOf[*Sources](t, plan(report.Parts...), "data/sources/2026-q1/index.html")
	for _, r := range v.Rows {
		if r.Source != "tracker" {
			t.Errorf("%s: %q", r.Team.Text, r.Source)
		}
	}
	if !strings.Contains(v.Answer, "without a note of an import") {
		t.Errorf("the answer is %q", v.Answer)
	}
}

// Who does not see the numbers sees nothing of where they come from.
func TestSourcesAreForThoseWhoSeeNumbers(t *testing.T) {
	for _, parts := range [][]report.Part{{report.Shipped, report.Upcoming}, {report.Plans, report.Shipped}, {report.Retros, report.Lessons}} {
		s := imported(parts...)
		for _, path := range s.Paths() {
			if strings.HasPrefix(path, "data/sources/") {
				t.Errorf("%v: %s", parts, path)
			}
		}
		if p := s.Page(site.DataFilesPath); p != nil && len(p.View().(*DataFiles).Sources) > 0 {
			t.Errorf("%v: the page of data leads to sources", parts)
		}
	}
}

// Every number that import counts has its formula on the page of the numbers, and whose definition it is.
func TestMeasuresHaveFormulas(t *testing.T) {
	v := viewOf[*Definitions](t, plan(report.Parts...), site.DefinitionsPath)
	if v.Sources.Path != "data/index.html#sources" {
		t.Errorf("it leads to %q", v.Sources.Path)
	}
	for _, m := range v.Measures {
		counted := slices.Contains([]string{"deploys", "lead_time_days", "change_failure_rate", "restore_hours"}, m.ID)
		if counted != (m.Formula != "") || counted != strings.HasPrefix(m.Definition, "DORA: ") {
			t.Errorf("%s: %q, %q", m.ID, m.Formula, m.Definition)
		}
	}
}
