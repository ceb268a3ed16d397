package chart

import (
	"slices"
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// breaks returns the places of the quarters that are shown as an edition has them, and
// that today's tool would count differently. Only figures that the chart shows count, by
// their ids in figures.json; one that ends in "." stands for all below it.
func (s Source) breaks(steps []step, figures ...string) []int {
	shown := func(d metrics.Difference) bool {
		return d.Team == report.TeamID(s.Team) && slices.ContainsFunc(figures, func(id string) bool {
			return d.Figure == id || strings.HasSuffix(id, ".") && strings.HasPrefix(d.Figure, id)
		})
	}
	var places []int
	for i, st := range steps {
		if st.figures != nil && slices.ContainsFunc(s.Book.Differences(st.quarter), shown) {
			places = append(places, i)
		}
	}
	return places
}

// breakWords names which quarters those are; "" where there is none.
func (s Source) breakWords(steps []step, breaks []int) string {
	var names []string
	for _, i := range breaks {
		names = append(names, s.quarter(steps[i].quarter))
	}
	if len(names) == 0 {
		return ""
	}
	return s.T("chart.published", "n", len(names), "quarters", names)
}

// markBreaks adds them to the words and to a table with a row a quarter.
func (s Source) markBreaks(c *Chart, steps []step, breaks []int) {
	if len(breaks) == 0 {
		return
	}
	c.Summary = sentences(c.Summary, s.breakWords(steps, breaks))
	c.Table.Columns = append(slices.Clone(c.Table.Columns), column(s.T("chart.counted")))
	for i, row := range c.Table.Rows {
		cell := ""
		if slices.Contains(breaks, i) {
			cell = s.T("chart.counted-differently")
		}
		c.Table.Rows[i] = append(row, cell)
	}
	if c.Table.Foot != nil {
		c.Table.Foot = append(c.Table.Foot, "")
	}
}
