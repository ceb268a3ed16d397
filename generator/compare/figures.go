package compare

import (
	"strconv"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// shown is every figure that is compared: the definition's id, the name, whether a plan
// edition knows it, and how it reads.
var shown = []struct {
	id, name string
	planned  bool
	text     func(*metrics.Figures) string
}{
	{"planned", "Planned items", true, func(f *metrics.Figures) string { return strconv.Itoa(len(f.P)) }},
	{"planned", "Planned size", true, func(f *metrics.Figures) string {
		size, _ := f.KeptSize()
		return metrics.Amount(size.Of)
	}},
	{"carried-in", "Carried in", true, func(f *metrics.Figures) string { return f.CarriedIn().String() }},
	{"kept", "Kept", false, func(f *metrics.Figures) string { return f.KeptRatio().String() }},
	{"kept", "Kept, by size", false, func(f *metrics.Figures) string {
		size, _ := f.KeptSize()
		return size.String()
	}},
	{"moved", "Moved", false, func(f *metrics.Figures) string { return f.MovedRatio().String() }},
	{"dropped", "Dropped", false, func(f *metrics.Figures) string { return f.DroppedRatio().String() }},
	{"unexplained", "Unexplained or open", false, func(f *metrics.Figures) string { return f.RestRatio().String() }},
	{"unplanned", "Unplanned", false, func(f *metrics.Figures) string { return f.Unplanned().String() }},
	{"capacity", "Capacity", false, func(f *metrics.Figures) string { return f.Capacity().String() }},
	{"on-time", "On time", false, func(f *metrics.Figures) string { return f.OnTimeRatio().String() }},
	{"velocity", "Velocity", false, func(f *metrics.Figures) string { return metrics.Amount(f.Velocity.Size) }},
	{"asks-met", "Asks met", false, func(f *metrics.Figures) string { return f.AsksMetRatio().String() }},
	{"follow-through", "Follow-through", false, func(f *metrics.Figures) string { return f.FollowThrough().String() }},
}

// figures compares those of a team, or with nil of all.
func (c *comparison) figures(team *report.Team) {
	before, after := c.before.figures(team), c.after.figures(team)
	if before == nil || after == nil {
		return
	}
	for _, s := range shown {
		if !s.planned && !c.whole {
			continue
		}
		if b, a := s.text(before), s.text(after); b != a {
			c.out.Figures = append(c.out.Figures, Figure{s.id, s.name, team, b, a})
		}
	}
}

func (s Side) figures(team *report.Team) *metrics.Figures {
	if s.Book == nil {
		return nil
	}
	if team == nil {
		return s.Book.Quarter(s.Quarter.ID)
	}
	return s.Book.Team(s.Quarter.ID, team.ID)
}
