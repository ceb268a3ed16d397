package link

import (
	"slices"
	"sync"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// linkNotices gives the archive its notices, and checks what they and the plans say of
// deliverables of any quarter. It looks at all of them each time, whatever was taken over.
func (a *assembler) linkNotices() {
	names := report.NewNames(a.archive)
	same := map[string][]string{} // ids by the first one
	for id, first := range names {
		same[first] = append(same[first], id)
	}
	if p := a.files[content.NoticesPath]; p != nil && p.Notices != nil && len(p.Notices.IDs) > 0 {
		a.archive.Notices = map[string]*report.Notice{}
		for _, id := range p.Notices.IDs {
			n := p.Notices.Notices[id]
			if len(a.items[id]) == 0 {
				a.unknownItem(n.Pos, "table", id)
				continue
			}
			a.archive.Notices[id] = n
			a.checkDelivered(same[names.First(id)], id, n, n.Pos, n.Pos)
		}
	}
	for _, r := range slices.Concat(a.reports...) {
		for _, d := range r.Items {
			if d.Notice.Announced != 0 || d.Notice.Retracted != 0 {
				a.checkDelivered(same[names.First(d.ID)], d.ID, &d.Notice, a.keyOf(d, "announced"), a.keyOf(d, "retracted"))
			}
			at := sync.OnceValue(func() []diag.Pos { return a.blockOf(d).Elements("was", d.Was) })
			for n, was := range d.Was {
				a.checkName(d, was, func() diag.Pos { return at()[n] })
			}
			a.checkHandOver(d)
		}
	}
}

// checkDelivered finds what was retracted without ever having been delivered, and what was
// announced before that. same are all ids of what was renamed.
func (a *assembler) checkDelivered(same []string, id string, n *report.Notice, announced, retracted diag.Pos) {
	if a.blindItems {
		return
	}
	var first report.Day // of its deliveries, where it is known
	delivered := false
	see := func(id string) {
		for _, d := range a.items[id] {
			if d.Came() {
				delivered = true
				if on := d.Outcome.Finished; on != 0 && (first == 0 || on < first) {
					first = on
				}
			}
		}
	}
	see(id)
	for _, other := range same { // in any order
		if other != id {
			see(other)
		}
	}
	switch {
	case n.Retracted != 0 && !delivered:
		a.problems.Warnf(retracted, "not-delivered", "remove it, or say in metrics.toml when it was delivered", "%q is retracted but was never delivered", id)
	case n.Retracted != 0 && n.Retracted < first:
		a.problems.Warnf(retracted, "order", "", "%q is retracted on %s, before it was delivered on %s", id, n.Retracted, first)
	}
	if n.Announced != 0 && n.Announced < first {
		a.problems.Warnf(announced, "order", "write the day on which it was announced as delivered", "%q is announced on %s, before it was delivered on %s", id, n.Announced, first)
	}
}

// checkName wants an id of before to be one that an earlier quarter has, and that nothing
// else has now. What its own quarter has is what it is a part of.
func (a *assembler) checkName(d *report.Deliverable, was string, at func() diag.Pos) {
	if a.blockOf(d) == nil || a.blindItems {
		return
	}
	before := func(o *report.Deliverable) bool { return o.Quarter.ID.Compare(d.Quarter.ID) < 0 }
	items := a.items[was]
	switch {
	case was == d.ID:
		a.problems.Errorf(at(), "was-itself", "name the id that it had in earlier quarters", "%q lists its own id %q in was", d.ID, was)
	case len(items) == 0:
		a.unknownItem(at(), "was", was)
	case slices.ContainsFunc(items, func(o *report.Deliverable) bool { return !before(o) && !slices.Contains(o.Parts, d) }):
		last := items[len(items)-1]
		a.problems.Errorf(at(), "still-used", "write one of the two ids everywhere from then on", "%q lists %q in was, but %s still has it: %s", d.ID, was, last.Quarter.ID, last.Pos)
	}
}
