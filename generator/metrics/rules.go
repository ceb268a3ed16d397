package metrics

import "quarterdeck/generator/report"

// ratios is every ratio that a page shows: the methods below, frozen figures and their
// recount all go through it. Each is n/a (Of is 0) where it has nothing to divide by.
var ratios = []struct {
	id, name string // as in the data files; as readers know it
	count    func(*Figures) Ratio
}{
	{"kept", "Kept", func(f *Figures) Ratio { return f.overPlan(f.Kept) }},
	{"kept_size", "Kept, by size", keptSize},
	{"capacity", "Capacity", func(f *Figures) Ratio { return f.overPlan(f.Delivered) }},
	{"unplanned", "Unplanned", func(f *Figures) Ratio { return f.withPlan(len(f.AddedDelivered), len(f.Delivered)) }},
	{"moved", "Moved", func(f *Figures) Ratio { return f.overPlan(f.Moved) }},
	{"dropped", "Dropped", func(f *Figures) Ratio { return f.overPlan(f.Dropped) }},
	{"rest", "Unexplained or open", func(f *Figures) Ratio { return f.overPlan(f.Rest) }},
	{"carried_in", "Carried in", func(f *Figures) Ratio { return f.withPlan(len(f.CarriedOnce)+len(f.CarriedMore), len(f.P)) }},
	{"on_time", "On time", func(f *Figures) Ratio { return ratio(len(f.OnTime), len(f.WithDue)) }},
	{"asks_met", "Asks met", func(f *Figures) Ratio { return ratio(len(f.AsksMet), len(f.Asks)) }},
	{"asks_of_met", "Asks of us met", func(f *Figures) Ratio { return ratio(len(f.AsksOfMet), len(f.AsksOf)) }},
	{"follow_through", "Follow-through", func(f *Figures) Ratio { return ratio(len(f.ActionsDone), len(f.ActionsDue)) }},
}

// ratio is the ratio with an id: as frozen, or counted.
func (f *Figures) ratio(id string) Ratio {
	if f.frozen != nil {
		if r, ok := f.frozen.ratios[id]; ok {
			return r
		}
	}
	for _, r := range ratios {
		if r.id == id {
			return r.count(f)
		}
	}
	return Ratio{}
}

// KeptRatio is the headline: |P ∩ D| ÷ |P|, in items.
func (f *Figures) KeptRatio() Ratio { return f.ratio("kept") }

// KeptSize is KeptRatio by planned size. Items of P without a size cannot
// count; unsized says how many there are.
func (f *Figures) KeptSize() (r Ratio, unsized int) {
	if f.frozen != nil {
		return f.ratio("kept_size"), f.frozen.unsized
	}
	_, unsized = plannedSize(f.P)
	return f.ratio("kept_size"), unsized
}

func keptSize(f *Figures) (r Ratio) {
	r.Of, _ = plannedSize(f.P)
	r.Value, _ = plannedSize(f.Kept)
	return r
}

// Capacity is |D| ÷ |P|, in items: all that was delivered, compared with what was
// promised. It can exceed 100 %.
func (f *Figures) Capacity() Ratio { return f.ratio("capacity") }

// Unplanned is |A ∩ D| ÷ |D|, in items. Without any plan nothing can be said to
// have come outside of it: n/a.
func (f *Figures) Unplanned() Ratio { return f.ratio("unplanned") }

// MovedRatio is |P ∩ C| ÷ |P|, in items.
func (f *Figures) MovedRatio() Ratio { return f.ratio("moved") }

// DroppedRatio is |P ∩ R| ÷ |P|, in items.
func (f *Figures) DroppedRatio() Ratio { return f.ratio("dropped") }

// RestRatio is what is left of P, ÷ |P|, in items: unexplained in a closed
// quarter, open otherwise.
func (f *Figures) RestRatio() Ratio { return f.ratio("rest") }

// CarriedIn is the items of P that earlier quarters planned and did not deliver,
// ÷ |P|.
func (f *Figures) CarriedIn() Ratio { return f.ratio("carried_in") }

// OnTimeRatio is delivered by its due date ÷ delivered that had one, in items.
func (f *Figures) OnTimeRatio() Ratio { return f.ratio("on_time") }

// AsksMetRatio is the asks of these teams that were met in time ÷ all of them.
func (f *Figures) AsksMetRatio() Ratio { return f.ratio("asks_met") }

// AsksOfMetRatio is the asks towards these teams that were met in time ÷ all of
// them.
func (f *Figures) AsksOfMetRatio() Ratio { return f.ratio("asks_of_met") }

// FollowThrough is actions done ÷ actions due by then.
func (f *Figures) FollowThrough() Ratio { return f.ratio("follow_through") }

// Explained reports whether nothing stands in the way of publishing: every
// planned item of a closed quarter has an outcome. A quarter that runs or is ahead has
// nothing to explain yet.
func (f *Figures) Explained() bool {
	return f.Quarter.State != report.Closed || len(f.Rest) == 0
}

func (f *Figures) overPlan(rows Rows) Ratio { return f.withPlan(len(rows), len(f.P)) }

// withPlan is n/a where nobody planned.
func (f *Figures) withPlan(value, of int) Ratio {
	if !f.HasPlan {
		return Ratio{}
	}
	return ratio(value, of)
}

func ratio(value, of int) Ratio { return Ratio{float64(value), float64(of)} }

// plannedSize sums the planned sizes and counts the items that have none.
func plannedSize(rows Rows) (size float64, unsized int) {
	var sizes []float64
	for _, d := range rows {
		if s := d.PlannedSize(); s > 0 {
			sizes = append(sizes, s)
		} else {
			unsized++
		}
	}
	return total(sizes), unsized
}
