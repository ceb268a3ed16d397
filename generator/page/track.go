package page

import (
	"cmp"
	"slices"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// ActionTrack is an action as it now stands, from the retro that had it first.
type ActionTrack struct {
	Action
	Team   Link
	First  Link   // where the retro that had it first says it
	Again  []Link // where later ones raise it again
	Age    string // "2 quarters old", or ""
	Effect *Effect
}

// Effect is the number that an action is to move, before and after. After is "" while no
// later quarter has closed.
type Effect struct {
	Name          Link // and what it means
	Before, After string
	From, Until   string // the quarters
}

func (p *planner) track(t *report.Track) ActionTrack {
	last := t.Last()
	v := ActionTrack{Action: p.actions([]*report.Action{last})[0], Team: p.team(t.Team), First: p.actionLink(t.First())}
	for _, a := range t.Actions[1:] {
		v.Again = append(v.Again, p.actionLink(a))
	}
	if n := t.Age(p.archive.Today, p.fiscal()); n > 0 {
		v.Age = count(n, "quarter") + " old"
		if last.Done {
			v.Age = "took " + count(n, "quarter")
		}
	}
	v.Effect = p.effect(t)
	return v
}

// actionLink leads to an action in its retro, named after the quarter.
func (p *planner) actionLink(a *report.Action) Link {
	l := p.report(a.Quarter, a.Team)
	l.Text = nb(a.Quarter.ID.Title())
	if a.Quarter.State == report.Ahead || !p.shows(report.Retros) {
		l.Path = "" // no retro is shown there
	}
	switch {
	case l.Path == "":
	case p.edition != nil && p.edition.Quarter != a.Quarter.ID:
		l.Path += "#retro" // the working copy may have the action no more
	default:
		l.Path += "#action-" + a.ID
	}
	return l
}

// effect shows the number that an action is to move: before, in the quarter whose retro first
// named it. nil where it names none, or the audience sees no numbers.
func (p *planner) effect(t *report.Track) *Effect {
	moves := ""
	for _, a := range t.Actions {
		moves = cmp.Or(a.Moves, moves)
	}
	if moves == "" || !p.shows(report.Numbers) {
		return nil
	}
	first := t.Actions[slices.IndexFunc(t.Actions, func(a *report.Action) bool { return a.Moves == moves })]
	before, after, _ := p.book.Effect(p.archive, first)
	v := &Effect{Name: p.moved(moves), Before: p.reading(moves, before), From: before.Quarter.Title()}
	if after.Quarter != (report.QuarterID{}) {
		v.After, v.Until = p.reading(moves, after), after.Quarter.Title()
	}
	return v
}

// moved is the name of a number or a measure, with a link to what it means.
func (p *planner) moved(id string) Link {
	for _, m := range p.archive.Site.Measures {
		if m.ID == id {
			return Link{Text: m.Title, Path: numbersPath("m-" + id)}
		}
	}
	for _, d := range metrics.Definitions() {
		if d.ID == id {
			return p.definition(id, d.Name)
		}
	}
	return Link{Text: id}
}

// reading writes a number as the pages do elsewhere.
func (p *planner) reading(id string, r metrics.Reading) string {
	if !r.Known {
		return "n/a"
	}
	if r.Share {
		return r.Ratio.String()
	}
	for _, m := range p.archive.Site.Measures {
		if m.ID == id {
			return measure(m, &r.Value)
		}
	}
	return metrics.Amount(r.Value)
}
