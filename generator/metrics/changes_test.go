package metrics

import (
	"fmt"
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// planned gives a quarter a plan edition in which every item stands as it is now, but
// those that have joined since.
func planned(q *report.Quarter) {
	q.Editions = []*report.Edition{{ID: report.PlanEdition, Quarter: q.ID}}
	for _, r := range q.Reports {
		r.Promised = r.Plan != nil
		for _, d := range r.Items {
			if !d.FromExport && d.Added == 0 {
				d.Promise = &report.Promise{Title: d.Title, Kind: d.Kind, Phase: d.Phase, Size: d.Size, Due: d.Due, Owner: d.Owner, Customers: d.Customers,
					Body: d.Body.Text, ForCustomers: d.ForCustomers.Text}
			}
		}
	}
}

const promised = `
quarter 2026-q1 closed
team alpha committed=2026-01-05
A-1 feature 8/13 delivered@2026-02-20 due=2026-02-15
A-2 feature 5 delivered@2026-02-20 due=2026-02-28
A-3 debt 3 moved
A-4 debt 3 added=2026-02-01 delivered
A-5 export delivered
team late committed=2026-02-20
L-1 feature 5 added=2026-02-20 delivered
`

func TestChanges(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(items map[string]*report.Deliverable)
		want   string // besides the added ones
	}{
		{"nothing", func(map[string]*report.Deliverable) {}, ""},
		{"larger", func(m map[string]*report.Deliverable) { m["A-1"].Size = 13 }, "A-1 re-sized"},
		{"sized at last", func(m map[string]*report.Deliverable) { m["A-1"].Promise.Size = 0 }, "A-1 re-sized"},
		{"an actual size is no change", func(m map[string]*report.Deliverable) { m["A-2"].Outcome.Size = 21 }, ""},
		{"later", func(m map[string]*report.Deliverable) { m["A-2"].Due++ }, "A-2 re-dated"},
		{"no date any more", func(m map[string]*report.Deliverable) { m["A-2"].Due = 0 }, "A-2 re-dated"},
		{"title", func(m map[string]*report.Deliverable) { m["A-3"].Title = "Another" }, "A-3 re-worded"},
		{"prose", func(m map[string]*report.Deliverable) { m["A-3"].Body.Text = "Less of it" }, "A-3 re-worded"},
		{"for customers", func(m map[string]*report.Deliverable) { m["A-3"].ForCustomers.Text = "Sooner" }, "A-3 re-worded"},
		{"kind", func(m map[string]*report.Deliverable) { m["A-3"].Kind = report.Operations }, "A-3 other"},
		{"phase", func(m map[string]*report.Deliverable) { m["A-3"].Phase = report.GA }, "A-3 other"},
		{"owner", func(m map[string]*report.Deliverable) { m["A-3"].Owner = "beta" }, "A-3 other"},
		{"audience", func(m map[string]*report.Deliverable) { m["A-3"].Customers = true }, "A-3 other"},
		{"all at once", func(m map[string]*report.Deliverable) {
			d := m["A-2"]
			d.Title, d.Kind, d.Due, d.Size = "Other", report.Debt, 0, 0
		}, "A-2 re-sized re-dated re-worded other"},
		{"removed, and whatever it says now", func(m map[string]*report.Deliverable) { m["A-2"].Removed, m["A-2"].Size = true, 0 }, "A-2 removed"},
		{"two of them", func(m map[string]*report.Deliverable) { m["A-3"].Size, m["A-1"].Size = 1, 1 }, "A-1 re-sized; A-3 re-sized"},
	} {
		a := testsite.Archive(t, "2026-06-01", promised)
		planned(a.Quarters[0])
		items := map[string]*report.Deliverable{}
		for _, r := range a.Quarters[0].Reports {
			for _, d := range r.Items {
				items[d.ID] = d
			}
		}
		tt.change(items)
		var got, added []string
		for _, c := range Compute(a).Quarter(a.Quarters[0].ID).Changes {
			if c.Kinds[0] == WasAdded {
				added = append(added, c.Item.ID)
			} else {
				got = append(got, strings.Trim(fmt.Sprint(c.Item.ID, c.Kinds), "[]"))
			}
		}
		for i := range got {
			got[i] = strings.Replace(got[i], "[", " ", 1)
		}
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("%s: %q, not %q", tt.name, s, tt.want)
		}
		if s := strings.Join(added, " "); s != "A-4 A-5 L-1" {
			t.Errorf("%s: added are %q", tt.name, s)
		}
	}
}

// TestChangesWithoutPlanEdition knows nothing but what joined.
func TestChangesWithoutPlanEdition(t *testing.T) {
	f := Compute(testsite.Archive(t, "2026-06-01", promised)).Quarter(testsite.Quarter("2026-q1"))
	if len(f.Changes) != 3 || testsite.IDs(f.Changed(WasAdded)) != "A-4 A-5 L-1" {
		t.Errorf("changes are %v", f.Changes)
	}
}

// TestPromises edits a plan after its edition was frozen: what was promised stays.
func TestPromises(t *testing.T) {
	a := testsite.Archive(t, "2026-06-01", promised)
	q := a.Quarters[0]
	planned(q)
	items := q.Reports[0].Items
	items[0].Due += 30 // A-1, late, gets a later date
	items[0].Size = 13
	items[0].Kind = report.Debt
	items[1].Size, items[1].Due = 1, 0
	items[2].Added = items[0].Due // A-3 is said to be added, and stood in the plan
	items[3].Added = 0            // A-4 is said to have been planned, and did not
	b := Compute(a)
	f := b.Team(q.ID, "alpha")
	if testsite.IDs(f.P) != "A-1 A-2 A-3" || testsite.IDs(f.Added) != "A-4 A-5" {
		t.Errorf("P is %q, added %q", testsite.IDs(f.P), testsite.IDs(f.Added))
	}
	if testsite.IDs(f.WithDue) != "A-1 A-2" || testsite.IDs(f.OnTime) != "A-2" {
		t.Errorf("on time are %q of %q", testsite.IDs(f.OnTime), testsite.IDs(f.WithDue))
	}
	if r, unsized := f.KeptSize(); r != (Ratio{13, 16}) || unsized != 0 { // 8 + 5 of 8 + 5 + 3
		t.Errorf("kept by size is %v, %d without", r, unsized)
	}
	// 13 as it turned out, 5 as promised, 3; A-5 has none.
	if f.Velocity != (Velocity{Size: 21, Sized: 3, Unsized: 1}) {
		t.Errorf("velocity is %+v", f.Velocity)
	}
	if len(f.Estimates) != 1 || f.Estimates[0].Class != 8 || f.Estimates[0].Actual != 13 {
		t.Errorf("estimates are %+v", f.Estimates)
	}
	// By items, as A-5 has no size: planned as feature, delivered as debt.
	if got := f.Mix.Rows[0]; got.Planned != (Ratio{2, 3}) || got.Delivered != (Ratio{1, 4}) {
		t.Errorf("the mix of features is %+v", got)
	}
}

// TestPromised has teams whose plan is not in the plan edition, or is there without an
// item, or was deleted since.
func TestPromised(t *testing.T) {
	a := testsite.Archive(t, "2026-06-01", promised+"team empty committed=2026-01-06\nE-1 export delivered\nteam gone noplan\nG-1 feature moved\nteam none committed=2026-03-01\nN-1 feature delivered\n")
	q := a.Quarters[0]
	planned(q)
	for _, team := range []string{"late", "gone", "none"} {
		q.Report(team).Promised = false
	}
	q.Report("none").Items[0].Promise = nil
	q.Report("gone").Items[0].Removed = true
	b := Compute(a)
	for team, want := range map[string]string{
		"alpha": "67" + nbsp + "% (2 of 3)",
		"late":  "n/a", // no promise: its plan came after the cut-off
		"empty": "n/a", // promised nothing
		"gone":  "0" + nbsp + "% (0 of 1)",
		"none":  "n/a",
	} {
		f := b.Team(q.ID, team)
		if got := f.Ratio("kept").Format(i18n.English()); got != want {
			t.Errorf("%s: kept is %s, not %s", team, got, want)
		}
		if has := team != "late" && team != "none"; f.HasPlan != has {
			t.Errorf("%s: has a plan: %v, not %v", team, f.HasPlan, has)
		}
	}
	if got := b.Team(q.ID, "empty").Ratio("unplanned"); got != (Ratio{1, 1}) {
		t.Errorf("what came beside an empty plan is unplanned: %v", got)
	}
	if got := b.Team(q.ID, "late").Ratio("unplanned"); got.Of != 0 {
		t.Errorf("without a promise nothing is unplanned: %v", got)
	}
	if to := b.Quarter(q.ID).CutOff.To; to != testsite.Day("2026-01-06") {
		t.Errorf("a plan that is no promise moves the cut-off to %s", to)
	}
}

// TestChangesForAudience hides prose and owners: what is not shown has not changed, and
// the promise does not say it either.
func TestChangesForAudience(t *testing.T) {
	a := testsite.Archive(t, "2026-06-01", promised)
	q := a.Quarters[0]
	d := q.Reports[0].Items[0]
	d.Owner, d.Body.Text, d.ForCustomers.Text = "alpha", "secret", "roll back"
	planned(q)
	d.Body.Text, d.Size = "secret, and more", 13
	if f := Compute(a).Quarter(q.ID); testsite.IDs(f.Changed(Reworded)) != "A-1" || testsite.IDs(f.Changed(Resized)) != "A-1" {
		t.Fatalf("changes are %v", f.Changes)
	}
	shown := a.For(report.Audience{ID: "board", Shows: []report.Part{report.Numbers}})
	f := Compute(shown).Quarter(q.ID)
	if len(f.Changed(Reworded)) != 0 || len(f.Changed(Altered)) != 0 || testsite.IDs(f.Changed(Resized)) != "A-1" {
		t.Errorf("changes for those who see numbers alone are %v", f.Changes)
	}
	if p := shown.Quarters[0].Reports[0].Items[0].Promise; p.Body != "" || p.Owner != "" {
		t.Errorf("the promise gives away %q of %q", p.Body, p.Owner)
	}
}
