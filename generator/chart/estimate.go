package chart

import (
	"cmp"
	"slices"

	"quarterdeck/generator/metrics"
)

// estimate compares actual with planned size, a row a size class: of a team in a
// quarter, or of all its quarters.
func estimate(s Source) Chart {
	c := Chart{Title: "Actual size compared with planned"}
	var classes []metrics.Estimate
	said := ""
	if s.Quarter != nil {
		c.Title += ", " + s.subject()
		if f := s.figures(); f != nil {
			classes = f.Estimates
		}
	} else {
		steps := s.trend()
		if s.Team != nil && len(steps) > 0 {
			c.Title += ", " + s.Team.Name + ", " + period(steps)
		}
		classes = pool(steps)
		said = breakWords(steps, s.breaks(steps, "estimates"))
	}
	if len(classes) == 0 {
		c.Absent = "No delivered item has both a planned and an actual size, so there is no estimate to check."
		return c
	}
	c.Keys = []KeyRow{{Label: "Compared with the plan", Keys: []Key{{"planned", "as planned"}, {"delivered", "as it turned out"}}}}
	c.Table.Columns = []Column{column("Planned size"), figure("Items"), figure("Planned, sum"), figure("Actual, sum"), figure("Actual ÷ planned")}
	r := rows{least: 1}
	planned := segment{name: "planned", bar: barPlan, ink: inkPlanned}
	actual := segment{name: "actual ÷ planned", bar: barOutcome, ink: inkDelivered}
	var all metrics.Estimate
	for _, e := range classes {
		name := "Size " + metrics.Amount(e.Class)
		r.names = append(r.names, name)
		planned.values = append(planned.values, 1)
		planned.ends = append(planned.ends, items(len(e.Items)))
		actual.values = append(actual.values, e.Actual/e.Planned)
		actual.ends = append(actual.ends, times(e)+" ("+metrics.Amount(e.Actual)+" for "+metrics.Amount(e.Planned)+")")
		all.Items = append(all.Items, e.Items...)
		all.Planned += e.Planned
		all.Actual += e.Actual
		c.Table.Rows = append(c.Table.Rows, estimateCells(metrics.Amount(e.Class), e))
	}
	c.Table.Foot = estimateCells("All", all)
	r.segments = []segment{planned, actual}
	r.fit()
	c.Summary = estimateWords(classes, all) + said
	c.Wide, c.Narrow = r.draw()
	return c
}

// pool joins the classes of several quarters.
func pool(steps []step) []metrics.Estimate {
	var all []metrics.Estimate
	for _, st := range steps {
		if st.figures == nil {
			continue
		}
		for _, e := range st.figures.Estimates {
			i, found := slices.BinarySearchFunc(all, e.Class, func(x metrics.Estimate, class float64) int { return cmp.Compare(x.Class, class) })
			if !found {
				all = slices.Insert(all, i, metrics.Estimate{Class: e.Class})
			}
			all[i].Items = append(all[i].Items, e.Items...)
			all[i].Planned += e.Planned
			all[i].Actual += e.Actual
		}
	}
	return all
}

func times(e metrics.Estimate) string { return metrics.Amount(e.Actual/e.Planned) + "\u00a0×" }

func estimateCells(name string, e metrics.Estimate) []string {
	return append([]string{name}, cells(float64(len(e.Items)), e.Planned, e.Actual, e.Actual/e.Planned)...)
}

func estimateWords(classes []metrics.Estimate, all metrics.Estimate) string {
	said := items(len(all.Items)) + " with both sizes: " + metrics.Amount(all.Actual) + " for " + metrics.Amount(all.Planned) + " planned, " + times(all) + "."
	if len(classes) < 2 {
		return said
	}
	worst := slices.MaxFunc(classes, func(x, y metrics.Estimate) int { return cmp.Compare(x.Actual/x.Planned, y.Actual/y.Planned) })
	if worst.Actual <= worst.Planned {
		return said + " No class took more than was planned."
	}
	return said + " Size " + metrics.Amount(worst.Class) + " was exceeded most: " + times(worst) + " (" + items(len(worst.Items)) + ")."
}
