package link

import (
	"cmp"
	"fmt"
	"slices"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// farAhead is how many days before its quarter a plan may be committed. What lies further
// back is most likely another year.
const farAhead = 45

// checkDates finds dates of a report that cannot all be true.
func (a *assembler) checkDates(r *linked) {
	if a.blindSite {
		return
	}
	if r.plan != nil && r.plan.Plan != nil {
		a.checkFarAhead(r)
	}
	for i, d := range r.Items {
		if b := r.from[i].block; d.Added != 0 && d.Outcome.Finished != 0 && d.Added > d.Outcome.Finished {
			a.problems.Errorf(b.At("added"), "order", "write the day on which it joined the plan, or correct finished in metrics.toml",
				"added %s, after it was finished on %s", d.Added, d.Outcome.Finished)
		}
	}
	if r.metrics != nil && r.metrics.Metrics != nil {
		a.checkExport(r, r.metrics.Metrics)
		checkSprints(r.metrics.Metrics.Metrics.Sprints, &a.problems)
	}
}

func (a *assembler) checkFarAhead(r *linked) {
	q, on := r.Quarter, r.plan.Plan.Plan.Committed
	if on != 0 && on < q.Start-farAhead {
		a.problems.Warnf(r.plan.Plan.Block.At("committed"), "far-ahead", cmp.Or(a.otherYear, fmt.Sprintf("a plan is committed at most %d days before its quarter: look at the year and the month", farAhead)),
			"committed %s is %d days before %s begins, on %s", on, q.Start-on, q.ID, q.Start)
	}
}

// checkExport wants an export to be younger than what it tells of.
func (a *assembler) checkExport(r *linked, m *content.MetricsFile) {
	if m.Metrics.Exported.IsZero() {
		return
	}
	q, on := r.Quarter, report.DayAt(m.Metrics.Exported)
	for _, it := range m.Items {
		if o := it.Outcome; o.Finished > on && o.Finished <= a.archive.Today && o.Finished < q.End {
			a.problems.Warnf(it.Block.At("finished"), "early-export", "correct one of the two days, or export it again",
				"finished %s is after the export, which is of %s", o.Finished, on)
		}
	}
	if a.isClosed(q) && on < q.LastDay() {
		a.problems.Warnf(m.Block.At("exported"), "early-export", "export it again: what happened after that day is not in it",
			"exported %s is before the end of %s, %s", on, q.ID, q.LastDay())
	}
}

// checkSprints wants the sprints of a team to follow one another. One may begin on the last day
// of another, as trackers have it.
func checkSprints(sprints []report.Sprint, l *diag.List) {
	byName := map[string]diag.Pos{}
	for _, s := range sprints {
		if first, ok := byName[s.Name]; ok && s.Name != "" {
			l.Errorf(s.Pos, "same-name", "give one of them another name, or remove it", "duplicate sprint %q: also at %s", diag.Short(s.Name), first)
			continue
		}
		byName[s.Name] = s.Pos
	}
	inOrder := slices.Clone(sprints)
	slices.SortStableFunc(inOrder, func(x, y report.Sprint) int { return int(x.Start - y.Start) })
	for i := 1; i < len(inOrder); i++ {
		if was, s := inOrder[i-1], inOrder[i]; s.Start != 0 && s.Start < was.End {
			l.Warnf(s.Pos, "overlap", "correct the days of one of them", "sprint %q begins on %s, before the end of %q on %s: %s",
				diag.Short(s.Name), s.Start, diag.Short(was.Name), was.End, was.Pos)
		}
	}
}

// inQuarter is a hint for a day that lies outside its quarter.
func (a *assembler) inQuarter(day report.Day, q *report.Quarter) string {
	return cmp.Or(a.otherYear, fmt.Sprintf("write a day from %s to %s; %s is in %s", q.Start, q.LastDay(), day, report.QuarterOf(day, a.archive.Site.Fiscal)))
}
