package page

import (
	"cmp"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
)

// SummaryRisks is the largest risks of a quarter. Rule says what counts as one.
type SummaryRisks struct {
	Rule string
	Rows []Risk // by how much is at stake
}

// Risk is what is at stake with one team.
type Risk struct {
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
	var all []Risk
	switch {
	case site.Ahead(q):
		v.Rule = "What puts most planned items at stake: asks not agreed, items carried in twice or more."
		all = append(owedRisks(c, f), carriedRisks(c, f)...)
	case q.State == report.Running:
		v.Rule = "What puts most planned items at stake: teams off track, asks not met, forecasts below the plan; then teams that say nothing."
		all = slices.Concat(saidRisks(c, q, f), owedRisks(c, f), forecastRisks(c, q))
	default:
		v.Rule = "What leaves most behind: items unexplained, items carried twice or more, actions overdue."
		all = slices.Concat(unexplainedRisks(c, f), carriedRisks(c, f), actionRisks(c, f))
	}
	v.Rows = largest(all)
	return v
}

// guessed is 1 for a silence, which says nothing of how it goes: all that is open may be
// at stake, or nothing. It stands below what somebody said or counted.
func guessed(r Risk) int {
	if r.kind == saysNothing {
		return 1
	}
	return 0
}

// largest keeps one risk a team, and of those the three largest.
func largest(all []Risk) []Risk {
	slices.SortStableFunc(all, func(a, b Risk) int {
		return cmp.Or(guessed(a)-guessed(b), cmp.Compare(b.n, a.n), cmp.Compare(a.kind, b.kind), cmp.Compare(a.Team.Text, b.Team.Text))
	})
	var out []Risk
	for _, r := range all {
		known := slices.ContainsFunc(out, func(o Risk) bool { return o.Team.Text == r.Team.Text })
		if r.n > 0 && !known && len(out) < mostRisks {
			out = append(out, r)
		}
	}
	return out
}

// risk is one with some items at stake.
func risk(c *site.Context, kind riskKind, team site.Link, what, why string, rows metrics.Rows) Risk {
	r := Risk{Team: team, What: what, Why: clip(why, longest), kind: kind, n: len(rows)}
	for _, d := range rows[:min(itemsOfRisk, len(rows))] {
		r.Items = append(r.Items, site.Link{Text: d.ID, Path: c.RowPath(d)})
	}
	r.More = andMore(c, len(rows)-len(r.Items), team.Path)
	return r
}

// saidRisks are the updates that are off track, and the silences.
func saidRisks(c *site.Context, q *report.Quarter, f *metrics.Figures) []Risk {
	if !c.Shows(report.Plans) {
		return nil
	}
	open := byTeam(f.Rest)
	var out []Risk
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
			out = append(out, risk(c, saidOffTrack, team, "off track, as it said on "+nb(u.Day.Short()), site.Sentence(u.Body.Text), first))
		}
		if s.Silent {
			out = append(out, risk(c, saysNothing, team, "no word for "+site.Count(s.Days, "day"), "", rows))
		}
	}
	return out
}

// byTeam parts rows by team.
func byTeam(rows metrics.Rows) map[*report.Team]metrics.Rows {
	out := map[*report.Team]metrics.Rows{}
	for _, d := range rows {
		out[d.Team] = append(out[d.Team], d)
	}
	return out
}

// owed reports whether an ask of a quarter still waits for its team: not agreed, or late.
func owed(a *report.Ask) bool {
	return a.Met == 0 && (a.State == report.Asked || a.State == report.Declined || a.State == report.Late)
}

// owing is a team of which others wait for something.
type owing struct {
	team  *report.Team
	rows  metrics.Rows // that wait, each once
	teams int          // that wait
	how   string       // "1 late, 2 unanswered"
}

// owings are the asks of some figures that are owed, by the team that is asked, in the
// order of their names.
func owings(f *metrics.Figures, counts func(*report.Ask) bool) []owing {
	var out []owing
	states := map[*report.Team]map[report.AskState]int{}
	waiting := map[*report.Team]map[*report.Team]bool{}
	for _, a := range f.Asks {
		if !owed(a) || !counts(a) {
			continue
		}
		i := slices.IndexFunc(out, func(o owing) bool { return o.team == a.Of })
		if i < 0 {
			i, out = len(out), append(out, owing{team: a.Of})
			states[a.Of], waiting[a.Of] = map[report.AskState]int{}, map[*report.Team]bool{}
		}
		if !slices.Contains(out[i].rows, a.By) {
			out[i].rows = append(out[i].rows, a.By)
		}
		states[a.Of][a.State]++
		waiting[a.Of][a.By.Team] = true
	}
	for i, o := range out {
		var how []string
		for _, s := range []report.AskState{report.Late, report.Declined, report.Asked} {
			if n := states[o.team][s]; n > 0 {
				word := string(s)
				if s == report.Asked {
					word = "unanswered"
				}
				how = append(how, digits(n)+" "+word)
			}
		}
		out[i].how, out[i].teams = strings.Join(how, ", "), len(waiting[o.team])
	}
	slices.SortFunc(out, func(a, b owing) int {
		return cmp.Or(cmp.Compare(a.team.Name, b.team.Name), cmp.Compare(a.team.ID, b.team.ID))
	})
	return out
}

// askedTeam is a link to the report of a team that is asked, or else to its page.
func askedTeam(c *site.Context, q *report.Quarter, t *report.Team) site.Link {
	if c.Index().ReportOf(q, t.ID) != nil {
		return c.Report(q, t)
	}
	return c.Team(t)
}

func owedRisks(c *site.Context, f *metrics.Figures) []Risk {
	if !c.Shows(report.Plans) {
		return nil
	}
	var out []Risk
	for _, o := range owings(f, func(*report.Ask) bool { return true }) {
		what := site.Count(len(o.rows), "item") + " of " + site.Count(o.teams, "team") + " " + verb(len(o.rows), "waits", "wait") + " for it"
		r := risk(c, owedAnswers, askedTeam(c, f.Quarter, o.team), what, "Asks: "+o.how+".", o.rows)
		r.More.Path = c.QuarterPath(f.Quarter.ID) + "#asks"
		out = append(out, r)
	}
	return out
}

func forecastRisks(c *site.Context, q *report.Quarter) []Risk {
	if !c.Shows(report.Numbers) {
		return nil
	}
	var out []Risk
	for _, r := range q.Reports {
		f := c.Book.Forecast(q.ID, r.Team.ID)
		if f == nil || f.Absent != "" {
			continue
		}
		end := f.ByEnd()
		short := len(f.Open) - end.P50
		risk := risk(c, belowPlan, c.Report(q, r.Team), digits(short)+" of its "+site.Count(len(f.Open), "open item")+" "+are(short)+" not expected by "+nb(q.LastDay().Short()),
			"Forecast: at least "+digits(end.P50)+" as likely as not, at least "+digits(end.P85)+" with 85\u00a0%.", nil)
		risk.n = short
		out = append(out, risk)
	}
	return out
}

func unexplainedRisks(c *site.Context, f *metrics.Figures) []Risk {
	var out []Risk
	for _, r := range f.Quarter.Reports {
		if rows := byTeam(f.Rest)[r.Team]; len(rows) > 0 {
			out = append(out, risk(c, unexplainedItems, c.Report(f.Quarter, r.Team), site.Count(len(rows), "planned item")+" without any outcome", "Nobody has said what became of "+verb(len(rows), "it", "them")+".", rows))
		}
	}
	return out
}

// carriedRisks are items that earlier quarters carried twice or more, and that this one has
// neither delivered nor dropped.
func carriedRisks(c *site.Context, f *metrics.Figures) []Risk {
	again := byTeam(slices.DeleteFunc(slices.Clone(f.CarriedMore), func(d *report.Deliverable) bool {
		return d.Outcome.Status == report.Delivered || d.Outcome.Status == report.Dropped
	}))
	var out []Risk
	for _, r := range f.Quarter.Reports {
		rows := again[r.Team]
		if len(rows) == 0 {
			continue
		}
		what := site.Count(len(rows), "item") + " carried in twice or more"
		if !site.Ahead(f.Quarter) {
			what += ", and again not delivered"
		}
		why := ""
		if reason := rows[0].Outcome.Reason; reason != "" {
			why = strings.TrimSpace(site.Capital(string(reason)) + ". " + site.EndSentence(rows[0].Outcome.Note))
		}
		out = append(out, risk(c, carriedAgain, c.Report(f.Quarter, r.Team), what, why, rows))
	}
	return out
}

func actionRisks(c *site.Context, f *metrics.Figures) []Risk {
	var out []Risk
	for _, o := range overdue(c, f) {
		out = append(out, Risk{Team: o.Team, What: o.What, Why: o.Why, kind: overdueActions, n: o.n})
	}
	return out
}

// overdue are the actions that were due by then and are not done, by the team that owns
// them: that whose retro agreed them, where the owner is no team.
func overdue(c *site.Context, f *metrics.Figures) []Wanted {
	if !c.Shows(report.Retros) {
		return nil
	}
	var out []Wanted
	for _, a := range f.ActionsDue {
		if slices.Contains(f.ActionsDone, a) || c.Over.Newest()[a] != nil { // where it was raised again it is late by the newer date
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
		i := slices.IndexFunc(out, func(w Wanted) bool { return w.Team.Text == to.Text })
		if i < 0 {
			i, out = len(out), append(out, Wanted{Team: to, Why: clip(a.Text.Text, longest)})
		}
		out[i].n++
	}
	for i, w := range out {
		out[i].What = site.Count(w.n, "action") + " overdue:"
	}
	slices.SortStableFunc(out, func(a, b Wanted) int { return cmp.Compare(a.Team.Text, b.Team.Text) })
	return out
}
