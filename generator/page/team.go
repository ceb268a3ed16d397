package page

import (
	"cmp"
	"slices"

	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// TeamPage is what a team's own page shows: who to go to, and how its quarters went.
type TeamPage struct {
	*report.Team
	People   []Person
	Newest   Link // its newest report; no Path if it has none
	Answer   Answer
	Now      string // "2026 Q4", the quarter of Summary
	Summary  string // of the current plan
	Over     string // "Figures over five closed quarters"
	Figs     []Fig
	Charts   []Figure
	Quarters []TeamQuarter
	Asks     []Ask // of this team, newest quarters first
	AsksOf   string
	Waits    Fold[Ask] // what it waits for, not met: of the quarters that have not closed
	Actions  []OpenAction
	Lessons  []LessonRow
}

// Person is a role and who has it.
type Person struct{ Role, Who string }

// TeamQuarter is a quarter of a team in figures.
type TeamQuarter struct {
	Report  Link
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
	Retro   Link
}

func planTeam(p *planner, t *report.Team) {
	path := teamPath(t.ID)
	charts := func() figures { return nil }
	if p.shows(report.Numbers) {
		charts = p.charts(path, chart.OnTeam, chart.Source{Team: t})
	}
	p.page(path, "team", func() Head {
		return Head{
			Title: t.Name, Section: teamsPath, Description: p.ofTeams(t.Name, "it works", "its"),
			Crumbs: p.crumbs(Link{Text: "Teams", Path: teamsPath}, Link{Text: t.Name, Path: path}), Feeds: p.feeds(teamFeed(t)),
		}
	}, func() any { return p.teamPage(t, charts()) })
}

func (p *planner) teamPage(t *report.Team, charts figures) *TeamPage {
	v := &TeamPage{Team: t, Charts: charts}
	for _, person := range []Person{{"Product", t.Product}, {"Engineering", t.Engineering}, {"Delivery", t.Delivery}} {
		if person.Who != "" {
			v.People = append(v.People, person)
		}
	}
	if r := p.newestReport(t.ID); r != nil {
		v.Newest = p.report(r.Quarter, t)
		v.Newest.Text = r.Quarter.ID.Title()
		if r.Plan != nil && r.Quarter.State != report.Closed {
			v.Now, v.Summary = r.Quarter.ID.Title(), endSentence(r.Plan.Summary)
		}
	}
	p.teamAsks(v, t)
	v.Waits = fold(p.waitsOf(t))
	p.teamFigures(v, t)
	for _, r := range slices.Backward(p.index().reports[t.ID]) {
		if r.Retro == nil {
			continue
		}
		for _, l := range r.Retro.Lessons {
			row := p.lessonRow(l, 0)
			row.Team = p.retroOf(r)
			v.Lessons = append(v.Lessons, row)
		}
	}
	for _, track := range p.over.tracks()[t.ID] {
		if a := track.Last(); !a.Done {
			v.Actions = append(v.Actions, OpenAction{Text: a.Text, Owner: p.ownerName(a.Owner), Due: a.Due,
				Overdue: track.Overdue(p.archive.Today), Retro: p.retroOf(p.index().at[place{a.Quarter, t.ID}])})
		}
	}
	slices.SortStableFunc(v.Actions, func(a, b OpenAction) int { // by due date, those without one last
		if (a.Due == 0) != (b.Due == 0) {
			return cmp.Compare(b.Due, a.Due)
		}
		return cmp.Compare(a.Due, b.Due)
	})
	return v
}

// teamFigures adds the figures of all quarters, newest first, and their sums.
func (p *planner) teamFigures(v *TeamPage, t *report.Team) {
	if !p.shows(report.Numbers) {
		v.Answer = Answer{Before: t.Name}
		return
	}
	v.Answer = Answer{Before: t.Name + " has closed no quarter yet."}
	var kept, onTime, unplanned, asks metrics.Ratio
	closed := 0
	for _, r := range p.index().reports[t.ID] {
		f := p.book.Team(r.Quarter.ID, t.ID)
		size, _ := f.KeptSize()
		row := TeamQuarter{Report: p.report(r.Quarter, t), State: r.Quarter.State, Figures: f, BySize: size}
		row.Report.Text = r.Quarter.ID.Title()
		v.Quarters = append(v.Quarters, row)
		if r.Quarter.State != report.Closed {
			continue
		}
		v.Answer = planned(f, "In "+nb(r.Quarter.ID.Title())+", "+t.Name, p.archive.Today)
		closed++
		for _, s := range []struct {
			sum *metrics.Ratio
			add metrics.Ratio
		}{{&kept, f.KeptRatio()}, {&onTime, f.OnTimeRatio()}, {&unplanned, f.Unplanned()}, {&asks, f.AsksOfMetRatio()}} {
			s.sum.Value += s.add.Value
			s.sum.Of += s.add.Of
		}
	}
	slices.Reverse(v.Quarters)
	if closed == 0 {
		return
	}
	v.Over = "Figures over " + number(closed) + " closed " + verb(closed, "quarter", "quarters")
	rows, asked := "#quarters", ""
	if len(v.Asks) > 0 {
		asked = "#asks"
	}
	for _, x := range []struct {
		id, name, what, at string
		ratio              metrics.Ratio
	}{
		{"kept", "Kept", "planned items", rows, kept},
		{"on-time", "On time", "dated items", rows, onTime},
		{"unplanned", "Unplanned", "delivered items", rows, unplanned},
		{"asks-met", "Asks of it met", "asks", asked, asks},
	} {
		f := ratioFig(Link{Text: x.name, Path: x.at}, x.ratio, x.what)
		f.Definition = p.definition(x.id, x.name)
		v.Figs = append(v.Figs, f)
	}
}

// asksShown is how many quarters' asks a team's page lists; the others stand on
// the reports of their quarters.
const asksShown = 2

func (p *planner) teamAsks(v *TeamPage, t *report.Team) {
	all := p.index().reports[t.ID]
	var quarters []string
	for i := len(all) - 1; i >= 0 && len(quarters) < asksShown; i-- {
		asks := p.index().asksOf[all[i]]
		if len(asks) > 0 {
			v.Asks = append(v.Asks, p.asks(asks)...)
			quarters = append(quarters, nb(all[i].Quarter.ID.Title()))
		}
	}
	v.AsksOf = joined(quarters, "and")
}

// ownerName is a team's name, or a name as it stands in the retro.
func (p *planner) ownerName(owner string) string {
	if t := p.index().teams[owner]; t != nil {
		return t.Name
	}
	return owner
}

// retroOf is a link to a report's retro, named after its quarter.
func (p *planner) retroOf(r *report.Report) Link {
	l := p.retroLink(r.Quarter, r.Team)
	l.Text = "retro of " + nb(r.Quarter.ID.Title())
	return l
}
