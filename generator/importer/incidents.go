package importer

import (
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// incidentKinds are lists of incidents as CSV: PagerDuty's two reports and its analytics, and
// Opsgenie's names.
var incidentKinds = []sourceKind{
	{shape{title: "a report of PagerDuty", required: []string{"incident_number", "created_on", "seconds_to_resolve"}}, readIncidents},
	{shape{title: "incidents of PagerDuty's analytics", required: []string{"incident_number", "created_at", "resolved_at"}}, readIncidents},
	{shape{title: "a basic report of PagerDuty", required: []string{"Opened On", "Resolved On"}}, readIncidents},
	{shape{title: "incidents of Opsgenie", required: []string{"tinyId", "createdAt", "closedAt"}}, readIncidents},
}

// mostIncidents is how many rows PagerDuty writes at most.
const mostIncidents = 20_000

var (
	beganHeaders = []string{"created_on", "created_at", "opened on", "createdat"}
	endedHeaders = []string{"resolved_on", "resolved_at", "resolved on", "closedat"}
)

func readIncidents(in *Input, m *Mapping, yield func(Fact)) diag.List {
	s, problems := newSheet(in, m, nil)
	if s == nil {
		return problems
	}
	rows := 0
	for s.next() {
		if rows++; len(s.row) == 1 && s.row[0] == "" {
			continue
		}
		if f, ok := s.incident(); ok {
			yield(f)
		}
	}
	if rows == mostIncidents {
		s.problems.Errorf(diag.Pos{File: s.file}, "cut-export", "export a shorter time, or pass --partial", "these are exactly %d incidents, which is as many as PagerDuty writes", rows)
	}
	return s.problems
}

// incident reads a row; ok is false where it has a problem.
func (s *sheet) incident() (f Fact, ok bool) {
	before := len(s.problems)
	f = Fact{Pos: s.at(0), Kind: Restored}
	began, ended := s.moment(beganHeaders...), s.moment(endedHeaders...)
	if seconds, known := s.amount("seconds_to_resolve"); known && ended.IsZero() && !began.IsZero() {
		ended = began.Add(time.Duration(seconds * float64(time.Second)))
	}
	if len(s.problems) > before {
		return f, false
	}
	switch {
	case ended.IsZero():
		f.LeftOut = report.LeftUnfinished
		return f, true
	case began.IsZero():
		f.LeftOut = report.LeftUndated
		return f, true
	case ended.Before(began):
		s.problems.Errorf(f.Pos, "order", "correct one of the two times", "this incident ended on %s, before it began on %s", ended.Format(time.DateTime), began.Format(time.DateTime))
		return f, false
	}
	f.Day, f.Hours = s.dayOf(ended), ended.Sub(began).Hours()
	return f, true
}

// dayOf is the day of a time; 0 for none.
func (s *sheet) dayOf(t time.Time) report.Day {
	if t.IsZero() {
		return 0
	}
	return s.days.of(t)
}
