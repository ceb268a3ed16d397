package link

import (
	"quarterdeck/generator/content"
	"quarterdeck/generator/report"
)

// checkFinished wants what was delivered to be finished in its quarter. What came after that
// has moved, and what was in the plan may have been done before.
func (a *assembler) checkFinished(r *report.Report, it *content.MetricsItem) {
	o, b, q := &it.Outcome, it.Block, r.Quarter
	if a.blindSite || o.Finished == 0 {
		return
	}
	at := b.At("finished")
	switch {
	case o.Status == report.Moved && o.Finished < q.End:
		a.problems.Errorf(at, "finished-but", `remove it, or write status = "delivered"`, "an item that is moved was finished on %s, before the end of %s", o.Finished, q.ID)
	case o.Status == report.Delivered && o.Finished >= q.End:
		a.problems.Errorf(at, "outside-quarter", `write status = "moved" and keep finished: the report then says how late it came`,
			"finished %s is after the end of %s, %s", o.Finished, q.ID, q.LastDay())
	case o.Status == report.Delivered && o.Finished < q.Start && !a.early(q, it.ID):
		a.problems.Errorf(at, "outside-quarter", "remove the item: it belongs to "+report.QuarterOf(o.Finished, a.archive.Site.FiscalStart).String(),
			"finished %s is before %s begins, on %s", o.Finished, q.ID, q.Start)
	case o.Finished > a.archive.Today:
		a.problems.Warnf(at, "future", "", "finished %s is after today, %s", o.Finished, a.archive.Today)
	}
}

// early reports whether an item of a quarter is marked as done before its plan was committed.
func (a *assembler) early(q *report.Quarter, id string) bool {
	for _, d := range a.items[id] {
		if d.Quarter == q && d.Early {
			return true
		}
	}
	return false
}

// checkEarly says that what was done before the plan was committed is no promise of it.
func (a *assembler) checkEarly(r *linked, d *report.Deliverable) {
	if !d.Early || a.blindSite {
		return
	}
	before := "the plan was committed on " + r.Plan.Committed.String()
	if r.Plan.Committed == 0 {
		before = d.Quarter.ID.String() + " began on " + d.Quarter.Start.String()
	}
	a.problems.Warnf(d.Pos, "done-early", "right if it was; then it counts neither as planned nor as delivered",
		"%q was finished on %s, before %s", d.ID, d.Outcome.Finished, before)
}
