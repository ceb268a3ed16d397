package chart

import (
	"slices"

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
	all := s.Book.Trend(s.Archive, report.TeamID(s.Team))
	if len(all) == 0 {
		return nil
	}
	q := slices.MinFunc(s.Archive.Quarters, func(x, y *report.Quarter) int { return x.ID.Compare(y.ID) }).ID
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
func (s Source) period(steps []step) string {
	if len(steps) == 0 {
		return ""
	}
	return s.from(steps[0].quarter, steps[len(steps)-1].quarter)
}

func (s Source) from(first, last report.QuarterID) string {
	if first == last {
		return s.quarter(first)
	}
	return s.T("chart.period", "from", first, "to", last)
}

// subject names what a chart of one quarter is about: "2026 Q3", or the same
// with the team in front.
func (s Source) subject() string {
	if s.Team == nil {
		return s.quarter(s.Quarter.ID)
	}
	return s.T("chart.about", "team", s.Team.Name, "quarter", s.Quarter.ID)
}

// over names what a chart of many quarters is about, or is "".
func (s Source) over(steps []step) string {
	switch {
	case len(steps) == 0 && s.Team != nil:
		return s.Team.Name
	case s.Team != nil:
		return s.T("chart.about-trend", "team", s.Team.Name, "period", s.period(steps))
	}
	return s.period(steps)
}

// pooled begins a chart that pools the figures of the quarter, or of all quarters of a team,
// and says which quarters today's tool would count differently: see [Source.breaks].
func (s Source) pooled(title, figure string) (c Chart, all []*metrics.Figures, differs string) {
	if s.Quarter != nil {
		if f := s.figures(); f != nil {
			all = append(all, f)
		}
		return Chart{Title: s.titled(title, s.subject())}, all, ""
	}
	steps := s.trend()
	for _, st := range steps {
		if st.figures != nil {
			all = append(all, st.figures)
		}
	}
	about := ""
	if s.Team != nil && len(steps) > 0 {
		about = s.over(steps)
	}
	return Chart{Title: s.titled(title, about)}, all, s.breakWords(steps, s.breaks(steps, figure))
}

// titled is a title, with what the chart is about where that can be said: its id then ends
// in -of.
func (s Source) titled(id, about string) string {
	if about == "" {
		return s.T(id)
	}
	return s.T(id+"-of", "about", about)
}

// closed reports whether every item of the quarter must have an outcome by now.
func closed(f *metrics.Figures) bool { return f.Quarter.State == report.Closed }
