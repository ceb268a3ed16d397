package metrics

import (
	"slices"

	"quarterdeck/generator/report"
)

// Trace is what earlier quarters say about an item since it was last delivered. A quarter
// counts once its answer is known: when it has closed, or when the item was moved or dropped
// there. An open item of a running quarter may still be delivered, so the plan of the
// quarter after it does not carry it in yet.
type Trace struct {
	Missed int              // quarters whose P had it without delivering it
	First  report.QuarterID // the first quarter whose P had it
}

// traces are those by id. A delivery removes an id: what is planned after that is the next
// phase, not a carry-over. It is by id alone, as an item may change its team, by the
// first id where it was renamed, and by what it is a part of until it has one of its own.
type traces struct {
	names report.Names
	of    map[string][]string // first ids of what an item is a part of, by its own
	byID  map[string]Trace
}

func newTraces(l *report.Lineage) traces {
	t := traces{names: l.Names(), of: map[string][]string{}, byID: map[string]Trace{}}
	for part, wholes := range l.Of {
		first := t.names.First(part)
		for _, whole := range wholes {
			t.of[first] = append(t.of[first], t.names.First(whole))
		}
	}
	return t
}

// at is the trace of a first id, or the longest of what it is a part of, and of what that is a
// part of.
func (m traces) at(id string) (Trace, bool) { return m.longest(id, map[string]bool{}) }

func (m traces) longest(id string, seen map[string]bool) (longest Trace, ok bool) {
	if t, there := m.byID[id]; there || seen[id] {
		return t, there
	}
	seen[id] = true
	for _, whole := range m.of[id] {
		if t, there := m.longest(whole, seen); there && (!ok || t.Missed > longest.Missed) {
			longest, ok = t, true
		}
	}
	return longest, ok
}

// past is the traces of deliverables in the quarters before their own.
type past map[*report.Deliverable]Trace

// pastOf goes through all quarters, oldest first.
func pastOf(l *report.Lineage, quarters []*report.Quarter, sorted [][]*report.Report) past {
	p, m := past{}, newTraces(l)
	for i, q := range quarters {
		for _, r := range sorted[i] {
			for _, d := range r.Items {
				if t, ok := m.at(m.names.First(d.ID)); ok {
					p[d] = t
				}
			}
		}
		m.learn(q, sorted[i])
	}
	return p
}

// learn adds a quarter, after all earlier ones.
func (m traces) learn(q *report.Quarter, reports []*report.Report) {
	type now struct{ planned, decided, delivered bool }
	ids := make(map[string]now, 16*len(reports)) // an id counts once, even if two teams have it
	for _, r := range reports {
		for _, d := range r.Items {
			id := m.names.First(d.ID)
			n := ids[id]
			status := d.Became().Status
			if d.InPlan() {
				n.planned = true
				n.decided = n.decided || q.State == report.Closed || status == report.Moved || status == report.HandedOver || status == report.Dropped
			}
			n.delivered = n.delivered || status == report.Delivered
			ids[id] = n
		}
	}
	for id, n := range ids {
		if n.delivered {
			delete(m.byID, id)
			delete(m.of, id) // what it was a part of is no burden of its next phase
			continue
		}
		if !n.planned {
			continue // neither promised nor kept
		}
		t, ok := m.at(id)
		if !ok {
			t.First = q.ID
		}
		if n.decided {
			t.Missed++
		}
		m.byID[id] = t
	}
}

// carry fills CarriedOnce, CarriedMore and Slips. A slip counts from the first
// quarter that planned the item since it was last delivered.
func (f *Figures) carry(p past) {
	for _, d := range f.P {
		switch missed := p[d].Missed; {
		case missed == 1:
			f.CarriedOnce = append(f.CarriedOnce, d)
		case missed > 1:
			f.CarriedMore = append(f.CarriedMore, d)
		}
	}
	for _, d := range f.Delivered {
		s := Slip{Item: d}
		if t, ok := p[d]; ok {
			s.Quarters = f.Quarter.ID.Index() - t.First.Index()
		}
		f.Slips = append(f.Slips, s)
	}
	slices.SortStableFunc(f.Slips, func(x, y Slip) int { return x.Quarters - y.Quarters })
}
