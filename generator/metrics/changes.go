package metrics

import (
	"slices"

	"quarterdeck/generator/report"
)

// ChangeKind is what changed about an item since the cut-off.
type ChangeKind string

const (
	WasAdded   ChangeKind = "added"     // outside P, whatever became of it
	WasRemoved ChangeKind = "removed"   // in P, and in no plan any more
	Resized    ChangeKind = "re-sized"  // another planned size, or one where there was none
	Redated    ChangeKind = "re-dated"  // another due date
	Reworded   ChangeKind = "re-worded" // title, prose for colleagues or for customers
	Altered    ChangeKind = "other"     // another kind, phase, owner or audience
)

// ChangeKinds in the order in which they are shown.
var ChangeKinds = []ChangeKind{WasAdded, WasRemoved, Resized, Redated, Reworded, Altered}

// Change is an item whose scope changed since the cut-off: Item says how it is now,
// Item.Promise how it was. Kinds are in the order of ChangeKinds, at least one; an
// item that joined or went has that one only.
type Change struct {
	Item  *report.Deliverable
	Kinds []ChangeKind
}

// Changed returns the items that changed in one way, in row order.
func (f *Figures) Changed(kind ChangeKind) Rows {
	var rows Rows
	for _, c := range f.Changes {
		for _, k := range c.Kinds {
			if k == kind {
				rows = append(rows, c.Item)
			}
		}
	}
	return rows
}

func (f *Figures) changes(reports []*report.Report) {
	for _, r := range reports {
		for _, d := range r.Items {
			if slices.ContainsFunc(d.Continues, f.counts) {
				continue // it is counted with what it continues
			}
			if kinds := changesOf(d); len(kinds) > 0 {
				f.Changes = append(f.Changes, Change{d, kinds})
			}
		}
	}
}

func changesOf(d *report.Deliverable) (kinds []ChangeKind) {
	p := d.Promise
	switch {
	case d.Early:
		return nil
	case !d.InPlan():
		return []ChangeKind{WasAdded}
	case d.Removed && (len(d.Parts) > 0 || d.Outcome.Status == report.HandedOver):
		return nil // it is still there, elsewhere or in parts
	case p == nil: // without a plan edition nobody knows how it was
		return nil
	case d.Removed:
		return []ChangeKind{WasRemoved}
	}
	if p.Size != d.Size {
		kinds = append(kinds, Resized)
	}
	if p.Due != d.Due {
		kinds = append(kinds, Redated)
	}
	if p.Title != d.Title || p.Body != d.Body.Text || p.ForCustomers != d.ForCustomers.Text {
		kinds = append(kinds, Reworded)
	}
	if p.Kind != d.Kind || p.Phase != d.Phase || p.Owner != d.Owner || p.Customers != d.Customers {
		kinds = append(kinds, Altered)
	}
	return kinds
}
