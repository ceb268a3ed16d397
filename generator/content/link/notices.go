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
	delivered := sync.OnceValue(a.deliveries)
	if p := a.files[content.NoticesPath]; p != nil && p.Notices != nil && len(p.Notices.IDs) > 0 {
		a.archive.Notices = map[string]*report.Notice{}
		for _, id := range p.Notices.IDs {
			n := p.Notices.Notices[id]
			if len(a.items[id]) == 0 {
				a.unknownItem(n.Pos, "table", id)
				continue
			}
			a.archive.Notices[id] = n
			delivered().check(id, n, n.Pos, n.Pos)
		}
	}
	for _, reports := range a.reports {
		for _, r := range reports {
			for _, d := range r.across.announced {
				delivered().check(d.ID, &d.Notice, a.keyOf(d, "announced"), a.keyOf(d, "retracted"))
			}
			for _, d := range r.across.renamed {
				a.checkNames(d)
			}
			for _, d := range r.across.handed {
				a.checkHandOver(d)
			}
		}
	}
}

// deliveries are what is known of when things were delivered, through renames.
type deliveries struct {
	*assembler
	names report.Names
	of    map[string]*delivery // by the first id
}

// delivery is whether and when something was delivered.
type delivery struct {
	came  bool
	first report.Day // where it is known
}

func (a *assembler) deliveries() *deliveries {
	return &deliveries{a, report.NewNames(a.archive), nil}
}

// find returns the delivery of what has an id.
func (all *deliveries) find(id string) *delivery {
	first, renamed := all.names[id]
	if !renamed {
		one := &delivery{}
		one.see(all.items[id])
		return one
	}
	if all.of == nil {
		all.of = map[string]*delivery{}
		for id, first := range all.names { // in any order
			if all.of[first] == nil {
				all.of[first] = &delivery{}
			}
			all.of[first].see(all.items[id])
		}
	}
	return all.of[first]
}

func (one *delivery) see(items []*report.Deliverable) {
	for _, d := range items {
		if d.Came() {
			one.came = true
			if on := d.Outcome.Finished; on != 0 && (one.first == 0 || on < one.first) {
				one.first = on
			}
		}
	}
}

// check finds what was retracted without ever having been delivered, and what was
// announced before that.
func (all *deliveries) check(id string, n *report.Notice, announced, retracted diag.Pos) {
	if all.blindItems {
		return
	}
	a, one := all.assembler, all.find(id)
	first := one.first
	switch {
	case n.Retracted != 0 && !one.came:
		a.problems.Warnf(retracted, "not-delivered", "remove it, or say in metrics.toml when it was delivered", "%q is retracted but was never delivered", id)
	case n.Retracted != 0 && n.Retracted < first:
		a.problems.Warnf(retracted, "order", "write the day on which it was withdrawn, or correct finished in metrics.toml", "%q is retracted on %s, before it was delivered on %s", id, n.Retracted, first)
	}
	if n.Announced != 0 && n.Announced < first {
		a.problems.Warnf(announced, "order", "write the day on which it was announced as delivered", "%q is announced on %s, before it was delivered on %s", id, n.Announced, first)
	}
}

// checkNames wants each id of before to be one that an earlier quarter has, and that nothing
// else has now. What its own quarter has is what it is a part of.
func (a *assembler) checkNames(d *report.Deliverable) {
	b := a.blockOf(d)
	if b == nil || a.blindItems {
		return
	}
	at := sync.OnceValue(func() []diag.Pos { return b.Elements("was", d.Was) })
	taken := func(o *report.Deliverable) bool { return o.Quarter.ID.Compare(d.Quarter.ID) >= 0 && !continued(o, d) }
	for n, was := range d.Was {
		items := a.items[was]
		switch {
		case was == d.ID:
			a.problems.Errorf(at()[n], "was-itself", "name the id that it had in earlier quarters", "%q lists its own id %q in was", d.ID, was)
		case len(items) == 0:
			a.unknownItem(at()[n], "was", was)
		case slices.ContainsFunc(items, taken):
			last := items[len(items)-1]
			a.problems.Errorf(at()[n], "still-used", "write one of the two ids everywhere from then on", "%q lists %q in was, but %s still has it: %s", d.ID, was, last.Quarter.ID, last.Pos)
		}
	}
}
