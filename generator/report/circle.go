package report

import "slices"

// mostCircles is how many circles of one knot of asks are told. A knot can hold more circles
// than anybody can read; once these are cut, the others show.
const mostCircles = 16

// Circles returns the circles in which items wait for one another, each once: the asks
// of each go round, the first being that of the first item by quarter and id, and the last
// being answered by it. Where circles share items, every item is in one of those that are
// returned, in the shortest. The order of asks plays no role.
func Circles(asks []*Ask) [][]*Ask {
	g := &knots{out: map[*Deliverable][]*Ask{}, at: map[*Deliverable]int{}, low: map[*Deliverable]int{}, of: map[*Deliverable]int{}}
	var items []*Deliverable
	for _, k := range asks {
		if !k.Waits() {
			continue
		}
		if len(g.out[k.By]) == 0 {
			items = append(items, k.By)
		}
		g.out[k.By] = append(g.out[k.By], k)
	}
	slices.SortFunc(items, compareItems)
	for _, d := range items {
		slices.SortFunc(g.out[d], compareAsks)
	}
	for _, d := range items {
		if g.at[d] == 0 {
			g.visit(d)
		}
	}
	told := map[*Deliverable]bool{}
	count := map[int]int{}
	var all [][]*Ask
	for _, d := range items {
		if knot := g.of[d]; !told[d] && count[knot] < mostCircles {
			if circle := g.circle(d); circle != nil {
				count[knot]++
				all = append(all, circle)
				for _, k := range circle {
					told[k.By] = true
				}
			}
		}
	}
	return all
}

// knots are the sets of items of which each waits for each (Tarjan's strongly connected
// components).
type knots struct {
	out     map[*Deliverable][]*Ask
	at, low map[*Deliverable]int // when an item was come to, from 1; the earliest that it leads back to
	of      map[*Deliverable]int // the number of its knot, from 1; 0 while it is open
	open    []*Deliverable
	many    int
}

// visit numbers the knots of all that an item waits for.
func (g *knots) visit(d *Deliverable) {
	g.at[d] = len(g.at) + 1
	g.low[d] = g.at[d]
	g.open = append(g.open, d)
	for _, k := range g.out[d] {
		if g.at[k.Answer] == 0 {
			g.visit(k.Answer)
			g.low[d] = min(g.low[d], g.low[k.Answer])
		} else if g.of[k.Answer] == 0 {
			g.low[d] = min(g.low[d], g.at[k.Answer])
		}
	}
	if g.low[d] < g.at[d] {
		return
	}
	g.many++
	for g.of[d] == 0 {
		last := len(g.open) - 1
		g.of[g.open[last]] = g.many
		g.open = g.open[:last]
	}
}

// circle is the shortest way from an item back to it, or nil. It does not leave its knot.
func (g *knots) circle(d *Deliverable) []*Ask {
	by := map[*Deliverable]*Ask{}
	for level := []*Deliverable{d}; len(level) > 0; {
		var further []*Deliverable
		for _, at := range level {
			for _, k := range g.out[at] {
				if g.of[k.Answer] != g.of[d] || by[k.Answer] != nil {
					continue
				}
				by[k.Answer] = k
				if k.Answer == d {
					return round(d, by)
				}
				further = append(further, k.Answer)
			}
		}
		level = further
	}
	return nil
}

// round reads a circle backwards from the ask that each was come to by, and turns it so that
// it begins with its first item.
func round(d *Deliverable, by map[*Deliverable]*Ask) []*Ask {
	var circle []*Ask
	for k := by[d]; ; k = by[k.By] {
		circle = append(circle, k)
		if k.By == d {
			break
		}
	}
	slices.Reverse(circle)
	first := 0
	for i, k := range circle {
		if compareItems(k.By, circle[first].By) < 0 {
			first = i
		}
	}
	return slices.Concat(circle[first:], circle[:first])
}
