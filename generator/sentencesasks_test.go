package generator_test

import (
	"slices"

	"quarterdeck/generator/report"
)

// plainAsk is what an item of one team needs of another one.
type plainAsk struct {
	By, Of, For string // teams, and the item that waits
	State       string
	Wanted, Met report.Day
	answer      *plainRow
	item        plainRow
}

// everyAsk are the asks of the quarter between all teams.
func (c plainScope) everyAsk() []plainAsk {
	whole := plainScope{c.space, c.q, ""}
	return remembered(&c.space.known.asks, whole, whole.findAsks)
}

func (c plainScope) findAsks() []plainAsk {
	var all []plainAsk
	if !c.space.sees(report.Plans) {
		return nil
	}
	for _, row := range c.everyRow() {
		if row.Export || row.Removed {
			continue
		}
		needs := slices.Compact(slices.Sorted(slices.Values(row.Needs)))
		for _, need := range needs {
			if k, ok := c.ask(row, need); ok {
				all = append(all, k)
			}
		}
	}
	return all
}

// ask is what a need asks for; false where it is one inside a team.
func (c plainScope) ask(row plainRow, need string) (plainAsk, bool) {
	k := plainAsk{By: row.Team, For: row.ID, Wanted: row.NowDue, State: "asked", item: row}
	if k.Wanted == 0 {
		k.Wanted = c.q.End - 1
	}
	asked := ""
	if report.Find(c.space.Teams, func(t *plainTeam) bool { return t.ID == need }) != nil {
		k.Of = need
		k.answer = c.servant(need, row)
	} else {
		asked = need
		k.Of, k.answer = c.found(need)
		if later := k.answer != nil && k.answer.quarter > c.q.Start; k.answer == nil || later {
			if s := c.servant(k.Of, row); s != nil {
				k.answer = s
			}
		}
	}
	if k.Of == "" || k.Of == row.Team {
		return k, false
	}
	if r := c.q.report(k.Of); r != nil && r.Plan != nil && (slices.Contains(r.Plan.Declines, row.ID) || asked != "" && slices.Contains(r.Plan.Declines, asked)) {
		k.State = "declined"
		return k, true
	}
	k.setState(c)
	return k, true
}

func (k *plainAsk) setState(c plainScope) {
	d := k.answer
	switch {
	case d == nil:
	case isDone(*d) && d.Finished <= k.Wanted:
		k.State, k.Met = "met", d.Finished
	case isDone(*d):
		k.State, k.Met = "late", d.Finished
	case isMoved(*d) || isDropped(*d) || c.state() == report.Closed || c.space.Today > k.Wanted:
		k.State = "late"
	default:
		k.State = "agreed"
	}
}

// servant is the item of a team in this quarter that serves one.
func (c plainScope) servant(team string, row plainRow) *plainRow {
	for _, other := range (plainScope{c.space, c.q, team}).everyRow() {
		if slices.Contains(other.Serves, row.ID) && !slices.Contains(row.Needs, other.ID) {
			return &other
		}
	}
	return nil
}

// found is the team that has an id, and what answers an ask for it: the item of this quarter, else
// one that was delivered before, else a later one.
func (c plainScope) found(id string) (team string, answer *plainRow) {
	var now, earlier, later *plainRow
	before, after := "", ""
	for _, q := range c.space.Quarters {
		for _, row := range (plainScope{c.space, q, ""}).everyRow() {
			if row.ID != id {
				continue
			}
			switch {
			case q == c.q:
				now, before = &row, row.Team
			case q.Start < c.q.Start:
				if before = row.Team; isDone(row) {
					earlier = &row
				}
			case later == nil:
				later, after = &row, row.Team
			}
		}
	}
	if before == "" {
		before = after
	}
	for _, row := range []*plainRow{now, earlier, later} {
		if row != nil {
			return before, row
		}
	}
	return before, nil
}

// asks are those of the teams counted, and asksOf those towards them.
func (c plainScope) asks() []plainAsk {
	return slices.DeleteFunc(slices.Clone(c.everyAsk()), func(k plainAsk) bool { return c.team != "" && k.By != c.team })
}

func (c plainScope) asksOf() []plainAsk {
	return slices.DeleteFunc(slices.Clone(c.everyAsk()), func(k plainAsk) bool { return c.team != "" && k.Of != c.team })
}

// count is how many asks are in a state.
func count(asks []plainAsk, states ...string) (n int) {
	for _, k := range asks {
		if slices.Contains(states, k.State) {
			n++
		}
	}
	return n
}

// ofAsk holds where it does of an ask of the quarter by or towards the team counted.
func ofAsk(is func(plainScope, plainAsk, args) bool) claim {
	return func(c plainScope, a args) bool {
		return slices.ContainsFunc(c.everyAsk(), func(k plainAsk) bool { return is(c, k, a) })
	}
}

func stateIs(state string) claim {
	return ofAsk(func(c plainScope, k plainAsk, a args) bool { return k.State == state })
}

// claimsOfAsks are of who waits for whom.
var claimsOfAsks = map[string]claim{
	"quarter.asks": func(c plainScope, a args) bool {
		asks := c.asks()
		return a.all("met", count(asks, "met"), "n", len(asks)) && a.s("percent") == percent(float64(count(asks, "met")), float64(len(asks)))
	},
	"quarter.asks-section.all":                    func(c plainScope, a args) bool { return a.n("n") == len(c.asks()) },
	"quarter.asks-section.no-team-asked-anything": func(c plainScope, a args) bool { return len(c.asks()) == 0 },
	"quarter.asks-section.not-met-in-time": func(c plainScope, a args) bool {
		return count(c.asks(), "late", "declined") > 0 || c.state() == report.Closed && count(c.asks(), "met") < len(c.asks())
	},
	"report.asks.nothing-was-asked-of": func(c plainScope, a args) bool { return len(c.asks()) == 0 },
	"report.asks.no-other-team-asked":  func(c plainScope, a args) bool { return len(c.asksOf()) == 0 },
	"asks.nothing-in":                  func(c plainScope, a args) bool { return c.quarter(a, "quarter") && len(c.asks()) == 0 },
	"asks.running":                     func(c plainScope, a args) bool { return c.state() == report.Running && c.shareOfAsks(a) },
	"asks.closed":                      func(c plainScope, a args) bool { return c.state() == report.Closed && c.shareOfAsks(a) },
	"asks.ahead": func(c plainScope, a args) bool {
		return c.state() == report.Ahead && a.n("n") == len(c.asks()) && a.day("day") == c.q.Start
	},
	"asks.act": func(c plainScope, a args) bool {
		return a.all("late", count(c.asks(), "late"), "unanswered", count(c.asks(), "asked"))
	},
	"asks.all.met":     func(c plainScope, a args) bool { return a.n("n") == count(c.asks(), "met") },
	"asks.all.not-met": func(c plainScope, a args) bool { return a.n("n") == len(c.asks())-count(c.asks(), "met") },
	"asks.met-of":      ofTeams(func(c plainScope, a args) bool { return a.all("met", count(c.asks(), "met"), "all", len(c.asks())) }),
	"asks.met-on":      ofAsk(func(c plainScope, k plainAsk, a args) bool { return k.State == "met" && a.day("day") == k.Met }),
	"asks.late-by": ofAsk(func(c plainScope, k plainAsk, a args) bool {
		return k.State == "late" && k.Met != 0 && a.n("days") == int(k.Met-k.Wanted)
	}),
	"asks.after-wanted": ofAsk(func(c plainScope, k plainAsk, a args) bool {
		return k.State == "late" && k.Met != 0 && a.n("days") == int(k.Met-k.Wanted)
	}),
	"asks.not-met": ofAsk(func(c plainScope, k plainAsk, a args) bool {
		return k.State == "late" && k.Met == 0 && c.state() == report.Closed && c.quarter(a, "quarter")
	}),
	"asks.will-not-be": ofAsk(func(c plainScope, k plainAsk, a args) bool {
		return k.State == "late" && k.Met == 0 && c.space.Today <= k.Wanted && k.answer != nil && k.answer.Status == a.s("status")
	}),
	"asks.overdue": ofAsk(func(c plainScope, k plainAsk, a args) bool {
		days := int(c.space.Today - k.Wanted)
		return k.State == "late" && k.Met == 0 && c.state() != report.Closed && days > 0 && a.n("days") == days
	}),
	"ask-state.asked":    stateIs("asked"),
	"ask-state.agreed":   stateIs("agreed"),
	"ask-state.declined": stateIs("declined"),
	"ask-state.met":      stateIs("met"),
	"ask-state.late":     stateIs("late"),
	"chart.asks.absent":  func(c plainScope, a args) bool { return len(c.asks()) == 0 },
	"chart.asks.summary": func(c plainScope, a args) bool {
		by, of := map[string]bool{}, map[string]bool{}
		for _, k := range c.asks() {
			by[k.By], of[k.Of] = true, true
		}
		return a.all("waiting", len(by), "asked", len(of), "n", len(c.asks()))
	},
	"chart.asks.state": func(c plainScope, a args) bool {
		return slices.ContainsFunc([]string{"asked", "agreed", "declined", "met", "late"}, func(s string) bool { return a.n("n") == count(c.asks(), s) })
	},
}

// shareOfAsks reports whether the share of asks that were met is right.
func (c plainScope) shareOfAsks(a args) bool {
	asks := c.asks()
	return a.all("n", len(asks), "met", count(asks, "met")) && a.s("percent") == percent(float64(count(asks, "met")), float64(len(asks)))
}
