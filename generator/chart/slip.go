package chart

import "quarterdeck/generator/metrics"

// slip shows how many quarters late delivered items came, of a quarter or of all
// quarters of a team.
func slip(s Source) Chart {
	var c Chart
	var slips []metrics.Slip
	said := ""
	if s.Quarter != nil {
		c.Title = s.titled("chart.slip.title", s.subject())
		if f := s.figures(); f != nil {
			slips = f.Slips
		}
	} else {
		steps := s.trend()
		c.Title = s.titled("chart.slip.title", s.overTeam(steps))
		for _, st := range steps {
			if st.figures != nil {
				slips = append(slips, st.figures.Slips...)
			}
		}
		said = s.breakWords(steps, s.breaks(steps, "slips"))
	}
	if len(slips) == 0 {
		c.Absent = s.T("chart.slip.absent")
		return c
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
		r.names = append(r.names, name)
		r.rights = append(r.rights, s.shareOf(share))
		bars.values = append(bars.values, n[i])
		c.Table.Rows = append(c.Table.Rows, append(append([]string{name}, cells(n[i])...), s.percent(share)))
	}
	whole := metrics.Ratio{Value: float64(len(slips)), Of: float64(len(slips))}
	c.Table.Foot = append(append([]string{s.T("chart.all")}, cells(whole.Value)...), s.percent(whole))
	r.segments = []segment{bars}
	c.Summary = sentences(s.slipWords(metrics.Ratio{Value: n[0], Of: whole.Of}, longest), said)
	c.Wide, c.Narrow = r.draw()
	return c
}

func (s Source) slipWords(prompt metrics.Ratio, longest int) string {
	if longest == 0 {
		return s.T("chart.slip.prompt", "n", prompt.Of)
	}
	return s.T("chart.slip.summary", "ratio", prompt, "longest", longest)
}
