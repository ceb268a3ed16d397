package page

import (
	"cmp"
	"slices"

	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

const actionsPath = "actions/index.html"

// actionsOf is the page of one team's actions.
func actionsOf(team string) string { return "actions/" + Slug(team) + "/index.html" }

// Actions is what the page of all actions, or of those of one team, shows. An action that later
// retros raise again is one action.
type Actions struct {
	Title   string
	Answer  Answer
	Figs    []Fig
	Teams   []ThemeRow // a page each, with the number of open actions
	Overdue []ActionTrack
	Open    []ActionTrack // the others that are not done
	Done    []ActionTrack // newest first
	Older   int           // done ones that stand on the teams' pages alone
	Ages    *ActionAges
	Picture figures
}

// ActionAges counts the open actions of each team by age in quarters.
type ActionAges struct {
	Columns []string
	Rows    []ActionAgeRow
}

// ActionAgeRow is a team, in alphabetical order.
type ActionAgeRow struct {
	Team  Link
	Cells []ActionAge
}

// ActionAge is how many actions are of an age; Overdue are some of Open.
type ActionAge struct {
	Name          string // of its column
	Open, Overdue int
}

// ages are the columns of ActionAges: the last one holds all that are older.
var ages = []string{"This quarter", "1 quarter", "2 quarters", "3 or more"}

// doneShown is how many done actions the page of all teams lists.
const doneShown = 40

// planActions adds the page of all actions, and a page a team that has any.
func planActions(p *planner) { p.under("actions", planEveryAction) }

func planEveryAction(p *planner) {
	top := Link{Text: "Actions", Path: actionsPath}
	charts := func() figures { return nil }
	if p.shows(report.Numbers) {
		charts = p.charts(actionsPath, chart.OnActions, chart.Source{})
	}
	head := Head{Title: "Actions", Section: actionsPath, Description: "What teams agreed in their retros to change, and what has become of it.", Crumbs: p.crumbs(top)}
	p.page(actionsPath, "actions", func() Head { return head }, func() any { return p.actionsPage(nil, charts()) })
	for _, t := range p.everyTeam() {
		if len(p.over.tracks()[t.ID]) == 0 {
			continue
		}
		path := actionsOf(t.ID)
		head := Head{Title: "Actions of " + t.Name, Section: actionsPath, Description: "What " + t.Name + " agreed to change, and what has become of it.",
			Crumbs: p.crumbs(top, Link{Text: t.Name, Path: path})}
		p.page(path, "actions", func() Head { return head }, func() any { return p.actionsPage(t, nil) })
	}
}

// actionsPage shows the actions of a team, or of all with nil.
func (p *planner) actionsPage(team *report.Team, charts figures) *Actions {
	v := &Actions{Title: "Actions", Picture: charts}
	var tracks []*report.Track
	all := 0
	for _, t := range p.everyTeam() {
		of := p.over.tracks()[t.ID]
		if len(of) == 0 {
			continue
		}
		f := metrics.Follow(of, p.archive.Today)
		all += len(f.Open)
		v.Teams = append(v.Teams, ThemeRow{Link{Text: t.Name, Path: actionsOf(t.ID)}, len(f.Open), team != nil && team.ID == t.ID})
		if team == nil || team.ID == t.ID {
			tracks = append(tracks, of...)
		}
	}
	v.Teams = slices.Insert(v.Teams, 0, ThemeRow{Link{Text: "All", Path: actionsPath}, all, team == nil})
	f := metrics.Follow(tracks, p.archive.Today)
	slices.SortStableFunc(f.Open, byDue)
	slices.SortStableFunc(f.Done, func(x, y *report.Track) int { return byDue(y, x) })
	for _, t := range f.Open {
		if t.Overdue(p.archive.Today) {
			v.Overdue = append(v.Overdue, p.track(t))
		} else {
			v.Open = append(v.Open, p.track(t))
		}
	}
	v.Answer, v.Figs = actionsAnswer(f), p.actionFigs(f)
	if team == nil {
		v.Ages = p.agesOf(f.Open)
		v.Older = max(0, len(f.Done)-doneShown)
		f.Done = f.Done[:len(f.Done)-v.Older]
	} else {
		v.Title = "Actions of " + team.Name
	}
	for _, t := range f.Done {
		v.Done = append(v.Done, p.track(t))
	}
	return v
}

// byDue puts what is due first before; what has no day comes last.
func byDue(x, y *report.Track) int {
	a, b := x.Last().Due, y.Last().Due
	if (a == 0) != (b == 0) {
		return cmp.Compare(b, a)
	}
	return cmp.Or(cmp.Compare(a, b), cmp.Compare(x.Team.Name, y.Team.Name))
}

func actionsAnswer(f metrics.FollowUp) Answer {
	done := len(f.Done)
	if done+len(f.Open) == 0 {
		return Answer{Before: "No retro has agreed an action yet."}
	}
	a := Answer{Before: "Of " + count(done+len(f.Open), "action") + " from retros, ", Bold: digits(done) + " " + are(done) + " done", After: " and " + digits(len(f.Open)) + " " + are(len(f.Open)) + " open."}
	if n := len(f.Overdue); n > 0 {
		a.Act = capital(number(n)) + " " + are(n) + " overdue."
	}
	return a
}

// actionFigs are the large numbers. Follow-through is that of all actions that were due by today.
func (p *planner) actionFigs(f metrics.FollowUp) []Fig {
	if len(f.Done)+len(f.Open) == 0 {
		return nil
	}
	through := ratioFig(Link{Text: "Follow-through", Path: "#done"}, f.Through(p.archive.Today), "due by now")
	if len(f.Done) == 0 {
		through.Rows.Path = ""
	}
	through.Definition = p.definition("follow-through", "Follow-through")
	overdue := Fig{Rows: Link{Text: "Overdue"}, Value: digits(len(f.Overdue)), Count: "of " + digits(len(f.Open)) + " open", Act: len(f.Overdue) > 0}
	if overdue.Act {
		overdue.Rows.Path = "#overdue"
	}
	return []Fig{through, overdue,
		{Rows: Link{Text: "Raised again"}, Value: digits(len(f.Raised)), Count: "by a later retro of the team"}}
}

func (p *planner) agesOf(open []*report.Track) *ActionAges {
	if len(open) == 0 {
		return nil
	}
	v := &ActionAges{Columns: ages}
	rows := map[string]*ActionAgeRow{}
	for _, t := range open {
		row := rows[t.Team.ID]
		if row == nil {
			row = &ActionAgeRow{Team: Link{Text: t.Team.Name, Path: actionsOf(t.Team.ID)}}
			for _, name := range ages {
				row.Cells = append(row.Cells, ActionAge{Name: name})
			}
			rows[t.Team.ID] = row
		}
		cell := &row.Cells[min(t.Age(p.archive.Today, p.fiscal()), len(ages)-1)]
		cell.Open++
		if t.Overdue(p.archive.Today) {
			cell.Overdue++
		}
	}
	for _, row := range rows {
		v.Rows = append(v.Rows, *row)
	}
	slices.SortFunc(v.Rows, func(x, y ActionAgeRow) int {
		return cmp.Or(cmp.Compare(x.Team.Text, y.Team.Text), cmp.Compare(x.Team.Path, y.Team.Path))
	})
	return v
}
