package link

import (
	"fmt"
	"slices"
	"strings"

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
	var spoken map[between]bool // made for the first component of two teams
	for c, at := range by {     // in any order: problems are sorted
		if len(at) < 2 {
			continue
		}
		if spoken == nil {
			spoken = spokenOf(q, asks)
		}
		a.checkComponent(c, at, spoken)
	}
}

// checkComponent warns each team that works on a component and does not own it, of those that it
// has not spoken with: the owners, and of the other teams those before it, so that two teams are
// told once. It names a few, so that n teams are told of less than n times n.
func (a *assembler) checkComponent(c string, at []touch, spoken map[between]bool) {
	var owners, others []*report.Deliverable
	for _, t := range at {
		if slices.Contains(t.item.Team.Components, c) {
			owners = append(owners, t.item)
		} else {
			others = append(others, t.item)
		}
	}
	for n, y := range others {
		var found []*report.Deliverable
		for _, x := range append(owners[:len(owners):len(owners)], others[:n]...) {
			if !spoken[between{x.Team, y.Team, c}] && !spoken[between{y.Team, x.Team, c}] {
				found = append(found, x)
			}
			if len(found) > maxNamed {
				break
			}
		}
		a.touched(c, y, found)
	}
}

// maxNamed is how many other teams a warning of a component names.
const maxNamed = 3

// touched warns the team of an item of the items of others that work on the same component. Of more
// than maxNamed it names maxNamed.
func (a *assembler) touched(c string, y *report.Deliverable, others []*report.Deliverable) {
	if len(others) == 0 {
		return
	}
	place := func(d *report.Deliverable) diag.Pos {
		if b := a.blockOf(d); b != nil {
			return b.Element("components", c, 0)
		}
		return d.Pos
	}
	var named []string
	for _, x := range others[:min(len(others), maxNamed)] {
		named = append(named, fmt.Sprintf("%q of %s (%s)", x.ID, x.Team.ID, place(x)))
	}
	if len(others) > maxNamed {
		named = append(named, "more teams")
	}
	a.problems.Warnf(place(y), "same-component",
		fmt.Sprintf("let one need the other, or name %q in the files of both teams", diag.Short(c)),
		"%q works on %q in the same quarter as %s", y.ID, diag.Short(c), list(named))
}

// list is "a", "a and b" or "a, b and c".
func list(of []string) string {
	if len(of) < 2 {
		return strings.Join(of, "")
	}
	return strings.Join(of[:len(of)-1], ", ") + " and " + of[len(of)-1]
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
