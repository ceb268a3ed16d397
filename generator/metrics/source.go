package metrics

import (
	"sync"

	"quarterdeck/generator/report"
)

// source is a quarter with what its figures come from: its rows, what is counted
// elsewhere, and the edition that is shown, if one is.
type source struct {
	quarter  *report.Quarter
	reports  []*report.Report // sorted
	outside  func() Outside
	snapshot func() Snapshot // nil where no edition is shown, or where it cannot be read
	// differences between the figures of the edition and those that would be counted.
	differences func() []Difference
}

func newSource(a *report.Archive, q *report.Quarter, reports []*report.Report, outside func() Outside, open Open) *source {
	s := &source{quarter: q, reports: reports, outside: outside}
	s.snapshot = sync.OnceValue(func() Snapshot {
		if open == nil || q.Shown == nil || !Sees(a, report.Numbers) {
			return nil
		}
		return open(a, q)
	})
	s.differences = sync.OnceValue(func() []Difference {
		if t := s.snapshot(); t != nil {
			return t.Differences()
		}
		return nil
	})
	return s
}

// Sees reports whether the archive shows a part. One that no audience was chosen for
// shows everything.
func Sees(a *report.Archive, part report.Part) bool { return a.Audience.ID == "" || a.Sees(part) }

// figures of a team, or of all with nil: of the edition, or counted from the reports.
func (s *source) figures(team *report.Team, reports []*report.Report) *Figures {
	if t := s.snapshot(); t != nil {
		if f := t.Figures(team); f != nil {
			return f
		}
	}
	return figures(s.outside(), s.quarter, team, reports)
}
