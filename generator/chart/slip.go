package chart

import (
	"slices"

	"quarterdeck/generator/metrics"
)

// slip shows how many quarters late delivered items came, of a quarter or of all
// quarters of a team.
func slip(s Source) Chart {
	c, all, differs := s.pooled("chart.slip.title", "slips")
	var slips []metrics.Slip
	for _, f := range all {
		slips = append(slips, f.Slips...)
	}
	if len(slips) == 0 && len(all) > 0 && !slices.ContainsFunc(all, func(f *metrics.Figures) bool { return !f.NoOutcomes }) {
		return c.absent(s.T("chart.no-outcomes"))
	}
	if len(slips) == 0 {
		return c.absent(s.T("chart.slip.absent"))
	}
	var n [4]float64
	longest := 0
	for _, one := range slips {
		n[min(one.Quarters, 3)]++
		longest = max(longest, one.Quarters)
	}
	r := rows{least: 4}
	bars := segment{name: s.T("chart.slip.series"), bar: barOutcome, ink: inkDelivered}
	c.Table.Columns = []Column{column(s.T("chart.slip.delivered")), figure(s.T("chart.slip.items")), figure(s.T("chart.slip.share"))}
	for i := range n {
		name := s.T("chart.slip.later", "n", i)
		share := metrics.Ratio{Value: n[i], Of: float64(len(slips))}
		r.names, r.rights, bars.values = append(r.names, name), append(r.rights, s.shareOf(share)), append(bars.values, n[i])
		c.Table.Rows = append(c.Table.Rows, s.counts(name, share, n[i]))
	}
	whole := metrics.Ratio{Value: float64(len(slips)), Of: float64(len(slips))}
	c.Table.Foot = s.counts(s.T("chart.all"), whole, whole.Value)
	r.segments = []segment{bars}
	c.Summary = sentences(s.slipWords(metrics.Ratio{Value: n[0], Of: whole.Of}, longest), differs)
	c.Wide, c.Narrow = r.draw()
	return c
}

func (s Source) slipWords(prompt metrics.Ratio, longest int) string {
	if longest == 0 {
		return s.T("chart.slip.prompt", "n", prompt.Of)
	}
	return s.T("chart.slip.summary", "ratio", prompt, "longest", longest)
}
