package generator_test

import (
	"slices"
	"strconv"

	"quarterdeck/generator/report"
)

// claimsOfTime are of editions, risks and forecasts.
var claimsOfTime = map[string]claim{
	"days.left": func(c plainScope, a args) bool {
		return c.state() == report.Running && a.n("n") == int(c.q.End-c.space.Today)
	},
	"risk.unexplained": while(report.Closed, unexplainedOfOne),
	"risk.nobody-said": while(report.Closed, unexplainedOfOne),
	"risk.carried": ofTeams(func(c plainScope, a args) bool {
		n := 0
		for _, r := range c.rows() {
			if r.Planned && c.missed(r.ID) > 1 && (!isDone(r) && !isDropped(r)) {
				n++
			}
		}
		return a.n("n") == n
	}),
	"forecast-absent.no-plan":   ofTeams(func(c plainScope, a args) bool { return !c.hasPlan() }),
	"forecast-absent.no-export": ofTeams(func(c plainScope, a args) bool { return !c.exported() }),
	"forecast-absent.none-open": ofTeams(noRow(inPlan, isLeft)),
	"forecast-absent.last-day":  func(c plainScope, a args) bool { return c.space.Today >= c.q.End-1 },
	"editions.only-plan":        func(c plainScope, a args) bool { return c.quarter(a, "quarter") && c.q.Frozen && c.q.Published == 0 },
	"editions.published": func(c plainScope, a args) bool {
		return c.quarter(a, "quarter") && a.day("day") == c.q.End+1 && a.n("n") <= c.q.Published && a.n("n") > 0
	},
	"editions.plan-banner":   func(c plainScope, a args) bool { return c.planEdition() && a.day("day") == c.q.Start+3 },
	"editions.not-published": func(c plainScope, a args) bool { return c.q.Published == 0 && c.state() == report.Closed },
	"editions.draft-since":   func(c plainScope, a args) bool { return c.q.Published > 0 && c.unseen().q.edited() && c.space.Of == "" },
	"editions.superseded": func(c plainScope, a args) bool {
		n, err := strconv.Atoi(c.space.Of)
		return err == nil && n < c.q.Published
	},
}

// unexplainedOfOne holds where so many of the items that one team promised are unexplained, whoever
// has them now.
func unexplainedOfOne(c plainScope, a args) bool {
	all := plainScope{c.space, c.q, ""}
	return slices.ContainsFunc(c.space.Teams, func(t *plainTeam) bool {
		return (c.team == "" || c.team == t.ID) && a.n("n") == all.where(inPlan, isLeft, func(r plainRow) bool { return r.Team == t.ID && !r.Awaited })
	})
}
