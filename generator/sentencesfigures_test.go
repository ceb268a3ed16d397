package generator_test

import (
	"slices"

	"quarterdeck/generator/report"
)

// claimsOfFigures are of what is below the large numbers.
var claimsOfFigures = map[string]claim{
	"fig-count.bare": func(c plainScope, a args) bool {
		s := c.sums()
		return a.n("of") == 0 && (s.planned == 0 || !c.told()) ||
			a.n("of") == s.planned && slices.Contains([]int{s.moved, s.dropped, s.left - c.awaited(), s.partly}, a.n("value"))
	},
	"fig-count.items": func(c plainScope, a args) bool {
		s := c.sums()
		return c.counted(a, float64(s.kept), float64(s.planned))
	},
	"fig-count.size": func(c plainScope, a args) bool {
		kept, _ := c.sizes(inPlan, isDone)
		part, _ := c.partly(inPlan)
		all, without := c.sizes(inPlan)
		return c.counted(a, kept+part, all) && (a.n("of") == 0 || a.n("unsized") == without)
	},
	"fig-count.delivered": func(c plainScope, a args) bool {
		if !c.hasPlan() {
			return a.n("of") == 0
		}
		return c.counted(a, float64(c.where(joined, isDone)), float64(c.where(isDone)))
	},
	"fig-count.dated": func(c plainScope, a args) bool {
		n, of := c.onTime()
		return c.counted(a, float64(n), float64(of))
	},
	"fig-count.asks": func(c plainScope, a args) bool {
		ours, ofUs := c.asks(), c.asksOf()
		return a.all("value", count(ours, "met"), "of", len(ours)) || a.all("value", count(ofUs, "met"), "of", len(ofUs))
	},
	"fig-count.carried": func(c plainScope, a args) bool {
		once, more := c.carried()
		return a.all("value", once+more, "of", c.where(inPlan), "more", more)
	},
	"fig-count.planned": func(c plainScope, a args) bool {
		size, _ := c.sizes(inPlan)
		return a.all("size", size)
	},
	"fig-count.no-size": func(c plainScope, a args) bool { _, with, _ := c.took(); return with == 0 },
	"fig-count.velocity": func(c plainScope, a args) bool {
		_, _, without := c.took()
		return a.n("unsized") == without && c.before(a)
	},
	"fig-count.first-velocity": func(c plainScope, a args) bool { _, _, without := c.took(); return a.n("unsized") == without },
	"fig-count.team-kept":      sumOfClosed(func(c plainScope) (n, of int) { s := c.sums(); return s.kept, s.planned }, true),
	"fig-count.team-on-time":   sumOfClosed(plainScope.onTime, false),
	"fig-count.team-unplanned": sumOfClosed(func(c plainScope) (n, of int) {
		if !c.hasPlan() {
			return 0, 0
		}
		return c.where(joined, isDone), c.where(isDone)
	}, false),
	"fig-count.team-asks-met": sumOfClosed(func(c plainScope) (n, of int) { return count(c.asksOf(), "met"), len(c.asksOf()) }, false),
}

// counted reports whether a share is this one. One of what nobody has told yet is of nothing.
func (c plainScope) counted(a args, value, of float64) bool {
	if c.state() == report.Closed && !c.told() {
		return a.n("of") == 0
	}
	return a.all("value", value, "of", of)
}

// before reports whether the velocity of the quarter before is the one given.
func (c plainScope) before(a args) bool {
	q := c.space.quarter(c.q.ID.Prev().String())
	if q == nil {
		return false
	}
	size, _, _ := plainScope{c.space, q, c.team}.took()
	return a.all("before", size)
}

// sumOfClosed adds up what each closed quarter of a team has.
func sumOfClosed(of func(plainScope) (int, int), told bool) claim {
	return func(c plainScope, a args) bool {
		value, all := 0, 0
		for _, one := range c.quarters() {
			if one.state() == report.Closed && (one.told() || !told) {
				n, m := of(one)
				value, all = value+n, all+m
			}
		}
		return c.team != "" && a.all("value", value, "of", all)
	}
}
