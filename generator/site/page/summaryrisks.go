package page

import (
	"cmp"
	"maps"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
)

// SummaryRisks is the largest risks of a quarter. Rule says what counts as one.
type SummaryRisks struct {
	Rule string
	Rows []Stake // by how much is at stake
}

// Stake is what is at stake with one team, or what is asked of it.
type Stake struct {
	Team  site.Link
	What  string
	Why   string
	Items []site.Link
	More  site.Link

	kind riskKind
	n    int // planned items, or actions, at stake
}

// riskKind orders risks with the same number at stake: what somebody has said comes
// before what is reckoned.
type riskKind int

const (
	saidOffTrack riskKind = iota
	unexplainedItems
	owedAnswers
	carriedAgain
	belowPlan
	saysNothing
	overdueActions
)

// How much of each list a page has room for.
const (
	mostRisks   = 3
	itemsOfRisk = 4
)

// risks are the three largest of a quarter, by a rule alone: what each team puts at stake
// is counted in planned items (or actions) by each of the kinds that apply to the quarter;
// of each team the largest counts; of all teams the three largest, then by kind, then
// by name.
//
//   - running: an update that is off track (all planned items that are open; those that its
//     notes name come first), asks of a team that are late, declined or unanswered (the
//     items that wait), a forecast below the plan (what as likely as not will not be there
//     in time); below all of these, silence (all that are open)
//   - ahead: such asks, and items carried in twice or more
//   - closed: items that are unexplained, items carried in twice or more and again not
//     delivered, actions overdue
func risks(c *site.Context, q *report.Quarter, f *metrics.Figures) *SummaryRisks {
	v := &SummaryRisks{}
	var all []Stake
	switch {
	case site.Ahead(q):
		v.Rule = c.T("risk.rule-ahead")
		all = append(owedRisks(c, f), carriedRisks(c, f)...)
	case q.State == report.Running:
		v.Rule = c.T("risk.rule-running")
		all = slices.Concat(saidRisks(c, q, f), owedRisks(c, f), forecastRisks(c, q))
	default:
		v.Rule = c.T("risk.rule-closed")
		all = slices.Concat(unexplainedRisks(c, f), carriedRisks(c, f), overdue(c, f))
	}
	v.Rows = largest(all)
	return v
}

// guessed is 1 for a silence, which says nothing of how it goes: all that is open may be
// at stake, or nothing. It stands below what somebody said or counted.
func guessed(r Stake) int {
	if r.kind == saysNothing {
		return 1
	}
	return 0
}

// largest keeps one risk a team, and of those the three largest.
func largest(all []Stake) []Stake {
	slices.SortStableFunc(all, func(a, b Stake) int {
		return cmp.Or(guessed(a)-guessed(b), cmp.Compare(b.n, a.n), cmp.Compare(a.kind, b.kind), cmp.Compare(a.Team.Text, b.Team.Text))
	})
	var out []Stake
	for _, r := range all {
		known := slices.ContainsFunc(out, func(o Stake) bool { return o.Team.Text == r.Team.Text })
		if r.n > 0 && !known && len(out) < mostRisks {
			out = append(out, r)
		}
	}
	return out
}

// list names the first of some items, and leads to the others.
func (r *Stake) list(c *site.Context, rows metrics.Rows, more string) {
	r.Items = site.Each(rows[:min(itemsOfRisk, len(rows))], func(d *report.Deliverable) site.Link { return site.Link{Text: d.ID, Path: c.RowPath(d)} })
	r.More = part.AndMore(c, len(rows)-len(r.Items), more)
}

// risk is one with some items at stake.
func risk(c *site.Context, kind riskKind, team site.Link, what, why string, rows metrics.Rows) Stake {
	r := Stake{Team: team, What: what, Why: clip(why, longest), kind: kind, n: len(rows)}
	r.list(c, rows, team.Path)
	return r
}

// saidRisks are the updates that are off track, and the silences.
func saidRisks(c *site.Context, q *report.Quarter, f *metrics.Figures) []Stake {
	if !c.Shows(report.Plans) {
		return nil
	}
	open := byTeam(f.Rest)
	var out []Stake
	for _, s := range q.Standings(c.Archive.Today) {
		team, rows := c.Report(q, s.Report.Team), open[s.Report.Team]
		if u := s.Newest; u != nil && u.Health == report.OffTrack {
			unnamed := func(d *report.Deliverable) int {
				if slices.ContainsFunc(u.Notes, func(n report.Note) bool { return n.ID == d.ID }) {
					return 0
				}
				return 1
			}
			first := slices.Clone(rows)
			slices.SortStableFunc(first, func(a, b *report.Deliverable) int { return unnamed(a) - unnamed(b) })
			out = append(out, risk(c, saidOffTrack, team, c.T("risk.off-track", "day", u.Day), site.Sentence(u.Body.Text), first))
		}
		if s.Silent {
			out = append(out, risk(c, saysNothing, team, c.T("risk.silent", "days", s.Days), "", rows))
		}
	}
	return out
}

// byTeam parts rows by team.
func byTeam(rows metrics.Rows) map[*report.Team][]*report.Deliverable {
	return site.Group(rows, func(d *report.Deliverable) *report.Team { return d.Team })
}

// owed reports whether an ask of a quarter still waits for its team: not agreed, or late.
func owed(a *report.Ask) bool {
	return a.Met == 0 && (a.State == report.Asked || a.State == report.Declined || a.State == report.Late)
}

// owing is what a team owes to others.
type owing struct {
	team *report.Team
	asks []*report.Ask
}

// items are those that wait, each once.
func (o owing) items() metrics.Rows {
	var rows metrics.Rows
	for _, a := range o.asks {
		if !slices.Contains(rows, a.By) {
			rows = append(rows, a.By)
		}
	}
	return rows
}

// states are how many asks are in which state, as parameters of a message.
func (o owing) states() []any {
	in := func(s report.AskState) int {
		return site.Number(o.asks, func(a *report.Ask) bool { return a.State == s })
	}
	return []any{"late", in(report.Late), "declined", in(report.Declined), "asked", in(report.Asked)}
}

// owings are the asks of some figures that are owed, by the team that is asked, in the
// order of their names.
func owings(f *metrics.Figures, counts func(*report.Ask) bool) []owing {
	asks := slices.DeleteFunc(slices.Clone(f.Asks), func(a *report.Ask) bool { return !owed(a) || !counts(a) })
	by := site.Group(asks, func(a *report.Ask) *report.Team { return a.Of })
	return site.Each(slices.SortedFunc(maps.Keys(by), (*report.Team).Compare), func(t *report.Team) owing { return owing{t, by[t]} })
}

func owedRisks(c *site.Context, f *metrics.Figures) []Stake {
	if !c.Shows(report.Plans) {
		return nil
	}
	var out []Stake
	for _, o := range owings(f, func(*report.Ask) bool { return true }) {
		rows := o.items()
		what := c.T("risk.owed", "n", len(rows), "teams", len(byTeam(rows)))
		r := risk(c, owedAnswers, part.AskedTeam(c, f.Quarter, o.team), what, c.T("risk.asks", o.states()...), rows)
		r.More.Path = c.QuarterPath(f.Quarter.ID) + "#asks"
		out = append(out, r)
	}
	return out
}

func forecastRisks(c *site.Context, q *report.Quarter) []Stake {
	var out []Stake
	for _, r := range q.Reports {
		f := part.TeamForecast(c, q, r.Team.ID)
		if f == nil || f.Absent != "" {
			continue
		}
		end := f.ByEnd()
		short := len(f.Open) - end.P50
		risk := risk(c, belowPlan, c.Report(q, r.Team), c.T("risk.forecast", "short", short, "open", len(f.Open), "day", q.LastDay()), c.T("risk.forecast-says", "p50", end.P50, "p85", end.P85), nil)
		risk.n = short
		out = append(out, risk)
	}
	return out
}

func unexplainedRisks(c *site.Context, f *metrics.Figures) []Stake {
	unexplained := byTeam(f.Unexplained())
	var out []Stake
	for _, r := range f.Quarter.Reports {
		if rows := unexplained[r.Team]; len(rows) > 0 {
			out = append(out, risk(c, unexplainedItems, c.Report(f.Quarter, r.Team), c.T("risk.unexplained", "n", len(rows)), c.T("risk.nobody-said", "n", len(rows)), rows))
		}
	}
	return out
}

// carriedRisks are items that earlier quarters carried twice or more, and that this one has
// neither delivered nor dropped.
func carriedRisks(c *site.Context, f *metrics.Figures) []Stake {
	again := byTeam(slices.DeleteFunc(slices.Clone(f.CarriedMore), func(d *report.Deliverable) bool {
		status := d.Became().Status
		return status == report.Delivered || status == report.Dropped
	}))
	var out []Stake
	for _, r := range f.Quarter.Reports {
		rows := again[r.Team]
		if len(rows) == 0 {
			continue
		}
		why := ""
		if o := rows[0].Outcome; o.Reason != "" {
			why = c.T("risk.carried-why", "reason", part.Word(c, "reason-first", string(o.Reason)), "noted", o.Note != "", "note", o.Note)
		}
		out = append(out, risk(c, carriedAgain, c.Report(f.Quarter, r.Team), c.T("risk.carried", "n", len(rows), "again", !site.Ahead(f.Quarter)), why, rows))
	}
	return out
}

// overdue are the actions that were due by then and are not done, by the team that owns
// them: that whose retro agreed them, where the owner is no team.
func overdue(c *site.Context, f *metrics.Figures) []Stake {
	if !c.Shows(report.Retros) {
		return nil
	}
	var out []Stake
	for _, a := range f.ActionsDue {
		if slices.Contains(f.ActionsDone, a) || a.Due >= c.Archive.Today || c.Over.RaisedAgain(a) != nil { // where it was raised again it is late by the newer date
			continue
		}
		team := a.Team
		if t := c.Index().Teams[a.Owner]; t != nil {
			team = t
		}
		if team == nil {
			continue
		}
		to := site.Link{Text: team.Name}
		switch {
		case a.Quarter != nil && a.Team != nil && c.Has(a.Quarter.ID, a.Team.ID):
			to.Path = c.ReportPath(a.Quarter.ID, a.Team.ID) + "#retro"
		case c.Index().Teams[team.ID] != nil: // an edition may know a retro that is gone
			to = c.Team(team)
		}
		i := slices.IndexFunc(out, func(w Stake) bool { return w.Team.Text == to.Text })
		if i < 0 {
			i, out = len(out), append(out, Stake{Team: to, Why: clip(a.Text.Text, longest), kind: overdueActions})
		}
		out[i].n++
	}
	for i, w := range out {
		out[i].What = c.T("summary.actions", "n", w.n)
	}
	slices.SortStableFunc(out, func(a, b Stake) int { return cmp.Compare(a.Team.Text, b.Team.Text) })
	return out
}
