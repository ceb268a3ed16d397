package metrics

import (
	"slices"

	"quarterdeck/generator/report"
)

// mostPast is how many closed quarters the record goes back: three years.
const mostPast = 12

// Said is what the forecast would have said at the end of the middle day of a closed
// quarter, knowing only what had been delivered until then, and what came of it.
type Said struct {
	Quarter   *report.Quarter
	Middle    report.Day
	Open      int // of P, not delivered by then
	Least     int // the P85: at least so many of these by the end of the quarter
	Delivered int // of these, by the end of the quarter
}

// Held reports whether as many came as it had said.
func (s Said) Held() bool { return s.Delivered >= s.Least }

// past is the record before a quarter: the last closed ones that had enough history and
// an export that reaches to their end.
func (p *pace) past(before *report.Quarter) []Said {
	var all []Said
	for _, r := range slices.Backward(p.reports) {
		if r.Quarter.State != report.Closed || r.Quarter.ID.Compare(before.ID) >= 0 {
			continue
		}
		if s, ok := p.said(r); ok {
			all = append(all, s)
		}
		if len(all) == mostPast {
			break
		}
	}
	slices.Reverse(all)
	return all
}

// said looks ahead from the middle of a closed quarter. Nobody knows the day on which an
// item was moved or dropped, so those count as open. Delivered without a day is left
// out: it may have been before or after.
func (p *pace) said(r *report.Report) (Said, bool) {
	q := r.Quarter
	if r.Plan == nil || r.Metrics == nil || known(r, q.LastDay()) < q.LastDay() {
		return Said{}, false
	}
	s := Said{Quarter: q, Middle: middle(q)}
	weeks := p.weeks(s.Middle)
	if len(weeks) < leastWeeks {
		return Said{}, false
	}
	var open []string
	for _, d := range r.Items {
		day := d.Own().Finished
		if !d.InPlan() || landed(d) && day <= s.Middle { // no day is 0
			continue
		}
		open = append(open, d.ID)
		if landed(d) && day <= q.LastDay() {
			s.Delivered++
		}
	}
	if s.Open = len(open); s.Open == 0 {
		return Said{}, false
	}
	slices.Sort(open)
	end := p.memory.simulate(seedOf(report.TeamID(r.Team), q.ID, s.Middle, weeks, open), weeks, s.Middle, q.LastDay(), s.Open, 0).course
	s.Least = end[len(end)-1].P85
	return s, true
}

// middle is the last day of the first half of a quarter: day 45 of 90 or 91, 46 of 92.
func middle(q *report.Quarter) report.Day { return q.Start + (q.End-q.Start)/2 - 1 }
