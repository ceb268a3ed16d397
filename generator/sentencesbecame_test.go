package generator_test

import (
	"iter"
	"slices"

	"quarterdeck/generator/report"
)

// whole are the rows of all teams of the quarter, with what became of what was handed over, split
// or merged.
func (c plainScope) whole() []plainRow {
	return remembered(&c.space.known.every, plainScope{c.space, c.q, ""}, func() []plainRow {
		if c.space.from != nil {
			return c.shownRows(plainScope{c.space, c.q, ""}.unseen().settled(c.space))
		}
		return plainScope{c.space, c.q, ""}.settled(c.space)
	})
}

// settled are the rows of the quarter, for who looks at it as another workspace has it.
func (c plainScope) settled(as *plainSpace) (all []plainRow) {
	for _, r := range c.reports() {
		all = append(all, c.rowsOf(r)...)
	}
	exports := plainScope{as, c.q, ""}.exports(all)
	for i := range all {
		row := &all[i]
		parts := partsIn(all, *row)
		row.Whole = len(parts) > 0
		row.Awaited = !slices.ContainsFunc(append(parts, *row), func(p plainRow) bool {
			return (len(parts) == 0 || p.Team != row.Team || p.ID != row.ID) && isLeft(p) && exports[p.Team]
		})
		if len(parts) > 0 {
			row.become(parts)
		} else if row.Handed != "" {
			row.Status = "moved" // nobody has it in this quarter
			if row.Reason == "" {
				row.Reason = "handover"
			}
		}
		row.Part = slices.ContainsFunc(all, func(other plainRow) bool { return other.has(*row) })
		row.Planned = row.Planned && (c.q.Promised != nil || !row.Part)
		row.Early = row.Early && row.Planned
	}
	return all
}

// has reports whether another row of the quarter is what became of this one, or some of it.
func (r plainRow) has(other plainRow) bool {
	if r.Handed != "" {
		return other.ID == r.ID && other.Team == r.Handed && other.From == r.Team
	}
	return other.Team == r.Team && other.ID != r.ID && slices.Contains(other.Was, r.ID)
}

func partsIn(all []plainRow, row plainRow) (parts []plainRow) {
	for _, other := range all {
		if row.has(other) {
			parts = append(parts, other)
		}
	}
	return parts
}

// become takes what became of a row from its parts, none of which has parts of its own.
func (r *plainRow) become(parts []plainRow) {
	n := map[string]int{}
	known, actual, done := true, 0.0, 0.0
	for _, p := range parts {
		status := p.Status
		if status == "" {
			status = "open"
		}
		n[status]++
		r.Finished = max(r.Finished, p.Finished)
		if r.Reason == "" {
			r.Reason = p.Reason
		}
		size := p.Actual
		if size == 0 {
			size = p.Size
		}
		known = known && size > 0 && (len(p.Was) < 2 || r.Handed != "")
		switch status {
		case "delivered":
			actual, done = actual+size, done+size
		case "partly":
			done += p.Done
		}
	}
	if !known {
		actual, done = 0, 0
	}
	switch {
	case n["delivered"] == len(parts):
		r.Status, r.Actual = "delivered", actual
	case n["delivered"]+n["partly"] > 0:
		r.Status, r.Done, r.Finished = "partly", done, 0
	case n["dropped"] == len(parts):
		r.Status = "dropped"
	case n["moved"]+n["dropped"] == len(parts):
		r.Status = "moved"
	default:
		r.Status = "open"
	}
	if r.Status != "delivered" {
		r.Finished = 0
	}
}

// own turns the rows of all teams into those of one: what it handed over is out of its hands.
func (c plainScope) own() []plainRow {
	var all []plainRow
	for _, row := range c.whole() {
		if row.Team != c.team {
			continue
		}
		if row.Handed != "" {
			row.Status, row.Finished, row.Actual, row.Done, row.Reason = "handed_over", 0, 0, 0, ""
		}
		row.Part = row.Part && row.From == ""
		all = append(all, row)
	}
	return all
}

func isHanded(r plainRow) bool { return r.Status == "handed_over" }

// plans are the items of the plans of the quarter, also of the one that was frozen.
func (q *plainQuarter) plans() iter.Seq[*plainItem] {
	return func(yield func(*plainItem) bool) {
		for _, r := range q.Reports {
			all := q.Promised[r.Team]
			if r.Plan != nil {
				all = slices.Concat(all, r.Plan.Items)
			}
			for _, i := range all {
				if !yield(i) {
					return
				}
			}
		}
	}
}

// same are the ids that an item had and has, from quarter to quarter.
func (s *plainSpace) same(id string) []string {
	ids := []string{id}
	for i := 0; i < len(ids); i++ {
		for _, q := range s.Quarters {
			for item := range q.plans() {
				if len(item.Was) != 1 || s.splits(item.Was[0]) {
					continue
				}
				for _, pair := range [][2]string{{item.ID, item.Was[0]}, {item.Was[0], item.ID}} {
					if pair[0] == ids[i] && !slices.Contains(ids, pair[1]) {
						ids = append(ids, pair[1])
					}
				}
			}
		}
	}
	return ids
}

// splits reports whether an item was split, or merged with others, or is one that goes on beside
// what is left of it.
func (s *plainSpace) splits(id string) bool {
	by := map[string]bool{}
	for _, q := range s.Quarters {
		beside, has := false, false
		for item := range q.plans() {
			beside = beside || item.ID == id
			if slices.Contains(item.Was, id) {
				has, by[item.ID] = true, true
				if len(item.Was) > 1 {
					return true
				}
			}
		}
		if beside && has {
			return true
		}
	}
	return len(by) > 1
}

// wholes are what an item is a part of.
func (s *plainSpace) wholes(id string) (all []string) {
	for _, q := range s.Quarters {
		for item := range q.plans() {
			for _, was := range item.Was {
				if item.ID == id && s.splits(was) && !slices.Contains(all, was) {
					all = append(all, was)
				}
			}
		}
	}
	return all
}

// countMissed adds up the misses of an item. As long as it has not been in any quarter itself, it
// has those of what it is a part of.
func (c plainScope) countMissed(id string) (n int) {
	ids, known := c.space.same(id), false
	inherited := func(before plainScope) (most int) {
		for _, each := range ids {
			for _, whole := range c.space.wholes(each) {
				most = max(most, before.missed(whole))
			}
		}
		return most
	}
	for _, q := range c.space.Quarters {
		if q.Start >= c.q.Start {
			break
		}
		was := plainScope{c.space, q, ""}
		delivered, decided, planned := false, false, false
		for _, row := range was.everyRow() {
			if !slices.Contains(ids, row.ID) {
				continue
			}
			delivered = delivered || isDone(row)
			planned = planned || row.Planned && !row.Early
			decided = decided || row.Planned && !row.Early && (was.state() == report.Closed || isMoved(row) || isDropped(row))
		}
		switch {
		case delivered:
			n, known = 0, true
		case !planned:
		default:
			if !known {
				n, known = inherited(was), true
			}
			if decided {
				n++
			}
		}
	}
	if !known {
		n = inherited(c)
	}
	return n
}
