package compare

import (
	"slices"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// compared returns the metrics that are compared: those of the plan first, which a plan
// edition knows too, then those of what became of it.
func (c *comparison) compared() []metrics.Metric {
	list := slices.DeleteFunc(metrics.All(), func(m metrics.Metric) bool { return !m.Compared || !m.AtCutOff && !c.whole })
	rank := map[bool]int{true: -1}
	slices.SortStableFunc(list, func(x, y metrics.Metric) int { return rank[x.AtCutOff] - rank[y.AtCutOff] })
	return list
}

// figures compares those of a team, or with nil of all.
func (c *comparison) figures(team *report.Team) {
	before, after := c.before.figures(team), c.after.figures(team)
	if before == nil || after == nil {
		return
	}
	for _, m := range c.compared() {
		if b, a := m.Text(before, c.words), m.Text(after, c.words); b != a {
			c.out.Figures = append(c.out.Figures, Figure{m.EntryID(), m.Name(c.words), team, b, a})
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
