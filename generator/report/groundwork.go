package report

import (
	"cmp"
	"slices"
	"strings"
)

// Ground links what was made possible to what it stands on, by `enables`, through all quarters.
// An id in several quarters is one thing, and so is what was renamed.
type Ground struct {
	names    Names
	items    map[string][]*Deliverable // those that are linked, by first id, oldest first
	enables  map[string][]string       // in the order in which they are first named
	standsOn map[string][]string
	ids      []string // of what enables anything, by the first quarter that says so
	today    Day
	fiscal   int
}

// NewGround reads an archive.
func NewGround(a *Archive) *Ground {
	g := &Ground{names: NewNames(a), items: map[string][]*Deliverable{}, enables: map[string][]string{}, standsOn: map[string][]string{},
		today: a.Today, fiscal: cmp.Or(a.Site.FiscalStart, 1)}
	type link struct{ id, to string }
	said := map[link]bool{}
	for d := range a.AllItems() {
		id := g.names.First(d.ID)
		for _, to := range d.Enables {
			to = g.names.First(to)
			if to == id || said[link{id, to}] {
				continue
			}
			said[link{id, to}] = true
			if len(g.enables[id]) == 0 {
				g.ids = append(g.ids, id)
			}
			g.enables[id], g.standsOn[to] = append(g.enables[id], to), append(g.standsOn[to], id)
		}
	}
	for d := range a.AllItems() { // most items are linked to none
		if id := g.names.First(d.ID); len(g.enables[id]) > 0 || len(g.standsOn[id]) > 0 {
			g.items[id] = append(g.items[id], d)
		}
	}
	return g
}

// First returns the first id of what has an id.
func (g *Ground) First(id string) string { return g.names.First(id) }

// Enabled returns what an id made possible, as the archive has it: of each the delivered item, or
// else the newest one; what is in no plan yet is left out.
func (g *Ground) Enabled(id string) []*Deliverable { return g.newest(g.enables[g.names.First(id)]) }

// StandsOn returns what made an id possible, in the same way.
func (g *Ground) StandsOn(id string) []*Deliverable { return g.newest(g.standsOn[g.names.First(id)]) }

// Unplanned returns the ids that an id makes possible and that are in no plan and no export yet.
func (g *Ground) Unplanned(id string) []string {
	var ids []string
	for _, to := range g.enables[g.names.First(id)] {
		if len(g.items[to]) == 0 {
			ids = append(ids, to)
		}
	}
	return ids
}

// newest returns of each id the item that was delivered last, or else the newest one.
func (g *Ground) newest(ids []string) []*Deliverable {
	var all []*Deliverable
	for _, id := range ids {
		if d := lastDelivered(g.items[id]); d != nil {
			all = append(all, d)
		} else if of := g.items[id]; len(of) > 0 {
			all = append(all, of[len(of)-1])
		}
	}
	slices.SortStableFunc(all, compareItems)
	return all
}

// Unpaid is delivered groundwork of which nothing that it makes possible has been delivered.
type Unpaid struct {
	Item      *Deliverable // as it was first delivered
	Enables   []*Deliverable
	Unplanned []string // ids that are in no plan yet
	Age       int      // quarters since, to the one of today
}

// Ledger returns the groundwork that has not paid off yet, oldest first, then by id. Groundwork
// that names nothing it makes possible is not there: nobody can say whether it paid off.
func (g *Ground) Ledger() []Unpaid {
	now := QuarterOf(g.today, g.fiscal).Index()
	var all []Unpaid
	for _, id := range g.ids {
		i := slices.IndexFunc(g.items[id], func(d *Deliverable) bool { return d.Outcome.Status == Delivered && d.Kind == Groundwork })
		if i < 0 || g.paid(id) {
			continue
		}
		first := g.items[id][i]
		all = append(all, Unpaid{first, g.Enabled(id), g.Unplanned(id), max(0, now-first.Quarter.ID.Index())})
	}
	slices.SortStableFunc(all, func(x, y Unpaid) int {
		return cmp.Or(cmp.Compare(y.Age, x.Age), strings.Compare(x.Item.ID, y.Item.ID))
	})
	return all
}

// paid reports whether anything that an id makes possible has been delivered.
func (g *Ground) paid(id string) bool {
	return slices.ContainsFunc(g.enables[id], func(to string) bool { return lastDelivered(g.items[to]) != nil })
}
