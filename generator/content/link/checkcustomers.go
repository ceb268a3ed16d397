package link

import (
	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// checkCustomers looks at what customers will read of deliverables. What they may know of can be
// in any quarter, so it looks at all of them each time, whatever was taken over.
func (a *assembler) checkCustomers() {
	for _, reports := range a.reports {
		for _, r := range reports {
			a.checkCustomersOf(r)
		}
	}
}

func (a *assembler) checkCustomersOf(r *linked) {
	for _, c := range r.across.customers {
		if d := c.item; d.CustomerTitle == "" {
			a.problems.Hintf(d.Pos, "no-customer-title", `add customer_title = "…": the title in customers' words`, "customers will see the title %q", diag.Short(d.Title))
		}
		for _, piece := range c.mentions {
			a.checkForCustomers(piece)
		}
	}
}

// checkForCustomers finds mentions of what customers do not know. Their words are shown.
func (a *assembler) checkForCustomers(p markdown.Piece) {
	id := p.Target
	switch {
	case p.Kind == markdown.PieceWord && len(a.items[id]) == 0:
	case a.lessons[id] != nil:
		a.problems.Warnf(p.Pos, "lesson-for-customers", "take it out, or say it in customers' words", "customers will read the id of the lesson %q: they are not shown lessons", id)
	case len(a.items[id]) > 0 && !mayKnow(a.items[id]):
		a.problems.Hintf(p.Pos, "hidden-id", "say it in customers' words", "customers will read the id %q, which means nothing to them: its audience is the company", id)
	}
}

// mayKnow reports whether customers may know of any of some items.
func mayKnow(items []*report.Deliverable) bool {
	for _, d := range items {
		if d.Customers {
			return true
		}
	}
	return false
}
