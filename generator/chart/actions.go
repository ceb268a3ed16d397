package chart

import (
	"slices"
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// actionsShown is how many quarters the picture of actions goes back.
const actionsShown = 12

// actions shows what became of the actions that each quarter's retros agreed first. One
// that a later retro raises again counts where it was first.
func actions(s Source) Chart {
	c := Chart{Title: "What became of the actions, by the quarter of the retro that had them first"}
	of := map[report.QuarterID][]*report.Track{}
	for _, t := range report.Tracks(s.Archive) {
		q := t.First().Quarter.ID
		of[q] = append(of[q], t)
	}
	if len(of) == 0 {
		c.Absent = "No retro has agreed an action, so there is nothing to follow."
		return c
	}
	var quarters []report.QuarterID
	for q := range of {
		quarters = append(quarters, q)
	}
	slices.SortFunc(quarters, report.QuarterID.Compare)
	quarters = quarters[max(0, len(quarters)-actionsShown):]

	done := segment{name: "done", bar: barOutcome, ink: inkDelivered}
	open := segment{name: "open", bar: barOutcome, ink: inkOpen}
	overdue := segment{name: "overdue", bar: barOutcome, ink: inkUnexplained}
	r := rows{least: 4}
	c.Table.Columns = []Column{column("Quarter of the retro"), figure("Actions"), figure("Done"), figure("Open"), figure("Overdue"), figure("Share done")}
	var sum [4]float64
	for _, q := range quarters {
		f := metrics.Follow(of[q], s.Archive.Today)
		n := [4]float64{float64(len(of[q])), float64(len(f.Done)), float64(len(f.Open) - len(f.Overdue)), float64(len(f.Overdue))}
		share := metrics.Ratio{Value: n[1], Of: n[0]}
		r.names, r.rights = append(r.names, q.Title()), append(r.rights, shareOf(share))
		done.values, open.values, overdue.values = append(done.values, n[1]), append(open.values, n[2]), append(overdue.values, n[3])
		c.Table.Rows = append(c.Table.Rows, append(append([]string{q.Title()}, cells(n[:]...)...), percent(share)))
		for i := range n {
			sum[i] += n[i]
		}
	}
	all := metrics.Ratio{Value: sum[1], Of: sum[0]}
	c.Table.Foot = append(append([]string{"All"}, cells(sum[:]...)...), percent(all))
	c.Keys = []KeyRow{{Label: "Actions"}}
	for _, part := range []struct {
		segment
		n float64
	}{{done, sum[1]}, {open, sum[2]}, {overdue, sum[3]}} {
		if part.n > 0 {
			r.segments = append(r.segments, part.segment)
			class := map[string]string{"done": "delivered", "open": "open", "overdue": "unexplained"}[part.name]
			c.Keys[0].Keys = append(c.Keys[0].Keys, Key{class, part.name})
		}
	}
	c.Summary = actionWords(quarters, all, sum)
	c.Wide, c.Narrow = r.draw()
	return c
}

func actionWords(quarters []report.QuarterID, all metrics.Ratio, sum [4]float64) string {
	said := "Of the actions of " + quarters[0].Title() + " to " + quarters[len(quarters)-1].Title() + ", "
	if len(quarters) == 1 {
		said = "Of the actions of " + quarters[0].Title() + ", "
	}
	said += shareOf(all) + " " + be(int(all.Value)) + " done"
	var rest []string
	if n := int(sum[2]); n > 0 {
		rest = append(rest, metrics.Amount(sum[2])+" "+be(n)+" open")
	}
	if n := int(sum[3]); n > 0 {
		rest = append(rest, metrics.Amount(sum[3])+" "+be(n)+" overdue")
	}
	if len(rest) > 0 {
		said += "; " + strings.Join(rest, " and ")
	}
	return said + "."
}
