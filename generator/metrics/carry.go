package metrics

import (
	"slices"

	"quarterdeck/generator/report"
)

// memory is what earlier quarters say about an id. A delivery wipes it: what is
// planned after that is the next phase, not a carry-over. It is by id alone, as
// an item may change its team, and by the first id where it was renamed.
type memory map[string]trace

// trace is an id since it was last delivered. A quarter counts in held once its
// answer is known: when it has closed, or when the item was moved or dropped
// there. An open item of a running quarter may still be delivered, so the plan of the
// quarter after it does not carry it in yet.
type trace struct {
	held  int // quarters whose P had it without delivering it
	first int // index of the first quarter whose P had it; valid if seen
	seen  bool
}

// past is what the quarters before its own say about a deliverable, where they say
// anything.
type past map[*report.Deliverable]trace

// pastOf goes through all quarters, oldest first.
func pastOf(names report.Names, quarters []*report.Quarter, sorted [][]*report.Report) past {
	p, m := past{}, memory{}
	for i, q := range quarters {
		for _, r := range sorted[i] {
			for _, d := range r.Items {
				if t, ok := m[names.First(d.ID)]; ok {
					p[d] = t
				}
			}
		}
		m.learn(names, q, sorted[i])
	}
	return p
}

// learn adds a quarter, after all earlier ones.
func (m memory) learn(names report.Names, q *report.Quarter, reports []*report.Report) {
	type now struct{ planned, decided, delivered bool }
	ids := make(map[string]now, 16*len(reports)) // an id counts once, even if two teams have it
	for _, r := range reports {
		for _, d := range r.Items {
			id := names.First(d.ID)
			n := ids[id]
			status := d.Outcome.Status
			if d.InPlan() {
				n.planned = true
				n.decided = n.decided || q.State == report.Closed || status == report.Moved || status == report.Dropped
			}
			n.delivered = n.delivered || status == report.Delivered
			ids[id] = n
		}
	}
	for id, n := range ids {
		if n.delivered {
			delete(m, id)
			continue
		}
		if !n.planned {
			continue // neither promised nor kept
		}
		t := m[id]
		if !t.seen {
			t.seen, t.first = true, q.ID.Index()
		}
		if n.decided {
			t.held++
		}
		m[id] = t
	}
}

// carry fills CarriedOnce, CarriedMore and Slips. A slip counts from the first
// quarter that planned the item since it was last delivered.
func (f *Figures) carry(p past) {
	for _, d := range f.P {
		switch held := p[d].held; {
		case held == 1:
			f.CarriedOnce = append(f.CarriedOnce, d)
		case held > 1:
			f.CarriedMore = append(f.CarriedMore, d)
		}
	}
	for _, d := range f.Delivered {
		s := Slip{Item: d}
		if t := p[d]; t.seen {
			s.Quarters = f.Quarter.ID.Index() - t.first
		}
		f.Slips = append(f.Slips, s)
	}
	slices.SortStableFunc(f.Slips, func(x, y Slip) int { return x.Quarters - y.Quarters })
}
