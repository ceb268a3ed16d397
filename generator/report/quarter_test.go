package report

import (
	"testing"
)

func TestParseQuarter(t *testing.T) {
	q, err := ParseQuarter("2026-q3")
	if err != nil || q != (QuarterID{2026, 3}) || q.String() != "2026-q3" || q.Title() != "2026 Q3" {
		t.Errorf("2026-q3 is read as %v, %v", q, err)
	}
	for _, s := range []string{"", "2026-Q3", "2026-q0", "2026-q5", "26-q3", "2026q3", "2026-q3 ", "0000-q1", "x2026-q3", "2026-q33", "２０２６-q3"} {
		if q, err := ParseQuarter(s); err == nil {
			t.Errorf("%q is read as %v, want an error", s, q)
		}
	}
}

func FuzzParseQuarter(f *testing.F) {
	f.Add("2026-q3")
	f.Add("0001-q1")
	f.Add("9999-q4")
	f.Fuzz(func(t *testing.T, s string) {
		q, err := ParseQuarter(s)
		if err != nil {
			if q != (QuarterID{}) {
				t.Errorf("%q: an error and %v", s, q)
			}
			return
		}
		if q.String() != s {
			t.Errorf("%q is written %q", s, q)
		}
		if q.Next().Prev() != q || q.Next().Index() != q.Index()+1 || q.Compare(q.Next()) >= 0 {
			t.Errorf("%q: the quarter after it is %v", s, q.Next())
		}
		for n := range 24 {
			fiscal := Fiscal{Starts: n%12 + 1, ByEnd: n >= 12}
			start, end := q.Range(fiscal)
			if n := end - start; n < 89 || n > 92 {
				t.Errorf("%q is %d days long in the year %v", s, n, fiscal)
			}
			if next, _ := q.Next().Range(fiscal); next != end {
				t.Errorf("%q ends on %s, the next begins on %s", s, end, next)
			}
			if QuarterOf(start, fiscal) != q || QuarterOf(end-1, fiscal) != q || QuarterOf(end, fiscal) == q {
				t.Errorf("%q does not hold its own days in the year %v", s, fiscal)
			}
		}
	})
}

func TestQuarterRange(t *testing.T) {
	for _, c := range []struct {
		quarter    string
		fiscal     Fiscal
		start, end string
	}{
		{"2026-q1", Fiscal{Starts: 1}, "2026-01-01", "2026-04-01"},
		{"2026-q4", Fiscal{Starts: 1}, "2026-10-01", "2027-01-01"},
		{"2026-q1", Fiscal{Starts: 2}, "2026-02-01", "2026-05-01"},
		{"2026-q4", Fiscal{Starts: 2}, "2026-11-01", "2027-02-01"},
		{"2026-q3", Fiscal{Starts: 10}, "2027-04-01", "2027-07-01"},
		{"2024-q1", Fiscal{Starts: 12}, "2024-12-01", "2025-03-01"},
		{"2026-q1", Fiscal{}, "2026-01-01", "2026-04-01"},
		{"2026-q1", Fiscal{ByEnd: true}, "2026-01-01", "2026-04-01"},
		{"2026-q4", Fiscal{Starts: 1, ByEnd: true}, "2026-10-01", "2027-01-01"},
		{"2026-q1", Fiscal{Starts: 2, ByEnd: true}, "2025-02-01", "2025-05-01"},
		{"2026-q1", Fiscal{Starts: 10, ByEnd: true}, "2025-10-01", "2026-01-01"},
		{"2026-q2", Fiscal{Starts: 10, ByEnd: true}, "2026-01-01", "2026-04-01"},
		{"2026-q4", Fiscal{Starts: 10, ByEnd: true}, "2026-07-01", "2026-10-01"},
	} {
		q, err := ParseQuarter(c.quarter)
		if err != nil {
			t.Fatal(err)
		}
		if start, end := q.Range(c.fiscal); start.String() != c.start || end.String() != c.end {
			t.Errorf("%s in %v: %s to %s, want %s to %s", q, c.fiscal, start, end, c.start, c.end)
		}
	}
	for _, c := range []struct {
		day    string
		fiscal Fiscal
		want   string
	}{
		{"2026-01-01", Fiscal{Starts: 1}, "2026-q1"},
		{"2026-12-31", Fiscal{Starts: 1}, "2026-q4"},
		{"2026-01-31", Fiscal{Starts: 2}, "2025-q4"},
		{"2026-02-01", Fiscal{Starts: 2}, "2026-q1"},
		{"2026-09-30", Fiscal{Starts: 10}, "2025-q4"},
		{"2026-10-01", Fiscal{Starts: 10}, "2026-q1"},
		{"2026-12-31", Fiscal{}, "2026-q4"},
		{"2026-12-31", Fiscal{Starts: 1, ByEnd: true}, "2026-q4"},
		{"2026-09-30", Fiscal{Starts: 10, ByEnd: true}, "2026-q4"},
		{"2026-10-01", Fiscal{Starts: 10, ByEnd: true}, "2027-q1"},
		{"2026-01-31", Fiscal{Starts: 2, ByEnd: true}, "2026-q4"},
	} {
		day, err := ParseDay(c.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := QuarterOf(day, c.fiscal).String(); got != c.want {
			t.Errorf("%s in %v lies in %s, want %s", c.day, c.fiscal, got, c.want)
		}
	}
}

func TestQuarterReport(t *testing.T) {
	a, b := &Report{Team: &Team{ID: "a"}}, &Report{Team: &Team{ID: "b"}}
	q := &Quarter{Start: 10, End: 20, Reports: []*Report{a, b}}
	if q.Report("b") != b || q.Report("c") != nil || q.LastDay() != 19 {
		t.Error("the quarter does not find its reports or its last day")
	}
}

func TestDeliverable(t *testing.T) {
	for _, c := range []struct {
		d      Deliverable
		inPlan bool
		size   float64
		title  string
	}{
		{Deliverable{Title: "t", Size: 3}, true, 3, "t"},
		{Deliverable{Title: "t", Size: 3, Outcome: Outcome{Size: 5}, Added: 7}, false, 5, "t"},
		{Deliverable{Title: "t", FromExport: true, CustomerTitle: "c"}, false, 0, "t"},
		{Deliverable{Title: "t", Customers: true, CustomerTitle: "c"}, true, 0, "c"},
		{Deliverable{Title: "t", Customers: true}, true, 0, "t"},
	} {
		if c.d.InPlan() != c.inPlan || c.d.ActualSize() != c.size || c.d.PublicTitle() != c.title {
			t.Errorf("%+v: in plan %t, size %g, title %q", c.d, c.d.InPlan(), c.d.ActualSize(), c.d.PublicTitle())
		}
	}
}
