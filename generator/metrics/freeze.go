package metrics

import (
	"fmt"

	"quarterdeck/generator/report"
)

// Freeze returns figures.json of a quarter: its figures as they are counted from the
// book's archive, for all teams together and for each, and the facts from elsewhere that
// they rest on. It counts even where an edition is shown. Equal figures are equal bytes.
// It is an error where the archive has no such quarter, or where a size is no number.
func Freeze(b *Book, q report.QuarterID) ([]byte, error) {
	s := b.sources[q]
	if s == nil {
		return nil, fmt.Errorf("there is no quarter %s to freeze", q)
	}
	bytes, err := s.document(s.common()).write()
	if err != nil {
		return nil, fmt.Errorf("the figures of %s cannot be written: %w", q, err)
	}
	return bytes, nil
}

// sets is every set of deliverables of the figures, with its id in figures.json.
var sets = []struct {
	id, name string
	of       func(*Figures) *Rows
}{
	{"planned", "Planned", func(f *Figures) *Rows { return &f.P }},
	{"kept", "Planned and delivered", func(f *Figures) *Rows { return &f.Kept }},
	{"moved", "Planned and moved", func(f *Figures) *Rows { return &f.Moved }},
	{"dropped", "Planned and dropped", func(f *Figures) *Rows { return &f.Dropped }},
	{"rest", "Planned, unexplained or open", func(f *Figures) *Rows { return &f.Rest }},
	{"added", "Added", func(f *Figures) *Rows { return &f.Added }},
	{"added_delivered", "Added and delivered", func(f *Figures) *Rows { return &f.AddedDelivered }},
	{"added_moved", "Added and moved", func(f *Figures) *Rows { return &f.AddedMoved }},
	{"added_dropped", "Added and dropped", func(f *Figures) *Rows { return &f.AddedDropped }},
	{"added_rest", "Added, without an outcome", func(f *Figures) *Rows { return &f.AddedRest }},
	{"delivered", "Delivered", func(f *Figures) *Rows { return &f.Delivered }},
	{"carried_once", "Carried in once", func(f *Figures) *Rows { return &f.CarriedOnce }},
	{"carried_more", "Carried in twice or more", func(f *Figures) *Rows { return &f.CarriedMore }},
	{"on_time", "On time", func(f *Figures) *Rows { return &f.OnTime }},
	{"with_due", "Delivered, with a due date", func(f *Figures) *Rows { return &f.WithDue }},
}

// askSets and actionSets are those of asks and of actions.
var askSets = []struct {
	id, name string
	of       func(*Figures) *[]*report.Ask
}{
	{"asks", "Asks", func(f *Figures) *[]*report.Ask { return &f.Asks }},
	{"asks_met", "Asks met", func(f *Figures) *[]*report.Ask { return &f.AsksMet }},
	{"asks_of", "Asks of us", func(f *Figures) *[]*report.Ask { return &f.AsksOf }},
	{"asks_of_met", "Asks of us met", func(f *Figures) *[]*report.Ask { return &f.AsksOfMet }},
}

var actionSets = []struct {
	id, name string
	of       func(*Figures) *[]*report.Action
}{
	{"due", "Actions due", func(f *Figures) *[]*report.Action { return &f.ActionsDue }},
	{"done", "Actions done", func(f *Figures) *[]*report.Action { return &f.ActionsDone }},
}

// document counts everything anew, with the given facts from outside.
func (s *source) document(c *common) *document {
	all := figures(c, s.quarter, nil, s.reports)
	asks, actions := c.asks[s.quarter.ID], all.ActionsDue
	if c.frozen {
		actions = c.actions // with their places
	}
	d := &document{Schema: schema, Quarter: s.quarter.ID.String(), Teams: []record{}, Outside: outside{
		History: s.history(c.past()), Asks: []asked{}, Actions: []acted{},
	}}
	for _, k := range asks {
		if k != nil {
			d.Outside.Asks = append(d.Outside.Asks, askOf(k))
		}
	}
	for _, a := range actions {
		if a != nil {
			d.Outside.Actions = append(d.Outside.Actions, actionOf(a))
		}
	}
	askAt, actionAt := places(asks), places(actions)
	d.All = recordOf(all, askAt, actionAt)
	for i, r := range s.reports {
		if r.Team != nil {
			d.Teams = append(d.Teams, recordOf(figures(c, s.quarter, r.Team, s.reports[i:i+1]), askAt, actionAt))
		}
	}
	return d
}

// places says where in a list each of its members stands.
func places[T comparable](list []T) map[T]int {
	at := make(map[T]int, len(list))
	for i, one := range list {
		at[one] = i
	}
	return at
}

func (s *source) history(p past) []carried {
	list := []carried{}
	for _, r := range s.reports {
		for _, d := range r.Items {
			if t, ok := p[d]; ok && t.seen {
				list = append(list, carried{d.ID, t.held, quarterAt(t.first).String()})
			}
		}
	}
	return list
}

func quarterAt(index int) report.QuarterID { return report.QuarterID{Year: index / 4, N: index%4 + 1} }

func askOf(k *report.Ask) asked {
	a := asked{Of: teamID(k.Of), What: k.What, Wanted: date(k.Wanted), State: k.State, Met: date(k.Met)}
	if k.By != nil {
		a.By = k.By.ID
	}
	if k.Answer != nil {
		a.Answer = k.Answer.ID
		if k.Answer.Quarter != nil {
			a.AnswerQuarter = k.Answer.Quarter.ID.String()
		}
	}
	return a
}

func actionOf(c *report.Action) acted {
	a := acted{Team: teamID(c.Team), ID: c.ID, Text: c.Text.Text, Owner: c.Owner, Due: date(c.Due), Done: c.Done}
	if c.Quarter != nil {
		a.Quarter = c.Quarter.ID.String()
	}
	return a
}

func recordOf(f *Figures, askAt map[*report.Ask]int, actionAt map[*report.Action]int) record {
	r := record{
		Team: teamID(f.Team), HasPlan: f.HasPlan, CutOff: span{date(f.CutOff.From), date(f.CutOff.To)},
		Ratios: map[string]exact{}, Sets: map[string]idSet{}, Velocity: f.Velocity,
		Mix: mixture{ByItems: f.Mix.ByItems, Kinds: []mixed{}, Effort: f.Mix.Effort}, Reasons: []why{}, Slips: []late{}, Classes: []class{},
		Sprints: []sprint{}, Changes: []change{}, Asks: map[string]spots{}, Actions: map[string]spots{},
	}
	for _, one := range ratios {
		r.Ratios[one.id] = exactly(f.ratio(one.id))
	}
	_, r.Unsized = f.KeptSize()
	for _, set := range sets {
		if rows := *set.of(f); len(rows) > 0 {
			r.Sets[set.id] = idsOf(rows)
		}
	}
	for _, set := range askSets {
		for _, k := range *set.of(f) {
			r.Asks[set.id] = append(r.Asks[set.id], askAt[k])
		}
	}
	for _, set := range actionSets {
		for _, c := range *set.of(f) {
			r.Actions[set.id] = append(r.Actions[set.id], actionAt[c])
		}
	}
	for _, m := range f.Mix.Rows {
		r.Mix.PlannedOf, r.Mix.DeliveredOf = m.Planned.Of, m.Delivered.Of // of all kinds alike
		r.Mix.Kinds = append(r.Mix.Kinds, mixed{m.Kind, m.Planned.Value, m.Delivered.Value})
	}
	for _, w := range f.Reasons {
		r.Reasons = append(r.Reasons, why{w.Reason, idsOf(w.Items)})
	}
	for _, s := range f.Slips {
		if n := len(r.Slips); n == 0 || r.Slips[n-1].Quarters != s.Quarters { // they are sorted by it
			r.Slips = append(r.Slips, late{Quarters: s.Quarters})
		}
		last := &r.Slips[len(r.Slips)-1]
		last.Items = append(last.Items, s.Item.ID)
	}
	for _, e := range f.Estimates {
		r.Classes = append(r.Classes, class{e.Class, idsOf(e.Items), e.Planned, e.Actual})
	}
	for _, s := range f.Sprints {
		r.Sprints = append(r.Sprints, sprint{s.Name, date(s.Start), date(s.End), s.Planned, s.Completed})
	}
	for _, c := range f.Changes {
		r.Changes = append(r.Changes, change{c.Item.ID, c.Kinds})
	}
	return r
}

func idsOf(rows Rows) idSet {
	list := make(idSet, len(rows))
	for i, d := range rows {
		list[i] = d.ID
	}
	return list
}
