package link

import (
	"fmt"
	"slices"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// mayShare reports whether two items of a quarter may have one id: two teams have it, and at
// least one of them says that it was handed over by, or to, the other.
func (a *assembler) mayShare(d, other *report.Deliverable) bool {
	if d.Team == other.Team || d.FromExport || other.FromExport {
		return false
	}
	linked := func(from, to *report.Deliverable) bool {
		return to.From == from.Team.ID || from.Outcome.HandedTo == to.Team.ID
	}
	return slices.ContainsFunc(a.items[d.ID], func(o *report.Deliverable) bool {
		return o.Quarter == d.Quarter && (linked(o, d) || linked(d, o))
	})
}

// duplicateHint says how to mend two items with one id.
func duplicateHint(d, other *report.Deliverable) string {
	if d.Team == other.Team || d.FromExport || other.FromExport {
		return "give one of them another id"
	}
	return fmt.Sprintf("give one of them another id; or, if %s handed it over, write from = %q here and handed_to = %q there", other.Team.ID, other.Team.ID, d.Team.ID)
}

// plannedBy is the item of an id in the plan of a report, or nil.
func (a *assembler) plannedBy(l *linked, id string) *report.Deliverable {
	for _, d := range a.items[id] {
		if d.Quarter == l.Quarter && d.Team == l.Team && !d.FromExport {
			return d
		}
	}
	return nil
}

// setOutcome gives an item what the export says became of it, beside what its fence says.
func (a *assembler) setOutcome(d *report.Deliverable, it *content.MetricsItem) {
	fenced := d.Outcome.HandedTo
	d.Outcome = it.Outcome
	a.callTeams(d)
	if fenced == "" || d.Outcome.HandedTo != "" {
		return
	}
	switch d.Outcome.Status {
	case "", report.Open, report.HandedOver:
		d.Outcome.HandedTo = fenced
	default:
		a.problems.Errorf(it.Block.At("status"), "handed-over-but", "remove one of the two", "%q is %s here, and handed to %s in the plan", d.ID, it.Outcome.Status, fenced)
	}
}

// linkParts says of the items of the i-th quarter which of them continue one another: handed
// over from one team to another, split, or merged. All of them must have their outcomes.
func (a *assembler) linkParts(i int) {
	var plans []*linked // those that say anything of it
	for _, l := range a.reports[i] {
		for n, d := range l.Items {
			if d.From != "" || d.Outcome.HandedTo != "" || len(d.Was) > 0 || d.Outcome.Status == report.HandedOver {
				a.linkHandOver(l, n)
				plans = append(plans, l)
			}
		}
	}
	for _, l := range slices.Compact(plans) {
		for _, d := range l.Items {
			for _, id := range d.Was {
				for _, whole := range a.items[id] {
					if whole.Quarter == d.Quarter && whole != d && whole.ID != d.ID {
						a.continues(d, whole)
					}
				}
			}
		}
	}
}

// linkHandOver links an item to the one that another team handed over. What that team took
// out of its plan it has handed over, without saying so.
func (a *assembler) linkHandOver(l *linked, n int) {
	d := l.Items[n]
	if d.Outcome.HandedTo != "" && (d.Outcome.Status == "" || d.Outcome.Status == report.Open) {
		d.Outcome.Status = report.HandedOver
	}
	if d.From == "" {
		return
	}
	for _, given := range a.items[d.ID] {
		if given.Quarter != d.Quarter || given.Team.ID != d.From || given == d {
			continue
		}
		if given.Removed && given.Outcome.Status == "" && given.Outcome.HandedTo == "" {
			given.Outcome.Status, given.Outcome.HandedTo = report.HandedOver, d.Team.ID
		}
		if given.Outcome.HandedTo == d.Team.ID || given.Outcome.Status == "" && given.Outcome.HandedTo == "" {
			given.Outcome.Status, given.Outcome.HandedTo = report.HandedOver, d.Team.ID
			a.continues(d, given)
		}
	}
}

// continues notes that d goes on with a whole, unless that would make a circle.
func (a *assembler) continues(d, whole *report.Deliverable) {
	if continued(whole, d) || reaches(d, whole) {
		return
	}
	whole.Parts = append(whole.Parts, d)
	d.Continues = append(d.Continues, whole)
}

// continued reports whether an item is one of the parts of another. It looks at the shorter of two
// lists: one item may be split into very many, or merged of very many.
func continued(whole, part *report.Deliverable) bool {
	if len(whole.Parts) < len(part.Continues) {
		return slices.Contains(whole.Parts, part)
	}
	return slices.Contains(part.Continues, whole)
}

// reaches reports whether some part of d, however far down, is another item.
func reaches(d, other *report.Deliverable) bool {
	seen := map[*report.Deliverable]bool{}
	for next := d.Parts; len(next) > 0; {
		var further []*report.Deliverable
		for _, p := range next {
			if p == other {
				return true
			}
			if !seen[p] {
				seen[p] = true
				further = append(further, p.Parts...)
			}
		}
		next = further
	}
	return false
}

// checkHandOver wants both teams to say that an item was handed over.
func (a *assembler) checkHandOver(d *report.Deliverable) {
	if a.blindItems {
		return
	}
	if s := d.Outcome.Status; len(d.Parts) > 0 && s != "" && s != report.HandedOver {
		a.problems.Errorf(d.Outcome.Pos, "outcome-of-parts", "remove it, or take "+fmt.Sprintf("%q", d.ID)+" out of their was",
			"%q is continued by %s, which say what became of it", d.ID, partsOf(d))
	}
	switch to := d.Outcome.HandedTo; {
	case to == "" && d.Outcome.Status == report.HandedOver:
		a.problems.Errorf(d.Outcome.Pos, "missing-key", `add handed_to = "…": the team that has it now`, "%q was handed over, but not to any team", d.ID)
	case to == "":
	case a.teams[to] == nil:
		a.problems.Errorf(a.handedAt(d), "unknown-team", content.DidYouMean(to, a.words.teams().Near(to)), "handed_to: unknown team %q", to)
	case to == d.Team.ID:
		a.problems.Errorf(a.handedAt(d), "handed-to-itself", "remove it, or name the other team", "%q is handed over to its own team", d.ID)
	case !slices.ContainsFunc(a.items[d.ID], func(o *report.Deliverable) bool { return o.Team.ID == to && o.Quarter.ID.Compare(d.Quarter.ID) >= 0 }):
		a.problems.Warnf(a.handedAt(d), "not-taken-over", fmt.Sprintf("add it to the plan of %s, with from = %q", to, d.Team.ID), "%q was handed to %s, whose plans do not have it", d.ID, to)
	}
	if d.From == "" {
		return
	}
	at := a.keyOf(d, "from")
	given := slices.IndexFunc(a.items[d.ID], func(o *report.Deliverable) bool {
		return o.Team.ID == d.From && o.Quarter.ID.Compare(d.Quarter.ID) <= 0
	})
	switch {
	case a.teams[d.From] == nil:
		a.problems.Errorf(at, "unknown-team", content.DidYouMean(d.From, a.words.teams().Near(d.From)), "from: unknown team %q", d.From)
	case d.From == d.Team.ID:
		a.problems.Errorf(at, "handed-to-itself", "remove it, or name the other team", "%q is taken over from its own team", d.ID)
	case given < 0:
		a.problems.Errorf(at, "not-handed-over", "write from = … only where that team's plan has the same id", "%q is in no plan of %s", d.ID, d.From)
	default:
		a.checkGiver(d, a.items[d.ID][given])
	}
}

// partsOf names the parts of an item: "A-2" at content/…/plan.md:9:1.
func partsOf(d *report.Deliverable) string {
	var names []string
	for _, p := range d.Parts {
		names = append(names, fmt.Sprintf("%q (%s)", p.ID, p.Pos))
	}
	return listed(names)
}

// checkGiver wants the team that gave an item away to say nothing else of it.
func (a *assembler) checkGiver(d, given *report.Deliverable) {
	if given.Quarter == d.Quarter && !continued(given, d) {
		a.problems.Errorf(a.keyOf(d, "from"), "not-handed-over", fmt.Sprintf("write handed_to = %q there, and nothing else", d.Team.ID),
			"%q is taken over from %s, which reports it as its own: %s", d.ID, given.Team.ID, given.Pos)
	}
}

// handedAt is where an item is said to be handed over: in its fence or in the export.
func (a *assembler) handedAt(d *report.Deliverable) diag.Pos {
	if b := a.blockOf(d); b != nil && b.Has("handed_to") {
		return b.At("handed_to")
	}
	if d.Outcome.Pos != (diag.Pos{}) {
		return d.Outcome.Pos
	}
	return d.Pos
}
