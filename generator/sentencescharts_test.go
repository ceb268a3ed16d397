package generator_test

import (
	"slices"

	"quarterdeck/generator/report"
)

// trend adds up what the quarters of a picture have: those of a page about a team, or all of them.
func (c plainScope) trend(of func(plainScope) int) (n int) {
	for _, one := range c.quarters() {
		n += of(one)
	}
	return n
}

// ofPicture holds where it does with the numbers of the quarter, or with the sums of all of them.
func ofPicture(param string, of func(plainScope) int) claim {
	return func(c plainScope, a args) bool { return a.n(param) == of(c) || a.n(param) == c.trend(of) }
}

func rowsOf(fits ...func(plainRow) bool) func(plainScope) int {
	return func(c plainScope) int { return c.where(fits...) }
}

func carriedIn(c plainScope) int    { once, more := c.carried(); return once + more }
func carriedTwice(c plainScope) int { _, more := c.carried(); return more }

// claimsOfCharts are of the summaries of charts.
var claimsOfCharts = map[string]claim{
	"chart.planned.absent": func(c plainScope, a args) bool {
		return c.where(inPlan)+c.where(joined) == 0
	},
	"chart.no-outcomes": func(c plainScope, a args) bool {
		return !slices.ContainsFunc(c.quarters(), func(one plainScope) bool { return toldOf(one) > 0 }) ||
			c.state() == report.Closed && !c.told()
	},
	"chart.mix.no-outcomes": func(c plainScope, a args) bool { return c.state() == report.Closed && !c.told() },
	"chart.planned.untold": ofPicture("n", func(c plainScope) int {
		return c.where(inPlan) - toldOf(c)
	}),
	"chart.planned.awaited":  ofPicture("n", plainScope.awaited),
	"chart.planned.no-plans": func(c plainScope, a args) bool { return !c.hasPlan() },
	"chart.planned.no-items": func(c plainScope, a args) bool { return c.hasPlan() && c.where(inPlan) == 0 },
	"chart.planned.ahead": func(c plainScope, a args) bool {
		return c.ahead() && a.all("n", c.where(inPlan), "carried", carriedIn(c))
	},
	"chart.planned.none-kept": func(c plainScope, a args) bool {
		return ofPicture("n", toldOf)(c, a) && (c.where(inPlan, isDone) == 0)
	},
	"chart.planned.some-kept": both(ofPicture("kept", rowsOf(inPlan, isDone)), ofPicture("planned", toldOf)),
	"chart.planned.partly":    ofPicture("n", rowsOf(inPlan, isPartly)),
	"chart.planned.moved":     ofPicture("n", rowsOf(inPlan, isMoved)),
	"chart.planned.dropped":   ofPicture("n", rowsOf(inPlan, isDropped)),
	"chart.planned.all-explained": func(c plainScope, a args) bool {
		return c.unexplained() == 0 || c.trend(leftOf(report.Closed)) == 0
	},
	"chart.planned.unexplained":  ofPicture("n", leftOf(report.Closed)),
	"chart.planned.open":         ofPicture("n", leftOf(report.Running)),
	"chart.planned.carried":      ofPicture("n", carriedIn),
	"chart.planned.carried-more": ofPicture("n", carriedTwice),
	"chart.planned.carried-some": both(ofPicture("n", carriedIn), ofPicture("more", carriedTwice)),
	"chart.planned.added-one":    both(func(c plainScope, a args) bool { return c.where(joined) == 1 || c.trend(rowsOf(joined)) == 1 }, ofPicture("delivered", rowsOf(joined, isDone))),
	"chart.planned.added":        both(ofPicture("n", rowsOf(joined)), ofPicture("delivered", rowsOf(joined, isDone))),
	"chart.reasons.absent":       func(c plainScope, a args) bool { return c.where(inPlan, gone) == 0 },
	"chart.reasons.absent-plan":  func(c plainScope, a args) bool { return c.where(inPlan) == 0 },
	"chart.reasons.no-reason": func(c plainScope, a args) bool {
		return a.n("n") == c.where(inPlan, gone) && c.reasons()[""] == a.n("n")
	},
	"chart.reasons.one": func(c plainScope, a args) bool { return c.where(inPlan, gone) == 1 && c.reasons()[a.s("reason")] == 1 },
	"chart.reasons.top": func(c plainScope, a args) bool {
		most := 0
		for reason, n := range c.reasons() {
			if reason != "" {
				most = max(most, n)
			}
		}
		of := c.where(inPlan, gone)
		return a.n("n") == of && a.ratio("ratio", float64(most), float64(of))
	},
	"chart.reasons.missing": func(c plainScope, a args) bool { return a.n("n") == c.reasons()[""] },
	"chart.kept.absent": func(c plainScope, a args) bool {
		return !slices.ContainsFunc(c.quarters(), func(one plainScope) bool { return one.q.Start <= c.q.Start && toldOf(one) > 0 })
	},
	"chart.kept.summary": ofAnyQuarter(func(c plainScope, a args) bool {
		s := c.sums()
		return c.quarter(a, "quarter") && a.ratio("ratio", float64(s.kept), float64(s.planned)) && a["running"] == (c.state() == report.Running)
	}),
	"chart.mix.absent":          func(c plainScope, a args) bool { return c.where(inPlan) == 0 && c.where(isDone) == 0 },
	"chart.mix.nothing-planned": func(c plainScope, a args) bool { return c.where(inPlan) == 0 && c.where(isDone) > 0 },
	"chart.mix.nothing-delivered": func(c plainScope, a args) bool {
		return c.where(isDone) == 0 && a["closed"] == (c.state() == report.Closed) && c.toldOrRunning()
	},
	"chart.mix.by-items": func(c plainScope, a args) bool {
		_, without := c.sizes(func(r plainRow) bool { return (r.Planned || isDone(r)) && r.Actual == 0 })
		return without > 0
	},
	"chart.burn-up.absent":       func(c plainScope, a args) bool { return c.where(inPlan)+c.where(joined) == 0 },
	"chart.burn-up.absent-ahead": func(c plainScope, a args) bool { return c.ahead() },
	"chart.burn-up.same":         func(c plainScope, a args) bool { return c.told() || c.state() == report.Running },
	"chart.scope.absent":         func(c plainScope, a args) bool { return !c.hasPlan() },
	"chart.scope.unchanged": func(c plainScope, a args) bool {
		n := c.changed()
		return n["added"]+n["removed"]+n["re-sized"] == 0
	},
	"chart.slip.absent":     func(c plainScope, a args) bool { return c.where(isDone) == 0 },
	"chart.slip.prompt":     ofPicture("n", rowsOf(isDone)),
	"chart.velocity.absent": func(c plainScope, a args) bool { return len(c.sprints()) == 0 },
	"chart.velocity.summary": func(c plainScope, a args) bool {
		planned, completed := 0.0, 0.0
		for _, s := range c.sprints() {
			planned, completed = planned+s.Planned, completed+s.Completed
		}
		return a.all("n", len(c.sprints()), "planned", planned, "completed", completed)
	},
	"chart.velocity.unplanned": func(c plainScope, a args) bool {
		for _, s := range c.sprints() {
			if s.Planned != 0 {
				return false
			}
		}
		return a.n("n") == len(c.sprints())
	},
	"chart.estimate.absent":  func(c plainScope, a args) bool { return c.where(isDone, sized) == 0 },
	"chart.estimate.summary": ofPicture("n", rowsOf(isDone, sized)),
	"chart.forecast.so-far": func(c plainScope, a args) bool {
		s := c.sums()
		return c.state() == report.Running && a.all("planned", s.planned, "kept", s.kept)
	},
	"chart.actions.absent": func(c plainScope, a args) bool { return len(c.space.everyAction()) == 0 },
}

// ofAnyQuarter holds where it does of some quarter of what a page is about.
func ofAnyQuarter(is claim) claim {
	return func(c plainScope, a args) bool {
		return slices.ContainsFunc(c.quarters(), func(one plainScope) bool { return is(one, a) })
	}
}

// sized is of a row of which both sizes are known.
func sized(r plainRow) bool { return r.Size > 0 && r.Actual > 0 }

// toldOf is how many planned items a quarter has of which anybody said what became of them.
func toldOf(c plainScope) int {
	if c.ahead() || c.state() == report.Closed && !c.told() {
		return 0
	}
	return c.where(inPlan)
}

// toldOrRunning is false of a closed quarter of which nobody said what became of it.
func (c plainScope) toldOrRunning() bool { return c.told() || c.state() != report.Closed }

func leftOf(state report.State) func(plainScope) int {
	return func(c plainScope) int {
		if c.state() != state || !c.toldOrRunning() {
			return 0
		}
		return c.where(inPlan, isLeft) - c.awaited()
	}
}

func both(one, other claim) claim {
	return func(c plainScope, a args) bool { return one(c, a) && other(c, a) }
}

// sprints are those of the team counted.
func (c plainScope) sprints() []plainSprint {
	for _, r := range c.reports() {
		if c.team != "" && r.Metrics != nil {
			return r.Metrics.Sprints
		}
	}
	return nil
}
