package generator_test

import (
	"slices"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// ratio is a share that a message was given.
func (a args) ratio(name string, value, of float64) bool {
	r, ok := a[name].(metrics.Ratio)
	return ok && r.Value == value && r.Of == of
}

// reported is how many teams have a file in the quarter.
func (c plainScope) reported() int { return len(plainScope{c.space, c.q, ""}.reports()) }

// counts is how many teams of the quarter have numbers, or have none.
func (c plainScope) counts(numbers bool) (n int) {
	for _, r := range (plainScope{c.space, c.q, ""}).reports() {
		if (r.Metrics != nil) == numbers {
			n++
		}
	}
	return n
}

// held are the retros of the teams counted.
func (c plainScope) held() []*plainRetro {
	var all []*plainRetro
	for _, r := range c.reports() {
		if r.Retro != nil {
			all = append(all, r.Retro)
		}
	}
	return all
}

func noRow(fits ...func(plainRow) bool) claim {
	return func(c plainScope, a args) bool { return c.where(fits...) == 0 }
}

// numbered holds where {n} is how many rows fit.
func numbered(fits ...func(plainRow) bool) claim {
	return func(c plainScope, a args) bool { return a.n("n") == c.where(fits...) }
}

func gone(r plainRow) bool { return isMoved(r) || isDropped(r) }

func while(state report.State, is claim) claim {
	return func(c plainScope, a args) bool { return c.state() == state && is(c, a) }
}

func groundwork(r plainRow) bool { return r.Kind == "groundwork" }

// claimsOfQuarters are of the pages of quarters and reports.
var claimsOfQuarters = map[string]claim{
	"quarter.description": func(c plainScope, a args) bool { return a.n("n") == c.reported() && c.quarter(a, "quarter") },
	"period.and-teams":    func(c plainScope, a args) bool { return a.n("n") == c.reported() },
	"quarter.outcome":     plainScope.dates,
	"sources.answer":      func(c plainScope, a args) bool { return a.n("n") == c.reported() && c.reported() > 0 },
	"sources.kept":        func(c plainScope, a args) bool { return a.n("n") == c.counts(true) && c.counts(true) > 0 },
	"sources.without":     func(c plainScope, a args) bool { return a.n("n") == c.counts(false) && c.counts(false) > 0 },
	"source.plan":         ofEither(func(c plainScope, a args) bool { return len(c.cutOffs()) > 0 && c.dates(a) }),
	"card.cut-off":        ofEither(func(c plainScope, a args) bool { return len(c.cutOffs()) > 0 && c.dates(a) }),
	"source.export":       ofEither(func(c plainScope, a args) bool { return c.exported() }),
	"banner.scope": func(c plainScope, a args) bool {
		return a.s("state") == string(c.state()) && c.quarter(a, "quarter") && a.day("today") == c.space.Today
	},
	"quarter.shipped": func(c plainScope, a args) bool {
		return a.all("n", c.where(isDone), "customers", c.where(isDone, forAll), "others", c.where(isDone, not(forAll))) && a["running"] == (c.state() == report.Running)
	},
	"quarter.left-of": func(c plainScope, a args) bool { return a.all("n", c.where(inPlan, gone), "of", c.where(inPlan)) },
	"quarter.left-reasons": func(c plainScope, a args) bool {
		return c.reasons()[""] == 0 && len(c.reasons()) > 0
	},
	"quarter.left-without-reason": func(c plainScope, a args) bool {
		n := c.reasons()[""]
		return n > 0 && a.n("n") == n && a["all"] == (n == c.where(inPlan, gone))
	},
	"quarter.no-outcomes":                    func(c plainScope, a args) bool { return c.state() == report.Closed && !c.told() },
	"quarter.open":                           while(report.Running, numbered(inPlan, isLeft)),
	"quarter.by-team.all":                    numbered(inPlan),
	"quarter.shipped-section.others":         numbered(isDone, not(forAll)),
	"quarter.not.unexplained":                while(report.Closed, func(c plainScope, a args) bool { return a.n("n") == c.unexplained() }),
	"quarter.not.untold":                     while(report.Closed, func(c plainScope, a args) bool { return a.n("n") == c.awaited() }),
	"quarter.not.of-teams-that-told-nothing": while(report.Closed, func(c plainScope, a args) bool { return c.awaited() > 0 }),
	"quarter.not.open":                       while(report.Running, numbered(inPlan, isLeft)),
	"quarter.not.moved":                      numbered(inPlan, gone),
	"quarter.not.none":                       while(report.Closed, noRow(inPlan, gone)),
	"quarter.not.none-yet":                   while(report.Running, noRow(inPlan, gone)),
	"summary.none-moved": func(c plainScope, a args) bool {
		return a["closed"] == (c.state() == report.Closed) && noRow(inPlan, gone)(c, a)
	},
	"quarter.not.planned-and-neither-delivered": while(report.Closed, func(c plainScope, a args) bool { return c.unexplained() > 0 }),
	"quarter.ground.no-groundwork": func(c plainScope, a args) bool {
		if c.ahead() {
			return c.where(inPlan, groundwork) == 0
		}
		return c.where(isDone, groundwork) == 0
	},
	"report.rows": func(c plainScope, a args) bool {
		return a["plan"] == c.hasPlan() && (!c.hasPlan() || a.all("n", c.where(inPlan), "added", c.where(joined)))
	},
	"report.rows-section.no-deliverable-is-named": func(c plainScope, a args) bool { return len(c.everyRow()) == 0 },
	"report.committed":                            ofTeams(func(c plainScope, a args) bool { return slices.Contains(c.cutOffs(), a.day("day")) }),
	"report.not-committed":                        func(c plainScope, a args) bool { return len(c.cutOffs()) == 0 },
	"report.capacity": func(c plainScope, a args) bool {
		return slices.ContainsFunc(c.reports(), func(r *plainReport) bool { return r.Plan != nil && a.f("size") == r.Plan.Capacity })
	},
	"report.plan.the-plan-has-no": func(c plainScope, a args) bool {
		return slices.ContainsFunc(c.reports(), func(r *plainReport) bool { return r.Plan != nil && !r.Plan.Words })
	},
	"report.plan.no-plan": func(c plainScope, a args) bool {
		return !slices.ContainsFunc(c.reports(), func(r *plainReport) bool { return r.Plan != nil })
	},
	"report.quality.the-export-holds-no": func(c plainScope, a args) bool {
		return !c.recently(func(r *plainReport) bool { return r.Metrics != nil && r.Metrics.Quality })
	},
	"scope.no-plan":          func(c plainScope, a args) bool { return !c.hasPlan() },
	"scope.nothing":          func(c plainScope, a args) bool { return len(c.changed()) == 0 && c.dates(a) },
	"scope.changes":          func(c plainScope, a args) bool { return len(c.changed()) > 0 && c.dates(a) },
	"scope-change.added":     func(c plainScope, a args) bool { return a.n("n") == c.changed()["added"] },
	"scope-change.removed":   func(c plainScope, a args) bool { return a.n("n") == c.changed()["removed"] },
	"scope-change.re-sized":  func(c plainScope, a args) bool { return a.n("n") == c.changed()["re-sized"] },
	"scope-change.re-dated":  func(c plainScope, a args) bool { return a.n("n") == c.changed()["re-dated"] },
	"scope-change.re-worded": func(c plainScope, a args) bool { return a.n("n") == c.changed()["re-worded"] },
	"teams.lead": func(c plainScope, a args) bool {
		s := c.sums()
		return c.state() == report.Closed && c.quarter(a, "quarter") && (a.ratio("kept", float64(s.kept), float64(s.planned)) || !c.told() && a.ratio("kept", 0, 0))
	},
	"teams.answer": func(c plainScope, a args) bool {
		shared := 0
		for _, t := range c.space.Teams {
			if t.Shared {
				shared++
			}
		}
		return a.all("n", len(c.space.Teams), "shared", shared)
	},
	"team.no-closed":            func(c plainScope, a args) bool { return c.closed() == 0 && c.named(a, "team") },
	"team.over":                 func(c plainScope, a args) bool { return a.n("n") == c.closed() },
	"team.quarters.unexplained": while(report.Closed, func(c plainScope, a args) bool { return a.n("n") == c.unexplained() }),
	"home.quarters.unexplained": while(report.Closed, func(c plainScope, a args) bool { return a.n("n") == c.unexplained() }),

	"quarter.retros.no-team-has-held": func(c plainScope, a args) bool { return len(c.held()) == 0 },
	"retros.held":                     func(c plainScope, a args) bool { return a.n("n") == len(c.held()) },
	"digest.nothing": func(c plainScope, a args) bool {
		return c.quarter(a, "quarter") && c.where(isDone) == 0 && c.toldOrRunning()
	},
	"digest.no-outcomes": func(c plainScope, a args) bool {
		return c.quarter(a, "quarter") && c.state() == report.Closed && !c.told()
	},
}

// closed is how many quarters of a team have closed.
func (c plainScope) closed() (n int) {
	for _, q := range c.space.Quarters {
		one := plainScope{c.space, q, c.team}
		if one.state() == report.Closed && len(one.reports()) > 0 {
			n++
		}
	}
	return n
}

// recently reports whether a report of the team fits, of the last six quarters.
func (c plainScope) recently(fits func(*plainReport) bool) bool {
	return slices.ContainsFunc(c.space.Quarters, func(q *plainQuarter) bool {
		return q.Start <= c.q.Start && slices.ContainsFunc(plainScope{c.space, q, c.team}.reports(), fits)
	})
}

// changed counts items by how their plan changed since the cut-off.
func (c plainScope) changed() map[string]int {
	n := map[string]int{}
	note := func(kind string, is bool) {
		if is {
			n[kind]++
		}
	}
	for _, r := range c.rows() {
		note("added", !r.Planned)
		note("removed", r.Removed)
		note("re-sized", r.Planned && !r.Removed && r.Size != r.NowSize)
		note("re-dated", r.Planned && !r.Removed && r.Due != r.NowDue)
		note("re-worded", r.Planned && !r.Removed && r.Reworded)
	}
	return n
}
