package numbers

import (
	"cmp"
	"slices"

	"quarterdeck/generator/report"
)

// Compute returns the figures of every quarter, and of every team in it. It
// reads the archive and nothing else; the order of quarters and reports in it
// does not matter. Rows keep the order of teams, and within one of its items.
func Compute(a *report.Archive) *Book {
	b := &Book{
		quarters: map[report.QuarterID]*Figures{},
		teams:    map[key]*Figures{},
		items:    map[string]History{},
	}
	past := memory{}
	actions := actionsOf(a)
	for _, q := range sortedQuarters(a) {
		reports := sortedReports(q)
		b.quarters[q.ID] = figures(a, q, nil, reports, past, actions)
		for _, r := range reports {
			if r.Team != nil {
				b.teams[key{q.ID, r.Team.ID}] = figures(a, q, r.Team, []*report.Report{r}, past, actions)
			}
			for _, d := range r.Items {
				b.items[d.ID] = append(b.items[d.ID], d)
			}
		}
		past.learn(q, reports)
	}
	return b
}

// Trend returns the figures of a team, or of all with team "", one a quarter
// from the first to the last of the archive; nil where there are none.
func (b *Book) Trend(a *report.Archive, team string) []*Figures {
	quarters := sortedQuarters(a)
	if len(quarters) == 0 {
		return nil
	}
	var trend []*Figures
	last := quarters[len(quarters)-1].ID
	for q := quarters[0].ID; q.Compare(last) <= 0; q = q.Next() {
		if team == "" {
			trend = append(trend, b.Quarter(q))
		} else {
			trend = append(trend, b.Team(q, team))
		}
	}
	return trend
}

func sortedQuarters(a *report.Archive) []*report.Quarter {
	s := slices.Clone(a.Quarters)
	slices.SortStableFunc(s, func(p, q *report.Quarter) int { return p.ID.Compare(q.ID) })
	return s
}

func sortedReports(q *report.Quarter) []*report.Report {
	s := slices.Clone(q.Reports)
	slices.SortStableFunc(s, func(x, y *report.Report) int { return compareTeams(x.Team, y.Team) })
	return s
}

func compareTeams(x, y *report.Team) int {
	if x == nil || y == nil {
		return cmp.Compare(teamID(x), teamID(y))
	}
	return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
}

func teamID(t *report.Team) string {
	if t == nil {
		return ""
	}
	return t.ID
}

// figures counts the given reports, which are those of one team or of all.
func figures(a *report.Archive, q *report.Quarter, team *report.Team, reports []*report.Report, past memory, actions []*report.Action) *Figures {
	f := &Figures{Quarter: q, Team: team}
	for _, r := range reports {
		if r.Plan != nil {
			f.HasPlan = true
			f.CutOff = f.CutOff.with(r.Plan.Committed)
		}
		for _, d := range r.Items {
			f.sort(d)
		}
		if team != nil && r.Metrics != nil {
			f.Sprints = slices.Clone(r.Metrics.Sprints)
			f.Mix.Effort = r.Metrics.Effort
		}
	}
	slices.SortStableFunc(f.Sprints, func(x, y report.Sprint) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.Name, y.Name))
	})
	f.carry(past)
	f.punctuality()
	f.Velocity = velocity(f.Delivered)
	f.mix()
	f.Reasons = reasons(slices.Concat(f.Moved, f.Dropped))
	f.Estimates = estimates(f.Delivered)
	f.asks(a)
	f.follow(actions, a.Today)
	return f
}

// sort puts an item into the sets to which it belongs.
func (f *Figures) sort(d *report.Deliverable) {
	all, delivered, moved, dropped, rest := &f.Added, &f.AddedDelivered, &f.AddedMoved, &f.AddedDropped, &f.AddedRest
	if d.InPlan() {
		all, delivered, moved, dropped, rest = &f.P, &f.Kept, &f.Moved, &f.Dropped, &f.Rest
	}
	*all = append(*all, d)
	switch d.Outcome.Status {
	case report.Delivered:
		*delivered = append(*delivered, d)
		f.Delivered = append(f.Delivered, d)
	case report.Moved:
		*moved = append(*moved, d)
	case report.Dropped:
		*dropped = append(*dropped, d)
	default:
		*rest = append(*rest, d)
	}
}

// with widens the span so that it holds the day; no day changes nothing.
func (s Span) with(d report.Day) Span {
	switch {
	case d == 0:
	case s == Span{}:
		s = Span{d, d}
	default:
		s = Span{min(s.From, d), max(s.To, d)}
	}
	return s
}

// punctuality fills OnTime and WithDue. Delivered without a known day, where one
// was due, is not on time.
func (f *Figures) punctuality() {
	for _, d := range f.Delivered {
		if d.Due == 0 {
			continue
		}
		f.WithDue = append(f.WithDue, d)
		if d.Outcome.Finished != 0 && d.Outcome.Finished <= d.Due {
			f.OnTime = append(f.OnTime, d)
		}
	}
}
