package metrics

import (
	"slices"

	"quarterdeck/generator/report"
)

// Ratio is the metric with an id, as an edition recorded it, or counted from the rows. It is
// n/a (Of is 0) where it has nothing to divide by, and for an id that is no ratio.
func (f *Figures) Ratio(id string) Ratio {
	if f.Recorded != nil {
		if r, ok := f.Recorded.Ratios[id]; ok {
			return r
		}
	}
	m := lookUp(id)
	if m == nil || m.Ratio == nil || m.NeedsPlan && !f.HasPlan || m.Outcome && f.NoOutcomes {
		return Ratio{}
	}
	return m.Ratio(f)
}

// Amount is the metric with an id, as an edition recorded it, or counted from the rows; false
// for n/a, and for an id that is no amount.
func (f *Figures) Amount(id string) (float64, bool) {
	if f.Recorded != nil {
		if n, ok := f.Recorded.Amounts[id]; ok {
			if n == nil {
				return 0, false
			}
			return *n, true
		}
	}
	m := lookUp(id)
	if m == nil || m.Amount == nil || m.NeedsPlan && !f.HasPlan {
		return 0, false
	}
	return m.Amount(f)
}

// KeptSize is the ratio "kept-size": what was kept by planned size. Items of P without a size cannot
// count; unsized says how many there are.
func (f *Figures) KeptSize() (r Ratio, unsized int) {
	if f.Recorded != nil {
		return f.Ratio("kept-size"), f.Recorded.Unsized
	}
	_, unsized = plannedSize(f.P)
	return f.Ratio("kept-size"), unsized
}

func keptSize(f *Figures) (r Ratio) {
	r.Of, _ = plannedSize(f.P)
	r.Value, _ = plannedSize(f.Kept)
	for _, d := range f.Partly {
		r.Value += min(d.Became().DeliveredSize, d.PlannedSize())
	}
	return r
}

// sizeOfPlan is what keptSize is of, also where an edition recorded it.
func sizeOfPlan(f *Figures) float64 {
	if f.Recorded != nil {
		if r, ok := f.Recorded.Ratios["kept-size"]; ok {
			return r.Of
		}
	}
	size, _ := plannedSize(f.P)
	return size
}

// Unexplained is Rest in a closed quarter, without what is [Figures.Untold]; Open is Rest in any
// other quarter.
func (f *Figures) Unexplained() Rows {
	if f.Quarter.State == report.Closed {
		return slices.DeleteFunc(slices.Clone(f.Rest), (*report.Deliverable).Awaited)
	}
	return nil
}

// Untold is the part of Rest in a closed quarter of which the teams that have it have not said
// anything yet: there is no export of theirs that could leave it out.
func (f *Figures) Untold() Rows {
	if f.Quarter.State == report.Closed {
		return slices.DeleteFunc(slices.Clone(f.Rest), func(d *report.Deliverable) bool { return !d.Awaited() })
	}
	return nil
}

// Open is what is left of P in a quarter that has not closed.
func (f *Figures) Open() Rows {
	if f.Quarter.State == report.Closed {
		return nil
	}
	return f.Rest
}

// Outcome is what became of some items of P, in one word, whose message is status.<word>.
type Outcome struct {
	Word string
	Rows Rows
}

// Outcomes are P by what became of it: each item is in exactly one of them.
func (f *Figures) Outcomes() []Outcome {
	return []Outcome{{"delivered", f.Kept}, {"partly", f.Partly}, {"handed_over", f.HandedOver}, {"moved", f.Moved}, {"dropped", f.Dropped},
		{"open", f.Open()}, {"unexplained", f.Unexplained()}, {"untold", f.Untold()}}
}

func ofPlan(f *Figures, rows Rows) Ratio { return ratio(len(rows), len(f.P)) }

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
