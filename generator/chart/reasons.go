package chart

import (
	"slices"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// reasons shows why planned items moved or were dropped, most frequent first.
func reasons(s Source) Chart {
	c := Chart{Title: s.T("chart.reasons.title", "about", s.subject())}
	f := s.figures()
	if f == nil || len(f.Reasons) == 0 {
		if f != nil && len(f.P) == 0 {
			return c.absent(s.T("chart.reasons.absent-plan"))
		}
		if f != nil && f.NoOutcomes {
			return c.absent(s.T("chart.no-outcomes"))
		}
		return c.absent(s.T("chart.reasons.absent"))
	}
	all := len(f.Moved) + len(f.Dropped)
	moved := segment{name: s.T("chart.reasons.part-moved"), bar: barOutcome, ink: inkMoved}
	dropped := segment{name: s.T("chart.reasons.part-dropped"), bar: barOutcome, ink: inkDropped}
	r := rows{least: 4}
	c.Table.Columns = []Column{column(s.T("chart.reasons.reason")), figure(s.T("chart.reasons.moved")), figure(s.T("chart.reasons.dropped")),
		figure(s.T("chart.reasons.both")), figure(s.T("chart.reasons.share"))}
	for _, reason := range f.Reasons {
		m, d := 0.0, 0.0
		for _, item := range reason.Items {
			if slices.Contains(f.Moved, item) {
				m++
			} else {
				d++
			}
		}
		name := s.reasonName(reason.Reason)
		share := metrics.Ratio{Value: m + d, Of: float64(all)}
		r.names, r.rights = append(r.names, name), append(r.rights, s.shareOf(share))
		moved.values, dropped.values = append(moved.values, m), append(dropped.values, d)
		c.Table.Rows = append(c.Table.Rows, s.counts(name, share, m, d, m+d))
	}
	whole := metrics.Ratio{Value: float64(all), Of: float64(all)}
	c.Table.Foot = s.counts(s.T("chart.all"), whole, float64(len(f.Moved)), float64(len(f.Dropped)), whole.Of)
	c.Keys = []KeyRow{{Label: s.T("chart.reasons.key")}}
	r.segments, c.Keys[0].Keys = counted(moved, dropped)
	c.Summary = s.reasonWords(f, all)
	c.Wide, c.Narrow = r.draw()
	return c
}

func (s Source) reasonName(r report.Reason) string {
	if r == "" {
		return s.T("chart.reasons.none-given")
	}
	return s.T("reason-first." + string(r))
}

func (s Source) reasonWords(f *metrics.Figures, all int) string {
	var top []string
	most, missing := 0, 0
	for _, r := range f.Reasons {
		n := len(r.Items)
		if r.Reason == "" {
			missing = n
			continue
		}
		if n > most {
			top, most = nil, n
		}
		if n == most {
			top = append(top, s.T("reason."+string(r.Reason)))
		}
	}
	if most == 0 {
		return s.T("chart.reasons.no-reason", "n", all)
	}
	said := s.T("chart.reasons.top", "n", all, "tops", len(top), "reasons", top, "ratio", metrics.Ratio{Value: float64(most), Of: float64(all)})
	if len(top) == 1 && all == 1 {
		said = s.T("chart.reasons.one", "reason", top[0])
	}
	if missing > 0 {
		return sentences(said, s.T("chart.reasons.missing", "n", missing))
	}
	return said
}
