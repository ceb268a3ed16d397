package report

import "slices"

// Names has the first id of whatever was renamed, by each id that it had. What was never
// renamed is not in it. What was split or merged is not renamed: see [NewLineage].
type Names map[string]string

// NewNames reads what the deliverables of an archive say that they were.
// The first is the oldest that the archive has, so that nothing depends on ids that no quarter knows.
func NewNames(a *Archive) Names { return NewLineage(a).Names() }

// First returns the first id of what has an id.
func (n Names) First(id string) string {
	if first, renamed := n[id]; renamed {
		return first
	}
	return id
}

// root is the first id of what has an id, while ids are joined: n then leads to it by way of
// others, and each of those gets shorter on the way.
func (n Names) root(id string) string {
	root := id
	for n[root] != "" && n[root] != root {
		root = n[root]
	}
	for id != root {
		id, n[id] = n[id], root
	}
	return root
}

// join has two ids mean one thing, with all that they mean already. first is a root.
func (n Names) join(id, first string) {
	was := n.root(id)
	n[id], n[was], n[first] = first, first, first
}

// Lineage is what the ids of an archive come from. An id that lists one other in `was`, and is
// the only one to do so, is that thing under a new name. Where several ids list the same one
// it was split into them; where one lists several that one quarter has side by side it was
// merged of them; and what one quarter has beside what it was is a part of it.
type Lineage struct {
	// Of are the ids that an id is a part of, or was merged of, by that id.
	Of map[string][]string
	// Into is the other direction. Both have the order of the archive.
	Into map[string][]string

	was   map[string][]string // of what was renamed, the newest first
	order []string            // its keys, in the order of the archive
	there map[string]bool     // ids of deliverables
}

// NewLineage reads what the deliverables of an archive say that they were.
func NewLineage(a *Archive) *Lineage {
	l := &Lineage{Of: map[string][]string{}, Into: map[string][]string{}, was: map[string][]string{}, there: map[string]bool{}}
	c := newClaims(a)
	if len(c.items) == 0 {
		return l
	}
	for id := range c.in {
		l.there[id] = true
	}
	parts, renames := map[claim]bool{}, map[claim]bool{}
	for _, d := range c.items {
		beside := c.beside(d.Was)
		for _, id := range d.Was {
			this := claim{d.ID, id}
			merged := slices.ContainsFunc(c.in[id], func(q QuarterID) bool { return beside[q] > 1 })
			switch {
			case merged || slices.Contains(c.in[id], d.Quarter.ID) || c.others(this):
				if !parts[this] && d.ID != id {
					l.Of[d.ID], l.Into[id] = append(l.Of[d.ID], id), append(l.Into[id], d.ID)
				}
				parts[this] = true
			case !renames[this]:
				renames[this] = true
				if l.was[d.ID] == nil {
					l.order = append(l.order, d.ID)
				}
				l.was[d.ID] = append(l.was[d.ID], id)
			}
		}
	}
	return l
}

// claim is an id that lists another one.
type claim struct{ id, was string }

// claims are what the deliverables of an archive list.
type claims struct {
	items []*Deliverable         // that list any id
	made  map[claim]bool         // what they list
	of    map[string][]string    // which ids list an id, in the order of the archive
	in    map[string][]QuarterID // the quarters that have an id; none where nothing is listed
}

func newClaims(a *Archive) *claims {
	c := &claims{made: map[claim]bool{}, of: map[string][]string{}, in: map[string][]QuarterID{}}
	for d := range a.AllItems() {
		if len(d.Was) == 0 {
			continue
		}
		c.items = append(c.items, d)
		for _, id := range d.Was {
			if this := (claim{d.ID, id}); !c.made[this] {
				c.made[this] = true
				c.of[id] = append(c.of[id], d.ID)
			}
		}
	}
	if len(c.items) == 0 {
		return c
	}
	for d := range a.AllItems() {
		if in := c.in[d.ID]; len(in) == 0 || in[len(in)-1] != d.Quarter.ID { // quarters come one by one
			c.in[d.ID] = append(in, d.Quarter.ID)
		}
	}
	return c
}

// beside is how many of some ids each quarter has. One id has nothing beside it.
func (c *claims) beside(ids []string) map[QuarterID]int {
	if len(ids) < 2 {
		return nil
	}
	many, seen := map[QuarterID]int{}, make(map[string]bool, len(ids))
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			for _, q := range c.in[id] {
				many[q]++
			}
		}
	}
	return many
}

// others reports whether something else lists the same id, and neither lists the other.
func (c *claims) others(this claim) bool {
	return slices.ContainsFunc(c.of[this.was], func(other string) bool {
		return other != this.id && !c.made[claim{this.id, other}] && !c.made[claim{other, this.id}]
	})
}

// Names are the ids through renames.
func (l *Lineage) Names() Names {
	n := Names{}
	for _, id := range l.order {
		first := id
		for _, was := range l.was[id] { // newest first
			if l.there[was] {
				first = was
			}
		}
		first = n.root(first)
		for _, was := range l.was[id] {
			n.join(was, first)
		}
		n.join(id, first)
	}
	for id := range n {
		n[id] = n.root(id)
	}
	return n
}
