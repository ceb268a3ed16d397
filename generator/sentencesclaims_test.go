package generator_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// claim reports whether what a message says is so of a quarter, or of a team in it.
type claim = func(plainScope, args) bool

// claims are the messages that assert something of the data, with when each is true.
var claims = together(claimsOfPlans, claimsOfFigures, claimsOfQuarters, claimsOfAsks, claimsOfCharts, claimsOfRows, claimsOfRetros, claimsOfTime, claimsOfItems, claimsOfDays)

func together(all ...map[string]claim) map[string]claim {
	whole := map[string]claim{}
	for _, part := range all {
		maps.Copy(whole, part)
	}
	return whole
}

// f is a number.
func (a args) f(name string) float64 {
	switch v := a[name].(type) {
	case int:
		return float64(v)
	case float64:
		return v
	}
	return math.NaN()
}

// n is a count; -1 where the parameter is none.
func (a args) n(name string) int {
	if f := a.f(name); f == math.Trunc(f) {
		return int(f)
	}
	return -1
}

// s is a text, on one line or not.
func (a args) s(name string) string {
	return strings.ReplaceAll(fmt.Sprint(a[name]), "\u00a0", " ")
}

// day is one of the calendar.
func (a args) day(name string) report.Day {
	d, _ := a[name].(report.Day)
	return d
}

// quarter reports whether a parameter is the quarter of the scope.
func (c plainScope) quarter(a args, name string) bool {
	if id, ok := a[name].(report.QuarterID); ok {
		return id == c.q.ID
	}
	return a.s(name) == c.q.ID.Title()
}

// named reports whether a parameter is the name of the team of the scope.
func (c plainScope) named(a args, name string) bool {
	t := report.Find(c.space.Teams, func(t *plainTeam) bool { return t.ID == c.team })
	return t != nil && strings.HasSuffix(a.s(name), t.Name)
}

// all reports whether parameters, in pairs of a name and a number, are these.
func (a args) all(pairs ...any) bool {
	for i := 0; i < len(pairs); i += 2 {
		want := math.NaN()
		switch v := pairs[i+1].(type) {
		case int:
			want = float64(v)
		case float64:
			want = v
		}
		if math.Abs(a.f(pairs[i].(string))-want) > 1e-9 {
			return false
		}
	}
	return true
}

// ofTeams holds where it does of a team of the quarter, or of the team that a page is about.
func ofTeams(is claim) claim {
	return func(c plainScope, a args) bool {
		if c.team != "" {
			return is(c, a)
		}
		return slices.ContainsFunc(c.space.Teams, func(t *plainTeam) bool { return is(plainScope{c.space, c.q, t.ID}, a) })
	}
}

// ofEither holds where it does of what a page is about, or of one of its teams.
func ofEither(is claim) claim {
	return func(c plainScope, a args) bool { return is(c, a) || ofTeams(is)(c, a) }
}

// ofRow holds where it does of an item of the quarter.
func ofRow(is func(plainScope, plainRow, args) bool) claim {
	return func(c plainScope, a args) bool {
		return slices.ContainsFunc(c.everyRow(), func(r plainRow) bool { return is(c, r, a) })
	}
}

// ofAnyRow holds where it does of an item of any quarter.
func ofAnyRow(is func(plainScope, plainRow, args) bool) claim {
	return func(c plainScope, a args) bool {
		return slices.ContainsFunc(c.space.Quarters, func(q *plainQuarter) bool { return ofRow(is)(plainScope{c.space, q, ""}, a) })
	}
}

// percent is a share as pages write it.
func percent(value, of float64) string {
	if of == 0 {
		return "n/a"
	}
	p := math.Round(value / of * 100)
	if p == 0 && value > 0 {
		p = 1
	}
	if p == 100 && value < of {
		p = 99
	}
	return fmt.Sprintf("%v %%", p)
}

// dates reports whether the parameters of a cut-off are those of the plans.
func (c plainScope) dates(a args) bool { return a.n("days") == min(2, len(c.cutOffs())) }

// sums are the counts of a scope.
type sums struct{ planned, kept, partly, moved, dropped, left, added, addedDone int }

func (c plainScope) sums() sums {
	return sums{c.where(inPlan), c.where(inPlan, isDone), c.where(inPlan, isPartly), c.where(inPlan, isMoved), c.where(inPlan, isDropped),
		c.where(inPlan, isLeft), c.where(joined), c.where(joined, isDone)}
}

// claimsOfPlans are of the answer of a page, and of what it says after that.
var claimsOfPlans = map[string]claim{
	"answer.nothing":    ofEither(func(c plainScope, a args) bool { return !c.hasPlan() && c.where(joined) == 0 }),
	"answer.no-plan":    ofEither(func(c plainScope, a args) bool { return !c.hasPlan() && a.n("n") == c.where(isDone) }),
	"answer.empty-plan": ofEither(func(c plainScope, a args) bool { return c.hasPlan() && c.where(inPlan) == 0 }),
	"answer.plan-edition": ofEither(func(c plainScope, a args) bool {
		return c.planEdition() && a.n("n") == c.where(inPlan) && c.dates(a)
	}),
	"answer.ahead": ofEither(func(c plainScope, a args) bool {
		return c.state() == report.Ahead && a.n("n") == c.where(inPlan) && a.day("start") == c.q.Start
	}),
	"answer.running": ofEither(func(c plainScope, a args) bool {
		s := c.sums()
		return c.state() == report.Running && a.all("kept", s.kept, "n", s.planned) && a.s("percent") == percent(float64(s.kept), float64(s.planned))
	}),
	"answer.closed":      ofEither(closedAnswer),
	"answer.closed-team": ofTeams(func(c plainScope, a args) bool { return closedAnswer(c, a) && c.named(a, "team") }),
	"answer.unexplained": ofEither(func(c plainScope, a args) bool {
		return c.state() == report.Closed && c.told() && a.n("n") == c.unexplained()
	}),
	"answer.untold": ofEither(func(c plainScope, a args) bool {
		return c.state() == report.Closed && c.told() && a.n("n") == c.awaited()
	}),
	"lead.plan": ofTeams(func(c plainScope, a args) bool {
		return slices.ContainsFunc(c.reports(), func(r *plainReport) bool { return r.Plan != nil && r.Plan.Summary })
	}),
	"answer.no-outcomes": ofEither(func(c plainScope, a args) bool {
		return c.state() == report.Closed && !c.told() && a.n("n") == c.where(inPlan) && c.dates(a)
	}),
	"lead.total": func(c plainScope, a args) bool {
		s := c.sums()
		took, _, without := c.took()
		if c.where(isPartly) > 0 {
			took = 0
		}
		return a.all("planned", s.planned, "kept", s.kept, "added", s.addedDone, "all", c.where(isDone), "took", took, "unsized", without)
	},
	"lead.elsewhere": func(c plainScope, a args) bool {
		early := 0
		for _, r := range c.everyRow() {
			if r.Early {
				early++
			}
		}
		return a.all("partly", c.where(inPlan, isPartly), "early", early)
	},
	"lead.nowhere": func(c plainScope, a args) bool {
		n := len(c.nowhere())
		return a.n("n") == n && a["all"] == (n == c.where(inPlan, isMoved))
	},
	"lead.closed":       func(c plainScope, a args) bool { return c.state() == report.Closed && c.rest(a) },
	"lead.running":      func(c plainScope, a args) bool { return c.state() == report.Running && c.rest(a) },
	"lead.one-reason":   func(c plainScope, a args) bool { return len(c.reasons()) == 1 && c.reasons()[a.s("reason")] > 1 },
	"lead.most-reasons": mostReasons,
	"lead.carried": func(c plainScope, a args) bool {
		once, more := c.carried()
		return a.all("once", once, "n", once+more, "more", more)
	},
	"lead.joined-ahead": func(c plainScope, a args) bool { return c.ahead() && a.n("n") == c.where(joined) },
	"lead.joined": func(c plainScope, a args) bool {
		s := c.sums()
		return !c.ahead() && a.all("n", s.added, "delivered", s.addedDone, "left", s.added-s.addedDone)
	},
	"lead.asks": func(c plainScope, a args) bool {
		asks := c.asks()
		return a.all("n", len(asks), "met", count(asks, "met")) && a["running"] == (c.state() == report.Running)
	},
}

func closedAnswer(c plainScope, a args) bool {
	s := c.sums()
	return c.state() == report.Closed && c.told() && a.all("kept", s.kept, "n", s.planned) && c.dates(a) &&
		a.s("percent") == percent(float64(s.kept), float64(s.planned))
}

// rest reports whether it is said right what became of planned items that were not delivered.
func (c plainScope) rest(a args) bool {
	s := c.sums()
	return a.all("moved", s.moved, "dropped", s.dropped, "left", s.left) && (a["later"] != true || len(c.nowhere()) == 0 && c.space.Of == "")
}

func mostReasons(c plainScope, a args) bool {
	most, of, same := 0, 0, 0
	for reason, n := range c.reasons() {
		if of += n; reason != "" {
			most = max(most, n)
		}
	}
	named, _ := a["reasons"].([]string)
	for reason, n := range c.reasons() {
		if n == most && reason != "" {
			if same++; !slices.Contains(named, reason) {
				return false
			}
		}
	}
	return a.all("n", same, "most", most, "left", of) && most > 1
}
