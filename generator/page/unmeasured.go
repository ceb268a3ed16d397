package page

import "quarterdeck/generator/report"

// What pages say of themselves to an audience that is shown no figures, or no plans
// either: they promise nothing that such an audience does not find there.

// toldOf is the answer of a quarter without its figures.
func (p *planner) toldOf(q *report.Quarter) Answer {
	n := len(q.Reports)
	return p.told(number(n)+" "+verb(n, "team", "teams"), "their retros", q)
}

// toldBy is the answer of a team's report without its figures.
func (p *planner) toldBy(r *report.Report) Answer { return p.told(r.Team.Name, "its retro", r.Quarter) }

func (p *planner) told(who, retro string, q *report.Quarter) Answer {
	if p.inside() {
		return Answer{Before: "What " + who + " planned for " + nb(q.ID.Title()) + "."}
	}
	return Answer{Before: "What " + who + " learned in " + nb(q.ID.Title()) + ": " + retro + "."}
}

// siteHolds says in a few words what the site is about.
func (p *planner) siteHolds() string {
	switch {
	case p.inside():
		return "what was planned, what was delivered, and what was learned"
	case p.shows(report.Retros):
		return "what was learned"
	case p.shows(report.Shipped):
		return "what shipped"
	case p.shows(report.Lessons):
		return "what was learned, for others to use"
	}
	return "what comes next"
}

// teamHolds says what a report's link to its team's page leads to.
func (p *planner) teamHolds() string {
	switch {
	case p.shows(report.Numbers):
		return "Trends, and who to go to"
	case p.inside():
		return "Who to go to"
	}
	return "About the team"
}

// ofTeams describes the page of a team or of all of them.
func (p *planner) ofTeams(who, work, their string) string {
	switch {
	case p.shows(report.Numbers):
		return who + ": what " + work + " on, who to go to, and how " + their + " plans went."
	case p.inside():
		return who + ": what " + work + " on, and who to go to."
	}
	return who + ": what came of " + their + " retros."
}
