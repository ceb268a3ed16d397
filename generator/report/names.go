package report

// Names has the first id of whatever was renamed, by each id that it had. What was never
// renamed is not in it.
type Names map[string]string

// NewNames reads what the deliverables of an archive say that they were.
func NewNames(a *Archive) Names {
	n := Names{}
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			for _, d := range r.Items {
				if len(d.Was) == 0 {
					continue
				}
				first := n.First(d.Was[len(d.Was)-1])
				for _, id := range d.Was {
					n.join(id, first)
				}
				n.join(d.ID, first)
			}
		}
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

// join has two ids mean one thing, with all that they mean already.
func (n Names) join(id, first string) {
	was := n.First(id)
	for other, of := range n {
		if of == was {
			n[other] = first
		}
	}
	n[id], n[was], n[first] = first, first, first
}
