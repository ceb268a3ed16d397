package page

import (
	"cmp"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

// TakenOver is a team that became part of another, and the first day on which it was.
type TakenOver struct {
	Team  site.Link
	Since report.Day
}

// mergedInto is a link to the team that took a team over.
func mergedInto(c *site.Context, t *report.Team) site.Link {
	if to := c.Index().Teams[t.MergedInto]; to != nil {
		return c.Team(to)
	}
	return site.Link{}
}

// includes are the teams that have become part of one by now, in the order in which they did.
func includes(c *site.Context, t *report.Team) []TakenOver {
	var out []TakenOver
	for _, other := range everyTeam(c) {
		if other.MergedInto == t.ID && other.Dissolved(c.Archive.Today) {
			out = append(out, TakenOver{c.Team(other), other.Until + 1})
		}
	}
	slices.SortStableFunc(out, func(a, b TakenOver) int { return cmp.Compare(a.Since, b.Since) })
	return out
}

// everyTeam is every team that some page may lead to, by name: an audience may
// see a team's retro and none of its deliverables.
func everyTeam(c *site.Context) []*report.Team {
	all := slices.Clone(c.Archive.Teams)
	for r := range c.Archive.AllReports() {
		if !slices.Contains(all, r.Team) {
			all = append(all, r.Team)
		}
	}
	slices.SortStableFunc(all, (*report.Team).Compare)
	return all
}

// teamName is the name of a team by its id; what is no team's id is as it was written.
func teamName(c *site.Context, id string) string {
	if t := c.Index().Teams[id]; t != nil {
		return t.Name
	}
	return id
}
