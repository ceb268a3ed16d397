package page

import (
	"cmp"
	"fmt"
	"slices"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Teams is what the page of all teams shows, in alphabetical order.
type Teams struct {
	Answer  string
	Lead    string
	Quarter Link // the newest closed quarter, whose figures stand in the rows; no Text if none
	CutOff  string
	Plans   Link // the quarter of the plans; no Text if none
	Rows    []TeamRow
}

// TeamRow is one team.
type TeamRow struct {
	Team       Link
	Components []string
	Shared     bool
	Kept       metrics.Ratio
	Report     Link // its newest report; no Path if it has none
	Summary    string
}

// planTeams adds the list of teams and a page a team.
func planTeams(p *planner) {
	p.under("teams", func(p *planner) {
		head := Head{
			Title: "Teams", Section: teamsPath, Crumbs: p.crumbs(Link{Text: "Teams", Path: teamsPath}),
			Description: p.ofTeams("All teams", "they work", "their"),
		}
		p.page(teamsPath, "teams", func() Head { return head }, func() any { return p.teams() })
		for _, t := range p.everyTeam() {
			planTeam(p, t)
		}
	})
}

// everyTeam is every team that some page may lead to, by name: an audience may
// see a team's retro and none of its deliverables.
func (p *planner) everyTeam() []*report.Team {
	all := slices.Clone(p.archive.Teams)
	for _, q := range p.archive.Quarters {
		for _, r := range q.Reports {
			if !slices.Contains(all, r.Team) {
				all = append(all, r.Team)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *report.Team) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return all
}

func (p *planner) teams() *Teams {
	a := p.archive
	teams := p.everyTeam()
	v := &Teams{Answer: teamsAnswer(teams)}
	closed := lastClosed(a)
	if closed != nil && p.shows(report.Numbers) {
		f := p.book.Quarter(closed.ID)
		v.Quarter, v.CutOff = p.quarter(closed), cutOff(f.CutOff)
		v.Lead = fmt.Sprintf("In %s they delivered %s of what they had planned.", nb(closed.ID.Title()), nb(f.KeptRatio().String()))
		if len(f.P) == 0 {
			v.Lead = ""
		}
	}
	now := newest(a)
	if now != nil && p.shows(report.Plans) {
		v.Plans = p.quarter(now)
	}
	for _, t := range teams {
		row := TeamRow{Team: p.team(t), Components: t.Components, Shared: t.Shared}
		if closed != nil {
			if f := p.book.Team(closed.ID, t.ID); f != nil {
				row.Kept = f.KeptRatio()
			}
		}
		if r := p.newestReport(t.ID); r != nil {
			row.Report = p.report(r.Quarter, t)
			row.Report.Text = r.Quarter.ID.Title()
		}
		if now != nil {
			if r := now.Report(t.ID); r != nil && r.Plan != nil {
				row.Summary = r.Plan.Summary
			}
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

func teamsAnswer(teams []*report.Team) string {
	shared := 0
	for _, t := range teams {
		if t.Shared {
			shared++
		}
	}
	s := capital(number(len(teams))) + " " + verb(len(teams), "team", "teams")
	switch shared {
	case 0:
		return s + "."
	case 1:
		return s + ", one of them shared by the others."
	}
	return s + fmt.Sprintf(", %s of them shared by the others.", number(shared))
}

// newestReport is a team's report of the newest quarter that has begun, else of
// the next one to begin, or nil.
func (p *planner) newestReport(team string) *report.Report {
	all := p.index().reports[team]
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Quarter.State != report.Ahead {
			return all[i]
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return nil
}
