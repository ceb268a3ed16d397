package metrics

import (
	"cmp"
	"slices"
	"sync"

	"quarterdeck/generator/report"
)

// Compute returns the figures of every quarter, and of every team in it, counted from the
// archive and nothing else. The order of quarters and reports in it does not matter. Rows
// keep the order of teams, and within one of its items.
func Compute(a *report.Archive) *Book { return (*Memory)(nil).Compute(a, nil) }

// Compute is [Compute] with the forecasts that the memory already has, and where an edition is
// shown (Quarter.Shown) with its figures as open gives them; a nil open has all counted.
func (m *Memory) Compute(a *report.Archive, open Open) *Book {
	b := &Book{archive: a, open: open, sources: map[report.QuarterID]*source{}, quarters: map[report.QuarterID]func() *Figures{}, teams: map[key]func() *Figures{}}
	quarters := sortedQuarters(a)
	sorted := make([][]*report.Report, len(quarters))
	for i, q := range quarters {
		sorted[i] = sortedReports(q)
	}
	// What figures of several quarters and teams look up is gathered with the first.
	from := sync.OnceValue(func() map[report.QuarterID]Outside { return outside(a, quarters, sorted) })
	for i, q := range quarters {
		s := newSource(a, q, sorted[i], func() Outside { return from()[q.ID] }, open)
		b.sources[q.ID] = s
		b.quarters[q.ID] = sync.OnceValue(func() *Figures { return s.figures(nil, s.reports) })
		for n, r := range s.reports {
			b.teams[key{q.ID, r.Team.ID}] = sync.OnceValue(func() *Figures { return s.figures(r.Team, s.reports[n:n+1]) })
		}
	}
	b.names = sync.OnceValue(func() report.Names { return report.NewNames(a) })
	b.items = sync.OnceValue(func() map[string]History { return histories(b.names(), sorted) })
	b.forecasts = sync.OnceValue(func() map[key]func() *Forecast { return forecasts(m, a.Today, sorted) })
	return b
}

// Beside is the figures of an edition's archive, beside the book of the working copy.
// A quarter that both have as one and the same, and of which both show an edition, has
// the same figures in both: they are not read and counted again for each edition.
func Beside(working *Book, a *report.Archive) *Book {
	b := (*Memory)(nil).Compute(a, working.open)
	for _, q := range a.Quarters {
		s := working.sources[q.ID]
		if s == nil || s.quarter != q || q.Shown == nil || !Sees(working.archive, report.Numbers) || !Sees(a, report.Numbers) {
			continue
		}
		b.sources[q.ID], b.quarters[q.ID] = s, working.quarters[q.ID]
		for _, r := range s.reports {
			at := key{q.ID, r.Team.ID}
			b.teams[at] = working.teams[at]
		}
	}
	return b
}

func histories(names report.Names, sorted [][]*report.Report) map[string]History {
	items := map[string]History{}
	for _, r := range slices.Concat(sorted...) {
		for _, d := range r.Items {
			id := names.First(d.ID)
			items[id] = append(items[id], d)
		}
	}
	return items
}

// outside is what the figures of each quarter take from elsewhere.
func outside(a *report.Archive, quarters []*report.Quarter, sorted [][]*report.Report) map[report.QuarterID]Outside {
	from := Outside{Today: a.Today, Reasons: a.Site.Reasons, History: pastOf(report.NewLineage(a), quarters, sorted)}
	for _, r := range slices.Concat(sorted...) {
		if r.Retro != nil {
			from.Actions = append(from.Actions, r.Retro.Actions...)
		}
	}
	asks := map[report.QuarterID][]*report.Ask{}
	for _, k := range a.Asks {
		if k.Quarter != nil {
			asks[k.Quarter.ID] = append(asks[k.Quarter.ID], k)
		}
	}
	of := map[report.QuarterID]Outside{}
	for _, q := range quarters {
		from.Asks = asks[q.ID]
		of[q.ID] = from
	}
	return of
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
	slices.SortStableFunc(s, func(x, y *report.Report) int { return x.Team.Compare(y.Team) })
	return s
}

// figures counts the given reports, which are those of one team or of all.
func figures(from Outside, q *report.Quarter, team *report.Team, reports []*report.Report) *Figures {
	f := &Figures{Quarter: q, Team: team, NoOutcomes: NoOutcomes(q, reports)}
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
	f.carry(from.History)
	f.punctuality()
	f.Velocity = velocity(f.Delivered, slices.Concat(f.Partly, f.AddedPartly))
	f.mix()
	f.Reasons = reasons(slices.Concat(f.Moved, f.Dropped), from.Reasons)
	f.Estimates = estimates(f.Delivered)
	f.changes(reports)
	f.asks(from.Asks)
	f.follow(from.Actions, from.Today)
	return f
}

// NoOutcomes reports whether a quarter has closed without any word of some of its teams on what
// became of their items.
func NoOutcomes(q *report.Quarter, reports []*report.Report) bool {
	return q.State == report.Closed && !slices.ContainsFunc(reports, func(r *report.Report) bool {
		return r.Metrics != nil || slices.ContainsFunc(r.Items, func(d *report.Deliverable) bool { return d.Outcome.Status != "" })
	})
}

// hasPlan reports whether the team promised anything: in a quarter with a plan edition
// only what is in that is a promise.
func hasPlan(q *report.Quarter, r *report.Report) bool {
	if q.Plan() == nil {
		return r.Plan != nil
	}
	return r.Promised || slices.ContainsFunc(r.Items, (*report.Deliverable).InPlan)
}

// sort puts an item into the sets to which it belongs. What continues another item that is
// counted here is counted with that: nothing counts twice.
func (f *Figures) sort(d *report.Deliverable) {
	if d.Early {
		f.Early = append(f.Early, d)
		return
	}
	if slices.ContainsFunc(d.Continues, f.counts) {
		return
	}
	all, delivered, partly, handed, moved, dropped, rest := &f.Added, &f.AddedDelivered, &f.AddedPartly, &f.AddedHandedOver, &f.AddedMoved, &f.AddedDropped, &f.AddedRest
	if d.InPlan() {
		all, delivered, partly, handed, moved, dropped, rest = &f.P, &f.Kept, &f.Partly, &f.HandedOver, &f.Moved, &f.Dropped, &f.Rest
	}
	*all = append(*all, d)
	switch f.outcome(d) {
	case report.Delivered:
		*delivered = append(*delivered, d)
		f.Delivered = append(f.Delivered, d)
	case report.Partly:
		*partly = append(*partly, d)
	case report.HandedOver:
		*handed = append(*handed, d)
	case report.Moved:
		*moved = append(*moved, d)
	case report.Dropped:
		*dropped = append(*dropped, d)
	default:
		*rest = append(*rest, d)
	}
}

// counts reports whether an item is one of those whose figures these are.
func (f *Figures) counts(d *report.Deliverable) bool {
	return f.Team == nil || report.TeamID(d.Team) == f.Team.ID
}

// outcome is what became of an item for those whose figures these are. For a team, what it
// handed over is out of its hands; for all of them it is what the other team made of it, and
// what nobody has in this quarter has moved.
func (f *Figures) outcome(d *report.Deliverable) report.Status {
	switch {
	case f.Team != nil:
		return d.Own().Status
	case d.Outcome.Status == report.HandedOver && len(d.Parts) == 0:
		return report.Moved
	}
	return d.Became().Status
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
		if on := d.Became().Finished; on != 0 && on <= due {
			f.OnTime = append(f.OnTime, d)
		}
	}
}
