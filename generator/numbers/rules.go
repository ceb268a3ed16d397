package numbers

import "quarterdeck/generator/report"

// Every ratio below is n/a (Of is 0) where it has nothing to divide by.

// KeptRatio is the headline: |P ∩ D| ÷ |P|, in items.
func (f *Figures) KeptRatio() Ratio { return f.overPlan(f.Kept) }

// KeptSize is KeptRatio by planned size. Items of P without a size cannot
// count; unsized says how many there are.
func (f *Figures) KeptSize() (r Ratio, unsized int) {
	r.Of, unsized = plannedSize(f.P)
	r.Value, _ = plannedSize(f.Kept)
	return r, unsized
}

// Capacity is |D| ÷ |P|, in items: all that was delivered, compared with what was
// promised. It can exceed 100 %.
func (f *Figures) Capacity() Ratio { return f.overPlan(f.Delivered) }

// Unplanned is |A ∩ D| ÷ |D|, in items. Without any plan nothing can be said to
// have come outside of it: n/a.
func (f *Figures) Unplanned() Ratio {
	if !f.HasPlan {
		return Ratio{}
	}
	return ratio(len(f.AddedDelivered), len(f.Delivered))
}

// MovedRatio is |P ∩ C| ÷ |P|, in items.
func (f *Figures) MovedRatio() Ratio { return f.overPlan(f.Moved) }

// DroppedRatio is |P ∩ R| ÷ |P|, in items.
func (f *Figures) DroppedRatio() Ratio { return f.overPlan(f.Dropped) }

// RestRatio is what is left of P, ÷ |P|, in items: unexplained in a closed
// quarter, open otherwise.
func (f *Figures) RestRatio() Ratio { return f.overPlan(f.Rest) }

// CarriedIn is the items of P that earlier quarters planned and did not deliver,
// ÷ |P|.
func (f *Figures) CarriedIn() Ratio {
	if !f.HasPlan {
		return Ratio{}
	}
	return ratio(len(f.CarriedOnce)+len(f.CarriedMore), len(f.P))
}

// OnTimeRatio is delivered by its due date ÷ delivered that had one, in items.
func (f *Figures) OnTimeRatio() Ratio { return ratio(len(f.OnTime), len(f.WithDue)) }

// AsksMetRatio is the asks of these teams that were met in time ÷ all of them.
func (f *Figures) AsksMetRatio() Ratio { return ratio(len(f.AsksMet), len(f.Asks)) }

// AsksOfMetRatio is the asks towards these teams that were met in time ÷ all of
// them.
func (f *Figures) AsksOfMetRatio() Ratio { return ratio(len(f.AsksOfMet), len(f.AsksOf)) }

// FollowThrough is actions done ÷ actions due by then.
func (f *Figures) FollowThrough() Ratio { return ratio(len(f.ActionsDone), len(f.ActionsDue)) }

// Explained reports whether nothing stands in the way of publishing: every
// planned item of a closed quarter has an outcome. A quarter that runs or is ahead has
// nothing to explain yet.
func (f *Figures) Explained() bool {
	return f.Quarter.State != report.Closed || len(f.Rest) == 0
}

func (f *Figures) overPlan(rows Rows) Ratio {
	if !f.HasPlan {
		return Ratio{}
	}
	return ratio(len(rows), len(f.P))
}

func ratio(value, of int) Ratio { return Ratio{float64(value), float64(of)} }

// plannedSize sums the planned sizes and counts the items that have none.
func plannedSize(rows Rows) (size float64, unsized int) {
	var sizes []float64
	for _, d := range rows {
		if d.Size > 0 {
			sizes = append(sizes, d.Size)
		} else {
			unsized++
		}
	}
	return total(sizes), unsized
}
