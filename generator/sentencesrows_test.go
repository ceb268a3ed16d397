package generator_test

import (
	"slices"

	"quarterdeck/generator/report"
)

// came reports whether a row was delivered, in its quarter or after it.
func came(r plainRow) bool { return isDone(r) || isMoved(r) && r.Finished != 0 }

func whole(r plainRow) bool { return r.Whole }

// lateDays are those from the day on which a row was promised to that on which it was delivered.
func (r plainRow) lateDays() int { return int(r.Finished - r.Due) }

// claimsOfRows are of single items, wherever a table or their page shows them.
var claimsOfRows = map[string]claim{
	"row.no-reason":       ofRow(func(c plainScope, r plainRow, a args) bool { return gone(r) && r.Reason == "" }),
	"summary.no-reason":   ofRow(func(c plainScope, r plainRow, a args) bool { return gone(r) && r.Reason == "" }),
	"row.carried-in":      ofRow(func(c plainScope, r plainRow, a args) bool { return r.Planned && c.missed(r.ID) == 1 }),
	"row.carried-in-more": ofRow(func(c plainScope, r plainRow, a args) bool { return r.Planned && c.missed(r.ID) > 1 }),
	"row.not-in-plan":     ofRow(func(c plainScope, r plainRow, a args) bool { return !r.Planned }),
	"row.added":           ofRow(func(c plainScope, r plainRow, a args) bool { return !r.Planned && a.day("day") == r.Added }),
	"row.overdue": ofRow(func(c plainScope, r plainRow, a args) bool {
		return c.state() == report.Running && isLeft(r) && r.Due != 0 && a.n("days") == int(c.space.Today-r.Due) && a.n("days") > 0
	}),
	"row.late": ofAnyRow(func(c plainScope, r plainRow, a args) bool {
		return came(r) && r.Due != 0 && a.n("days") == r.lateDays() && a.n("days") > 0
	}),
	"row.on-time":            ofAnyRow(func(c plainScope, r plainRow, a args) bool { return isDone(r) && r.Due != 0 && r.lateDays() <= 0 }),
	"scope.added-on":         ofRow(func(c plainScope, r plainRow, a args) bool { return !r.Planned && a.day("day") == r.Added }),
	"scope.added-by-export":  ofRow(func(c plainScope, r plainRow, a args) bool { return r.Export }),
	"scope.added":            ofRow(func(c plainScope, r plainRow, a args) bool { return !r.Planned && !r.Export && r.Added == 0 }),
	"scope.removed":          ofRow(func(c plainScope, r plainRow, a args) bool { return r.Removed }),
	"scope.reworded":         ofRow(func(c plainScope, r plainRow, a args) bool { return r.Reworded }),
	"step.done-on":           ofAnyRow(func(c plainScope, r plainRow, a args) bool { return came(r) && a.day("day") == r.Finished }),
	"step.moved":             ofAnyRow(func(c plainScope, r plainRow, a args) bool { return isMoved(r) && c.quarter(a, "quarter") }),
	"step.dropped":           ofAnyRow(func(c plainScope, r plainRow, a args) bool { return isDropped(r) && c.quarter(a, "quarter") }),
	"step.planned":           ofAnyRow(func(c plainScope, r plainRow, a args) bool { return !r.Export && c.quarter(a, "quarter") }),
	"step.was-planned":       ofAnyRow(func(c plainScope, r plainRow, a args) bool { return r.Planned && !isDone(r) }),
	"step.planned-delivered": ofAnyRow(func(c plainScope, r plainRow, a args) bool { return r.Planned && isDone(r) }),
	"step.added":             ofAnyRow(func(c plainScope, r plainRow, a args) bool { return !r.Planned && a.day("day") == r.Added }),
	"step.not-in-plan":       ofAnyRow(func(c plainScope, r plainRow, a args) bool { return !r.Planned && r.Added == 0 }),
	"step.due":               ofAnyRow(func(c plainScope, r plainRow, a args) bool { return a.day("day") == r.Due }),
	"step.reason":            ofAnyRow(func(c plainScope, r plainRow, a args) bool { return a.s("reason") == r.Reason && !isDone(r) }),
	"step.unexplained": ofAnyRow(func(c plainScope, r plainRow, a args) bool {
		return c.state() == report.Closed && isLeft(r) && !r.Awaited
	}),
	"step.no-promise-to-customers": ofAnyRow(func(c plainScope, r plainRow, a args) bool {
		return c.state() != report.Closed && isLeft(r) && r.Customers
	}),
	"shipped.nothing":                      func(c plainScope, a args) bool { return c.trend(rowsOf(isDone)) == 0 },
	"home.shipped.nothing-has-shipped-yet": func(c plainScope, a args) bool { return c.trend(rowsOf(isDone)) == 0 },
	"shipped.answer": func(c plainScope, a args) bool {
		for _, fits := range [][]func(plainRow) bool{{came, not(whole)}, {came, not(whole), forAll}} {
			everyone := c.whereAll(append(fits, func(r plainRow) bool { return r.Phase != "alpha" && r.Phase != "beta" })...)
			n := c.whereAll(fits...)
			if a.all("n", n, "everyone", everyone, "left", n-everyone) && c.quarter(a, "quarter") && a["running"] == (c.state() == report.Running) {
				return true
			}
		}
		return false
	},

	"upcoming.was-for": ofAnyRow(func(c plainScope, r plainRow, a args) bool { return r.Planned && !isDone(r) && c.quarter(a, "quarter") }),
	"upcoming.added":   ofAnyRow(func(c plainScope, r plainRow, a args) bool { return !r.Planned && r.Added != 0 }),
	"upcoming.due":     ofAnyRow(func(c plainScope, r plainRow, a args) bool { return a.day("day") == r.NowDue && a.day("was") == r.Due }),
	"upcoming.answer": func(c plainScope, a args) bool {
		n := 0
		for _, q := range c.space.Quarters {
			if now := (plainScope{c.space, q, ""}); now.state() != report.Closed {
				n += len(slices.DeleteFunc(slices.Clone(now.everyRow()), func(r plainRow) bool { return r.Export || r.Removed || !isLeft(r) || r.Whole }))
			}
		}
		return a.n("n") == n
	},

	"change.withdrawn":     func(c plainScope, a args) bool { return c.space.withdrawn(a.day("day")) },
	"step.withdrawn":       func(c plainScope, a args) bool { return c.space.withdrawn(a.day("day")) },
	"shipped.withdrawn":    func(c plainScope, a args) bool { return c.space.withdrawn(a.day("day")) },
	"asks.slipped-moved":   ofAnyRow(func(c plainScope, r plainRow, a args) bool { return isMoved(r) }),
	"step.early":           ofAnyRow(func(c plainScope, r plainRow, a args) bool { return r.Early }),
	"asks.slipped-partly":  ofAnyRow(func(c plainScope, r plainRow, a args) bool { return isPartly(r) }),
	"asks.slipped-dropped": ofAnyRow(func(c plainScope, r plainRow, a args) bool { return isDropped(r) }),
	"asks.slipped-late": ofAnyRow(func(c plainScope, r plainRow, a args) bool {
		due := r.NowDue
		if due == 0 {
			due = c.q.End - 1
		}
		return isLeft(r) && a.n("days") == int(c.space.Today-due) && a.n("days") > 0
	}),
}

// whereAll counts rows, also those that were done before the plan was committed.
func (c plainScope) whereAll(fits ...func(plainRow) bool) (n int) {
	for _, row := range c.everyRow() {
		if !slices.ContainsFunc(fits, func(f func(plainRow) bool) bool { return !f(row) }) {
			n++
		}
	}
	return n
}

// withdrawn reports whether anything was, on a day.
func (s *plainSpace) withdrawn(on report.Day) bool {
	return slices.ContainsFunc(s.Notices, func(n plainNotice) bool { return n.Withdrawn == on })
}
