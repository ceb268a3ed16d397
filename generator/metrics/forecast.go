package metrics

import (
	"slices"
	"sync"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/report"
)

// Forecast says what a team's own past makes likely for what it promised in a running
// quarter: how many of the open items will be delivered by the end of the quarter, and
// by when all of them. It is always a range, never one date.
//
// It is about P alone. Unplanned work is not in the history either: it takes time
// without making the list shorter, so the weeks are the smaller for it.
type Forecast struct {
	Quarter *report.Quarter
	Team    *report.Team
	// Absent is why there is no forecast, or ""; Why says it. Known to AllDone say
	// nothing where it is set.
	Absent Absence
	Known  report.Day // the last day that is known: today, or the day of the export, if that is earlier
	Weeks  []Week     // the history, oldest first: at least 8, at most 26
	// Undated are delivered items of P, of the quarters of the history, that no week
	// counts because nobody said on which day they were finished.
	Undated Rows
	Open    Rows      // of P: neither delivered nor moved nor dropped
	Course  []Outlook // by the end of each week that is left; the last by the last day of the quarter
	AllDone Dates
	// Past is what the forecast would have said in the middle of closed quarters, oldest
	// first, and what then came. It is there whether Absent or not.
	Past []Said
}

// Outlook is how many of the open items will be delivered by the end of a day, at
// least: with a likelihood of 50, 85 and 95 %.
type Outlook struct {
	Day           report.Day
	P50, P85, P95 int
}

// Dates are the Sundays by which all open items are delivered with a likelihood of 50,
// 85 and 95 %; 0 = not within a year.
type Dates struct{ P50, P85, P95 report.Day }

// ByEnd is the outlook for the last day of the quarter; zero where Absent is set.
func (f *Forecast) ByEnd() Outlook {
	if len(f.Course) == 0 {
		return Outlook{}
	}
	return f.Course[len(f.Course)-1]
}

// Held is in how many past quarters at least as many items came as the P85 had said, ÷
// those in which it had said any: that at least none will come cannot fail.
func (f *Forecast) Held() Ratio {
	var held, of int
	for _, s := range f.Past {
		if s.Least == 0 {
			continue
		}
		of++
		if s.Held() {
			held++
		}
	}
	return ratio(held, of)
}

// Forecast returns the forecast of a team in a quarter, or nil where the team has no
// report there. There is none for all teams together: what one team delivers does not
// shorten the list of another, and bounds do not add up.
func (b *Book) Forecast(q report.QuarterID, team string) *Forecast {
	return counted(b.forecasts()[key{q, team}])
}

// forecasts returns the forecasts of all teams in all quarters, each made when it is
// first asked for.
func forecasts(m *Memory, today report.Day, sorted [][]*report.Report) map[key]func() *Forecast {
	all := map[key]func() *Forecast{}
	paces := map[string]*pace{}
	for _, r := range slices.Concat(sorted...) {
		p := paces[r.Team.ID]
		if p == nil {
			p = &pace{memory: m}
			paces[r.Team.ID] = p
		}
		p.reports = append(p.reports, r)
		all[key{r.Quarter.ID, r.Team.ID}] = sync.OnceValue(func() *Forecast { return p.forecast(r, today) })
	}
	return all
}

// forecast looks ahead in the quarter of a report.
func (p *pace) forecast(r *report.Report, today report.Day) *Forecast {
	q := r.Quarter
	f := &Forecast{Quarter: q, Team: r.Team}
	switch q.State {
	case report.Ahead:
		f.Absent = NotBegun
		return f
	case report.Closed:
		f.Absent = AllOver
		return f
	}
	f.Past = p.past(q)
	f.Known = min(max(known(r, today), q.Start-1), q.LastDay())
	f.Weeks = p.weeks(f.Known)
	f.Undated = p.undated(f.Weeks, f.Known)
	f.Open = open(r)
	if f.Absent = f.missing(r); f.Absent != "" {
		return f
	}
	s := p.memory.simulate(seedOf(report.TeamID(r.Team), q.ID, f.Known, f.Weeks, sortedIDs(f.Open)), f.Weeks, f.Known, q.LastDay(), len(f.Open), year)
	f.Course, f.AllDone = s.course, s.dates
	return f
}

// Absence is why there is no forecast.
type Absence string

// The reasons for which there is no forecast.
const (
	NotBegun Absence = "not-begun"
	AllOver  Absence = "closed"
	NoPlan   Absence = "no-plan"
	NoExport Absence = "no-export"
	NoneOpen Absence = "none-open"
	LastDay  Absence = "last-day"
	TooFew   Absence = "history"
)

// Why is a sentence that says why there is no forecast; "" where there is one.
func (f *Forecast) Why(l *i18n.Locale) string {
	if f.Absent == "" {
		return ""
	}
	return l.T("forecast-absent."+string(f.Absent), "least", leastWeeks, "n", len(f.Weeks))
}

// missing is what a forecast lacks, or "".
func (f *Forecast) missing(r *report.Report) Absence {
	switch {
	case r.Plan == nil:
		return NoPlan
	case r.Metrics == nil:
		return NoExport
	case len(f.Open) == 0:
		return NoneOpen
	case f.Known == f.Quarter.LastDay():
		return LastDay
	case len(f.Weeks) < leastWeeks:
		return TooFew
	}
	return ""
}

// open are the items of P that have no outcome yet, or parts that have none.
func open(r *report.Report) Rows {
	decided := []report.Status{report.Delivered, report.HandedOver, report.Moved, report.Dropped}
	return slices.DeleteFunc(slices.Clone(r.Items), func(d *report.Deliverable) bool {
		status := d.Own().Status
		return !d.InPlan() || slices.Contains(decided, status) || status == report.Partly && !d.OpenParts()
	})
}

// sortedIDs are the ids of some rows.
func sortedIDs(rows Rows) []string {
	var s []string
	for _, d := range rows {
		s = append(s, d.ID)
	}
	slices.Sort(s)
	return s
}
