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
	claims := map[string][]string{} // which ids list an id, in the order of the archive
	var all []*Deliverable
	for d := range a.AllItems() {
		if len(d.Was) == 0 {
			continue
		}
		all = append(all, d)
		for _, id := range d.Was {
			if !slices.Contains(claims[id], d.ID) {
				claims[id] = append(claims[id], d.ID)
			}
		}
	}
	if all == nil {
		return l
	}
	in := map[string]map[QuarterID]bool{} // the quarters that have an id
	for d := range a.AllItems() {
		l.there[d.ID] = true
		if in[d.ID] == nil {
			in[d.ID] = map[QuarterID]bool{}
		}
		in[d.ID][d.Quarter.ID] = true
	}
	listed := map[string][]string{} // all that an id lists
	for _, d := range all {
		listed[d.ID] = append(listed[d.ID], d.Was...)
	}
	beside := func(x, y string) bool {
		for q := range in[x] {
			if in[y][q] {
				return true
			}
		}
		return false
	}
	for _, d := range all {
		for _, id := range d.Was {
			others := slices.DeleteFunc(slices.Clone(claims[id]), func(o string) bool {
				return o == d.ID || slices.Contains(listed[d.ID], o) || slices.Contains(listed[o], d.ID)
			})
			merged := slices.ContainsFunc(d.Was, func(o string) bool { return o != id && beside(o, id) })
			switch {
			case len(others) > 0 || merged || in[d.ID][d.Quarter.ID] && in[id][d.Quarter.ID]:
				l.add(d.ID, id)
			case !slices.Contains(l.was[d.ID], id):
				if l.was[d.ID] == nil {
					l.order = append(l.order, d.ID)
				}
				l.was[d.ID] = append(l.was[d.ID], id)
			}
		}
	}
	return l
}

func (l *Lineage) add(part, of string) {
	if part != of && !slices.Contains(l.Of[part], of) {
		l.Of[part] = append(l.Of[part], of)
		l.Into[of] = append(l.Into[of], part)
	}
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
