package chart

import (
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// promised is a closed quarter with a plan edition. By hand: 8 + 5 + 3 = 16 points at the
// cut-off; B grew from 5 to 8, C shrank from 3 to 2, A of 8 was removed, D of 2 joined, and
// E, which nobody planned, took 1: 16 + 3 + 3 - 1 - 8 = 13.
func promised() Source {
	t := &report.Team{ID: "rules", Name: "Rules"}
	plan := &report.Edition{ID: report.PlanEdition, Quarter: report.QuarterID{Year: 2026, N: 2}}
	q := &report.Quarter{ID: plan.Quarter, State: report.Closed, Editions: []*report.Edition{plan}}
	q.Start, q.End = q.ID.Range(report.Fiscal{})
	r := &report.Report{Team: t, Quarter: q, Plan: &report.Plan{Committed: report.DayOf(2026, 4, 3)}}
	r.Items = []*report.Deliverable{
		{ID: "A", Size: 8, Removed: true, Promise: &report.Promise{Size: 8}},
		{ID: "B", Size: 8, Promise: &report.Promise{Size: 5}},
		{ID: "C", Size: 2, Promise: &report.Promise{Size: 3}},
		{ID: "D", Size: 2},
		{ID: "E", FromExport: true, Outcome: report.Outcome{Status: report.Delivered, Size: 1}},
	}
	for _, d := range r.Items {
		d.Team, d.Quarter = t, q
	}
	q.Reports = []*report.Report{r}
	a := &report.Archive{Teams: []*report.Team{t}, Quarters: []*report.Quarter{q}, Today: q.End}
	return Source{Archive: a, Book: metrics.Compute(a), Words: i18n.English(), Quarter: q}
}

func TestScopeByHand(t *testing.T) {
	c := scope(promised())
	if want := "The plan held 16 size points at the cut-off on 3 April 2026, and ended with 13."; c.Summary != want {
		t.Errorf("it says %q, not %q", c.Summary, want)
	}
	want := [][]string{{"Plan at the cut-off", "3", "16"}, {"Added", "2", "+3"}, {"Re-sized up", "1", "+3"}, {"Re-sized down", "1", "-1"}, {"Removed", "1", "-8"}}
	if !slices.EqualFunc(c.Table.Rows, want, slices.Equal) || !slices.Equal(c.Table.Foot, []string{"At the end", "4", "13"}) {
		t.Errorf("the table is %q, then %q", c.Table.Rows, c.Table.Foot)
	}
	// Each step begins where the one before ended: 16, 19, then down from 22 to 21 and 13.
	if option := string(c.Wide.Option); !strings.Contains(option, `"data":[{"value":"-"},{"value":16},{"value":19},{"value":21},{"value":13},{"value":"-"}]`) {
		t.Errorf("the steps do not join in %s", option)
	}
}

func TestScopeByItemsWhereNothingHasASize(t *testing.T) {
	s := promised()
	for _, d := range s.Quarter.Reports[0].Items {
		d.Size, d.Outcome.Size = 0, 0
		if d.Promise != nil {
			d.Promise.Size = 0
		}
	}
	s.Book = metrics.Compute(s.Archive)
	if c := scope(s); c.Summary != "The plan held 3 items at the cut-off on 3 April 2026, and ended with 4." {
		t.Errorf("it says %q", c.Summary)
	}
}

func TestScopeWithoutAChange(t *testing.T) {
	s := promised()
	s.Quarter.Reports[0].Items = s.Quarter.Reports[0].Items[1:2]
	s.Quarter.Reports[0].Items[0].Size = 5
	s.Book = metrics.Compute(s.Archive)
	if c := scope(s); c.Absent != "Since the cut-off on 3 April 2026 nothing was added, removed or re-sized." {
		t.Errorf("it says %q", c.Absent)
	}
}
