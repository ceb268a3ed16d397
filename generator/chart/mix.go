package chart

import (
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// mix shows the shares of the kinds of work, planned beside delivered.
func mix(s Source) Chart {
	c := Chart{Title: s.T("chart.mix.title", "about", s.subject())}
	f := s.figures()
	if f == nil || len(f.P)+len(f.Delivered) == 0 {
		return c.absent(s.T("chart.mix.absent"))
	}
	unit := "size"
	if f.Mix.ByItems {
		unit = "items"
	}
	c.Keys = []KeyRow{{Label: s.T("chart.mix.key", "unit", unit), Keys: []Key{
		{"planned", s.T("chart.mix.key-planned")}, {"delivered", s.T("chart.mix.key-delivered")}}}}
	planned := segment{name: s.T("chart.mix.series-planned"), bar: barPlan, ink: inkPlanned}
	delivered := segment{name: s.T("chart.mix.series-delivered"), bar: barOutcome, ink: inkDelivered}
	r := rows{least: 1}
	var sum metrics.MixRow
	c.Table.Columns = []Column{column(s.T("chart.mix.kind")), figure(s.T("chart.mix.planned", "unit", unit)), figure(s.T("chart.mix.planned-share")),
		figure(s.T("chart.mix.delivered", "unit", unit)), figure(s.T("chart.mix.delivered-share"))}
	effort := len(f.Mix.Effort) > 0
	if effort {
		c.Table.Columns = append(c.Table.Columns, figure(s.T("chart.mix.time")))
	}
	for _, m := range f.Mix.Rows {
		name := s.kindName(m.Kind)
		r.names = append(r.names, name)
		planned.addShare(m.Planned, s.Words)
		delivered.addShare(m.Delivered, s.Words)
		sum.Planned = metrics.Ratio{Value: sum.Planned.Value + m.Planned.Value, Of: m.Planned.Of}
		sum.Delivered = metrics.Ratio{Value: sum.Delivered.Value + m.Delivered.Value, Of: m.Delivered.Of}
		row := s.mixCells(name, m)
		if effort {
			row = append(row, s.effortCell(f.Mix.Effort, m.Kind))
		}
		c.Table.Rows = append(c.Table.Rows, row)
	}
	c.Table.Foot = s.mixCells(s.T("chart.all"), sum)
	if effort {
		c.Table.Foot = append(c.Table.Foot, "")
	}
	r.segments = []segment{planned, delivered}
	r.fit()
	c.Summary = s.mixWords(f, unit)
	c.Wide, c.Narrow = r.draw()
	return c
}

// addShare is add of a share in per cent.
func (s *segment) addShare(r metrics.Ratio, words *i18n.Locale) {
	share, _ := r.Share()
	s.add(100*share, r.Format(words))
}

func (s Source) mixCells(name string, m metrics.MixRow) []string {
	return []string{name, metrics.Amount(m.Planned.Value), s.percent(m.Planned), metrics.Amount(m.Delivered.Value), s.percent(m.Delivered)}
}

func (s Source) effortCell(effort map[report.Kind]float64, k report.Kind) string {
	share, ok := effort[k]
	if !ok {
		return ""
	}
	return s.percent(metrics.Ratio{Value: share, Of: 1})
}

func (s Source) kindName(k report.Kind) string {
	if k == "" {
		return s.T("chart.mix.no-kind")
	}
	return s.T("kind-first." + string(k))
}

// kindInside is the name of a kind inside a sentence.
func (s Source) kindInside(k report.Kind) string {
	if k == "" {
		return s.T("chart.mix.no-kind-inside")
	}
	return s.T("kind." + string(k))
}

// mixWords names the largest kind of either side, and tells what was counted.
func (s Source) mixWords(f *metrics.Figures, unit string) string {
	top := func(share func(metrics.MixRow) metrics.Ratio) (kind report.Kind, r metrics.Ratio) {
		for _, m := range f.Mix.Rows {
			if share(m).Value > r.Value {
				kind, r = m.Kind, share(m)
			}
		}
		return kind, r
	}
	p, planned := top(func(m metrics.MixRow) metrics.Ratio { return m.Planned })
	d, delivered := top(func(m metrics.MixRow) metrics.Ratio { return m.Delivered })
	var said string
	switch {
	case planned.Of == 0:
		said = s.T("chart.mix.nothing-planned", "kind", s.kindName(d), "ratio", delivered)
	case f.NoOutcomes:
		said = sentences(s.T("chart.mix.no-outcomes", "kind", s.kindName(p), "ratio", planned), s.T("chart.no-outcomes"))
	case delivered.Of == 0:
		said = s.T("chart.mix.nothing-delivered", "kind", s.kindName(p), "ratio", planned, "closed", closed(f))
	case p == d:
		said = s.T("chart.mix.same", "kind", s.kindName(p), "planned", planned, "delivered", delivered)
	default:
		said = s.T("chart.mix.differ", "kind", s.kindName(p), "planned", planned, "other", s.kindInside(d), "delivered", delivered)
	}
	if unit == "items" {
		return sentences(said, s.T("chart.mix.by-items"))
	}
	return said
}
