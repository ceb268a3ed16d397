package importer

import (
	"cmp"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// The fields of changes that tell how an issue was on an earlier day.
const (
	changedStatus     = "status"
	changedResolution = "resolution"
	changedSprint     = "sprint"
	changedVersion    = "version"
	changedDue        = "due"
	changedPoints     = "points"
)

// asOf is an issue as it was at the end of a day, by its history; nil where there was none yet.
func (i *Issue) asOf(day report.Day, m *Mapping) *Issue {
	if i.Created > day {
		return nil
	}
	then := *i
	days := newDays(m)
	for _, c := range slices.Backward(i.Changes) {
		if c.Day <= day {
			break
		}
		then.undo(c, days)
	}
	if then.Finished > day {
		then.Finished = 0
	}
	return &then
}

// undo takes one change back.
func (i *Issue) undo(c Change, days *days) {
	switch c.Field {
	case changedStatus:
		i.Status, i.Category = c.From, "" // the category is the one of today
	case changedResolution:
		i.Resolution = c.From
	case changedSprint:
		i.Sprints = sprintsOf(c.From)
	case changedVersion: // one change for each that came or went
		i.Versions = slices.DeleteFunc(slices.Clone(i.Versions), func(v string) bool { return v == c.To })
		if c.From != "" {
			i.Versions = append(i.Versions, c.From)
		}
	case changedDue:
		i.Due, _ = days.day(c.From) // what cannot be read was said when the file was read
	case changedPoints:
		i.Points = nil
		if n, err := number(c.From); err == nil && n >= 0 {
			i.Points = []Points{{changedPoints, n}}
		}
	}
}

// sprintsOf are the sprints of a history's entry, parted by commas. A name may have a comma itself,
// so the whole is a word as well.
func sprintsOf(text string) []string {
	names := parts(text, ",")
	if len(names) > 1 {
		names = append(names, strings.TrimSpace(text))
	}
	return names
}

// scopeAt is an issue as it was at the end of a day, and whether it belonged to the quarter then.
func (r Request) scopeAt(i *Issue, day report.Day) (then *Issue, in bool) {
	if then = i.asOf(day, r.Mapping); then == nil {
		return nil, false
	}
	meaning, known := r.Mapping.meaning(r.Format.Name, then)
	if known && (meaning == report.MeansDropped || meaning == report.MeansNothing) {
		return then, false
	}
	return then, r.inScope(then)
}

// joined is since when an issue has belonged to the quarter without a break, where that is after
// the cut-off and it still does; and as what it came.
func (r Request) joined(i *Issue) (day report.Day, as *Issue) {
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
func (r Request) outSince(i *Issue) report.Day {
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
func (r Request) changedAfter(i *Issue) []report.Day {
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
