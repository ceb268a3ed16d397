package reconcile

import (
	"cmp"
	"slices"

	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// scopeAt is an issue as it was at the end of a day, and whether it belonged to the quarter then.
func (r Request) scopeAt(i *importer.Issue, day report.Day) (then *importer.Issue, in bool) {
	if then = i.AsOf(day, r.Mapping); then == nil {
		return nil, false
	}
	meaning, known := r.Mapping.Means(r.Format.Name, then)
	if known && (meaning == report.MeansDropped || meaning == report.MeansNothing) {
		return then, false
	}
	return then, r.inScope(then)
}

// joined is since when an issue has belonged to the quarter without a break, where that is after
// the cut-off and it still does; and as what it came.
func (r Request) joined(i *importer.Issue) (day report.Day, as *importer.Issue) {
	for _, d := range slices.Backward(r.changedAfter(i)) {
		then, in := r.scopeAt(i, d)
		if !in {
			break
		}
		day, as = d, then
	}
	return day, as
}

// outSince is the day after the cut-off on which an issue last left the quarter; 0 where it never
// did.
func (r Request) outSince(i *importer.Issue) report.Day {
	in := false
	var out report.Day
	for _, d := range append([]report.Day{r.CutOff}, r.changedAfter(i)...) {
		_, now := r.scopeAt(i, d)
		if in && !now {
			out = d
		}
		in = now
	}
	return out
}

// changedAfter are the days after the cut-off on which an issue was made or changed, in order.
func (r Request) changedAfter(i *importer.Issue) []report.Day {
	var days []report.Day
	if i.Created > r.CutOff {
		days = append(days, i.Created)
	}
	for _, c := range i.Changes {
		if c.Day > r.CutOff {
			days = append(days, c.Day)
		}
	}
	slices.SortFunc(days, cmp.Compare)
	return slices.Compact(days)
}
