package page

import (
	"maps"
	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
)

// Actions is what the page of all actions, or of those of one team, shows. An action that later
// retros raise again is one action.
type Actions struct {
	Title   string
	Answer  Answer
	Figs    []part.Fig
	Teams   []ThemeRow // a page each, with the number of open actions
	Overdue []part.ActionTrack
	Open    []part.ActionTrack // the others that are not done
	Done    []part.ActionTrack // newest first
	Older   int                // done ones that stand on the teams' pages alone
	Ages    *ActionAges
	Picture site.Figures
}

// ActionAges counts the open actions of each team by age in quarters.
type ActionAges struct {
	Columns []string
	Rows    []ActionAgeRow
}

// ActionAgeRow is a team, in alphabetical order.
type ActionAgeRow struct {
	Team  site.Link
	Cells []ActionAge
}

// ActionAge is how many actions are of an age; Overdue are some of Open.
type ActionAge struct {
	Name          string // of its column
	Open, Overdue int
}

// ages is how many columns ActionAges has: the last one holds all that are older.
const ages = 4

// doneShown is how many done actions the page of all teams lists.
const doneShown = 40

// planActions adds the page of all actions, and a page a team that has any.
func planActions(p *site.Planner) {
	top := site.Link{Text: p.T("topic.actions"), Path: site.ActionsPath}
	charts := p.Charts(site.ActionsPath, chart.OnActions, chart.Source{})
	head := site.Head{Title: p.T("topic.actions"), Section: site.ActionsPath, Description: p.T("actions.description"), Crumbs: p.Crumbs(top)}
	p.Page(site.ActionsPath, "actions", func() site.Head { return head }, func() any { return actionsPage(p.Context, nil, charts()) })
	for _, t := range everyTeam(p.Context) {
		if len(p.Over.Tracks()[t.ID]) == 0 {
			continue
		}
		path := site.TeamActionsPath(t.ID)
		head := site.Head{Title: p.T("actions.of-team", "team", t.Name), Section: site.ActionsPath, Description: p.T("actions.of-team-description", "team", t.Name),
			Crumbs: p.Crumbs(top, site.Link{Text: t.Name, Path: path})}
		p.Page(path, "actions", func() site.Head { return head }, func() any { return actionsPage(p.Context, t, nil) })
		for _, id := range t.Was {
			redirect(p, site.TeamActionsPath(id), site.Link{Text: t.Name, Path: path}, "redirect.moved", func() *site.Picture { return nil })
		}
	}
}

// actionsPage shows the actions of a team, or of all with nil.
func actionsPage(c *site.Context, team *report.Team, charts site.Figures) *Actions {
	v := &Actions{Title: c.T("topic.actions"), Picture: charts}
	var tracks []*report.Track
	all := 0
	for _, t := range everyTeam(c) {
		of := c.Over.Tracks()[t.ID]
		if len(of) == 0 {
			continue
		}
		f := metrics.Follow(of, c.Archive.Today)
		all += len(f.Open)
		v.Teams = append(v.Teams, ThemeRow{site.Link{Text: t.Name, Path: site.TeamActionsPath(t.ID)}, len(f.Open), team != nil && team.ID == t.ID})
		if team == nil || team.ID == t.ID {
			tracks = append(tracks, of...)
		}
	}
	v.Teams = slices.Insert(v.Teams, 0, ThemeRow{site.Link{Text: c.T("actions.all"), Path: site.ActionsPath}, all, team == nil})
	f := metrics.Follow(tracks, c.Archive.Today)
	slices.SortStableFunc(f.Open, part.ByDue)
	slices.SortStableFunc(f.Done, func(x, y *report.Track) int { return part.ByDue(y, x) })
	for _, t := range f.Open {
		if t.Overdue(c.Archive.Today) {
			v.Overdue = append(v.Overdue, part.TrackOf(c, t))
		} else {
			v.Open = append(v.Open, part.TrackOf(c, t))
		}
	}
	v.Answer, v.Figs = actionsAnswer(c, f), actionFigs(c, f)
	if team == nil {
		v.Ages = agesOf(c, f.Open)
		v.Older = max(0, len(f.Done)-doneShown)
		f.Done = f.Done[:len(f.Done)-v.Older]
	} else {
		v.Title = c.T("actions.of-team", "team", team.Name)
	}
	v.Done = part.Tracks(c, f.Done)
	return v
}

func actionsAnswer(c *site.Context, f metrics.FollowUp) Answer {
	done, open := len(f.Done), len(f.Open)
	a := answer(c, "actions.answer", "n", done+open, "done", done, "open", open)
	if n := len(f.Overdue); n > 0 {
		a.Act = c.T("actions.overdue-answer", "n", n)
	}
	return a
}

// actionFigs are the large numbers. Follow-through is that of all actions that were due by today.
func actionFigs(c *site.Context, f metrics.FollowUp) []part.Fig {
	if len(f.Done)+len(f.Open) == 0 {
		return nil
	}
	done, overdue := "", ""
	if len(f.Done) > 0 {
		done = "#done"
	}
	if len(f.Overdue) > 0 {
		overdue = "#overdue"
	}
	return []part.Fig{share(c, "follow-through", "follow-through", done, f.Through(c.Archive.Today), "due-by-now"),
		toDo(c, "overdue", overdue, len(f.Overdue), "of-open", "n", len(f.Open)),
		amount(c, "", "raised", "", len(f.Raised), "by-later-retros")}
}

func agesOf(c *site.Context, open []*report.Track) *ActionAges {
	if len(open) == 0 {
		return nil
	}
	v := &ActionAges{}
	for n := range ages {
		v.Columns = append(v.Columns, c.T("actions.age", "n", n))
	}
	by := site.Group(open, func(t *report.Track) *report.Team { return t.Team })
	for _, team := range slices.SortedFunc(maps.Keys(by), (*report.Team).Compare) {
		row := ActionAgeRow{Team: site.Link{Text: team.Name, Path: site.TeamActionsPath(team.ID)}}
		row.Cells = site.Each(v.Columns, func(name string) ActionAge { return ActionAge{Name: name} })
		for _, t := range by[team] {
			cell := &row.Cells[min(t.Age(c.Archive.Today, c.Fiscal()), ages-1)]
			cell.Open++
			if t.Overdue(c.Archive.Today) {
				cell.Overdue++
			}
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}
