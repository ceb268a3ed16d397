package metrics

import (
	"html"
	"slices"

	"quarterdeck/generator/report"
)

// frozen is what Figures say that an edition knows, and that nobody counts.
type frozen struct {
	ratios  map[string]Ratio
	unsized int
}

// thawed is a document in the terms of an archive.
type thawed struct {
	document *document
	quarter  *report.Quarter
	items    map[string]*report.Deliverable
	quarters map[string]*report.Quarter // of the archive
	// common is what figures would be counted from: of elsewhere, only what was frozen.
	// Asks and actions stand in their places; one that the archive cannot show is nil.
	common        *common
	asks, actions bool // shown at all
}

// thaw finds what a document names in the archive. Asks and actions are copies: they
// say what they said on the day of freezing.
func thaw(d *document, a *report.Archive, s *source) *thawed {
	t := &thawed{document: d, quarter: s.quarter, items: map[string]*report.Deliverable{}, quarters: map[string]*report.Quarter{}, asks: sees(a, report.Plans), actions: sees(a, report.Retros)}
	for _, r := range s.reports {
		for _, item := range r.Items {
			t.items[item.ID] = item
		}
	}
	before := past{}
	c := &common{today: a.Today, frozen: true, past: func() past { return before }, asks: map[report.QuarterID][]*report.Ask{}, actOf: map[string][]*report.Action{}}
	for _, h := range d.Outside.History {
		if item := t.items[h.Item]; item != nil {
			if first, err := report.ParseQuarter(h.First); err == nil {
				before[item] = trace{held: h.Held, first: first.Index(), seen: true}
			}
		}
	}
	own := s.common().asks[s.quarter.ID]
	for _, q := range a.Quarters {
		t.quarters[q.ID.String()] = q
	}
	for _, k := range d.Outside.Asks {
		c.asks[s.quarter.ID] = append(c.asks[s.quarter.ID], t.ask(k, a, own))
	}
	for _, k := range d.Outside.Actions {
		action := t.action(k, a)
		c.actions = append(c.actions, action)
		c.actOf[k.Team] = append(c.actOf[k.Team], action)
	}
	t.common = c
	return t
}

// ask is the archive's own one as it stood then, or one like it.
func (t *thawed) ask(k asked, a *report.Archive, own []*report.Ask) *report.Ask {
	by := t.items[k.By]
	if by == nil {
		return nil
	}
	then := report.Ask{Quarter: t.quarter, By: by, Of: teamIn(a, k.Of), What: k.What, Pos: by.Pos}
	for _, o := range own {
		if o.By == by && o.What == k.What && teamID(o.Of) == k.Of {
			then = *o
			break
		}
	}
	then.Wanted, then.State, then.Met, then.Answer = report.Day(k.Wanted), k.State, report.Day(k.Met), nil
	if k.Answer != "" {
		then.Answer = itemIn(t.quarters[k.AnswerQuarter], k.Answer)
	}
	return &then
}

// action is the archive's own one as it was then, or one like it; nil for one of nobody.
func (t *thawed) action(k acted, a *report.Archive) *report.Action {
	id, err := report.ParseQuarter(k.Quarter)
	if err != nil || k.Team == "" {
		return nil
	}
	then := report.Action{ID: k.ID, Owner: k.Owner, Team: teamIn(a, k.Team), Text: report.Prose{
		Text: k.Text, Spans: []report.Span{{HTML: html.EscapeString(k.Text)}},
	}}
	then.Quarter = &report.Quarter{ID: id}
	if q := t.quarters[k.Quarter]; q != nil {
		then.Quarter = q
		if r := reportIn(q, k.Team); r != nil && r.Retro != nil {
			if i := slices.IndexFunc(r.Retro.Actions, func(c *report.Action) bool { return c.ID == k.ID && c.Text.Text == k.Text }); i >= 0 {
				then = *r.Retro.Actions[i]
			}
		}
	}
	then.Due, then.Done = report.Day(k.Due), k.Done
	return &then
}

func teamIn(a *report.Archive, id string) *report.Team {
	for _, t := range a.Teams {
		if t.ID == id {
			return t
		}
	}
	if id == "" {
		return nil
	}
	return &report.Team{ID: id, Name: id}
}

func reportIn(q *report.Quarter, team string) *report.Report {
	for _, r := range q.Reports {
		if teamID(r.Team) == team {
			return r
		}
	}
	return nil
}

func itemIn(q *report.Quarter, id string) *report.Deliverable {
	if q == nil {
		return nil
	}
	for _, r := range q.Reports {
		for _, d := range r.Items {
			if d.ID == id {
				return d
			}
		}
	}
	return nil
}

// figures are those of a record.
func (t *thawed) figures(r *record, team *report.Team) *Figures {
	f := &Figures{
		Quarter: t.quarter, Team: team, HasPlan: r.HasPlan, CutOff: Span{report.Day(r.CutOff.From), report.Day(r.CutOff.To)},
		Velocity: r.Velocity, Mix: Mix{ByItems: r.Mix.ByItems, Effort: r.Mix.Effort},
		frozen: &frozen{ratios: map[string]Ratio{}, unsized: r.Unsized},
	}
	for _, set := range sets {
		*set.of(f) = t.rows(r.Sets[set.id])
	}
	if t.asks {
		for _, set := range askSets {
			*set.of(f) = taken(t.common.asks[t.quarter.ID], r.Asks[set.id])
		}
	}
	if t.actions {
		for _, set := range actionSets {
			*set.of(f) = taken(t.common.actions, r.Actions[set.id])
		}
	}
	for _, one := range ratios {
		if e, ok := r.Ratios[one.id]; ok && t.shows(one.id) {
			f.frozen.ratios[one.id] = e.ratio()
		}
	}
	for _, m := range r.Mix.Kinds {
		f.Mix.Rows = append(f.Mix.Rows, MixRow{m.Kind, Ratio{m.Planned, r.Mix.PlannedOf}, Ratio{m.Delivered, r.Mix.DeliveredOf}})
	}
	for _, w := range r.Reasons {
		f.Reasons = append(f.Reasons, Reason{w.Reason, t.rows(w.Items)})
	}
	for _, s := range r.Slips {
		for _, item := range t.rows(s.Items) {
			f.Slips = append(f.Slips, Slip{item, s.Quarters})
		}
	}
	for _, e := range r.Classes {
		f.Estimates = append(f.Estimates, Estimate{e.Size, t.rows(e.Items), e.Planned, e.Actual})
	}
	for _, s := range r.Sprints {
		f.Sprints = append(f.Sprints, report.Sprint{Name: s.Name, Start: report.Day(s.Start), End: report.Day(s.End), Planned: s.Planned, Completed: s.Completed})
	}
	for _, c := range r.Changes {
		if item := t.items[c.Item]; item != nil {
			f.Changes = append(f.Changes, Change{item, c.Kinds})
		}
	}
	return f
}

// shows is false for the ratios of what the archive does not show: they are then n/a, as
// if counted.
func (t *thawed) shows(ratio string) bool {
	switch ratio {
	case "asks_met", "asks_of_met":
		return t.asks
	case "follow_through":
		return t.actions
	}
	return true
}

func (t *thawed) rows(ids idSet) Rows {
	var rows Rows
	for _, id := range ids {
		if d := t.items[id]; d != nil {
			rows = append(rows, d)
		}
	}
	return rows
}

// taken returns what stands in the given places.
func taken[T any](list []*T, places spots) []*T {
	var found []*T
	for _, i := range places {
		if i >= 0 && i < len(list) && list[i] != nil {
			found = append(found, list[i])
		}
	}
	return found
}
