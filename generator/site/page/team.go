package page

import (
	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/feed"
	"quarterdeck/generator/site/part"
	"slices"
)

// TeamPage is what a team's own page shows: who to go to, and how its quarters went.
type TeamPage struct {
	*report.Team
	People   []Person
	Ended    bool        // its last day has passed
	Into     site.Link   // the team that took it over; no Text if none did
	Includes []TakenOver // teams that became part of it
	Newest   site.Link   // its newest report; no Path if it has none
	Answer   Answer
	Now      string // "2026 Q4", the quarter of Summary
	Summary  string // of the current plan
	Over     string // "Figures over five closed quarters"
	Figs     []part.Fig
	Charts   []site.Figure
	Quarters []TeamQuarter
	Asks     []part.Ask // of this team, newest quarters first
	AsksOf   string
	Waits    part.Fold[part.Ask] // what it waits for, not met: of the quarters that have not closed
	Actions  []OpenAction
	Lessons  []LessonRow
}

// Person is a role and who has it.
type Person struct{ Role, Who string }

// TeamQuarter is a quarter of a team in figures.
type TeamQuarter struct {
	Report  site.Link
	State   report.State
	Figures *metrics.Figures
	BySize  metrics.Ratio
}

// OpenAction is an action of an earlier retro that is not done.
type OpenAction struct {
	Text    report.Prose
	Owner   string
	Due     report.Day
	Overdue bool
	Retro   site.Link
}

func planTeam(p *site.Planner, t *report.Team) {
	path := site.TeamPath(t.ID)
	charts := p.Charts(path, chart.OnTeam, chart.Source{Team: t}, site.Each(t.Was, site.TeamPath)...)
	p.Page(path, "team", func() site.Head {
		return site.Head{
			Title: t.Name, Section: site.TeamsPath, Description: p.T("team.description", "shows", depth(p.Context), "team", t.Name),
			Crumbs: p.Crumbs(site.Link{Text: p.T("topic.teams"), Path: site.TeamsPath}, site.Link{Text: t.Name, Path: path}), Feeds: feed.Feeds(p.Context, feed.TeamFeed(p.Context, t)), Twin: site.TwinPath(path),
		}
	}, func() any { return teamPage(p.Context, t, charts()) })
}

func teamPage(c *site.Context, t *report.Team, charts site.Figures) *TeamPage {
	v := &TeamPage{Team: t, Charts: charts, Ended: t.Dissolved(c.Archive.Today), Into: mergedInto(c, t), Includes: includes(c, t)}
	for _, person := range []Person{{c.T("role.product"), t.Product}, {c.T("role.engineering"), t.Engineering}, {c.T("role.delivery"), t.Delivery}} {
		if person.Who != "" {
			v.People = append(v.People, person)
		}
	}
	if r := newestReport(c, t.ID); r != nil {
		v.Newest = c.Report(r.Quarter, t)
		v.Newest.Text = c.Words.Quarter(r.Quarter.ID)
		if r.Plan != nil && r.Quarter.State != report.Closed {
			v.Now, v.Summary = c.Words.Quarter(r.Quarter.ID), r.Plan.Summary
		}
	}
	teamAsks(c, v, t)
	v.Waits = part.Folded(part.OpenAsks(c, t))
	teamFigures(c, v, t)
	for _, r := range slices.Backward(c.Index().Reports[t.ID]) {
		for _, l := range part.LessonsOf(r) {
			row := lessonRow(c, l, 0)
			row.Team = retroOf(c, r)
			v.Lessons = append(v.Lessons, row)
		}
	}
	open := slices.DeleteFunc(slices.Clone(c.Over.Tracks()[t.ID]), (*report.Track).Done)
	slices.SortStableFunc(open, part.ByDue)
	v.Actions = site.Each(open, func(track *report.Track) OpenAction {
		a := track.Last()
		return OpenAction{a.Text, teamName(c, a.Owner), a.Due, track.Overdue(c.Archive.Today), retroOf(c, c.Index().ReportOf(a.Quarter, t.ID))}
	})
	return v
}

// teamFigures adds the figures of all quarters, newest first, and their sums.
func teamFigures(c *site.Context, v *TeamPage, t *report.Team) {
	if !c.Shows(report.Numbers) {
		v.Answer = Answer{Before: t.Name}
		return
	}
	rows, asked := "#quarters", ""
	if len(v.Asks) > 0 {
		asked = "#asks"
	}
	sums := []struct {
		id, at, metric string
		sum            metrics.Ratio
	}{{id: "kept", at: rows, metric: "kept"}, {id: "on-time", at: rows, metric: "on-time"},
		{id: "unplanned", at: rows, metric: "unplanned"}, {id: "asks-met", at: asked, metric: "asks-of-met"}}
	closed := 0
	for _, r := range c.Index().Reports[t.ID] {
		f := c.Book.Team(r.Quarter.ID, t.ID)
		size, _ := f.KeptSize()
		row := TeamQuarter{Report: c.Report(r.Quarter, t), State: r.Quarter.State, Figures: f, BySize: size}
		row.Report.Text = c.Words.Quarter(r.Quarter.ID)
		v.Quarters = append(v.Quarters, row)
		if r.Quarter.State != report.Closed {
			continue
		}
		v.Answer = planned(c, f, c.T("team.in-quarter", "quarter", r.Quarter.ID, "team", t.Name), c.Archive.Today)
		closed++
		for i, s := range sums {
			one := f.Ratio(s.metric)
			sums[i].sum = metrics.Ratio{Value: s.sum.Value + one.Value, Of: s.sum.Of + one.Of}
		}
	}
	slices.Reverse(v.Quarters)
	if closed == 0 {
		v.Answer = answer(c, "team.no-closed", "team", t.Name, "ended", v.Ended)
		return
	}
	v.Over = c.T("team.over", "n", closed)
	for _, x := range sums {
		v.Figs = append(v.Figs, share(c, x.id, "team-"+x.id, x.at, x.sum, "team-"+x.id))
	}
}

// asksShown is how many quarters' asks a team's page lists; the others stand on
// the reports of their quarters.
const asksShown = 2

func teamAsks(c *site.Context, v *TeamPage, t *report.Team) {
	all := c.Index().Reports[t.ID]
	var quarters []string
	for i := len(all) - 1; i >= 0 && len(quarters) < asksShown; i-- {
		of := c.Index().AsksOf[all[i]]
		if len(of) > 0 {
			v.Asks = append(v.Asks, part.AskRows(c, of)...)
			quarters = append(quarters, c.T("in-text.quarter", "quarter", all[i].Quarter.ID))
		}
	}
	v.AsksOf = c.Words.List(quarters)
}

// retroOf is a link to a report's retro, named after its quarter.
func retroOf(c *site.Context, r *report.Report) site.Link {
	l := retroLink(c, r.Quarter, r.Team)
	l.Text = c.T("team.retro-of", "quarter", r.Quarter.ID)
	return l
}

// Teams is what the page of all teams shows, in alphabetical order.
type Teams struct {
	Answer  string
	Lead    string
	Quarter site.Link // the newest closed quarter, whose figures stand in the rows; no Text if none
	CutOff  string
	Plans   site.Link // the quarter of the plans; no Text if none
	Rows    []TeamRow
}

// TeamRow is one team.
type TeamRow struct {
	Team       site.Link
	Group      string
	Until      report.Day // its last day, where that has passed
	Into       site.Link  // the team that took it over; no Text if none did
	Components []string
	Shared     bool
	Kept       metrics.Ratio
	Report     site.Link // its newest report; no Path if it has none
	Summary    string
}

// planTeams adds the list of teams and a page a team.
func planTeams(p *site.Planner) {
	head := site.Head{
		Title: p.T("topic.teams"), Section: site.TeamsPath, Crumbs: p.Crumbs(site.Link{Text: p.T("topic.teams"), Path: site.TeamsPath}),
		Description: p.T("teams.description", "shows", depth(p.Context)),
	}
	p.Page(site.TeamsPath, "teams", func() site.Head { return head }, func() any { return teams(p.Context) })
	for _, t := range everyTeam(p.Context) {
		planTeam(p, t)
	}
}

func teams(c *site.Context) *Teams {
	a := c.Archive
	teams := everyTeam(c)
	shared := site.Number(teams, func(t *report.Team) bool { return t.Shared })
	v := &Teams{Answer: c.T("teams.answer", "n", len(teams), "shared", shared)}
	closed := lastClosed(a)
	if closed != nil && c.Shows(report.Numbers) {
		f := c.Book.Quarter(closed.ID)
		v.Quarter, v.CutOff = c.Quarter(closed), part.CutOff(c, f.CutOff)
		if len(f.P) > 0 {
			v.Lead = c.T("teams.lead", "quarter", closed.ID, "kept", f.Ratio("kept"))
		}
	}
	now := site.Newest(a)
	if now != nil && c.Shows(report.Plans) {
		v.Plans = c.Quarter(now)
	}
	for _, t := range teams {
		row := TeamRow{Team: c.Team(t), Group: t.Group, Components: t.Components, Shared: t.Shared}
		if t.Dissolved(a.Today) {
			row.Until, row.Into = t.Until, mergedInto(c, t)
		}
		if closed != nil {
			if f := c.Book.Team(closed.ID, t.ID); f != nil {
				row.Kept = f.Ratio("kept")
			}
		}
		if r := newestReport(c, t.ID); r != nil {
			row.Report = c.Report(r.Quarter, t)
			row.Report.Text = c.Words.Quarter(r.Quarter.ID)
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

// depth is how much an audience is shown of teams, for messages that promise no more.
func depth(c *site.Context) string {
	switch {
	case c.Shows(report.Numbers):
		return "numbers"
	case c.Inside():
		return "plans"
	}
	return "retros"
}

// newestReport is a team's report of the newest quarter that has begun, else of
// the next one to begin, or nil.
func newestReport(c *site.Context, team string) *report.Report {
	all := c.Index().Reports[team]
	for _, r := range slices.Backward(all) {
		if r.Quarter.State != report.Ahead {
			return r
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return nil
}
