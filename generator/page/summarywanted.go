package page

import (
	"cmp"
	"slices"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// SummaryWanted is what teams cannot do alone, and so ask of who reads the summary.
type SummaryWanted struct{ Groups []WantedGroup }

// WantedGroup is what is asked of one sort, bounded.
type WantedGroup struct {
	Title string
	Rows  []Wanted // in the order of team names
	More  Link
}

// Wanted is what is asked of a team, or for it.
type Wanted struct {
	Team  Link // whose it is
	What  string
	Why   string
	Items []Link
	More  Link

	n int
}

// mostWanted is how many rows a group has room for.
const mostWanted = 2

// wanted gathers what is asked: answers that teams owe one another, what holds items up
// from outside the teams, and actions that are overdue. Where there is more than the page
// holds, what most hangs on stays.
func (p *planner) wanted(q *report.Quarter, f *metrics.Figures) *SummaryWanted {
	v := &SummaryWanted{}
	quarter := p.quarterPath(q.ID)
	add := func(title string, rows []Wanted, more string) {
		if len(rows) == 0 {
			return
		}
		g := WantedGroup{Title: title, More: andMore(len(rows)-mostWanted, more)}
		slices.SortStableFunc(rows, func(a, b Wanted) int { return cmp.Compare(b.n, a.n) })
		g.Rows = rows[:min(mostWanted, len(rows))]
		slices.SortStableFunc(g.Rows, func(a, b Wanted) int { return cmp.Compare(a.Team.Text, b.Team.Text) })
		v.Groups = append(v.Groups, g)
	}
	if p.shows(report.Plans) {
		add("Answer, or decide for, those who wait", p.owedAnswers(f), quarter+"#asks")
	}
	if !ahead(q) {
		add("Clear the way from outside", p.blocked(f), quarter+"#not")
	}
	if p.shows(report.Retros) && !ahead(q) {
		add("Finish what retros agreed", p.overdue(f), quarter+"#retros")
	}
	return v
}

// owedAnswers are the asks that teams owe. In a closed quarter those of items that moved:
// they are still wanted.
func (p *planner) owedAnswers(f *metrics.Figures) []Wanted {
	var out []Wanted
	for _, o := range owings(f, func(a *report.Ask) bool {
		return f.Quarter.State != report.Closed || a.By.Outcome.Status == report.Moved
	}) {
		w := Wanted{Team: p.asked(f.Quarter, o.team), What: o.how + ", for", n: len(o.rows)}
		w.Items, w.More = p.few(o.rows, p.quarterPath(f.Quarter.ID)+"#asks")
		out = append(out, w)
	}
	return out
}

// few are the first of some items, and a link to the others.
func (p *planner) few(rows metrics.Rows, more string) ([]Link, Link) {
	var out []Link
	for _, d := range rows[:min(itemsOfRisk, len(rows))] {
		out = append(out, Link{Text: d.ID, Path: p.rowPath(d)})
	}
	return out, andMore(len(rows)-len(out), more)
}

// blocked are the items that are held up from outside the teams, or for want of people.
func (p *planner) blocked(f *metrics.Figures) []Wanted {
	var out []Wanted
	for _, rows := range []metrics.Rows{f.Rest, f.AddedRest, f.Moved, f.AddedMoved} {
		for _, d := range rows {
			if d.Outcome.Reason != "external" && d.Outcome.Reason != "people" {
				continue
			}
			w := Wanted{Team: p.report(f.Quarter, d.Team), What: string(d.Outcome.Reason) + ",", Why: clip(endSentence(d.Outcome.Note), longest), n: 1}
			w.Items, _ = p.few(metrics.Rows{d}, "")
			out = append(out, w)
		}
	}
	return out
}

// overdue are the actions that were due by then and are not done, by the team that owns
// them: that whose retro agreed them, where the owner is no team.
func (p *planner) overdue(f *metrics.Figures) []Wanted {
	if !p.shows(report.Retros) {
		return nil
	}
	var out []Wanted
	for _, a := range f.ActionsDue {
		if slices.Contains(f.ActionsDone, a) || p.over.newest()[a] != nil { // where it was raised again it is late by the newer date
			continue
		}
		team := a.Team
		if t := p.index().teams[a.Owner]; t != nil {
			team = t
		}
		if team == nil {
			continue
		}
		to := Link{Text: team.Name}
		switch {
		case a.Quarter != nil && a.Team != nil && p.has(a.Quarter.ID, a.Team.ID):
			to.Path = p.reportPath(a.Quarter.ID, a.Team.ID) + "#retro"
		case p.index().teams[team.ID] != nil: // an edition may know a retro that is gone
			to = p.team(team)
		}
		i := slices.IndexFunc(out, func(w Wanted) bool { return w.Team.Text == to.Text })
		if i < 0 {
			i, out = len(out), append(out, Wanted{Team: to, Why: clip(a.Text.Text, longest)})
		}
		out[i].n++
	}
	for i, w := range out {
		out[i].What = count(w.n, "action") + " overdue:"
	}
	slices.SortStableFunc(out, func(a, b Wanted) int { return cmp.Compare(a.Team.Text, b.Team.Text) })
	return out
}
