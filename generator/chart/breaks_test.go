package chart

import (
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// altered is tidewall with two quarters shown as published, of which one has figures of
// managed-rules that today's tool counts differently.
func altered(t *testing.T) Source {
	t.Helper()
	s := source(t, tidewall, "", "managed-rules")
	for _, q := range s.Archive.Quarters[2:4] {
		b, err := metrics.Freeze(s.Book, q.ID)
		if err != nil {
			t.Fatal(err)
		}
		q.Shown = &report.Edition{ID: "1", Quarter: q.ID, Figures: b}
	}
	q := s.Archive.Quarters[2] // 2025 Q4: managed-rules kept 1 of 2
	whole, team, _ := strings.Cut(string(q.Shown.Figures), `"team": "managed-rules"`)
	for _, edit := range [][2]string{
		{"\"kept\": {\n     \"value\": 1,", "\"kept\": {\n     \"value\": 2,"},
		{`"moved": "MR-1"`, `"dropped": "MR-1"`},
		{`"actual": 5`, `"actual": 6`},
	} {
		was := team
		if team = strings.Replace(team, edit[0], edit[1], 1); team == was {
			t.Fatalf("figures.json has no %s", edit[0])
		}
	}
	q.Shown.Figures = []byte(whole + `"team": "managed-rules"` + team)
	s.Book = metrics.Compute(s.Archive)
	return s
}

// TestBreaks marks the one quarter that today's tool counts differently, and no other.
func TestBreaks(t *testing.T) {
	before := Of(OnTeam, source(t, tidewall, "", "managed-rules"))
	for i, c := range Of(OnTeam, altered(t)) {
		const words = "2025 Q4 is shown as it was published; today's tool would count it differently."
		if said := strings.HasSuffix(c.Summary, words); said != (c.ID != "c-slip") { // nothing of the slips was altered
			t.Errorf("%s: the summary is %q", c.ID, c.Summary)
		}
		switch c.ID {
		case "c-kept", "c-planned":
			var marked []string
			at := slices.IndexFunc(c.Table.Columns, func(c Column) bool { return c.Name == "Counted" })
			if at < 0 {
				t.Errorf("%s: the table does not say what was counted differently", c.ID)
				continue
			}
			for _, row := range c.Table.Rows {
				if len(row) != len(c.Table.Columns) {
					t.Errorf("%s: a row has %d cells, not %d", c.ID, len(row), len(c.Table.Columns))
				} else if row[at] != "" {
					marked = append(marked, row[0])
				}
			}
			if len(marked) != 1 || marked[0] != "2025 Q4" || len(c.Table.Foot) != len(c.Table.Columns) {
				t.Errorf("%s: marked are %q", c.ID, marked)
			}
			mark := map[string]string{"c-kept": `"symbol":"diamond"`, "c-planned": "2025 Q4 *"}[c.ID]
			for _, d := range []Drawing{c.Wide, c.Narrow} {
				if n := strings.Count(string(d.Option), mark); n == 0 || c.ID == "c-kept" && n != 1 {
					t.Errorf("%s: %s stands %d times in the drawing", c.ID, mark, n)
				}
			}
			if strings.Contains(string(before[i].Wide.Option), mark) {
				t.Errorf("%s: marked without a break", c.ID)
			}
		}
	}
	// The quarter's figures of all teams were not altered.
	s := altered(t)
	s.Team = nil
	if c := kept(s); strings.Contains(c.Summary, "published") {
		t.Errorf("a break of one team marks all: %s", c.Summary)
	}
}
