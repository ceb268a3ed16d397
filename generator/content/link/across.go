package link

import (
	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/report"
)

// across are the items of a report of which something is checked against all quarters, each time,
// whatever was taken over. It is made once for a report, because most items are in none of the lists.
type across struct {
	announced []*report.Deliverable // or retracted
	renamed   []*report.Deliverable // with ids of before
	handed    []*report.Deliverable // to or from another team, or continued by others
	customers []forCustomers
}

// forCustomers is an item that customers will read of, with what may be an id in their prose.
type forCustomers struct {
	item     *report.Deliverable
	mentions []markdown.Piece
}

// toCheck gathers them. Its items must have their outcomes and parts.
func (l *linked) toCheck() (t across) {
	for n, d := range l.Items {
		if d.Notice.Announced != 0 || d.Notice.Retracted != 0 {
			t.announced = append(t.announced, d)
		}
		if len(d.Was) > 0 {
			t.renamed = append(t.renamed, d)
		}
		if d.From != "" || d.Outcome.HandedTo != "" || d.Outcome.Status == report.HandedOver || len(d.Parts) > 0 {
			t.handed = append(t.handed, d)
		}
		if item := l.from[n].item; item != nil && d.Customers && !d.Removed {
			if all := mentions(item.ForCustomers); len(all) > 0 || d.CustomerTitle == "" {
				t.customers = append(t.customers, forCustomers{d, all})
			}
		}
	}
	return t
}

// mentions are the pieces of a prose that may name an item or a lesson by its id.
func mentions(p markdown.Prose) (all []markdown.Piece) {
	for _, piece := range p.Pieces {
		if piece.Kind == markdown.PieceWiki || piece.Kind == markdown.PieceWord {
			all = append(all, piece)
		}
	}
	return all
}
