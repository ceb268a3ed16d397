package edition

import (
	"fmt"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Figures returns figures.json of a quarter: its figures as they are counted from the
// archive, for all teams together and for each, and the facts from elsewhere that they rest
// on. It counts even where an edition is shown. Equal figures are equal bytes. It is an error
// where the archive has no such quarter, or where a size is not a number.
func Figures(a *report.Archive, q report.QuarterID) ([]byte, error) {
	quarter := a.Quarter(q)
	if quarter == nil {
		return nil, fmt.Errorf("there is no quarter %s to freeze", q)
	}
	from := metrics.Compute(a).Outside(q)
	counted := metrics.Count(quarter, from)
	from.Actions = counted[0].ActionsDue
	bytes, err := newDocument(quarter, from, counted).write()
	if err != nil {
		return nil, fmt.Errorf("the figures of %s cannot be written: %w", q, err)
	}
	return bytes, nil
}

// set is one of the sets of the figures, with its id in figures.json.
type set[T any] struct {
	id, name string
	of       func(*metrics.Figures) *T
}

// sets is every set of deliverables.
var sets = []set[metrics.Rows]{
	{"planned", "Planned", func(f *metrics.Figures) *metrics.Rows { return &f.P }},
	{"kept", "Planned and delivered", func(f *metrics.Figures) *metrics.Rows { return &f.Kept }},
	{"partly", "Planned and partly delivered", func(f *metrics.Figures) *metrics.Rows { return &f.Partly }},
	{"handed_over", "Planned and handed over", func(f *metrics.Figures) *metrics.Rows { return &f.HandedOver }},
	{"moved", "Planned and moved", func(f *metrics.Figures) *metrics.Rows { return &f.Moved }},
	{"dropped", "Planned and dropped", func(f *metrics.Figures) *metrics.Rows { return &f.Dropped }},
	{"rest", "Planned, unexplained or open", func(f *metrics.Figures) *metrics.Rows { return &f.Rest }},
	{"added", "Added", func(f *metrics.Figures) *metrics.Rows { return &f.Added }},
	{"added_delivered", "Added and delivered", func(f *metrics.Figures) *metrics.Rows { return &f.AddedDelivered }},
	{"added_partly", "Added and partly delivered", func(f *metrics.Figures) *metrics.Rows { return &f.AddedPartly }},
	{"added_handed_over", "Added and handed over", func(f *metrics.Figures) *metrics.Rows { return &f.AddedHandedOver }},
	{"added_moved", "Added and moved", func(f *metrics.Figures) *metrics.Rows { return &f.AddedMoved }},
	{"added_dropped", "Added and dropped", func(f *metrics.Figures) *metrics.Rows { return &f.AddedDropped }},
	{"added_rest", "Added, without an outcome", func(f *metrics.Figures) *metrics.Rows { return &f.AddedRest }},
	{"early", "Done before the plan was committed", func(f *metrics.Figures) *metrics.Rows { return &f.Early }},
	{"delivered", "Delivered", func(f *metrics.Figures) *metrics.Rows { return &f.Delivered }},
	{"carried_once", "Carried in once", func(f *metrics.Figures) *metrics.Rows { return &f.CarriedOnce }},
	{"carried_more", "Carried in twice or more", func(f *metrics.Figures) *metrics.Rows { return &f.CarriedMore }},
	{"on_time", "On time", func(f *metrics.Figures) *metrics.Rows { return &f.OnTime }},
	{"with_due", "Delivered, with a due date", func(f *metrics.Figures) *metrics.Rows { return &f.WithDue }},
}

// askSets and actionSets are those of asks and of actions.
var askSets = []set[[]*report.Ask]{
	{"asks", "Asks", func(f *metrics.Figures) *[]*report.Ask { return &f.Asks }},
	{"asks_met", "Asks met", func(f *metrics.Figures) *[]*report.Ask { return &f.AsksMet }},
	{"asks_of", "Asks of us", func(f *metrics.Figures) *[]*report.Ask { return &f.AsksOf }},
	{"asks_of_met", "Asks of us met", func(f *metrics.Figures) *[]*report.Ask { return &f.AsksOfMet }},
}

var actionSets = []set[[]*report.Action]{
	{"due", "Actions due", func(f *metrics.Figures) *[]*report.Action { return &f.ActionsDue }},
	{"done", "Actions done", func(f *metrics.Figures) *[]*report.Action { return &f.ActionsDone }},
}

// newDocument writes down the figures that were counted of a quarter, those of all teams
// first. Asks and actions have their positions in those outside.
func newDocument(q *report.Quarter, from metrics.Outside, counted []*metrics.Figures) *document {
	d := &document{Schema: schema, Quarter: q.ID.String(), Teams: []entry{}, Outside: outside{History: []carried{}, Asks: []asked{}, Actions: []acted{}}}
	for _, team := range counted[1:] {
		d.Outside.History = append(d.Outside.History, history(q.Report(team.Team.ID), from)...)
	}
	for _, k := range from.Asks {
		if k != nil {
			d.Outside.Asks = append(d.Outside.Asks, askOf(k))
		}
	}
	for _, a := range from.Actions {
		if a != nil {
			d.Outside.Actions = append(d.Outside.Actions, actionOf(a))
		}
	}
	askAt, actionAt := positionsIn(from.Asks), positionsIn(from.Actions)
	d.All = entryOf(counted[0], askAt, actionAt)
	for _, team := range counted[1:] {
		d.Teams = append(d.Teams, entryOf(team, askAt, actionAt))
	}
	return d
}

// positionsIn says where each member of a list is.
func positionsIn[T comparable](list []T) map[T]int {
	at := make(map[T]int, len(list))
	for i, one := range list {
		at[one] = i
	}
	return at
}

// positionsOf are those of the members of sets, by the id of the set.
func positionsOf[T comparable](sets []set[[]T], f *metrics.Figures, at map[T]int) map[string]positions {
	all := map[string]positions{}
	for _, set := range sets {
		for _, one := range *set.of(f) {
			all[set.id] = append(all[set.id], at[one])
		}
	}
	return all
}

func history(r *report.Report, from metrics.Outside) []carried {
	var list []carried
	for _, d := range r.Items {
		if t, ok := from.History[d]; ok {
			list = append(list, carried{d.ID, t.Missed, t.First.String()})
		}
	}
	return list
}

func askOf(k *report.Ask) asked {
	a := asked{Of: report.TeamID(k.Of), What: k.What, Wanted: k.Wanted, State: k.State, Met: k.Met}
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
	a := acted{Team: report.TeamID(c.Team), ID: c.ID, Text: c.Text.Text, Owner: c.Owner, Due: c.Due, Done: c.Done}
	if c.Quarter != nil {
		a.Quarter = c.Quarter.ID.String()
	}
	return a
}

func entryOf(f *metrics.Figures, askAt map[*report.Ask]int, actionAt map[*report.Action]int) entry {
	r := entry{
		Team: report.TeamID(f.Team), HasPlan: f.HasPlan, CutOff: f.CutOff,
		Ratios: map[string]exact{}, Amounts: map[string]*float64{}, Sets: map[string]idSet{}, Velocity: f.Velocity,
		Mix: mixture{ByItems: f.Mix.ByItems, Kinds: []mixed{}, Effort: f.Mix.Effort}, Reasons: []why{}, Slips: []late{}, Classes: []class{},
		Sprints: append([]report.Sprint{}, f.Sprints...), Changes: []change{}, Asks: positionsOf(askSets, f, askAt), Actions: positionsOf(actionSets, f, actionAt),
	}
	for _, m := range metrics.All() {
		if m.Ratio != nil {
			r.Ratios[m.Key()] = exactly(f.Ratio(m.ID))
		}
		if m.Amount != nil && !m.Derived {
			r.Amounts[m.Key()] = known(f.Amount(m.ID))
		}
	}
	_, r.Unsized = f.KeptSize()
	for _, set := range sets {
		if rows := *set.of(f); len(rows) > 0 {
			r.Sets[set.id] = idsOf(rows)
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
	for _, c := range f.Changes {
		r.Changes = append(r.Changes, change{c.Item.ID, c.Kinds})
	}
	return r
}

// known is nil for n/a.
func known(n float64, ok bool) *float64 {
	if !ok {
		return nil
	}
	return &n
}

func idsOf(rows metrics.Rows) idSet {
	list := make(idSet, len(rows))
	for i, d := range rows {
		list[i] = d.ID
	}
	return list
}
