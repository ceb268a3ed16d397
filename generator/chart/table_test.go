package chart

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
)

// TestTotals proves that the rows of a table add up to its foot.
func TestTotals(t *testing.T) {
	adds := []string{"Planned", "of these, carried in", "carried in twice or more", "Delivered", "Moved", "Dropped", "Both", "Unexplained", "Open",
		"Added", "Added, delivered", "Items", "Planned, size", "Planned, items", "Delivered, size", "Delivered, items",
		"Planned, sum", "Actual, sum", "Completed", "Asks", "Met", "Late", "Declined", "Delivered in the week", "Change in size points"}
	checked := map[string]bool{}
	for page, charts := range pages(t) {
		for _, c := range charts {
			if len(c.Table.Rows) > 0 && len(c.Table.Foot) != len(c.Table.Columns) {
				t.Fatalf("%s %s: the table has no foot with its totals", page, c.ID)
			}
			for i, col := range c.Table.Columns {
				if !slices.Contains(adds, col.Name) || !col.Number {
					continue
				}
				sum := 0.0
				for _, row := range c.Table.Rows {
					if row[i] != "" {
						sum += number(t, row[i])
					}
				}
				checked[col.Name] = true
				if foot := number(t, c.Table.Foot[i]); foot != sum {
					t.Errorf("%s %s: %s sums to %v, the foot says %v", page, c.ID, col.Name, sum, foot)
				}
			}
			for _, row := range append(slices.Clone(c.Table.Rows), c.Table.Foot) {
				if c.Absent == "" && len(row) != len(c.Table.Columns) {
					t.Errorf("%s %s: a row of %d cells under %d columns", page, c.ID, len(row), len(c.Table.Columns))
				}
			}
		}
	}
	if len(checked) < 15 {
		t.Errorf("only %d kinds of columns were checked", len(checked))
	}
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestFigures proves that table and picture say what the figures say.
func TestFigures(t *testing.T) {
	s := source(t, tidewall, "2026-q2", "")
	f := s.figures()
	c := find(t, Of(OnQuarter, s), "c-planned")
	for name, want := range map[string]int{
		"Planned": len(f.P), "Delivered": len(f.Kept), "Moved": len(f.Moved), "Dropped": len(f.Dropped), "Unexplained": len(f.Rest),
		"Added": len(f.Added), "Added, delivered": len(f.AddedDelivered),
		"of these, carried in": len(f.CarriedOnce) + len(f.CarriedMore), "carried in twice or more": len(f.CarriedMore),
	} {
		i := slices.IndexFunc(c.Table.Columns, func(col Column) bool { return col.Name == name })
		if i < 0 || c.Table.Foot[i] != strconv.Itoa(want) {
			t.Errorf("%s is in column %d of %v, not %d", name, i, c.Table.Foot, want)
		}
	}
	want := "13 of 19 planned items were delivered (68\u00a0%), 4 moved, 1 was dropped and 1 is unexplained. " +
		"1 item was carried in, twice or more. 3 items were added, 2 of them delivered."
	if c.Summary != want {
		t.Errorf("the summary is\n%s, not\n%s", c.Summary, want)
	}
}

func TestCSV(t *testing.T) {
	table := Table{
		Columns: []Column{column("Team"), figure("Items")},
		Rows: [][]string{
			{`Firewall, "Edge"`, "5"}, {"=HYPERLINK(1)", "-7.5"}, {"+1+1", "+3"}, {"-dash", "n/a"}, {"@sum", ""},
			{" =1", "1e3"}, {"two\nlines", "0"}, {"\t@x", "-"}, {"＝1", "78\u00a0%"}, {"a=b", "1-2"},
		},
		Foot: []string{"All", "4"},
	}
	want := strings.Join([]string{
		"Team,Items", `"Firewall, ""Edge""",5`, "'=HYPERLINK(1),-7.5", "'+1+1,+3", "'-dash,n/a", "'@sum,",
		"' =1,1e3", "\"two\nlines\",0", "'\t@x,'-", "'＝1,78\u00a0%", "a=b,1-2", "All,4", "",
	}, "\n")
	got := string(table.CSV())
	if got != want {
		t.Errorf("got\n%s\nnot\n%s", got, want)
	}
	rows, err := csv.NewReader(strings.NewReader(got)).ReadAll()
	if err != nil || len(rows) != len(table.Rows)+2 {
		t.Errorf("read back %d rows: %v", len(rows), err)
	}
	if (Table{}).CSV() != nil {
		t.Error("an absent table has a CSV")
	}
}

// TestSentences has the grammar of one, none and many.
func TestSentences(t *testing.T) {
	english := Source{Words: i18n.English()}
	tests := []struct {
		n    sums
		want string
	}{
		{sums{"plans": 1, "closed": 1, "fresh": 1, "kept": 1}, "1 of 1 planned item was delivered (100\u00a0%)."},
		{sums{"plans": 1, "closed": 1, "fresh": 1, "moved": 1}, "The one planned item was not delivered (0\u00a0%), 1 moved and no item is unexplained."},
		{sums{"plans": 1, "closed": 1, "fresh": 3, "dropped": 3}, "None of the 3 planned items was delivered (0\u00a0%), 3 were dropped and no item is unexplained."},
		{sums{"plans": 1, "closed": 1, "fresh": 3, "kept": 1, "unexplained": 2}, "1 of 3 planned items was delivered (33\u00a0%) and 2 are unexplained."},
		{sums{"plans": 1, "fresh": 3, "kept": 2, "open": 1}, "2 of 3 planned items were delivered (67\u00a0%) and 1 is still open."},
		{sums{"plans": 1, "once": 2, "more": 1, "kept": 3, "closed": 1}, "3 of 3 planned items were delivered (100\u00a0%). 3 items were carried in, 1 of them twice or more."},
		{sums{"plans": 1}, "The plan had no items."},
		{sums{"added": 2, "added-delivered": 2}, "There was no plan to compare with. 2 items were added, all of them delivered."},
		{sums{"added": 1}, "There was no plan to compare with. 1 item was added; it was not delivered."},
		{sums{"added": 3}, "There was no plan to compare with. 3 items were added, none of them delivered."},
	}
	for _, tt := range tests {
		if got := english.plannedWords(tt.n); got != tt.want {
			t.Errorf("%v:\n%s, not\n%s", tt.n, got, tt.want)
		}
	}
	if got := english.reasonWords(&metrics.Figures{Reasons: []metrics.Reason{{Items: make(metrics.Rows, 2)}}}, 2); got != "2 items moved or were dropped; no reason was given." {
		t.Error(got)
	}
}
