package chart

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// reasons shows why planned items moved or were dropped, most frequent first.
func reasons(s Source) Chart {
	c := Chart{Title: "Why planned items moved or were dropped, " + s.subject()}
	f := s.figures()
	if f == nil || len(f.Reasons) == 0 {
		c.Absent = "No planned item moved or was dropped, so there is no reason to show."
		if f != nil && len(f.P) == 0 {
			c.Absent = "Nothing was planned, so nothing planned could move or be dropped."
		}
		return c
	}
	all := len(f.Moved) + len(f.Dropped)
	moved := segment{name: "moved", bar: barOutcome, ink: inkMoved}
	dropped := segment{name: "dropped", bar: barOutcome, ink: inkDropped}
	r := rows{least: 4}
	c.Table.Columns = []Column{column("Reason"), figure("Moved"), figure("Dropped"), figure("Both"), figure("Share")}
	for _, reason := range f.Reasons {
		m, d := 0.0, 0.0
		for _, item := range reason.Items {
			if item.Outcome.Status == report.Moved {
				m++
			} else {
				d++
			}
		}
		name := reasonName(reason.Reason)
		share := metrics.Ratio{Value: m + d, Of: float64(all)}
		r.names = append(r.names, name)
		r.rights = append(r.rights, shareOf(share))
		moved.values = append(moved.values, m)
		dropped.values = append(dropped.values, d)
		c.Table.Rows = append(c.Table.Rows, append(append([]string{name}, cells(m, d, m+d)...), percent(share)))
	}
	whole := metrics.Ratio{Value: float64(all), Of: float64(all)}
	c.Table.Foot = append(append([]string{"All"}, cells(float64(len(f.Moved)), float64(len(f.Dropped)), float64(all))...), percent(whole))
	var keys []Key
	if len(f.Moved) > 0 {
		keys = append(keys, Key{"moved", "moved"})
		r.segments = append(r.segments, moved)
	}
	if len(f.Dropped) > 0 {
		keys = append(keys, Key{"dropped", "dropped"})
		r.segments = append(r.segments, dropped)
	}
	c.Keys = []KeyRow{{Label: "Planned items", Keys: keys}}
	c.Summary = reasonWords(f, all)
	c.Wide, c.Narrow = r.draw()
	return c
}

func reasonName(r report.Reason) string {
	if r == "" {
		return "No reason given"
	}
	return capital(string(r))
}

func reasonWords(f *metrics.Figures, all int) string {
	said := items(all) + " " + map[bool]string{true: "moved or was dropped", false: "moved or were dropped"}[all == 1]
	var top []string
	most, missing := 0, 0
	for _, r := range f.Reasons {
		switch n := len(r.Items); {
		case r.Reason == "":
			missing = n
		case n > most:
			top, most = []string{string(r.Reason)}, n
		case n == most:
			top = append(top, string(r.Reason))
		}
	}
	share := metrics.Ratio{Value: float64(most), Of: float64(all)}
	switch {
	case most == 0:
		return said + "; no reason was given."
	case len(top) == 1 && all == 1:
		said += "; the reason was " + top[0] + "."
	case len(top) == 1:
		said += ". The most frequent reason is " + top[0] + ": " + share.String() + "."
	default:
		said += ". The most frequent reasons are " + list(top) + ": " + share.String() + " each."
	}
	if missing > 0 {
		said += " For " + items(missing) + " no reason was given."
	}
	return said
}
