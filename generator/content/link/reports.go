package link

import (
	"maps"
	"slices"
	"strings"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// linkReports makes the reports of the i-th quarter, each with its files.
func (a *assembler) linkReports(i int) {
	q := a.archive.Quarters[i]
	if was := a.kept.quarter(i); was != nil {
		a.reports = append(a.reports, was.reports)
		for _, l := range was.reports {
			a.at[reportKey{q.ID, l.Team.ID}] = l
		}
		return
	}
	var all []*linked
	for _, p := range a.in[q.ID] { // by path, so what a team has is together
		if p.Place.Team == "" {
			continue
		}
		if n := len(all); n == 0 || all[n-1].folder != p.Place.Team {
			if other := a.at[reportKey{q.ID, a.called(p.Place.Team)}]; other != nil {
				a.problems.Errorf(diag.Pos{File: p.Path}, "two-folders", "move its files to "+other.folderOf(), "%s has files in %s too: they are one team", other.Team.ID, other.folderOf())
				continue
			}
			all = append(all, a.newReport(q, p))
		}
		switch l := all[len(all)-1]; p.Place.Role {
		case content.RolePlan:
			l.plan = p
		case content.RoleRetro:
			l.retro = p
		case content.RoleMetrics:
			l.metrics = p
		case content.RoleUpdate:
			l.updates = append(l.updates, p)
		}
	}
	all = a.addPromised(q, all)
	slices.SortFunc(all, func(x, y *linked) int { return x.Team.Compare(y.Team) })
	for _, l := range all {
		q.Reports = append(q.Reports, l.Report)
	}
	a.reports = append(a.reports, all)
}

// newReport makes the report that a file belongs to.
func (a *assembler) newReport(q *report.Quarter, p *content.Parsed) *linked {
	team := a.teams[p.Place.Team]
	if team == nil { // reported by checkPlaces; the report is still read
		team = a.stranger(p)
	}
	l := &linked{Report: &report.Report{Team: team, Quarter: q}, folder: p.Place.Team}
	a.at[reportKey{q.ID, team.ID}] = l
	return l
}

// addPromised adds the reports of teams of which only the plan edition knows.
func (a *assembler) addPromised(q *report.Quarter, all []*linked) []*linked {
	if f := a.frozen[q.ID]; f != nil {
		for _, team := range slices.Sorted(maps.Keys(f.plans)) {
			if a.at[reportKey{q.ID, a.called(team)}] == nil {
				all = append(all, a.newReport(q, f.plans[team]))
			}
		}
	}
	return all
}

// stranger returns the team of a report whose team has no file.
func (a *assembler) stranger(p *content.Parsed) *report.Team {
	at, found := slices.BinarySearchFunc(a.strangers, p.Place.Team, func(t *report.Team, id string) int { return strings.Compare(t.ID, id) })
	if !found {
		t := content.NewTeam(p.Place.Team, diag.Pos{File: p.Path})
		a.strangers = slices.Insert(a.strangers, at, t)
	}
	return a.strangers[at]
}

// copyFiles gives a report what its files say, as far as each says it alone.
func (a *assembler) copyFiles(l *linked) {
	if l.plan != nil && l.plan.Plan != nil {
		l.copyPlan(l.plan.Plan, a.frozen[l.Quarter.ID])
		for i := range l.drafts {
			a.callTeams(&l.drafts[i])
		}
	}
	if l.metrics != nil && l.metrics.Metrics != nil {
		m := l.metrics.Metrics.Metrics
		m.Quality = a.quality(l.metrics.Metrics)
		l.Metrics = &m
	}
	if l.retro != nil && l.retro.Retro != nil {
		file := l.retro.Retro
		l.Retro = &report.Retro{Held: file.Held, Pos: file.Pos}
		a.linkActions(l.Report, file)
	}
	l.copyUpdates()
}

// quality reads [quality] of an export.
func (a *assembler) quality(m *content.MetricsFile) map[string]float64 {
	out, problems := m.Quality(a.measures)
	for _, p := range problems {
		if p.Code != "unknown-key" || !a.blindSite {
			a.problems = append(a.problems, p)
		}
	}
	return out
}

func (l *linked) copyPlan(file *content.PlanFile, f *frozen) {
	plan := file.Plan
	if on := f.cutOff(l.Team); on != 0 {
		plan.Committed = on
	}
	l.Plan = &plan
	if len(file.Items) == 0 {
		return
	}
	l.drafts = make([]report.Deliverable, len(file.Items))
	for i := range file.Items {
		l.drafts[i] = file.Items[i].Item
		l.drafts[i].Team, l.drafts[i].Quarter = l.Team, l.Quarter
	}
	most := len(l.drafts)
	if l.metrics != nil && l.metrics.Metrics != nil {
		most = max(most, len(l.metrics.Metrics.Items))
	}
	l.Items, l.from = make([]*report.Deliverable, 0, most), make([]origin, 0, most)
}

// linkItems gives the reports of the i-th quarter their items, and what became of
// them. The quarters before it must have theirs. One that is taken over has its own.
func (a *assembler) linkItems(i int) {
	if was := a.kept.quarter(i); was != nil {
		for _, l := range was.reports {
			for n, d := range l.Items {
				a.addItem(d, l.from[n].low, l.from[n].block)
			}
		}
		return
	}
	// All plans first: an outcome may be looked for in another team's plan.
	for _, l := range a.reports[i] {
		for n := range l.drafts {
			from := &l.plan.Plan.Items[n]
			l.add(a, &l.drafts[n], origin{from.Block, from, from.Folded})
		}
	}
	a.promise(i)
	for _, l := range a.reports[i] {
		if l.Metrics != nil {
			a.linkOutcomes(l)
			a.linkResults(l)
		}
	}
	a.linkParts(i)
	for _, l := range a.reports[i] {
		l.markEarly()
		l.across = l.toCheck()
	}
}

// markEarly marks what was done before the plan was committed, or, where it has no date, before
// the quarter began.
func (l *linked) markEarly() {
	cutOff := l.Quarter.Start
	if l.Plan != nil && l.Plan.Committed != 0 {
		cutOff = l.Plan.Committed
	}
	for _, d := range l.Items {
		o := d.Outcome
		d.Early = o.Status == report.Delivered && o.Finished != 0 && o.Finished < cutOff && d.InPlan()
	}
}

// add gives a report an item, unless its id is refused.
func (l *linked) add(a *assembler, d *report.Deliverable, from origin) bool {
	if !a.addItem(d, from.low, from.block) {
		return false
	}
	l.Items, l.from = append(l.Items, d), append(l.from, from)
	return true
}

// addItem enters an item under its id, unless the quarter has one already. low is
// the id in small letters.
func (a *assembler) addItem(d *report.Deliverable, low string, b *content.Block) bool {
	known := a.items[d.ID]
	if len(known) > 0 { // then nothing is written like it
		if other := known[len(known)-1]; other.Quarter == d.Quarter && !a.mayShare(d, other) {
			a.problems.Errorf(b.At("id"), "same-id", duplicateHint(d, other), "duplicate id %q in %s: also at %s", d.ID, d.Quarter.ID, other.Pos)
			return false
		}
	} else {
		if first := a.folded[low]; first != nil {
			other := a.newest(first.ID)
			a.problems.Errorf(b.At("id"), "same-id", "write both in the same way", "id %q differs only in capitals from %q at %s", d.ID, other.ID, other.Pos)
			return false
		}
		a.folded[low] = d
	}
	a.items[d.ID] = append(known, d)
	return true
}

// linkOutcomes reads the items of an export.
func (a *assembler) linkOutcomes(l *linked) {
	file := l.metrics.Metrics
	seen := map[string]int{}
	var extra []unplannedItem
	for i := range file.Items {
		it := &file.Items[i]
		if it.ID == "" {
			continue
		}
		if file.Repeats { // else there is nothing to find
			if first, ok := seen[it.ID]; ok {
				a.problems.Errorf(it.Block.At("id"), "same-id", "keep one of them", "duplicate id %q in this export: also at %s", it.ID, file.Items[first].Block.At("id"))
				continue
			}
			seen[it.ID] = i
		}
		if d := a.plannedBy(l, it.ID); d != nil {
			a.setOutcome(d, it)
		} else if d := a.unplanned(l, it); d != nil {
			extra = append(extra, unplannedItem{d, origin{block: it.Block, low: it.Folded}})
		}
	}
	slices.SortFunc(extra, func(x, y unplannedItem) int { return strings.Compare(x.item.ID, y.item.ID) })
	for _, x := range extra {
		l.Items, l.from = append(l.Items, x.item), append(l.from, x.from)
	}
}

type unplannedItem struct {
	item *report.Deliverable
	from origin
}

// newest is the item of an id that was linked last, or nil.
func (a *assembler) newest(id string) *report.Deliverable {
	if same := a.items[id]; len(same) > 0 {
		return same[len(same)-1]
	}
	return nil
}

// planned is the item of an id that some plan of a quarter has, or nil. Quarters after it must
// not have their items yet.
func (a *assembler) planned(q *report.Quarter, id string) *report.Deliverable {
	// The newest one is of this quarter, if any is; a quarter has at most one.
	if d := a.newest(id); d != nil && d.Quarter == q && !d.FromExport {
		return d
	}
	return nil
}

// unplanned makes an item of an outcome that is in no plan, or says why it cannot.
func (a *assembler) unplanned(r *linked, it *content.MetricsItem) *report.Deliverable {
	at := it.Block.At("id")
	if r.plan != nil && r.plan.Broken && !it.Block.Has("title") {
		return nil // it may be in the plan
	}
	if other := a.planned(r.Quarter, it.ID); other != nil { // of another team, or it were not unplanned
		a.problems.Errorf(at, "other-team", "move it to that team's metrics.toml", "%q is planned by %s at %s", it.ID, other.Team.ID, other.Pos)
		return nil
	}
	if it.Title == "" {
		if !it.Block.Has("title") && !it.Block.Has("kind") {
			a.problems.Errorf(at, "unknown-id", content.DidYouMeanOr(it.ID, a.words.itemsOf(r.Report).Near(it.ID), "add a title and a kind if it was unplanned"), "an outcome for %q, which is in no plan", it.ID)
		} else {
			a.problems.Errorf(it.Block.At(), "missing-key", "add title = …", "unplanned item %q has no title", it.ID)
		}
		return nil
	}
	if it.Kind == "" {
		if !it.Block.Has("kind") {
			a.problems.Errorf(it.Block.At(), "missing-key", "add kind = …", "unplanned item %q has no kind", it.ID)
		}
		return nil
	}
	d := &report.Deliverable{ID: it.ID, Title: it.Title, Team: r.Team, Quarter: r.Quarter, Kind: it.Kind, Phase: it.Phase,
		FromExport: true, Outcome: it.Outcome, Pos: it.Outcome.Pos}
	a.callTeams(d)
	if !a.addItem(d, it.Folded, it.Block) {
		return nil
	}
	return d
}
