package generator_test

import (
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// claimsOfDays are of editions, of teams that come and go, and of other days.
var claimsOfDays = map[string]claim{
	"editions.plan-frozen":  func(c plainScope, a args) bool { return c.q.Frozen && a.day("day") == c.q.Start+3 },
	"editions.published-on": published,
	"editions.edition-of":   published,
	"editions.edition-link": func(c plainScope, a args) bool { return c.q.Published > 0 && a.day("day") == c.q.End+1 },
	"editions.as-published": func(c plainScope, a args) bool { return c.space.Of != "" && a.day("day") == c.space.Today },
	"editions.follow": func(c plainScope, a args) bool {
		return c.space.Of != "" && a.day("day") == min(c.q.End-1, c.space.Today) && followed("done")(c, a)
	},
	"editions.draft": func(c plainScope, a args) bool {
		return a["closed"] == (c.state() == report.Closed) || c.space.Of != ""
	},
	"editions.actions-since": func(c plainScope, a args) bool {
		n, done, overdue := c.agreed(func(q *plainQuarter) bool { return q == c.q })
		if c.team == "" {
			return today(c, a) && a.all("n", n, "done", done, "overdue", overdue)
		}
		// A report lists those of earlier retros too, as far as they were open, and a plan those alone.
		most, mostDone, mostOverdue := c.agreed(func(q *plainQuarter) bool { return q.Start <= c.q.Start })
		return today(c, a) && a.n("n") <= most && a.n("done") <= mostDone && a.n("overdue") <= mostOverdue
	},
	"action.open":               actionIs(func(x *plainAction, a args) bool { return !x.Done }),
	"chart.actions.still-open":  ofTracks(func(a args, done, open, overdue int) bool { return a.n("n") == open-overdue }),
	"chart.actions.now-overdue": ofTracks(func(a args, done, open, overdue int) bool { return a.n("n") == overdue }),
	"actions.ages.overdue":      ofTracks(func(a args, done, open, overdue int) bool { return a.n("n") <= overdue && a.n("n") > 0 }),
	"action-rows.overdue":       ofTracks(func(a args, done, open, overdue int) bool { return overdue > 0 }),
	"action-rows.done":          actionIs(func(x *plainAction, a args) bool { return x.Done }),
	"summary.actions":           ofTracks(func(a args, done, open, overdue int) bool { return a.n("n") <= overdue && a.n("n") > 0 }),
	"report.due.due":            actionIs(func(x *plainAction, a args) bool { return x.Due == a.day("day") }),
	"report.due.no-date":        actionIs(func(x *plainAction, a args) bool { return x.Due == 0 }),
	"earlier-action.due":        actionIs(func(x *plainAction, a args) bool { return x.Due == a.day("day") }),
	"earlier-action.no-date":    actionIs(func(x *plainAction, a args) bool { return x.Due == 0 }),
	"action-rows.no-date":       actionIs(func(x *plainAction, a args) bool { return x.Due == 0 }),
	"action-rows.no-owner":      actionIs(func(x *plainAction, a args) bool { return !x.Owner }),
	"quarter.retros.held": func(c plainScope, a args) bool {
		return slices.ContainsFunc(c.held(), func(r *plainRetro) bool { return r.Held == a.day("day") })
	},
	"team.dissolved": teamIs(func(c plainScope, t *plainTeam, a args) bool {
		return ended(c, t) && t.MergedInto == "" && a.day("day") == t.Until
	}),
	"team.merged": teamIs(func(c plainScope, t *plainTeam, a args) bool {
		return ended(c, t) && t.MergedInto != "" && a.day("day") == t.Until
	}),
	"team.until": teamIs(func(c plainScope, t *plainTeam, a args) bool { return !ended(c, t) && a.day("day") == t.Until }),
	"team.to-merge": teamIs(func(c plainScope, t *plainTeam, a args) bool {
		return !ended(c, t) && t.MergedInto != "" && a.day("day") == t.Until
	}),
	"team.capacity": teamIs(func(c plainScope, t *plainTeam, a args) bool { return a.f("n") == t.Capacity }),
	"team.includes": func(c plainScope, a args) bool {
		return slices.ContainsFunc(c.space.Teams, func(t *plainTeam) bool { return t.MergedInto == c.team && a.day("day") == t.Until+1 })
	},
	"team.now": teamIs(func(c plainScope, t *plainTeam, a args) bool {
		r := c.q.report(t.ID)
		return c.quarter(a, "quarter") && c.state() != report.Closed && r != nil && r.Plan != nil && r.Plan.Summary
	}),
	"upcoming.as-of":     today,
	"digest.as-of":       today,
	"llms.as-of":         today,
	"upcoming.committed": func(c plainScope, a args) bool { return slices.Contains(c.cutOffs(), a.day("day")) },
	"answer.told-plan":   func(c plainScope, a args) bool { return c.quarter(a, "quarter") && a.n("n") == c.reported() },
	"answer.told-retro":  func(c plainScope, a args) bool { return c.quarter(a, "quarter") && a.n("n") == c.reported() },
	"loads.declined":     ofTeams(func(c plainScope, a args) bool { return a.n("n") == count(c.asksOf(), "declined") }),
	"loads.unanswered":   ofTeams(func(c plainScope, a args) bool { return a.n("n") == count(c.asksOf(), "asked") }),
	"updates.silent-until": ofTeams(func(c plainScope, a args) bool {
		before := c.q.Start
		for _, r := range c.reports() {
			for _, u := range r.Updates {
				if u.Day == a.day("day") && a.n("days") == int(u.Day-before) {
					return true
				}
				before = u.Day
			}
		}
		return c.state() == report.Closed && a.n("days") == int(a.day("day")-before)
	}),
	"home.nothing":        func(c plainScope, a args) bool { return c.trend(rowsOf(isDone)) == 0 },
	"digest.nothing-next": func(c plainScope, a args) bool { return claimsOfRows["upcoming.answer"](c, args{"n": 0}) },
	"lessons.count": func(c plainScope, a args) bool {
		n, _, _ := c.space.lessonCount("none")
		return a.n("n") <= n && a.n("n") > 0
	},
}

// published holds of the edition with an id, on the day on which it was frozen.
func published(c plainScope, a args) bool {
	switch id := a.s("id"); {
	case id == report.PlanEdition:
		return c.q.Frozen && a.day("day") == c.q.Start+3
	default:
		return strings.Trim(id, "12") == "" && a.n("id") <= c.q.Published && a.day("day") == c.q.End+1
	}
}

func today(c plainScope, a args) bool { return a.day("day") == c.space.Today }

// actionIs holds where it does of an action of any retro.
func actionIs(is func(*plainAction, args) bool) claim {
	return func(c plainScope, a args) bool {
		return slices.ContainsFunc(c.space.everyAction(), func(t *plainTrack) bool {
			return is(t.Last, a) || slices.ContainsFunc(t.All, func(x *plainAction) bool { return is(x, a) })
		})
	}
}

// teamIs holds where it does of the team that a page is about, or of one of all teams.
func teamIs(is func(plainScope, *plainTeam, args) bool) claim {
	return func(c plainScope, a args) bool {
		return slices.ContainsFunc(c.space.Teams, func(t *plainTeam) bool { return (c.team == "" || c.team == t.ID) && is(c, t, a) })
	}
}

// ended reports whether the last day of a team has passed.
func ended(c plainScope, t *plainTeam) bool { return t.Until != 0 && t.Until < c.space.Today }

// agreed counts the actions that retros of some quarters have, as they are today.
func (c plainScope) agreed(in func(*plainQuarter) bool) (n, done, overdue int) {
	for _, t := range c.space.everyAction() {
		has := func(r *plainReport) bool {
			return r.Retro != nil && slices.ContainsFunc(t.All, func(a *plainAction) bool { return slices.Contains(r.Retro.Actions, a) })
		}
		if !slices.ContainsFunc(c.space.Quarters, func(q *plainQuarter) bool {
			return in(q) && slices.ContainsFunc((plainScope{c.space, q, c.team}).reports(), has)
		}) {
			continue
		}
		n++
		switch {
		case t.Last.Done:
			done++
		case c.space.overdue(t):
			overdue++
		}
	}
	return n, done, overdue
}
