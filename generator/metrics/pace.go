package metrics

import (
	"sync"

	"quarterdeck/generator/report"
)

// How much history a forecast rests on. Half a year holds two whole quarters, so that
// quiet beginnings and busy ends weigh alike, and is short enough to be the team as it
// is now.
const (
	leastWeeks = 8
	mostWeeks  = 26
)

// Week is what a team delivered of its plans in one whole week, Monday to Sunday.
type Week struct {
	Monday report.Day
	Days   [7]int // items by weekday, Monday first
}

// Delivered is how many items the whole week brought.
func (w Week) Delivered() int { return w.within(0, 7) }

// within sums the weekdays in a half-open range.
func (w Week) within(from, to int) int {
	n := 0
	for _, day := range w.Days[from:to] {
		n += day
	}
	return n
}

// pace is everything that a team delivered of its plans.
type pace struct {
	memory  *Memory
	reports []*report.Report // oldest quarter first
	once    sync.Once
	byDay   map[report.Day]int
}

// finished returns how many items of plans were finished on each day.
func (p *pace) finished() map[report.Day]int {
	p.once.Do(func() {
		p.byDay = map[report.Day]int{}
		for _, r := range p.reports {
			for _, d := range r.Items {
				if on := d.Own().Finished; landed(d) && on != 0 {
					p.byDay[on]++
				}
			}
		}
	})
	return p.byDay
}

func landed(d *report.Deliverable) bool {
	return d.InPlan() && d.Own().Status == report.Delivered
}

// weeks returns the whole weeks up to a day, oldest first, that lie within mostWeeks
// before it and in which the team had a plan and an export on every day. A week
// without a delivery is a week of 0; one of which nobody knows is none.
func (p *pace) weeks(until report.Day) []Week {
	by := p.finished()
	var weeks []Week
	end := monday(until + 1) // of the first week that is not over
	for m := end - 7*mostWeeks; m < end; m += 7 {
		if !p.knows(m, m+6, until) {
			continue
		}
		w := Week{Monday: m}
		for i := range w.Days {
			w.Days[i] = by[m+report.Day(i)]
		}
		weeks = append(weeks, w)
	}
	return weeks
}

// knows reports whether every day of a range is in the known part of some quarter. A
// team's first plan may have come in the middle of a quarter, when the team was formed.
func (p *pace) knows(from, to, until report.Day) bool {
	first := true
	for _, r := range p.reports { // in the order of time
		if r.Plan == nil || r.Metrics == nil {
			continue
		}
		start := r.Quarter.Start
		if first && r.Plan.Committed > start {
			start = r.Plan.Committed
		}
		first = false
		if last := known(r, until); start <= from && from <= last {
			from = last + 1
		}
	}
	return from > to
}

// known is the last day of a quarter of which an export can tell, as seen on a day:
// today counts as over.
func known(r *report.Report, today report.Day) report.Day {
	last := min(today, r.Quarter.LastDay())
	if r.Metrics != nil && !r.Metrics.Exported.IsZero() {
		last = min(last, report.DayAt(r.Metrics.Exported))
	}
	return last
}

// undated are the deliveries without a day in the quarters that some weeks, or the days
// since then, lie in.
func (p *pace) undated(weeks []Week, until report.Day) Rows {
	if len(weeks) == 0 {
		return nil
	}
	var rows Rows
	for _, r := range p.reports {
		if r.Quarter.End <= weeks[0].Monday || r.Quarter.Start > until {
			continue
		}
		for _, d := range r.Items {
			if landed(d) && d.Own().Finished == 0 {
				rows = append(rows, d)
			}
		}
	}
	return rows
}

// monday is the first day of the week in which a day lies.
func monday(d report.Day) report.Day {
	return d - report.Day((int(d.Time().Weekday())+6)%7)
}
