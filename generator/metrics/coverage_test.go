package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// process is how a synthetic team works: it says how many items a week brings. Each
// team has a rate of its own, which the forecast does not know.
type process struct {
	low, high float64 // range of the rate: items a week, in the long run
	week      func(r *rand.Rand, rate float64) int
}

// poisson draws from a Poisson distribution (Knuth's way; the mean is small).
func poisson(r *rand.Rand, mean float64) int {
	n := 0
	for p := r.Float64(); p > math.Exp(-mean); p *= r.Float64() {
		n++
	}
	return n
}

// bursty is silent in three weeks of five, and releases several items at once in the others.
func bursty(r *rand.Rand, rate float64) int {
	if r.Float64() < .6 {
		return 0
	}
	return poisson(r, rate/.4)
}

// archive is a team that works like this since some day, seen on a day of 2026-q4, with
// some planned items still open; truth is what each day brings, also those to come.
func (p process) archive(r *rand.Rand, since, today report.Day, left int) (a *report.Archive, truth map[report.Day]int) {
	rate := p.low + (p.high-p.low)*r.Float64()
	truth = map[report.Day]int{}
	last := report.DayOf(2028, 12, 31)
	for m := monday(since); m <= last; m += 7 {
		for range p.week(r, rate) {
			truth[m+report.Day(r.IntN(5))]++ // on a working day
		}
	}
	team := &report.Team{ID: "a", Name: "a"}
	a = &report.Archive{Today: today, Teams: []*report.Team{team}}
	for _, id := range []report.QuarterID{{Year: 2026, N: 2}, {Year: 2026, N: 3}, {Year: 2026, N: 4}} {
		q := &report.Quarter{ID: id, State: report.Closed}
		q.Start, q.End = id.Range(report.Fiscal{})
		if q.End > today {
			q.State = report.Running
		}
		rep := &report.Report{Team: team, Quarter: q, Plan: &report.Plan{Committed: max(q.Start, since)}, Metrics: &report.Metrics{}}
		add := func(o report.Outcome) {
			rep.Items = append(rep.Items, &report.Deliverable{ID: fmt.Sprint(id, "-", len(rep.Items)), Team: team, Quarter: q, Outcome: o})
		}
		for d := max(q.Start, since); d < q.End && d <= today; d++ {
			for range truth[d] {
				add(report.Outcome{Status: report.Delivered, Finished: d})
			}
		}
		if q.State == report.Running {
			for range left {
				add(report.Outcome{Status: report.Open})
			}
		}
		if q.End > since {
			q.Reports = []*report.Report{rep}
			a.Quarters = append(a.Quarters, q)
		}
	}
	return a, truth
}

// came is how many items a day range brings, at most as many as are open.
func came(truth map[report.Day]int, from, to report.Day, open int) int {
	n := 0
	for d := from; d <= to; d++ {
		n += truth[d]
	}
	return min(n, open)
}

// TestCoverage simulates 1,000 quarters of teams whose process is known, and asks the
// book half way through each. A number of items is whole, and the P85 is the largest
// that at least 85 % of the runs reached, so it must hold a little more often than that; with few
// items a week the steps are so large that it is much more, which is TestCalibration's case.
func TestCoverage(t *testing.T) {
	for name, tt := range map[string]struct {
		process process
		since   report.Day
	}{
		"steady, half a year":  {process{2, 5, poisson}, report.DayOf(2026, 4, 1)},
		"bursty, half a year":  {process{2, 5, bursty}, report.DayOf(2026, 4, 1)},
		"bursty, twelve weeks": {process{2, 5, bursty}, report.DayOf(2026, 8, 24)},
		"steady, eight weeks":  {process{2, 5, poisson}, report.DayOf(2026, 9, 21)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const quarters = 1000
			r := rand.New(rand.NewPCG(85, 1))
			var likely, half, sure, dates int
			for range quarters {
				today := report.DayOf(2026, 11, 16) + report.Day(r.IntN(7)) // any day of a week
				a, truth := tt.process.archive(r, tt.since, today, 50)
				f := Compute(a).Forecast(report.QuarterID{Year: 2026, N: 4}, "a")
				if f.Absent != "" {
					t.Fatal(f.Absent)
				}
				n := came(truth, today+1, f.Quarter.LastDay(), len(f.Open))
				end := f.ByEnd()
				likely += one(n >= end.P85)
				half += one(n >= end.P50)
				sure += one(n >= end.P95)
				dates += one(f.AllDone.P85 == 0 || came(truth, today+1, f.AllDone.P85, len(f.Open)) == len(f.Open))
			}
			t.Logf("P50 held in %d, P85 in %d, P95 in %d, the P85 of the date in %d of %d", half, likely, sure, dates, quarters)
			if likely < 800 || likely > 900 {
				t.Errorf("the P85 held in %d of %d quarters", likely, quarters)
			}
			if dates < 800 || dates > 900 {
				t.Errorf("the P85 of the date held in %d of %d quarters", dates, quarters)
			}
			if half < 450 || half > 600 || sure < 920 || sure > 980 {
				t.Errorf("the P50 held in %d, the P95 in %d of %d quarters", half, sure, quarters)
			}
		})
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestCalibration has teams that deliver little. The steps from one number of items to
// the next are then so large that no bound can hold in just 85 of 100 quarters: it holds in at
// least as many. That this is the steps and nothing else shows once ties are broken by lot, the
// usual way to judge a forecast of counts: a quarter that brings n items lies anywhere between the
// share of runs that brought fewer and the share that brought no more, and lies above 15 % in 85 %
// of the quarters.
func TestCalibration(t *testing.T) {
	quarters := testsite.Rounds(2000, 400)
	for name, p := range map[string]process{"steady": {.2, 1.5, poisson}, "bursty": {.2, 1.5, bursty}} {
		r := rand.New(rand.NewPCG(85, 2))
		var held, above int
		for range quarters {
			today := report.DayOf(2026, 11, 16) + report.Day(r.IntN(7))
			a, truth := p.archive(r, report.DayOf(2026, 4, 1), today, 30)
			team := &pace{reports: []*report.Report{a.Quarters[0].Reports[0], a.Quarters[1].Reports[0], a.Quarters[2].Reports[0]}}
			q, weeks := a.Quarters[2], team.weeks(today)
			s := simulate(seedOf("a", q.ID, today, weeks, nil), weeks, today, q.LastDay(), 30, 0)
			by := s.left[len(s.left)-1]
			n := came(truth, today+1, q.LastDay(), 30)
			held += one(n >= least(by, 85))
			fewer := 0
			for _, runs := range by[:n] {
				fewer += runs
			}
			above += one(float64(fewer)+r.Float64()*float64(by[n]) >= .15*runs)
		}
		t.Logf("%s: the P85 held in %d of %d quarters, with ties by lot in %d", name, held, quarters, above)
		if share := float64(above) / float64(quarters); share < .82 || share > .88 {
			t.Errorf("%s: with ties broken by lot it held in %.3f of the quarters, not in .85", name, share)
		}
		if float64(held) < .84*float64(quarters) {
			t.Errorf("%s: the P85 held in only %d of %d quarters", name, held, quarters)
		}
	}
}
