package chart

import (
	"cmp"
	"slices"

	"quarterdeck/generator/metrics"
)

// estimate compares actual with planned size, a row a size class: of a team in a
// quarter, or of all its quarters.
func estimate(s Source) Chart {
	c, figures, differs := s.pooled("chart.estimate.title", "estimates")
	classes := pool(figures)
	if len(classes) == 0 {
		return c.absent(s.T("chart.estimate.absent"))
	}
	c.Keys = []KeyRow{{Label: s.T("chart.estimate.key"), Keys: []Key{{"planned", s.T("chart.estimate.key-planned")}, {"delivered", s.T("chart.estimate.key-actual")}}}}
	c.Table.Columns = []Column{column(s.T("chart.estimate.class")), figure(s.T("chart.estimate.items")), figure(s.T("chart.estimate.planned")),
		figure(s.T("chart.estimate.actual")), figure(s.T("chart.estimate.ratio"))}
	r := rows{least: 1}
	planned := segment{name: s.T("chart.estimate.series-planned"), bar: barPlan, ink: inkPlanned}
	actual := segment{name: s.T("chart.estimate.series-actual"), bar: barOutcome, ink: inkDelivered}
	var all metrics.Estimate
	for _, e := range classes {
		name := s.T("chart.estimate.size", "size", e.Class)
		r.names = append(r.names, name)
		planned.add(1, s.T("chart.items", "n", len(e.Items)))
		actual.add(e.Actual/e.Planned, s.T("chart.estimate.end", "times", s.times(e), "actual", e.Actual, "planned", e.Planned))
		join(&all, e)
		c.Table.Rows = append(c.Table.Rows, estimateCells(metrics.Amount(e.Class), e))
	}
	c.Table.Foot = estimateCells(s.T("chart.all"), all)
	r.segments = []segment{planned, actual}
	r.fit()
	c.Summary = sentences(s.estimateWords(classes, all), differs)
	c.Wide, c.Narrow = r.draw()
	return c
}

// pool joins the classes of several quarters.
func pool(figures []*metrics.Figures) []metrics.Estimate {
	var all []metrics.Estimate
	for _, f := range figures {
		for _, e := range f.Estimates {
			i, found := slices.BinarySearchFunc(all, e.Class, func(x metrics.Estimate, class float64) int { return cmp.Compare(x.Class, class) })
			if !found {
				all = slices.Insert(all, i, metrics.Estimate{Class: e.Class})
			}
			join(&all[i], e)
		}
	}
	return all
}

func join(all *metrics.Estimate, e metrics.Estimate) {
	all.Items, all.Planned, all.Actual = append(all.Items, e.Items...), all.Planned+e.Planned, all.Actual+e.Actual
}

func (s Source) times(e metrics.Estimate) string {
	return s.T("chart.estimate.times", "n", e.Actual/e.Planned)
}

func estimateCells(name string, e metrics.Estimate) []string {
	return append([]string{name}, cells(float64(len(e.Items)), e.Planned, e.Actual, e.Actual/e.Planned)...)
}

func (s Source) estimateWords(classes []metrics.Estimate, all metrics.Estimate) string {
	said := s.T("chart.estimate.summary", "n", len(all.Items), "actual", all.Actual, "planned", all.Planned, "times", s.times(all))
	if len(classes) < 2 {
		return said
	}
	worst := slices.MaxFunc(classes, func(x, y metrics.Estimate) int { return cmp.Compare(x.Actual/x.Planned, y.Actual/y.Planned) })
	if worst.Actual <= worst.Planned {
		return sentences(said, s.T("chart.estimate.none-over"))
	}
	return sentences(said, s.T("chart.estimate.worst", "size", worst.Class, "times", s.times(worst), "n", len(worst.Items)))
}
