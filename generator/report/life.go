package report

import (
	"cmp"
	"slices"

	"quarterdeck/generator/diag"
)

// Announce says to whom a delivery is to be announced.
type Announce string

const (
	Public   Announce = "public"
	Internal Announce = "internal"
	Silent   Announce = "none"
)

// Announces is every Announce, in the order of the documentation.
var Announces = []Announce{Silent, Internal, Public}

// Notice is what readers of a delivery are told besides what it is: for whom it is there,
// where it was announced, and whether it was withdrawn. It stands in a deliverable's fence
// and, for what comes after its quarter, in content/shipped.toml.
type Notice struct {
	Plans        []string // customers' plans that have it, such as "Enterprise"; none = not said
	Regions      []string // where it is available; none = not said
	From         Day      // since when it is available; 0 = since it was delivered
	Announce     Announce // "" = not said
	Announced    Day
	Announcement string   // address of the announcement, http or https
	Retracted    Day      // the day it was withdrawn; 0 = it was not
	Why          string   // why it was withdrawn, for every reader
	Pos          diag.Pos // of its table in shipped.toml
}

// Life is a deliverable over all its quarters, whatever its id was: what the page that it
// keeps for life shows.
type Life struct {
	ID    string         // the newest id
	Was   []string       // the ids before it, newest first
	Items []*Deliverable // oldest first, at least one
	// Of are the ids that it is a part of, or was merged of; Into those that it was split or
	// merged into. Each has a life of its own.
	Of, Into []string
	// Notice is what was said last of each of its parts.
	Notice Notice
}

// Delivery is the newest delivery, or nil.
func (l *Life) Delivery() *Deliverable { return lastDelivered(l.Items) }

func lastDelivered(items []*Deliverable) *Deliverable {
	for _, d := range slices.Backward(items) {
		if d.Came() {
			return d
		}
	}
	return nil
}

// Newest is what the newest quarter says of it.
func (l *Life) Newest() *Deliverable { return l.Items[len(l.Items)-1] }

// Announce says to whom it is to be announced: what is for customers to the public, unless
// something else is said, and nothing else to anybody.
func (l *Life) Announce() Announce {
	if l.Notice.Announce != "" {
		return l.Notice.Announce
	}
	if d := l.Delivery(); d != nil && d.Customers {
		return Public
	}
	return Silent
}

// early is how many days before a delivery it may be announced. What lies further back is an
// announcement of an earlier one.
const early = 14

// ToAnnounce reports whether its newest delivery still has to be announced.
func (l *Life) ToAnnounce() bool {
	newest := l.Delivery()
	if newest == nil || l.Withdrawn() || l.Announce() == Silent {
		return false
	}
	for _, d := range l.Items {
		if d != newest && d.Came() && d.Outcome.Finished >= l.Notice.Announced {
			return true
		}
	}
	return l.Notice.Announced == 0 || l.Notice.Announced+early < newest.Outcome.Finished
}

// Withdrawn reports whether it was withdrawn, and not delivered again since.
func (l *Life) Withdrawn() bool {
	if l.Notice.Retracted == 0 {
		return false
	}
	d := l.Delivery()
	return d == nil || d.Outcome.Finished <= l.Notice.Retracted
}

// Lives are the lives of an archive's deliverables.
type Lives struct {
	All     []*Life // by first quarter, then as the reports and plans have them
	byFirst map[string]*Life
	names   Names
	lineage *Lineage
}

// Of returns the life of an id, be it one of before; nil where there is none.
func (l *Lives) Of(id string) *Life { return l.byFirst[l.names.First(id)] }

// NewLives gathers the lives of an archive. A deliverable continues what an earlier
// quarter has under its id, or under one that it says it was.
func NewLives(a *Archive) *Lives {
	lineage := NewLineage(a)
	lives := &Lives{byFirst: map[string]*Life{}, names: lineage.Names(), lineage: lineage}
	for d := range a.AllItems() {
		lives.add(d)
	}
	for _, l := range lives.All {
		for _, d := range l.Items {
			l.Notice.take(&d.Notice)
		}
		for _, id := range slices.Backward(l.Was) {
			l.Notice.take(a.Notices[id])
		}
		l.Notice.take(a.Notices[l.ID])
	}
	return lives
}

func (l *Lives) add(d *Deliverable) {
	first := l.names.First(d.ID)
	life := l.byFirst[first]
	if life == nil {
		life = &Life{ID: d.ID}
		l.byFirst[first] = life
		l.All = append(l.All, life)
	}
	life.Items = slices.Insert(life.Items, life.place(d), d)
	life.Of = append(life.Of, without(l.lineage.Of[d.ID], life.Of)...)
	life.Into = append(life.Into, without(l.lineage.Into[d.ID], life.Into)...)
	was := without(d.Was, l.lineage.Of[d.ID])
	if life.ID == d.ID && len(was) == 0 {
		return
	}
	before := slices.Concat(was, []string{life.ID}, life.Was)
	life.ID, life.Was = d.ID, nil
	seen := map[string]bool{d.ID: true}
	for _, id := range before {
		if !seen[id] {
			seen[id] = true
			life.Was = append(life.Was, id)
		}
	}
}

// place is where the next item comes in a life: at the end; what was handed over comes before
// what continues it, whichever team is first.
func (l *Life) place(d *Deliverable) int {
	if len(d.Parts) == 0 { // then nothing continues it
		return len(l.Items)
	}
	for i, other := range l.Items {
		if slices.Contains(other.Continues, d) {
			return i
		}
	}
	return len(l.Items)
}

// without returns the ids that are not among others.
func without(ids, others []string) []string {
	if len(ids) == 0 || len(others) == 0 {
		return ids
	}
	out := make(map[string]bool, len(others))
	for _, id := range others {
		out[id] = true
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return out[id] })
}

// take overwrites what a newer notice, which may be nil, says anew.
func (n *Notice) take(newer *Notice) {
	if newer == nil {
		return
	}
	if newer.Plans != nil {
		n.Plans = newer.Plans
	}
	if newer.Regions != nil {
		n.Regions = newer.Regions
	}
	n.From, n.Announce = cmp.Or(newer.From, n.From), cmp.Or(newer.Announce, n.Announce)
	n.Announced, n.Announcement = cmp.Or(newer.Announced, n.Announced), cmp.Or(newer.Announcement, n.Announcement)
	if newer.Retracted != 0 {
		n.Retracted, n.Why = newer.Retracted, newer.Why
	}
}
