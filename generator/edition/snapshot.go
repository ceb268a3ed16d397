package edition

import (
	"html"
	"slices"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Compute is [metrics.Compute] with the figures of quarters that are shown as an edition has
// them: those are read from figures.json, and not counted.
func Compute(a *report.Archive, m *metrics.Memory) *metrics.Book { return m.Compute(a, open) }

// open reads the figures of the edition that is shown of a quarter.
func open(a *report.Archive, q *report.Quarter) metrics.Snapshot {
	d, ok := q.Shown.Read(parsed).(*document)
	if !ok {
		return nil
	}
	return thaw(d, a, q)
}

// parsed is the document in figures.json, or the error of reading it.
func parsed(figures []byte) any {
	d, err := read(figures)
	if err != nil {
		return err
	}
	return d
}

// snapshot is a document in the terms of an archive.
type snapshot struct {
	document *document
	archive  *report.Archive
	quarter  *report.Quarter
	items    map[string]*report.Deliverable // by id; of those that two teams have, the one that was promised
	own      map[ownItem]*report.Deliverable
	quarters map[string]*report.Quarter // of the archive
	// outside is what figures would be counted from: of elsewhere, only what was frozen.
	// Asks and actions keep their positions; one that the archive cannot show is nil.
	outside metrics.Outside
}

// ownItem is an id among those of one team: after a hand-over, two teams have it.
type ownItem struct{ team, id string }

// thaw finds what a document names in the archive. Asks and actions are copies, as they
// were on the day of freezing.
func thaw(d *document, a *report.Archive, q *report.Quarter) *snapshot {
	d = d.renamed(a.Teams)
	t := &snapshot{document: d, archive: a, quarter: q, items: map[string]*report.Deliverable{}, own: map[ownItem]*report.Deliverable{}, quarters: map[string]*report.Quarter{}}
	for _, r := range q.Reports {
		for _, item := range r.Items {
			t.own[ownItem{r.Team.ID, item.ID}] = item
			if t.items[item.ID] == nil || len(item.Continues) == 0 {
				t.items[item.ID] = item
			}
		}
	}
	t.outside = metrics.Outside{Today: a.Today, History: map[*report.Deliverable]metrics.Trace{}}
	for _, h := range d.Outside.History {
		if item := t.items[h.Item]; item != nil {
			if first, err := report.ParseQuarter(h.First); err == nil {
				t.outside.History[item] = metrics.Trace{Missed: h.Missed, First: first}
			}
		}
	}
	for _, q := range a.Quarters {
		t.quarters[q.ID.String()] = q
	}
	own := slices.DeleteFunc(slices.Clone(a.Asks), func(k *report.Ask) bool { return k.Quarter == nil || k.Quarter.ID != q.ID })
	for _, k := range d.Outside.Asks {
		t.outside.Asks = append(t.outside.Asks, t.ask(k, own))
	}
	for _, k := range d.Outside.Actions {
		t.outside.Actions = append(t.outside.Actions, t.action(k))
	}
	return t
}

// ask is the archive's own one as it was then, or one like it.
func (t *snapshot) ask(k asked, own []*report.Ask) *report.Ask {
	by := t.items[k.By]
	if by == nil {
		return nil
	}
	then := report.Ask{Quarter: t.quarter, By: by, Of: teamIn(t.archive, k.Of), What: k.What, Pos: by.Pos}
	if o := report.Find(own, func(o *report.Ask) bool { return o.By == by && o.What == k.What && report.TeamID(o.Of) == k.Of }); o != nil {
		then = *o
	}
	then.Wanted, then.State, then.Met, then.Answer = k.Wanted, k.State, k.Met, nil
	if k.Answer != "" {
		then.Answer = itemIn(t.quarters[k.AnswerQuarter], k.Answer)
	}
	return &then
}

// action is the archive's own one as it was then, or one like it; nil for one of nobody.
func (t *snapshot) action(k acted) *report.Action {
	id, err := report.ParseQuarter(k.Quarter)
	if err != nil || k.Team == "" {
		return nil
	}
	then := report.Action{ID: k.ID, Owner: k.Owner, Team: teamIn(t.archive, k.Team), Text: report.Prose{
		Text: k.Text, Spans: []report.Span{{HTML: html.EscapeString(k.Text)}},
	}}
	then.Quarter = &report.Quarter{ID: id}
	if q := t.quarters[k.Quarter]; q != nil {
		then.Quarter = q
		if r := q.Report(k.Team); r != nil && r.Retro != nil {
			if c := report.Find(r.Retro.Actions, func(c *report.Action) bool { return c.ID == k.ID && c.Text.Text == k.Text }); c != nil {
				then = *c
			}
		}
	}
	then.Due, then.Done = k.Due, k.Done
	return &then
}

func teamIn(a *report.Archive, id string) *report.Team {
	if t := report.Find(a.Teams, func(t *report.Team) bool { return t.ID == id }); t != nil || id == "" {
		return t
	}
	return &report.Team{ID: id, Name: id}
}

func itemIn(q *report.Quarter, id string) *report.Deliverable {
	if q == nil {
		return nil
	}
	for _, r := range q.Reports {
		if d := report.Find(r.Items, func(d *report.Deliverable) bool { return d.ID == id }); d != nil {
			return d
		}
	}
	return nil
}

// Figures returns those of a team, or of all teams with nil; nil where the document has none.
func (t *snapshot) Figures(team *report.Team) *metrics.Figures {
	r := t.document.of(report.TeamID(team))
	if r == nil {
		return nil
	}
	reports := t.quarter.Reports
	if team != nil {
		reports = slices.DeleteFunc(slices.Clone(reports), func(r *report.Report) bool { return r.Team.ID != team.ID })
	}
	f := &metrics.Figures{
		Quarter: t.quarter, Team: team, NoOutcomes: metrics.NoOutcomes(t.quarter, reports), HasPlan: r.HasPlan, CutOff: r.CutOff,
		Velocity: r.Velocity, Sprints: slices.Clone(r.Sprints), Mix: metrics.Mix{ByItems: r.Mix.ByItems, Effort: r.Mix.Effort}, Recorded: t.recorded(r),
	}
	for _, set := range sets {
		*set.of(f) = t.rows(team, r.Sets[set.id])
	}
	if metrics.Sees(t.archive, report.Plans) {
		fill(askSets, f, t.outside.Asks, r.Asks)
	}
	if metrics.Sees(t.archive, report.Retros) {
		fill(actionSets, f, t.outside.Actions, r.Actions)
	}
	for _, m := range r.Mix.Kinds {
		f.Mix.Rows = append(f.Mix.Rows, metrics.MixRow{Kind: m.Kind, Planned: metrics.Ratio{Value: m.Planned, Of: r.Mix.PlannedOf}, Delivered: metrics.Ratio{Value: m.Delivered, Of: r.Mix.DeliveredOf}})
	}
	for _, w := range r.Reasons {
		f.Reasons = append(f.Reasons, metrics.Reason{Reason: w.Reason, Items: t.rows(team, w.Items)})
	}
	for _, s := range r.Slips {
		for _, item := range t.rows(team, s.Items) {
			f.Slips = append(f.Slips, metrics.Slip{Item: item, Quarters: s.Quarters})
		}
	}
	for _, e := range r.Classes {
		f.Estimates = append(f.Estimates, metrics.Estimate{Class: e.Size, Items: t.rows(team, e.Items), Planned: e.Planned, Actual: e.Actual})
	}
	for _, c := range r.Changes {
		if item := t.item(team, c.Item); item != nil {
			f.Changes = append(f.Changes, metrics.Change{Item: item, Kinds: c.Kinds})
		}
	}
	return f
}

// recorded are the numbers in an entry by their metrics. One about something that the archive
// does not show is left out: it is then n/a, as if counted.
func (t *snapshot) recorded(r *entry) *metrics.Recorded {
	own := &metrics.Recorded{Ratios: map[string]metrics.Ratio{}, Amounts: map[string]*float64{}, Unsized: r.Unsized}
	for _, m := range metrics.All() {
		if m.Needs != "" && !metrics.Sees(t.archive, m.Needs) {
			continue
		}
		if e, ok := r.Ratios[m.Key()]; ok {
			own.Ratios[m.ID] = e.ratio()
		}
		if n, ok := r.Amounts[m.Key()]; ok {
			own.Amounts[m.ID] = n
		}
	}
	return own
}

func (t *snapshot) item(team *report.Team, id string) *report.Deliverable {
	if team != nil {
		if d := t.own[ownItem{team.ID, id}]; d != nil {
			return d
		}
	}
	return t.items[id]
}

func (t *snapshot) rows(team *report.Team, ids idSet) metrics.Rows {
	var rows metrics.Rows
	for _, id := range ids {
		if d := t.item(team, id); d != nil {
			rows = append(rows, d)
		}
	}
	return rows
}

// fill fills sets with the members of a list that are at their positions and can be shown.
func fill[T any](sets []set[[]*T], f *metrics.Figures, list []*T, at map[string]positions) {
	for _, set := range sets {
		for _, i := range at[set.id] {
			if i >= 0 && i < len(list) && list[i] != nil {
				*set.of(f) = append(*set.of(f), list[i])
			}
		}
	}
}
