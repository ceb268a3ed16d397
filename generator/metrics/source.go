package metrics

import (
	"sync"

	"quarterdeck/generator/report"
)

// source is a quarter with what its figures come from: its rows, what is counted
// elsewhere, and the edition that is shown, if one is.
type source struct {
	quarter *report.Quarter
	reports []*report.Report // sorted
	common  func() *common
	thawed  func() *thawed // nil where nothing frozen is shown, or where it cannot be read
	// differences between the thawed figures and those that would be counted.
	differences func() []Difference
}

func newSource(a *report.Archive, q *report.Quarter, reports []*report.Report, c func() *common) *source {
	s := &source{quarter: q, reports: reports, common: c}
	s.thawed = sync.OnceValue(func() *thawed {
		if q.Shown == nil || !sees(a, report.Numbers) {
			return nil
		}
		d, ok := q.Shown.Read(parsed).(*document)
		if !ok {
			return nil
		}
		return thaw(d, a, s)
	})
	s.differences = sync.OnceValue(func() []Difference { return s.recounted(a) })
	return s
}

// parsed is the document in figures.json, or the error of reading it.
func parsed(figures []byte) any {
	d, err := read(figures)
	if err != nil {
		return err
	}
	return d
}

// sees reports whether the archive shows a part. One that no audience was chosen for
// shows everything.
func sees(a *report.Archive, part report.Part) bool { return a.Audience.ID == "" || a.Sees(part) }

// figures of a team, or of all with nil: as frozen, or counted from the reports.
func (s *source) figures(team *report.Team, reports []*report.Report) *Figures {
	if t := s.thawed(); t != nil {
		if r := t.document.of(teamID(team)); r != nil {
			return t.figures(r, team)
		}
	}
	return figures(s.common(), s.quarter, team, reports)
}
