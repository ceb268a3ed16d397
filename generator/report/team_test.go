package report

import "testing"

func TestTeamInAQuarter(t *testing.T) {
	q := &Quarter{ID: QuarterID{2026, 3}, Start: DayOf(2026, 7, 1), End: DayOf(2026, 10, 1)}
	for _, c := range []struct {
		from, until Day
		in, ended   bool
	}{
		{0, 0, true, false},
		{DayOf(2026, 9, 30), 0, true, false},
		{DayOf(2026, 10, 1), 0, false, false},
		{0, DayOf(2026, 7, 1), true, true},
		{0, DayOf(2026, 6, 30), false, true},
		{0, DayOf(2026, 8, 20), true, false}, // its last day is today
	} {
		team := &Team{From: c.from, Until: c.until}
		if team.In(q) != c.in || team.Dissolved(DayOf(2026, 8, 20)) != c.ended {
			t.Errorf("from %s until %s: in the quarter %t, dissolved %t", c.from, c.until, team.In(q), team.Dissolved(DayOf(2026, 8, 20)))
		}
	}
}
