package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// checkReports checks what a report says against all others.
func (a *assembler) checkReports() {
	a.eachNew(func(a *assembler, i int) {
		a.otherYear = a.yearOff(i)
		for _, r := range a.reports[i] {
			if r.plan != nil && r.plan.Plan != nil {
				a.checkPlan(r.Report, r.plan)
			}
			for i, d := range r.Items {
				switch {
				case d.Removed:
					a.checkRemoved(d)
				case !d.FromExport:
					a.checkItem(r.Report, d, r.from[i].block)
				}
				a.checkEarly(r, d)
			}
			if r.metrics != nil && r.metrics.Metrics != nil {
				a.checkMetrics(r.Report, r.metrics.Metrics)
			}
			a.checkDates(r)
			a.checkUpdates(r)
			if a.isClosed(r.Quarter) {
				a.checkEnded(r)
			}
			if r.retro != nil && r.retro.Retro != nil {
				a.checkLessons(r.retro.Retro)
			}
		}
	})
}

func (a *assembler) checkPlan(r *report.Report, p *content.Parsed) {
	plan, b, q := &p.Plan.Plan, p.Plan.Block, r.Quarter
	a.checkTime(r, plan.Pos)
	switch {
	case a.blindSite:
	case plan.Committed == 0 && !b.Has("committed") && !p.Broken && q.State != report.Ahead:
		a.problems.Warnf(b.At(), "no-cut-off", "add "+b.Pair("committed", q.Start.String()), "the plan of a quarter that has begun has no cut-off date")
	case plan.Committed >= q.End:
		a.problems.Errorf(b.At("committed"), "outside-quarter", cmp.Or(a.otherYear, "write the day on which the team committed to the plan"), "committed %s is after the end of %s, %s", plan.Committed, q.ID, q.LastDay())
	}
	if on := a.frozen[q.ID].cutOff(r.Team); on != 0 && on != plan.Committed {
		a.problems.Warnf(b.At("committed"), "frozen-cut-off", "write "+b.Pair("committed", on.String()), "the plan was frozen with the cut-off %s, which no longer changes", on)
	}
	a.checkIDs(b, "declines", plan.Declines, false)
	for id, answer := range plan.Answers { // in any order: problems are sorted
		if a.lessons[id] == nil {
			a.unknownLesson(answer.Pos, "lessons", id)
		}
	}
}

// outside reports a date that is not in its quarter.
func (a *assembler) outside(b *content.Block, key string, day report.Day, q *report.Quarter) bool {
	if a.blindSite || day == 0 || day >= q.Start && day < q.End {
		return false
	}
	a.problems.Errorf(b.At(key), "outside-quarter", a.inQuarter(day, q), "%s %s is outside %s, which runs from %s to %s", key, day, q.ID, q.Start, q.LastDay())
	return true
}

func (a *assembler) checkItem(r *report.Report, d *report.Deliverable, b *content.Block) {
	a.outside(b, "due", d.Due, d.Quarter)
	a.checkAdded(r, d, b)
	if n := slices.Index(d.Needs, d.ID); n >= 0 {
		a.problems.Warnf(b.Element("needs", d.ID, n), "needs-itself", "remove it", "%q needs itself", d.ID)
	}
	a.checkIDs(b, "needs", d.Needs, true)
	a.checkIDs(b, "serves", d.Serves, false)
	at := sync.OnceValue(func() []diag.Pos { return b.Elements("enables", d.Enables) })
	for n, id := range d.Enables {
		if len(a.items[id]) == 0 && !a.blindItems {
			a.problems.Hintf(at()[n], "unknown-id", content.DidYouMeanOr(id, a.words.items().Near(id), "fine, if it is to be planned later"), "enables: %q is in no plan yet", id)
		}
	}
	a.checkOwners(d, b)
}

// checkRemoved wants to know what became of an item that was promised, and that no plan
// has any more.
func (a *assembler) checkRemoved(d *report.Deliverable) {
	if d.Became().Status == "" && !a.isClosed(d.Quarter) { // else it is unexplained
		a.problems.Warnf(d.Pos, "removed", "put it back, or say in metrics.toml that it was moved or dropped, and why",
			"%q was in the plan at the cut-off and is no longer in any plan", d.ID)
	}
}

// checkAdded wants an item to have joined after the cut-off, which may lie before the
// quarter, and before the quarter's end.
func (a *assembler) checkAdded(r *report.Report, d *report.Deliverable, b *content.Block) {
	cutOff := r.Plan.Committed
	switch {
	case d.Added == 0:
	case d.Promise != nil:
		a.problems.Warnf(b.At("added"), "frozen-plan", "remove it", "%q is in the plan that was frozen at the cut-off", d.ID)
	case cutOff == 0 || cutOff >= d.Quarter.End || d.Added >= d.Quarter.End:
		a.outside(b, "added", d.Added, d.Quarter)
	case d.Added < cutOff:
		a.problems.Errorf(b.At("added"), "order", "remove it: the item was in the plan at the cut-off",
			"added %s is before the cut-off %s", d.Added, cutOff)
	}
}

func (a *assembler) checkMetrics(r *report.Report, m *content.MetricsFile) {
	for i := range m.Items {
		it := &m.Items[i]
		o, b := &it.Outcome, it.Block
		a.checkFinished(r, it)
		if (o.Status == report.Moved || o.Status == report.Dropped) && !b.Has("reason") && a.isClosed(r.Quarter) {
			a.problems.Warnf(b.At("status"), "no-reason", fmt.Sprintf("add reason = …, one of %q", a.archive.Site.ReasonIDs()), "%q is %s without a reason", it.ID, o.Status)
		}
		a.checkIDs(b, "blocked_by", o.BlockedBy, true)
	}
	for _, s := range m.Metrics.Sprints {
		if !a.blindSite && (s.End < r.Quarter.Start || s.Start >= r.Quarter.End) {
			a.problems.Warnf(s.Pos, "outside-quarter", cmp.Or(a.otherYear, "move it to the metrics.toml of "+report.QuarterOf(s.Start, a.archive.Site.Fiscal).String()), "sprint %q is outside %s", diag.Short(s.Name), r.Quarter.ID)
		}
	}
}

// isClosed is false where site.toml, which decides it, could not be read.
func (a *assembler) isClosed(q *report.Quarter) bool { return q.State == report.Closed && !a.blindSite }

// checkEnded wants every planned item of a closed quarter to have ended as delivered, moved or
// dropped, and asks of each feature that was delivered what it was worth.
func (a *assembler) checkEnded(r *linked) {
	unread := r.metrics != nil && r.metrics.Broken
	refused := refused(r.metrics)
	for _, d := range r.Items {
		o := d.Became()
		if !unread && !d.FromExport && (o.Status == "" || o.Status == report.Open) && !refused[d.ID] {
			a.problems.Warnf(d.Pos, "unexplained", "say in metrics.toml whether it was delivered, moved or dropped",
				"%q is unexplained: %s has ended", d.ID, r.Quarter.ID)
		}
		if d.Kind == report.Feature && o.Status == report.Delivered && d.Value == "" && o.Result == "" {
			a.problems.Hintf(d.Pos, "no-worth", "add value = … to its plan, or result = … to metrics.toml: one sentence",
				"%q has neither value nor result", d.ID)
		}
	}
}

// refused are the ids of the items that an export names with a status that is no
// word of ours: that is a problem of its own.
func refused(metrics *content.Parsed) map[string]bool {
	ids := map[string]bool{}
	if metrics != nil && metrics.Metrics != nil {
		for i := range metrics.Metrics.Items {
			if it := &metrics.Metrics.Items[i]; it.Outcome.Status == "" {
				ids[it.ID] = true
			}
		}
	}
	return ids
}

// checkIDs wants the ids of a list to be those of deliverables, or of teams where those may be named.
func (a *assembler) checkIDs(b *content.Block, key string, ids []string, orTeams bool) {
	at := sync.OnceValue(func() []diag.Pos { return b.Elements(key, ids) })
	for n, id := range ids {
		switch {
		case len(a.items[id]) > 0:
		case !orTeams:
			a.unknownItem(at()[n], key, id)
		case a.teams[id] != nil || a.blindItems:
		case key == "needs" && likeTeam(id):
			a.problems.Warnf(at()[n], "unknown-team", content.DidYouMeanOr(id, slices.Concat(a.words.teams().Near(id), a.words.items().Near(id)), "add it with: quarterdeck new team "+id),
				"%s: %s is not here yet", key, id)
		default:
			a.unknownItem(at()[n], key, id, a.words.teams().Near(id)...)
		}
	}
}

// likeTeam reports whether an id is more like that of a team, which can be needed before its file
// is written, than like that of a deliverable, which mostly has a number.
func likeTeam(id string) bool { return report.IsNameID(id) && !strings.ContainsAny(id, "0123456789") }

func (a *assembler) unknownItem(at diag.Pos, key, id string, also ...string) {
	if a.blindItems {
		return
	}
	what := "deliverable"
	if len(also) > 0 {
		what = "deliverable or team"
	}
	known := slices.Concat(a.words.items().Near(id), also)
	a.problems.Errorf(at, "unknown-id", content.DidYouMeanOr(id, known, "it is in no plan and no export"), "%s: unknown %s %q", key, what, id)
}

func (a *assembler) unknownLesson(at diag.Pos, key, id string) {
	if !a.blindLessons {
		a.problems.Errorf(at, "unknown-lesson", content.DidYouMeanOr(id, a.words.lessons().Near(id), "no retro has a lesson of that id"), "%s: unknown lesson %q", key, diag.Short(id))
	}
}
