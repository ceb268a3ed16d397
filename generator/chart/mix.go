package chart

import (
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// mix shows the shares of the kinds of work, planned beside delivered.
func mix(s Source) Chart {
	c := Chart{Title: "Mix of work, planned and delivered, " + s.subject()}
	f := s.figures()
	if f == nil || len(f.P)+len(f.Delivered) == 0 {
		c.Absent = "Nothing was planned and nothing was delivered, so there is no mix to show."
		return c
	}
	unit := "size"
	if f.Mix.ByItems {
		unit = "items"
	}
	c.Keys = []KeyRow{{Label: "Share of " + unit, Keys: []Key{
		{"planned", "planned at the cut-off"}, {"delivered", "delivered, with what was added"}}}}
	planned := segment{name: "planned, %", bar: barPlan, ink: inkPlanned}
	delivered := segment{name: "delivered, %", bar: barOutcome, ink: inkDelivered}
	r := rows{least: 1}
	var sum metrics.MixRow
	c.Table.Columns = []Column{column("Kind"), figure("Planned, " + unit), figure("Planned, share"), figure("Delivered, " + unit), figure("Delivered, share")}
	effort := len(f.Mix.Effort) > 0
	if effort {
		c.Table.Columns = append(c.Table.Columns, figure("Time spent"))
	}
	for _, m := range f.Mix.Rows {
		name := kindName(m.Kind)
		r.names = append(r.names, name)
		planned.add(m.Planned)
		delivered.add(m.Delivered)
		sum.Planned = metrics.Ratio{Value: sum.Planned.Value + m.Planned.Value, Of: m.Planned.Of}
		sum.Delivered = metrics.Ratio{Value: sum.Delivered.Value + m.Delivered.Value, Of: m.Delivered.Of}
		row := mixCells(name, m)
		if effort {
			row = append(row, effortCell(f.Mix.Effort, m.Kind))
		}
		c.Table.Rows = append(c.Table.Rows, row)
	}
	c.Table.Foot = mixCells("All", sum)
	if effort {
		c.Table.Foot = append(c.Table.Foot, "")
	}
	r.segments = []segment{planned, delivered}
	r.fit()
	c.Summary = mixWords(f, unit)
	c.Wide, c.Narrow = r.draw()
	return c
}

// add appends a share in per cent with its text.
func (s *segment) add(r metrics.Ratio) {
	share, _ := r.Share()
	s.values = append(s.values, 100*share)
	s.ends = append(s.ends, r.String())
}

// fit lets the longest bar reach the end.
func (r *rows) fit() {
	for _, s := range r.segments {
		for _, v := range s.values {
			r.least = max(r.least, v)
		}
	}
}

func mixCells(name string, m metrics.MixRow) []string {
	return []string{name, metrics.Amount(m.Planned.Value), percent(m.Planned), metrics.Amount(m.Delivered.Value), percent(m.Delivered)}
}

func effortCell(effort map[report.Kind]float64, k report.Kind) string {
	share, ok := effort[k]
	if !ok {
		return ""
	}
	return metrics.Ratio{Value: share, Of: 1}.Percent()
}

func kindName(k report.Kind) string {
	if k == "" {
		return "Kind not given"
	}
	return capital(string(k))
}

// mixWords names the largest kind of either side, and says what was counted.
func mixWords(f *metrics.Figures, unit string) string {
	top := func(share func(metrics.MixRow) metrics.Ratio) (kind string, r metrics.Ratio) {
		for _, m := range f.Mix.Rows {
			if share(m).Value > r.Value {
				kind, r = kindName(m.Kind), share(m)
			}
		}
		return kind, r
	}
	p, planned := top(func(m metrics.MixRow) metrics.Ratio { return m.Planned })
	d, delivered := top(func(m metrics.MixRow) metrics.Ratio { return m.Delivered })
	var said string
	switch {
	case planned.Of == 0:
		said = "Nothing was planned. " + d + " was the largest part of what was delivered: " + delivered.String() + "."
	case delivered.Of == 0:
		said = p + " is the largest part of what was planned: " + planned.String() + ". Nothing was delivered."
		if !closed(f) {
			said = p + " is the largest part of what was planned: " + planned.String() + ". Nothing has been delivered yet."
		}
	case p == d:
		said = p + " is the largest part of both: " + planned.String() + " of what was planned and " + delivered.String() + " of what was delivered."
	default:
		said = p + " was the largest part of what was planned: " + planned.String() + "; " + strings.ToLower(d) + " of what was delivered: " + delivered.String() + "."
	}
	if unit == "items" {
		said += " This counts items, as some of them have no size."
	}
	return said
}
