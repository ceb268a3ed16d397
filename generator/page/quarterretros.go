package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// QuarterRetros is what the teams' retros of a quarter agreed.
type QuarterRetros struct {
	Note    string
	Teams   []RetroRow
	Missing []Link // teams that have held none
	Follow  string // follow-through of earlier actions
	Overdue string
}

// RetroRow is the retro of a team in a few words.
type RetroRow struct {
	Team    Link
	Held    report.Day
	Lessons []Link
	Actions string // "3 of 4 actions are done"
	Open    []Action
}

// Action is an action of a retro.
type Action struct {
	*report.Action
	Who   Link // a team, or a name; no text where it has no owner
	From  Link // the report whose retro agreed it
	State string
	Late  bool
}

func (p *planner) quarterRetros(q *report.Quarter, f *metrics.Figures) *QuarterRetros {
	v := &QuarterRetros{}
	var held metrics.Span
	for _, r := range q.Reports {
		if r.Retro == nil {
			v.Missing = append(v.Missing, p.report(q, r.Team))
			continue
		}
		row := RetroRow{Team: p.report(q, r.Team), Held: r.Retro.Held}
		if d := r.Retro.Held; d != 0 {
			if held.From == 0 || d < held.From {
				held.From = d
			}
			held.To = max(held.To, d)
		}
		for _, l := range r.Retro.Lessons {
			row.Lessons = append(row.Lessons, p.lesson(l))
		}
		done := 0
		for _, a := range p.actions(r.Retro.Actions) {
			if a.Done {
				done++
			} else {
				row.Open = append(row.Open, a)
			}
		}
		if n := len(r.Retro.Actions); n > 0 {
			row.Actions = nb(digits(done)+" of "+digits(n)) + " actions " + are(done) + " done"
		}
		v.Teams = append(v.Teams, row)
	}
	if n := len(v.Teams); n > 0 {
		v.Note = capital(number(n)) + " held"
		if on := cutOff(held); on != "" {
			v.Note += " " + on
		}
		v.Note += "."
	}
	if p.shows(report.Retros) && len(f.ActionsDue) > 0 {
		by := min(q.LastDay(), p.archive.Today)
		v.Follow = "Of the actions of earlier retros due by " + nb(by.Long()) + ", " + f.FollowThrough().String() + " are done"
		if n := len(f.ActionsDue) - len(f.ActionsDone); n > 0 {
			v.Overdue = count(n, "is", "are") + " overdue"
		}
	}
	return v
}

// actions says where each action stands today.
func (p *planner) actions(list []*report.Action) []Action {
	out := make([]Action, len(list))
	for i, a := range list {
		v := Action{Action: a, State: "Open.", From: p.report(a.Quarter, a.Team)}
		v.From.Text = nb(a.Quarter.ID.Title())
		if a.Owner != "" {
			v.Who = Link{Text: a.Owner}
			if t := p.index().teams[a.Owner]; t != nil {
				v.Who = p.team(t)
			}
		}
		switch {
		case a.Done:
			v.State = "Done."
		case p.over.newest()[a] != nil: // it is late where it stands now
			v.State = "Raised again in " + nb(p.over.newest()[a].Quarter.ID.Title()) + "."
		case a.Due != 0 && a.Due < p.archive.Today:
			v.State, v.Late = "Overdue since "+nb(a.Due.Medium())+".", true
		}
		out[i] = v
	}
	return out
}
