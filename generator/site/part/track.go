package part

import (
	"cmp"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

// ActionTrack is an action as it now stands, from the retro that had it first.
type ActionTrack struct {
	Action
	Team   site.Link
	First  site.Link   // where the retro that had it first says it
	Again  []site.Link // where later ones raise it again
	Age    string      // "2 quarters old", or ""
	Effect *Effect
}

// Effect is the number that an action is to move, before and after. After is "" while no
// later quarter has closed.
type Effect struct {
	Name          site.Link // and what it means
	Before, After string
	From, Until   string // the quarters
}

// last is the action where it was raised last.
func (t ActionTrack) last() *report.Action { return t.Action.Action }

// TrackOf shows an action as it now is, with every retro that raised it.
func TrackOf(c *site.Context, t *report.Track) ActionTrack {
	last := t.Last()
	v := ActionTrack{Action: action(c, last), Team: c.Team(t.Team), First: actionLink(c, t.First())}
	v.Again = site.Each(t.Actions[1:], func(a *report.Action) site.Link { return actionLink(c, a) })
	if n := t.Age(c.Archive.Today, c.Fiscal()); n > 0 {
		v.Age = c.T("action.old", "n", n, "done", last.Done)
	}
	v.Effect = effect(c, t)
	return v
}

// actionLink leads to an action in its retro, named after the quarter.
func actionLink(c *site.Context, a *report.Action) site.Link {
	l := c.Report(a.Quarter, a.Team)
	l.Text = c.T("in-text.quarter", "quarter", a.Quarter.ID)
	if a.Quarter.State == report.Ahead || !c.Shows(report.Retros) {
		l.Path = "" // no retro is shown there
	}
	switch {
	case l.Path == "":
	case c.Edition != nil && c.Edition.Quarter != a.Quarter.ID && !stillThere(c, a):
		l.Path += "#retro"
	default:
		l.Path += "#action-" + a.ID
	}
	return l
}

// effect shows the number that an action is to move: before, in the quarter whose retro first
// named it. nil where it names none, or the audience sees no numbers.
func effect(c *site.Context, t *report.Track) *Effect {
	moves := ""
	for _, a := range t.Actions {
		moves = cmp.Or(a.Moves, moves)
	}
	if moves == "" || !c.Shows(report.Numbers) {
		return nil
	}
	first := t.Actions[slices.IndexFunc(t.Actions, func(a *report.Action) bool { return a.Moves == moves })]
	before, after, _ := c.Book.Effect(c.Archive, first)
	v := &Effect{Name: moved(c, moves), Before: reading(c, moves, before), From: c.Words.Quarter(before.Quarter)}
	if after.Quarter != (report.QuarterID{}) {
		v.After, v.Until = reading(c, moves, after), c.Words.Quarter(after.Quarter)
	}
	return v
}

// moved is the name of a number or a measure, with a link to what it means.
func moved(c *site.Context, id string) site.Link {
	if m := measureOf(c, id); m != nil {
		return site.Link{Text: m.Title, Path: site.NumbersPath("m-" + id)}
	}
	for _, m := range metrics.All() {
		if m.ID == id {
			return c.Definition(id, m.Name(c.Words))
		}
	}
	return site.Link{Text: id}
}

// measureOf is a number of the organisation's own by its id, or nil.
func measureOf(c *site.Context, id string) *report.Measure {
	all := c.Measures()
	if i := slices.IndexFunc(all, func(m report.Measure) bool { return m.ID == id }); i >= 0 {
		return &all[i]
	}
	return nil
}

// reading writes a number as the pages do elsewhere.
func reading(c *site.Context, id string, r metrics.Reading) string {
	if !r.Known {
		return c.T("ratio.none")
	}
	if r.Share {
		return r.Ratio.Format(c.Words)
	}
	if m := measureOf(c, id); m != nil {
		return measure(c, *m, &r.Value)
	}
	return c.Words.Number(r.Value)
}

// ReportActions is what a plan begins with: the actions of the team's last retro, and those of older
// ones that are still open.
type ReportActions struct {
	Note string
	Rows []ActionTrack
	All  site.Link // the page of the team's actions; no Path in an edition
	// Since is what has become of them since the edition.
	Since Since
}

// ActionsOnTop is nil where the quarter has closed: the retro then has them.
func ActionsOnTop(c *site.Context, r *report.Report, f *metrics.Figures) *ReportActions {
	if r.Quarter.State == report.Closed && !site.FrozenPlan(r.Quarter) {
		return nil
	}
	v := &ReportActions{Rows: earlierActions(c, r)}
	if len(v.Rows) == 0 {
		return nil
	}
	v.Note = c.T("report-actions.note")
	if len(f.ActionsDue) > 0 && c.Shows(report.Numbers) {
		v.Note += " " + followThrough(c, r.Quarter, f)
	}
	if c.Edition == nil {
		v.All = site.Link{Text: c.T("report-actions.all"), Path: site.TeamActionsPath(r.Team.ID)}
	}
	v.Since = actionsSince(c, r.Team, site.Each(v.Rows, ActionTrack.last))
	return v
}

// earlierActions are those of the team's last retro before a quarter, and those of older ones that
// are not done; what is due first stands first.
func earlierActions(c *site.Context, r *report.Report) []ActionTrack {
	var last report.QuarterID
	before := c.Index().Reports[r.Team.ID][:c.Index().Place[r]]
	for _, b := range slices.Backward(before) {
		if b.Retro != nil && len(b.Retro.Actions) > 0 {
			last = b.Quarter.ID
			break
		}
	}
	var tracks []*report.Track
	for _, t := range c.Over.Tracks()[r.Team.ID] {
		in := func(a *report.Action) bool { return a.Quarter.ID == last }
		if t.First().Quarter.ID.Compare(r.Quarter.ID) < 0 && (!t.Done() || slices.ContainsFunc(t.Actions, in)) {
			tracks = append(tracks, t)
		}
	}
	slices.SortStableFunc(tracks, ByDue)
	return Tracks(c, tracks)
}

// Tracks shows actions in their order.
func Tracks(c *site.Context, list []*report.Track) []ActionTrack {
	return site.Each(list, func(t *report.Track) ActionTrack { return TrackOf(c, t) })
}

// ByDue puts what is due first before; what has no day comes last.
func ByDue(x, y *report.Track) int {
	return cmp.Or(byDay(x.Last().Due, y.Last().Due), cmp.Compare(x.Team.Name, y.Team.Name))
}

// actions says where each action stands today.
func actions(c *site.Context, list []*report.Action) []Action {
	return site.Each(list, func(a *report.Action) Action { return action(c, a) })
}

func action(c *site.Context, a *report.Action) Action {
	v := Action{Action: a, From: c.Report(a.Quarter, a.Team)}
	v.From.Text = c.T("in-text.quarter", "quarter", a.Quarter.ID)
	if a.Owner != "" {
		v.Who = site.Link{Text: a.Owner}
		if t := c.Index().Teams[a.Owner]; t != nil {
			v.Who = c.Team(t)
		}
	}
	switch {
	case a.Done:
		v.State = c.T("action.done")
	case c.Over.RaisedAgain(a) != nil: // it is late where it stands now
		v.State = c.T("action.again", "quarter", c.Over.RaisedAgain(a).Quarter.ID)
	case a.Due != 0 && a.Due < c.Archive.Today:
		v.State, v.Late = c.T("action.overdue", "day", a.Due), true
	default:
		v.State = c.T("action.open")
	}
	return v
}
