package chart

import (
	"maps"
	"slices"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// actionsShown is how many quarters the picture of actions goes back.
const actionsShown = 12

// actions shows what became of the actions that each quarter's retros agreed first. One
// that a later retro raises again counts where it was first.
func actions(s Source) Chart {
	c := Chart{Title: s.T("chart.actions.title")}
	of := map[report.QuarterID][]*report.Track{}
	for _, t := range report.Tracks(s.Archive) {
		q := t.First().Quarter.ID
		of[q] = append(of[q], t)
	}
	if len(of) == 0 {
		return c.absent(s.T("chart.actions.absent"))
	}
	quarters := slices.SortedFunc(maps.Keys(of), report.QuarterID.Compare)
	quarters = quarters[max(0, len(quarters)-actionsShown):]

	done := segment{name: s.T("chart.actions.part-done"), bar: barOutcome, ink: inkDelivered}
	open := segment{name: s.T("chart.actions.part-open"), bar: barOutcome, ink: inkOpen}
	overdue := segment{name: s.T("chart.actions.part-overdue"), bar: barOutcome, ink: inkUnexplained}
	r := rows{least: 4}
	c.Table.Columns = []Column{column(s.T("chart.actions.quarter")), figure(s.T("chart.actions.actions")), figure(s.T("chart.actions.done")), figure(s.T("chart.actions.open")),
		figure(s.T("chart.actions.overdue")), figure(s.T("chart.actions.share-done"))}
	var sum [4]float64
	for _, q := range quarters {
		f := metrics.Follow(of[q], s.Archive.Today)
		n := [4]float64{float64(len(of[q])), float64(len(f.Done)), float64(len(f.Open) - len(f.Overdue)), float64(len(f.Overdue))}
		share := metrics.Ratio{Value: n[1], Of: n[0]}
		r.names, r.rights = append(r.names, s.quarter(q)), append(r.rights, s.shareOf(share))
		done.values, open.values, overdue.values = append(done.values, n[1]), append(open.values, n[2]), append(overdue.values, n[3])
		c.Table.Rows = append(c.Table.Rows, s.counts(s.quarter(q), share, n[:]...))
		for i := range n {
			sum[i] += n[i]
		}
	}
	all := metrics.Ratio{Value: sum[1], Of: sum[0]}
	c.Table.Foot = s.counts(s.T("chart.all"), all, sum[:]...)
	c.Keys = []KeyRow{{Label: s.T("chart.actions.actions")}}
	r.segments, c.Keys[0].Keys = counted(done, open, overdue)
	c.Summary = s.actionWords(s.from(quarters[0], quarters[len(quarters)-1]), all, int(sum[2]), int(sum[3]))
	c.Wide, c.Narrow = r.draw()
	return c
}

func (s Source) actionWords(period string, all metrics.Ratio, open, overdue int) string {
	var rest []string
	if open > 0 {
		rest = append(rest, s.T("chart.actions.still-open", "n", open))
	}
	if overdue > 0 {
		rest = append(rest, s.T("chart.actions.now-overdue", "n", overdue))
	}
	return s.T("chart.actions.summary", "period", period, "share", s.shareOf(all), "done", all.Value, "left", len(rest), "rest", rest)
}
