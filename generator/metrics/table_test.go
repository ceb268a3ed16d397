package metrics

import (
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/testsite"
)

// TestTable holds what every row of the table has to have.
func TestTable(t *testing.T) {
	var ids, keys []string
	words := i18n.English()
	for _, m := range All() {
		if slices.Contains(ids, m.ID) || slices.Contains(keys, m.Key()) {
			t.Errorf("%s is there twice", m.ID)
		}
		ids, keys = append(ids, m.ID), append(keys, m.Key())
		if strings.Trim(m.ID, "abcdefghijklmnopqrstuvwxyz-") != "" {
			t.Errorf("%s is not in lower case with dashes", m.ID)
		}
		if entry := lookUp(m.EntryID()); entry == nil || entry.Entry != "" {
			t.Errorf("%s: its entry %q is not in the table", m.ID, m.Entry)
		}
		if notes := m.Notes(words); m.Name(words) == "" || m.Entry == "" && !strings.HasSuffix(m.Meaning(words), ".") || notes != "" && !strings.HasSuffix(notes, ".") {
			t.Errorf("%s is not explained in sentences", m.ID)
		}
		if number := m.Ratio != nil || m.Amount != nil; m.Ratio != nil && m.Amount != nil || !number && (m.Compared || m.Moves) {
			t.Errorf("%s: it has both a ratio and an amount, or neither, and is compared or moved", m.ID)
		}
	}
}

// TestIDs: readers have bookmarked the entries, programs read the keys, and retros name the ids.
func TestIDs(t *testing.T) {
	var entries, ratios []string
	for _, m := range All() {
		if m.Entry == "" {
			entries = append(entries, m.ID)
		}
		if m.Ratio != nil {
			ratios = append(ratios, m.Key())
		}
	}
	const published = "cut-off planned delivered added changes kept capacity unplanned moved dropped unexplained open carried-in on-time slip velocity mix reasons estimate asks-met follow-through forecast reuse"
	for _, id := range strings.Fields(published) {
		if !slices.Contains(entries, id) {
			t.Errorf("%s has no entry any more", id)
		}
	}
	const keys = "kept kept_size capacity unplanned moved dropped rest carried_in on_time asks_met asks_of_met follow_through"
	for _, key := range strings.Fields(keys) {
		if !slices.Contains(ratios, key) {
			t.Errorf("data.json has no ratio %s any more", key)
		}
	}
}

// TestAnotherMetric adds rows: they are counted like the others, and n/a where the plan lacks.
func TestAnotherMetric(t *testing.T) {
	was := table
	defer func() { table = was }()
	table = append(All(),
		Metric{ID: "moved-for-scope", NeedsPlan: true, Compared: true, Moves: true,
			Ratio: func(f *Figures) Ratio { return ofPlan(f, f.Moved) }},
		Metric{ID: "items-left", Amount: func(f *Figures) (float64, bool) { return float64(len(f.Rest)), len(f.P) > 0 }})
	a := testsite.Archive(t, "2026-07-01", "quarter 2026-q2 closed\nteam a committed=2026-04-01\nA-1 moved\nA-2 delivered\nA-3\nteam b noplan\nB-1 export delivered\n")
	b := Compute(a)
	q := a.Quarters[0].ID
	planned, not := b.Team(q, "a"), b.Team(q, "b")
	for id, want := range map[string][2]string{"moved-for-scope": {"33\u00a0% (1 of 3)", "n/a"}, "items-left": {"1", "n/a"}} {
		m := lookUp(id)
		if got := [2]string{m.Text(planned, i18n.English()), m.Text(not, i18n.English())}; got != want {
			t.Errorf("%s reads %q, want %q", id, got, want)
		}
	}
	if !slices.Contains(Movable(), "moved-for-scope") || slices.Contains(Movable(), "items-left") {
		t.Errorf("an action can name %q", Movable())
	}
}
