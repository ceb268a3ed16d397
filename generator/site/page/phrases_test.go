package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"strings"
	"testing"
)

func testDay(t *testing.T, s string) report.Day {
	t.Helper()
	d, err := report.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// rowsOf is n items; what they are does not matter.
func rowsOf(n int) metrics.Rows {
	rows := make(metrics.Rows, n)
	for i := range rows {
		rows[i] = &report.Deliverable{}
	}
	return rows
}

// figuresOf is a plan and what became of it.
func figuresOf(t *testing.T, state report.State, kept, moved, dropped, rest int) *metrics.Figures {
	q := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 3}, State: state}
	q.Start, q.End = q.ID.Range(report.Fiscal{})
	d := testDay(t, "2026-07-03")
	f := &metrics.Figures{Quarter: q, HasPlan: true, CutOff: metrics.Span{From: d, To: d},
		Kept: rowsOf(kept), Moved: rowsOf(moved), Dropped: rowsOf(dropped), Rest: rowsOf(rest)}
	f.P = append(append(append(append(f.P, f.Kept...), f.Moved...), f.Dropped...), f.Rest...)
	for _, d := range f.P {
		d.Quarter = q
	}
	f.Delivered = f.Kept
	return f
}

// plain is an answer without markup and with ordinary spaces.
func plain(a Answer) string {
	s := a.Before + "*" + a.Bold + "*" + a.After
	if a.Act != "" {
		s += " !" + a.Act
	}
	return strings.ReplaceAll(s, "\u00a0", " ")
}

func TestPlanned(t *testing.T) {
	today := testDay(t, "2026-08-21")
	span := func(f *metrics.Figures, from, to string) *metrics.Figures {
		f.CutOff = metrics.Span{}
		if from != "" {
			f.CutOff = metrics.Span{From: testDay(t, from), To: testDay(t, to)}
		}
		return f
	}
	noPlan := figuresOf(t, report.Closed, 0, 0, 0, 0)
	noPlan.HasPlan, noPlan.Delivered, noPlan.Added = false, rowsOf(5), rowsOf(5)
	nothing := figuresOf(t, report.Closed, 0, 0, 0, 0)
	nothing.HasPlan = false
	for _, c := range []struct {
		name string
		f    *metrics.Figures
		who  string
		want string
	}{
		{"closed", figuresOf(t, report.Closed, 28, 5, 3, 0), we, "We delivered *28 of the 36 items* that we planned at the cut-off on 3 July 2026 (78 %)."},
		{"unexplained", figuresOf(t, report.Closed, 1, 0, 0, 2), we, "We delivered *1 of the 3 items* that we planned at the cut-off on 3 July 2026 (33 %). !Two are unexplained."},
		{"one item", figuresOf(t, report.Closed, 0, 1, 0, 0), we, "We delivered *0 of the 1 item* that we planned at the cut-off on 3 July 2026 (0 %)."},
		{"days apart", span(figuresOf(t, report.Closed, 1, 1, 0, 0), "2026-07-01", "2026-07-03"), we, "We delivered *1 of the 2 items* that we planned at the cut-offs between 1 and 3 July 2026 (50 %)."},
		{"months apart", span(figuresOf(t, report.Closed, 1, 1, 0, 0), "2026-06-30", "2026-07-03"), we, "We delivered *1 of the 2 items* that we planned at the cut-offs between 30 June and 3 July 2026 (50 %)."},
		{"years apart", span(figuresOf(t, report.Closed, 1, 1, 0, 0), "2025-12-30", "2026-01-03"), we, "We delivered *1 of the 2 items* that we planned at the cut-offs between 30 December 2025 and 3 January 2026 (50 %)."},
		{"no cut-off", span(figuresOf(t, report.Closed, 1, 1, 0, 0), "", ""), we, "We delivered *1 of the 2 items* that we planned (50 %)."},
		{"team", figuresOf(t, report.Closed, 5, 1, 1, 0), "Logs", "Logs delivered *5 of 7 planned items* (71 %); the plan dates from 3 July 2026."},
		{"running", figuresOf(t, report.Running, 12, 0, 0, 26), we, "*12 of 38 planned items* are delivered so far (32 %), 41 days left."},
		{"ahead", figuresOf(t, report.Ahead, 0, 0, 0, 38), we, "*38 items* are planned; the quarter begins on 1 July 2026."},
		{"no plan", noPlan, we, "We delivered *5 items*; no plan was written, so there is no share to give."},
		{"nothing", nothing, we, "Nothing is planned or reported for 2026 Q3 yet.**"},
		{"empty plan", figuresOf(t, report.Closed, 0, 0, 0, 0), we, "The plan of 2026 Q3 names no deliverable.**"},
	} {
		if got := plain(planned(english(), c.f, c.who, today)); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestLead(t *testing.T) {
	with := func(f *metrics.Figures, change func(*metrics.Figures)) *metrics.Figures {
		change(f)
		return f
	}
	for _, c := range []struct {
		name string
		f    *metrics.Figures
		want string
	}{
		{"all kept", figuresOf(t, report.Closed, 4, 0, 0, 0), "Nothing moved and nothing was dropped."},
		{"explained", figuresOf(t, report.Closed, 28, 5, 3, 0), "Five moved and three were dropped; no item is unexplained. All that moved are in no later plan yet."},
		{"all unexplained", figuresOf(t, report.Closed, 0, 0, 0, 1), "One ended without any outcome, and nobody has said why."},
		{"partly unexplained", figuresOf(t, report.Closed, 0, 0, 1, 2), "One was dropped; for two nobody has said what became of them."},
		{"running", figuresOf(t, report.Running, 12, 1, 0, 14), "One moved and 14 are still open. What moved is in no later plan yet."},
		{"ahead", figuresOf(t, report.Ahead, 0, 0, 0, 9), ""},
		{"reason", with(figuresOf(t, report.Closed, 0, 3, 0, 0), func(f *metrics.Figures) {
			f.Reasons = []metrics.Reason{{Reason: "dependency", Items: rowsOf(2)}, {Reason: "scope", Items: rowsOf(1)}}
		}), "Three moved; no item is unexplained. All that moved are in no later plan yet. The reason given most often is dependency, for 2 of the 3."},
		{"two reasons", with(figuresOf(t, report.Closed, 0, 4, 0, 0), func(f *metrics.Figures) {
			f.Reasons = []metrics.Reason{{Reason: "dependency", Items: rowsOf(2)}, {Reason: "scope", Items: rowsOf(2)}}
		}), "Four moved; no item is unexplained. All that moved are in no later plan yet. The reasons given most often are dependency and scope, for 2 of the 4 each."},
		{"carried", with(figuresOf(t, report.Closed, 4, 0, 0, 0), func(f *metrics.Figures) {
			f.CarriedOnce, f.CarriedMore = rowsOf(2), rowsOf(1)
		}), "Nothing moved and nothing was dropped. Three of the planned items were carried in, one of them twice or more."},
		{"scope", with(figuresOf(t, report.Closed, 4, 0, 0, 0), func(f *metrics.Figures) {
			f.Added, f.AddedDelivered, f.Delivered = rowsOf(6), rowsOf(5), rowsOf(9)
		}), "4 planned → 4 of these + 5 added = 9 delivered. Nothing moved and nothing was dropped. Six items joined after the cut-off, five of them delivered."},
		{"asks", with(figuresOf(t, report.Closed, 4, 0, 0, 0), func(f *metrics.Figures) {
			f.Asks, f.AsksMet = make([]*report.Ask, 10), make([]*report.Ask, 7)
		}), "Nothing moved and nothing was dropped. Of ten asks between teams, seven were met in time."},
	} {
		if got := strings.ReplaceAll(lead(english(), c.f), "\u00a0", " "); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestDaysLeft(t *testing.T) {
	q := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 3}}
	q.Start, q.End = q.ID.Range(report.Fiscal{})
	for day, want := range map[string]string{"2026-09-30": "the last day", "2026-09-29": "two days left", "2026-08-21": "41 days left"} {
		if got := daysLeft(english(), q, testDay(t, day)); got != want {
			t.Errorf("%s: got %q, want %q", day, got, want)
		}
	}
}
