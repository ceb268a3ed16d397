package metrics

import (
	"slices"
	"testing"

	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// oneQuarter has every status, planned and added.
const oneQuarter = `
quarter 2026-q1 closed
team alpha committed=2026-01-05
A-1 feature 8/13 delivered@2026-02-20 due=2026-02-20
A-2 debt 3 delivered@2026-03-01 due=2026-02-15
A-3 feature moved reason=scope
A-4 feature 5 dropped reason=scope
A-5 feature 2 open
A-6 feature 2
A-7 operations 1/2 added=2026-02-01 delivered@2026-02-03
A-8 feature 3 added=2026-02-01 moved reason=people
A-9 feature 3 added=2026-02-01 dropped
A-10 export operations delivered@2026-01-20 due=2026-01-31
A-11 export operations open
team beta committed=2026-01-12
B-1 groundwork 5/5 delivered@2026-03-31
B-2 feature moved
`

func TestSets(t *testing.T) {
	b := Compute(testsite.Archive(t, "2026-06-01", oneQuarter))
	f := b.Quarter(testsite.Quarter("2026-q1"))
	for name, tt := range map[string]struct {
		rows Rows
		want string
	}{
		"P":              {f.P, "A-1 A-2 A-3 A-4 A-5 A-6 B-1 B-2"},
		"Kept":           {f.Kept, "A-1 A-2 B-1"},
		"Moved":          {f.Moved, "A-3 B-2"},
		"Dropped":        {f.Dropped, "A-4"},
		"Rest":           {f.Rest, "A-5 A-6"},
		"Added":          {f.Added, "A-7 A-8 A-9 A-10 A-11"},
		"AddedDelivered": {f.AddedDelivered, "A-7 A-10"},
		"AddedMoved":     {f.AddedMoved, "A-8"},
		"AddedDropped":   {f.AddedDropped, "A-9"},
		"AddedRest":      {f.AddedRest, "A-11"},
		"Delivered":      {f.Delivered, "A-1 A-2 A-7 A-10 B-1"},
		"WithDue":        {f.WithDue, "A-1 A-2 A-10"},
		"OnTime":         {f.OnTime, "A-1 A-10"},
	} {
		if got := testsite.IDs(tt.rows); got != tt.want {
			t.Errorf("%s is %q, not %q", name, got, tt.want)
		}
	}
	for name, tt := range map[string]struct{ got, want Ratio }{
		"kept":        {f.Ratio("kept"), Ratio{3, 8}},
		"capacity":    {f.Ratio("capacity"), Ratio{5, 8}},
		"unplanned":   {f.Ratio("unplanned"), Ratio{2, 5}},
		"moved":       {f.Ratio("moved"), Ratio{2, 8}},
		"dropped":     {f.Ratio("dropped"), Ratio{1, 8}},
		"rest":        {f.Ratio("rest"), Ratio{2, 8}},
		"carried in":  {f.Ratio("carried-in"), Ratio{0, 8}},
		"on time":     {f.Ratio("on-time"), Ratio{2, 3}},
		"beta's kept": {b.Team(f.Quarter.ID, "beta").Ratio("kept"), Ratio{1, 2}},
	} {
		if tt.got != tt.want {
			t.Errorf("%s is %v, not %v", name, tt.got, tt.want)
		}
	}
	// 8 + 3 + 5 of 8 + 3 + 5 + 2 + 2 + 5; A-3 and B-2 have no size.
	if r, unsized := f.KeptSize(); r != (Ratio{16, 25}) || unsized != 2 {
		t.Errorf("kept by size is %v with %d without, not 16 of 25 with 2", r, unsized)
	}
	// 13 + 3 + 2 + 5; A-10 has no size.
	if f.Velocity != (Velocity{Size: 23, Sized: 4, Unsized: 1}) {
		t.Errorf("velocity is %+v", f.Velocity)
	}
	if want := (Span{testsite.Day("2026-01-05"), testsite.Day("2026-01-12")}); f.CutOff != want {
		t.Errorf("the cut-off is %v, not %v", f.CutOff, want)
	}
	if len(f.Unexplained()) == 0 {
		t.Error("two unexplained items count as explained")
	}
}

func TestReasonsAndEstimates(t *testing.T) {
	f := Compute(testsite.Archive(t, "2026-06-01", `
quarter 2026-q1 closed
team alpha
A-1 moved reason=scope
A-2 dropped reason=scope
A-3 moved
A-4 moved
A-5 moved reason=dependency
A-6 added=2026-02-01 moved reason=people
A-7 5/8 delivered
A-8 5/5 delivered
A-9 2/3 delivered
A-10 2 delivered
A-11 export /4 delivered
A-12 3/9 moved reason=estimate
`)).Quarter(testsite.Quarter("2026-q1"))
	var got []string
	for _, r := range f.Reasons {
		got = append(got, string(r.Reason)+": "+testsite.IDs(r.Items))
	}
	// Two each of scope and none: the named reason first. A-6 is not in P.
	want := []string{"scope: A-1 A-2", ": A-3 A-4", "dependency: A-5", "estimate: A-12"}
	if !slices.Equal(got, want) {
		t.Errorf("reasons are %q, not %q", got, want)
	}
	if len(f.Estimates) != 2 {
		t.Fatalf("there are %d size classes, not 2", len(f.Estimates))
	}
	for i, want := range []Estimate{{Class: 2, Planned: 2, Actual: 3}, {Class: 5, Planned: 10, Actual: 13}} {
		e := f.Estimates[i]
		if e.Class != want.Class || e.Planned != want.Planned || e.Actual != want.Actual {
			t.Errorf("class %v: %v for %v, not %v for %v", e.Class, e.Actual, e.Planned, want.Actual, want.Planned)
		}
	}
}

func TestMix(t *testing.T) {
	bySize := Compute(testsite.Archive(t, "2026-06-01", `
quarter 2026-q1 closed
team alpha
A-1 feature 6/9 delivered
A-2 debt 2 moved
A-3 export operations /3 delivered
`)).Quarter(testsite.Quarter("2026-q1")).Mix
	want := []MixRow{
		{report.Feature, Ratio{6, 8}, Ratio{6, 9}}, // planned size on both sides
		{report.Groundwork, Ratio{0, 8}, Ratio{0, 9}},
		{report.Debt, Ratio{2, 8}, Ratio{0, 9}},
		{report.Operations, Ratio{0, 8}, Ratio{3, 9}}, // only the actual size is known
	}
	if bySize.ByItems || !slices.Equal(bySize.Rows, want) {
		t.Errorf("the mix is %+v, not %+v", bySize, want)
	}
	byItems := Compute(testsite.Archive(t, "2026-06-01", `
quarter 2026-q1 closed
team alpha
A-1 feature 6 delivered
A-2 debt moved
A-3 export delivered
`)).Quarter(testsite.Quarter("2026-q1")).Mix
	want = []MixRow{
		{report.Feature, Ratio{1, 2}, Ratio{1, 2}},
		{report.Groundwork, Ratio{0, 2}, Ratio{0, 2}},
		{report.Debt, Ratio{1, 2}, Ratio{0, 2}},
		{report.Operations, Ratio{0, 2}, Ratio{0, 2}},
		{"", Ratio{0, 2}, Ratio{1, 2}}, // nobody said which kind
	}
	if !byItems.ByItems || !slices.Equal(byItems.Rows, want) {
		t.Errorf("the mix is %+v, not %+v", byItems, want)
	}
}

// TestEmpty has nothing to divide by anywhere.
func TestEmpty(t *testing.T) {
	b := Compute(testsite.Archive(t, "2026-02-01", `
quarter 2026-q1 running
team empty committed=2026-01-05
team none noplan
N-1 export delivered@2026-01-20
`))
	q := testsite.Quarter("2026-q1")
	for _, team := range []string{"empty", "none"} {
		f := b.Team(q, team)
		if f.HasPlan != (team == "empty") {
			t.Errorf("%s: HasPlan is %v", team, f.HasPlan)
		}
		size, _ := f.KeptSize()
		for name, r := range map[string]Ratio{
			"kept": f.Ratio("kept"), "kept by size": size, "capacity": f.Ratio("capacity"), "unplanned": f.Ratio("unplanned"), "moved": f.Ratio("moved"),
			"dropped": f.Ratio("dropped"), "rest": f.Ratio("rest"), "carried in": f.Ratio("carried-in"), "on time": f.Ratio("on-time"),
			"asks met": f.Ratio("asks-met"), "asks of us": f.Ratio("asks-of-met"), "follow-through": f.Ratio("follow-through"),
		} {
			if r.Of != 0 {
				t.Errorf("%s: %s is %v, not n/a", team, name, r)
			}
		}
	}
	if got := b.Quarter(q).Ratio("unplanned"); got != (Ratio{1, 1}) {
		t.Errorf("where one team has a plan, unplanned is %v, not 1 of 1", got)
	}
	if b.Quarter(testsite.Quarter("2026-q2")) != nil || b.Team(q, "nobody") != nil || b.Item("X") != nil {
		t.Error("the book knows what is not there")
	}
}

func TestOpenQuarter(t *testing.T) {
	for _, state := range []string{"running", "ahead"} {
		f := Compute(testsite.Archive(t, "2026-02-01", "quarter 2026-q1 "+state+"\nteam a\nA-1 open\nA-2\nA-3 delivered@2026-01-09")).Quarter(testsite.Quarter("2026-q1"))
		if testsite.IDs(f.Rest) != "A-1 A-2" || len(f.Unexplained()) > 0 {
			t.Errorf("%s: the rest is %q, unexplained %q", state, testsite.IDs(f.Rest), testsite.IDs(f.Unexplained()))
		}
	}
}
