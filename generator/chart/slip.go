package chart

import "quarterdeck/generator/metrics"

// slip shows how many quarters late delivered items came, of a quarter or of all
// quarters of a team.
func slip(s Source) Chart {
	c := Chart{Title: "Quarters from first plan to delivery"}
	var slips []metrics.Slip
	said := ""
	if s.Quarter != nil {
		c.Title += ", " + s.subject()
		if f := s.figures(); f != nil {
			slips = f.Slips
		}
	} else {
		steps := s.trend()
		if s.Team != nil && len(steps) > 0 {
			c.Title += ", " + s.Team.Name + ", " + period(steps)
		}
		for _, st := range steps {
			if st.figures != nil {
				slips = append(slips, st.figures.Slips...)
			}
		}
		said = breakWords(steps, s.breaks(steps, "slips"))
	}
	if len(slips) == 0 {
		c.Absent = "Nothing was delivered, so nothing can have come late."
		return c
	}
	var n [4]float64
	longest := 0
	for _, one := range slips {
		n[min(one.Quarters, 3)]++
		longest = max(longest, one.Quarters)
	}
	r := rows{least: 4}
	bars := segment{name: "delivered", bar: barOutcome, ink: inkDelivered}
	c.Table.Columns = []Column{column("Delivered"), figure("Items"), figure("Share")}
	for i, name := range []string{"In the quarter of its plan", "1 quarter later", "2 quarters later", "3 or more later"} {
		share := metrics.Ratio{Value: n[i], Of: float64(len(slips))}
		r.names = append(r.names, name)
		r.rights = append(r.rights, shareOf(share))
		bars.values = append(bars.values, n[i])
		c.Table.Rows = append(c.Table.Rows, append(append([]string{name}, cells(n[i])...), percent(share)))
	}
	whole := metrics.Ratio{Value: float64(len(slips)), Of: float64(len(slips))}
	c.Table.Foot = append(append([]string{"All"}, cells(whole.Value)...), percent(whole))
	r.segments = []segment{bars}
	c.Summary = slipWords(metrics.Ratio{Value: n[0], Of: whole.Of}, longest) + said
	c.Wide, c.Narrow = r.draw()
	return c
}

func slipWords(prompt metrics.Ratio, longest int) string {
	if longest == 0 {
		if prompt.Of == 1 {
			return "The one delivered item came in the quarter that first planned it, or was added there."
		}
		return "All " + metrics.Amount(prompt.Of) + " delivered items came in the quarter that first planned them, or were added there."
	}
	return prompt.String() + " of the delivered items came in the quarter that first planned them, or were added there; the longest wait was " +
		count(longest, "quarter", "quarters") + "."
}
