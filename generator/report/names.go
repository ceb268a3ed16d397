package report

// Names has the first id of whatever was renamed, by each id that it had. What was never
// renamed is not in it.
type Names map[string]string

// NewNames reads what the deliverables of an archive say that they were.
// The first is the oldest that the archive has, so that nothing depends on ids that no quarter knows.
func NewNames(a *Archive) Names {
	n := Names{}
	var there map[string]bool // the ids of all deliverables, where any was renamed
	for d := range a.AllItems() {
		if len(d.Was) == 0 {
			continue
		}
		if there == nil {
			there = map[string]bool{}
			for d := range a.AllItems() {
				there[d.ID] = true
			}
		}
		first := d.ID
		for _, id := range d.Was { // newest first
			if there[id] {
				first = id
			}
		}
		first = n.root(first)
		for _, id := range d.Was {
			n.join(id, first)
		}
		n.join(d.ID, first)
	}
	for id := range n {
		n[id] = n.root(id)
	}
	return n
}

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
