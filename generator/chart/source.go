package chart

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// figures are those of the quarter, or of the team in it; nil where there are none.
func (s Source) figures() *metrics.Figures {
	switch {
	case s.Quarter == nil:
		return nil
	case s.Team == nil:
		return s.Book.Quarter(s.Quarter.ID)
	}
	return s.Book.Team(s.Quarter.ID, s.Team.ID)
}

// step is one quarter of a trend; figures is nil where there are none.
type step struct {
	quarter report.QuarterID
	figures *metrics.Figures
}

// trend returns the quarters up to s.Quarter, or all, of the team or of all
// teams, from the first to the last that has figures.
func (s Source) trend() []step {
	team := ""
	if s.Team != nil {
		team = s.Team.ID
	}
	all := s.Book.Trend(s.Archive, team)
	if len(all) == 0 {
		return nil
	}
	q := s.Archive.Quarters[0].ID
	for _, o := range s.Archive.Quarters {
		if o.ID.Compare(q) < 0 {
			q = o.ID
		}
	}
	var steps []step
	end := 0
	for _, f := range all {
		if s.Quarter != nil && q.Compare(s.Quarter.ID) > 0 {
			break
		}
		if f != nil || len(steps) > 0 {
			steps = append(steps, step{q, f})
		}
		if f != nil {
			end = len(steps)
		}
		q = q.Next()
	}
	return steps[:end]
}

// period names the quarters of a trend: "2024 Q4 to 2026 Q3".
func period(steps []step) string {
	if len(steps) == 0 {
		return ""
	}
	first, last := steps[0].quarter.Title(), steps[len(steps)-1].quarter.Title()
	if first == last {
		return first
	}
	return first + " to " + last
}

// subject names what a chart of one quarter is about: "2026 Q3", or the same
// with the team in front.
func (s Source) subject() string {
	if s.Team == nil {
		return s.Quarter.ID.Title()
	}
	return s.Team.Name + ", " + s.Quarter.ID.Title()
}

// closed reports whether every item of the quarter must have an outcome by now.
func closed(f *metrics.Figures) bool { return f.Quarter.State == report.Closed }
