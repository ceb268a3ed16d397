package link

import (
	"fmt"
	"slices"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// touch is an item that works on a component.
type touch struct {
	team int // its place among the reports of the quarter
	item *report.Deliverable
}

// between are two teams, in the order of the reports, and a component.
type between struct {
	x, y      *report.Team
	component string
}

// checkTouched finds components on which two teams work in one quarter without having said
// so: neither do both own it by their files, nor has one of them asked the other for what
// touches it.
func (a *assembler) checkTouched(i int, asks []*report.Ask) {
	q := a.archive.Quarters[i]
	by := map[string][]touch{} // the first item of each team
	for n, r := range a.reports[i] {
		for _, d := range r.Items {
			if s := d.Outcome.Status; d.FromExport || d.Removed || s == report.Moved || s == report.Dropped {
				continue
			}
			for _, c := range d.Components {
				if at := by[c]; len(at) == 0 || at[len(at)-1].team != n {
					by[c] = append(at, touch{n, d})
				}
			}
		}
	}
	var spoken map[between]bool // made for the first pair
	for c, at := range by {     // in any order: problems are sorted
		for n := range at {
			for m := range n {
				x, y := at[m], at[n]
				if slices.Contains(x.item.Team.Components, c) && slices.Contains(y.item.Team.Components, c) {
					continue
				}
				if spoken == nil {
					spoken = spokenOf(q, asks)
				}
				if !spoken[between{x.item.Team, y.item.Team, c}] && !spoken[between{y.item.Team, x.item.Team, c}] {
					a.touched(c, x.item, y.item)
				}
			}
		}
	}
}

// touched warns whoever of two teams does not own the component, of the other.
func (a *assembler) touched(c string, x, y *report.Deliverable) {
	if slices.Contains(y.Team.Components, c) {
		x, y = y, x
	}
	place := func(d *report.Deliverable) diag.Pos {
		if b := a.blockOf(d); b != nil {
			return b.Element("components", c, 0)
		}
		return d.Pos
	}
	a.problems.Warnf(place(y), "same-component",
		fmt.Sprintf("let one need the other, or name %q in the files of both teams", diag.Short(c)),
		"%q works on %q, and so does %q of %s in the same quarter: %s", y.ID, diag.Short(c), x.ID, x.Team.ID, place(x))
}

// spokenOf are the teams that have asked each other for something which touches a component.
func spokenOf(q *report.Quarter, asks []*report.Ask) map[between]bool {
	spoken := map[between]bool{}
	for _, k := range asks {
		if k.Quarter != q {
			continue
		}
		touched := k.By.Components
		if k.Answer != nil {
			touched = slices.Concat(touched, k.Answer.Components)
		}
		for _, c := range touched {
			spoken[between{k.By.Team, k.Of, c}] = true
		}
	}
	return spoken
}
