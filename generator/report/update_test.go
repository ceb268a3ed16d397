package report

import (
	"slices"
	"testing"
)

// reportWith is a report of 2026-q3, which runs from 1 July to 30 September, with updates of
// some days.
func reportWith(state State, days ...Day) *Report {
	id := QuarterID{2026, 3}
	q := &Quarter{ID: id, State: state}
	q.Start, q.End = id.Range(Fiscal{})
	r := &Report{Team: &Team{ID: "rules"}, Quarter: q}
	for _, d := range days {
		r.Updates = append(r.Updates, &Update{Day: d, Health: OnTrack})
	}
	q.Reports = []*Report{r}
	return r
}

func july(d int) Day { return DayOf(2026, 7, d) }

func TestUpdateDays(t *testing.T) {
	for _, c := range []struct {
		what  string
		plan  *Plan
		first Day
	}{
		{"no plan", nil, july(1)},
		{"no cut-off", &Plan{}, july(1)},
		{"a cut-off before the quarter", &Plan{Committed: DayOf(2026, 6, 22)}, DayOf(2026, 6, 22)},
		{"a cut-off in the quarter", &Plan{Committed: july(3)}, july(1)},
	} {
		r := reportWith(Running)
		r.Plan = c.plan
		if first, last := r.UpdateDays(); first != c.first || last != DayOf(2026, 9, 30) {
			t.Errorf("%s: from %s to %s, want from %s to 2026-09-30", c.what, first, last, c.first)
		}
	}
}

func TestNewestUpdate(t *testing.T) {
	r := reportWith(Running, july(6), july(20), july(27))
	for on, want := range map[Day]Day{july(5): 0, july(6): july(6), july(19): july(6), july(20): july(20), july(31): july(27)} {
		u := r.NewestUpdate(on)
		if (u == nil) != (want == 0) || u != nil && u.Day != want {
			t.Errorf("on %s: %+v, want that of %s", on, u, want)
		}
	}
}

func TestStanding(t *testing.T) {
	june := DayOf(2026, 6, 22)
	for _, c := range []struct {
		what    string
		state   State
		updates []Day
		on      Day
		newest  Day
		days    int
		silent  bool
	}{
		{"the first day", Running, nil, july(1), 0, 0, false},
		{"two weeks and nothing", Running, nil, july(15), 0, 14, false},
		{"two weeks and a day, and nothing", Running, nil, july(16), 0, 15, true},
		{"an update today", Running, []Day{july(16)}, july(16), july(16), 0, false},
		{"two weeks after an update", Running, []Day{july(6)}, july(20), july(6), 14, false},
		{"two weeks and a day after an update", Running, []Day{july(6)}, july(21), july(6), 15, true},
		{"the newest counts", Running, []Day{july(1), july(13)}, july(21), july(13), 8, false},
		{"one before the quarter does not begin the silence", Running, []Day{june}, july(15), june, 14, false},
		{"but does not end it either", Running, []Day{june}, july(16), june, 15, true},
		{"one of tomorrow is not there yet", Running, []Day{july(6), july(22)}, july(21), july(6), 15, true},
		{"a quarter ahead", Ahead, []Day{june}, DayOf(2026, 6, 30), june, 0, false},
		{"a closed quarter", Closed, []Day{july(6)}, DayOf(2026, 11, 20), july(6), 0, false},
	} {
		r := reportWith(c.state, c.updates...)
		s := r.Standing(c.on)
		newest := Day(0)
		if s.Newest != nil {
			newest = s.Newest.Day
		}
		if s.Report != r || newest != c.newest || s.Days != c.days || s.Silent != c.silent {
			t.Errorf("%s: newest %s, %d days, silent %v; want %s, %d, %v", c.what, newest, s.Days, s.Silent, c.newest, c.days, c.silent)
		}
	}
}

func TestStandings(t *testing.T) {
	one, two := reportWith(Running), reportWith(Running)
	q := one.Quarter
	two.Quarter = q
	q.Reports = []*Report{one, two}
	if got := q.Standings(july(31)); got != nil {
		t.Errorf("a company without updates is told of silence: %+v", got)
	}
	two.Updates = []*Update{{Day: july(30), Health: AtRisk}}
	got := q.Standings(july(31))
	if len(got) != 2 || got[0].Report != one || !got[0].Silent || got[0].Days != 30 || got[1].Report != two || got[1].Silent || got[1].Newest != two.Updates[0] {
		t.Errorf("got %+v", got)
	}
}

func TestSilences(t *testing.T) {
	for _, c := range []struct {
		what    string
		updates []Day
		on      Day
		want    []Silence
	}{
		{"nothing yet", nil, july(15), nil},
		{"nothing for too long", nil, july(16), []Silence{{july(1), july(16)}}},
		{"nothing at all", nil, DayOf(2026, 11, 20), []Silence{{july(1), DayOf(2026, 9, 30)}}},
		{"every second week", []Day{july(15), july(29)}, DayOf(2026, 8, 12), nil},
		{"a late beginning", []Day{july(17)}, july(20), []Silence{{july(1), july(17)}}},
		{"between two", []Day{july(6), july(27)}, july(28), []Silence{{july(6), july(27)}}},
		{"between two, and since", []Day{july(6), july(27)}, DayOf(2026, 8, 31), []Silence{{july(6), july(27)}, {july(27), DayOf(2026, 8, 31)}}},
		{"one before the quarter", []Day{DayOf(2026, 6, 20)}, july(16), []Silence{{july(1), july(16)}}},
		{"one before the quarter, and one soon", []Day{DayOf(2026, 6, 20), july(2)}, july(16), nil},
		{"one that is not there yet", []Day{july(6), july(22)}, july(21), []Silence{{july(6), july(21)}}},
		{"a day before the quarter", nil, DayOf(2026, 6, 1), nil},
	} {
		if got := reportWith(Running, c.updates...).Silences(c.on); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
	if days := (Silence{july(6), july(27)}).Days(); days != 21 {
		t.Errorf("%d days", days)
	}
}

func TestWhoSeesUpdates(t *testing.T) {
	for _, c := range []struct {
		shows []Part
		sees  bool
	}{{Parts, true}, {[]Part{Plans}, true}, {[]Part{Numbers, Shipped}, false}, {[]Part{Shipped, Upcoming}, false}, {[]Part{Retros}, false}} {
		a := smallArchive()
		r := a.Quarters[0].Reports[0]
		r.Updates = []*Update{{Day: 9, Health: AtRisk, Notes: []Note{{ID: "R-1", Text: "slow"}}, Body: say("why", Ref{Kind: RefDeliverable, ID: "R-1"})}}
		r.Items[0].ForCustomers = say("see", Ref{Kind: RefReport, ID: "rules", Quarter: a.Quarters[0].ID, Fragment: "update-1970-01-10"})
		shown := a.For(Audience{Shows: c.shows})
		if len(shown.Quarters) == 0 {
			t.Fatalf("%v: no quarter", c.shows)
		}
		got := shown.Quarters[0].Reports[0]
		if (len(got.Updates) > 0) != c.sees || c.sees && (got.Updates[0].Notes[0].Text != "slow" || got.Updates[0].Health != AtRisk || got.Updates[0].Body.Empty()) {
			t.Errorf("%v: %+v", c.shows, got.Updates)
		}
		if r.Updates[0].Health != AtRisk {
			t.Error("the archive itself was changed")
		}
		for _, d := range got.Items {
			for _, s := range d.ForCustomers.Spans {
				if s.Ref != nil && s.Ref.Kind == RefReport && (s.Ref.Fragment != "") != c.sees {
					t.Errorf("%v: a link leads to %q", c.shows, s.Ref.Fragment)
				}
			}
		}
	}
}
