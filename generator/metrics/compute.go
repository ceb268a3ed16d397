package metrics

import (
	"cmp"
	"slices"
	"sync"

	"quarterdeck/generator/report"
)

// Compute returns the figures of every quarter, and of every team in it: counted, or,
// where an edition is shown (Quarter.Shown), as they are frozen there. It reads the
// archive and nothing else; the order of quarters and reports in it does not matter.
// Rows keep the order of teams, and within one of its items.
func Compute(a *report.Archive) *Book { return (*Memory)(nil).Compute(a) }

// Compute is [Compute] with the forecasts of which the memory knows what was found.
func (m *Memory) Compute(a *report.Archive) *Book {
	b := &Book{archive: a, sources: map[report.QuarterID]*source{}, quarters: map[report.QuarterID]func() *Figures{}, teams: map[key]func() *Figures{}}
	quarters := sortedQuarters(a)
	sorted := make([][]*report.Report, len(quarters))
	for i, q := range quarters {
		sorted[i] = sortedReports(q)
	}
	// What figures of several quarters and teams look up is gathered with the first.
	c := sync.OnceValue(func() *common { return newCommon(a, quarters, sorted) })
	for i, q := range quarters {
		s := newSource(a, q, sorted[i], c)
		b.sources[q.ID] = s
		b.quarters[q.ID] = sync.OnceValue(func() *Figures { return s.figures(nil, s.reports) })
		for n, r := range s.reports {
			if r.Team != nil {
				b.teams[key{q.ID, r.Team.ID}] = sync.OnceValue(func() *Figures { return s.figures(r.Team, s.reports[n:n+1]) })
			}
		}
	}
	b.names = sync.OnceValue(func() report.Names { return report.NewNames(a) })
	b.items = sync.OnceValue(func() map[string]History { return histories(b.names(), sorted) })
	b.forecasts = sync.OnceValue(func() map[key]func() *Forecast { return forecasts(m, a.Today, sorted) })
	return b
}

// Beside is [Compute] for an archive of an edition, beside the book of the working copy.
// A quarter that both have as one and the same, and of which both show an edition, has
// the same figures in both: they are not read and counted again for each edition.
func Beside(working *Book, a *report.Archive) *Book {
	b := Compute(a)
	for _, q := range a.Quarters {
		s := working.sources[q.ID]
		if s == nil || s.quarter != q || q.Shown == nil || !sees(working.archive, report.Numbers) || !sees(a, report.Numbers) {
			continue
		}
		b.sources[q.ID], b.quarters[q.ID] = s, working.quarters[q.ID]
		for _, r := range s.reports {
			if r.Team != nil {
				at := key{q.ID, r.Team.ID}
				b.teams[at] = working.teams[at]
			}
		}
	}
	return b
}

func histories(names report.Names, sorted [][]*report.Report) map[string]History {
	items := map[string]History{}
	for _, reports := range sorted {
		for _, r := range reports {
			for _, d := range r.Items {
				id := names.First(d.ID)
				items[id] = append(items[id], d)
			}
		}
	}
	return items
}

// common is what the figures of several quarters and teams are counted from.
type common struct {
	today   report.Day
	frozen  bool        // asks and actions keep their places; nil where one is not shown
	past    func() past // gathered when figures are first counted
	asks    map[report.QuarterID][]*report.Ask
	actions []*report.Action            // of every retro, by quarter and team
	actOf   map[string][]*report.Action // the same by team id
}

func newCommon(a *report.Archive, quarters []*report.Quarter, sorted [][]*report.Report) *common {
	c := &common{today: a.Today, past: sync.OnceValue(func() past { return pastOf(report.NewNames(a), quarters, sorted) }), asks: map[report.QuarterID][]*report.Ask{}, actOf: map[string][]*report.Action{}}
	for _, k := range a.Asks {
		if k.Quarter != nil {
			c.asks[k.Quarter.ID] = append(c.asks[k.Quarter.ID], k)
		}
	}
	for _, reports := range sorted {
		for _, r := range reports {
			if r.Retro == nil {
				continue
			}
			c.actions = append(c.actions, r.Retro.Actions...)
			for _, action := range r.Retro.Actions {
				id := teamID(action.Team)
				c.actOf[id] = append(c.actOf[id], action)
			}
		}
	}
	return c
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
func figures(c *common, q *report.Quarter, team *report.Team, reports []*report.Report) *Figures {
	f := &Figures{Quarter: q, Team: team}
	for _, r := range reports {
		if hasPlan(q, r) {
			f.HasPlan = true
			if r.Plan != nil {
				f.CutOff = f.CutOff.with(r.Plan.Committed)
			}
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
	f.carry(c.past())
	f.punctuality()
	f.Velocity = velocity(f.Delivered)
	f.mix()
	f.Reasons = reasons(slices.Concat(f.Moved, f.Dropped))
	f.Estimates = estimates(f.Delivered)
	f.changes(reports)
	f.asks(c.asks[q.ID])
	if team == nil {
		f.follow(c.actions, c.today)
	} else {
		f.follow(c.actOf[team.ID], c.today)
	}
	return f
}

// hasPlan reports whether the team promised anything: in a quarter with a plan edition
// only what is in that is a promise.
func hasPlan(q *report.Quarter, r *report.Report) bool {
	if q.Plan() == nil {
		return r.Plan != nil
	}
	return r.Promised || slices.ContainsFunc(r.Items, (*report.Deliverable).InPlan)
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
		due := d.PlannedDue()
		if due == 0 {
			continue
		}
		f.WithDue = append(f.WithDue, d)
		if d.Outcome.Finished != 0 && d.Outcome.Finished <= due {
			f.OnTime = append(f.OnTime, d)
		}
	}
}
