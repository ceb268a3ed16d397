package edition

import (
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// incomplete is the code of every problem of the gate.
const incomplete = "incomplete"

// Gate returns what a quarter lacks to be frozen, sorted: errors of code "incomplete",
// each with its place. A plan edition wants a committed plan of every team and an answer
// to every ask; a published one wants the quarter to have ended, and nothing missing,
// unexplained, unanswered or without an owner.
//
// The teams of a quarter are those with any file in it, and those that had a plan in
// the quarter before and still have a file of their own.
func Gate(a *report.Archive, q *report.Quarter, asPlan bool) diag.List {
	g := gate{archive: a, quarter: q}
	if !asPlan && q.State != report.Closed {
		g.lacks(diag.Pos{File: g.folder("")}, "freeze it after its last day", "%s has not ended: its last day is %s", q.ID, q.LastDay())
	}
	for _, team := range g.teams() {
		r := q.Report(team)
		if r == nil {
			r = &report.Report{}
		}
		g.plan(r, team, asPlan)
		if !asPlan {
			g.rest(r, team)
		}
	}
	for _, ask := range a.Asks {
		if ask.Quarter.ID == q.ID && ask.State == report.Asked {
			g.lacks(ask.Pos, ask.Of.ID+" plans an item that serves it, or declines it in its plan",
				"%s asks %s, and nobody has answered", ask.By.ID, ask.Of.ID)
		}
	}
	return g.list.Sorted()
}

type gate struct {
	archive *report.Archive
	quarter *report.Quarter
	list    diag.List
}

func (g *gate) lacks(at diag.Pos, hint, format string, args ...any) {
	g.list.Errorf(at, incomplete, hint, format, args...)
}

// folder is that of the quarter, or of a team in it.
func (g *gate) folder(below string) string {
	return strings.TrimSuffix("content/"+g.quarter.ID.String()+"/"+below, "/")
}

// teams are the ids of the teams of the quarter, sorted.
func (g *gate) teams() []string {
	var ids []string
	for _, r := range g.quarter.Reports {
		if r.Team.In(g.quarter) {
			ids = append(ids, r.Team.ID)
		}
	}
	if before := g.archive.Quarter(g.quarter.ID.Prev()); before != nil {
		for _, r := range before.Reports {
			if r.Plan != nil && hasFile(r.Team) && r.Team.In(g.quarter) {
				ids = append(ids, r.Team.ID)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// hasFile tells teams with a file in content/teams from those of which only reports tell.
func hasFile(t *report.Team) bool { return strings.HasPrefix(t.Pos.File, "content/teams/") }

func (g *gate) plan(r *report.Report, team string, asPlan bool) {
	switch {
	case r.Plan == nil:
		g.lacks(diag.Pos{File: g.folder(team + "/plan.md")}, "start it with: quarterdeck new plan "+g.quarter.ID.String()+" "+team,
			"%s has no plan for %s", team, g.quarter.ID)
	case asPlan && r.Plan.Committed == 0:
		g.lacks(r.Plan.Pos, "add committed = "+g.archive.Today.String(), "the plan of %s is not committed", team)
	}
}

// rest is what a published edition wants of a team besides its plan.
func (g *gate) rest(r *report.Report, team string) {
	if r.Retro == nil {
		g.lacks(diag.Pos{File: g.folder(team + "/retro.md")}, "start it with: quarterdeck new retro "+g.quarter.ID.String()+" "+team,
			"%s has no retro of %s", team, g.quarter.ID)
	} else {
		for _, action := range r.Retro.Actions {
			if action.Owner == "" {
				g.lacks(action.Pos, "add @"+team+", or a name", "this action has no owner")
			}
		}
	}
	if r.Metrics == nil {
		g.lacks(diag.Pos{File: g.folder(team + "/metrics.toml")}, "export it from the tracker; without it nothing that was planned is explained",
			"%s has no export of %s", team, g.quarter.ID)
		return // that its items are unexplained follows
	}
	for _, d := range r.Items {
		if s := d.Became().Status; (s == "" || s == report.Open) && (d.InPlan() || !d.FromExport) {
			g.lacks(d.Pos, "say in metrics.toml whether it was delivered, moved or dropped", "%q is unexplained", d.ID)
		}
	}
}
