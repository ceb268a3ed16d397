package report

import (
	"cmp"
	"slices"
	"strings"
)

// MaxSteps is how many asks in a row are followed from a slip. Without a bound, a row of n slips
// would list n times n items.
const MaxSteps = 12

// KnockOn is one slip with all that waits for it.
type KnockOn struct {
	Of   *Deliverable // what moved, was dropped, or is past its date
	Hits []*Hit       // what waits for it, at most MaxSteps asks away: those that ask for it first, then by quarter and id; never empty
}

// Hit is one item that waits for a slip, directly or not.
type Hit struct {
	Item *Deliverable
	Ask  *Ask // of Item: the first step towards the slip
	next *Hit // what answers it, nil for the slip itself
}

// Path leads from the item to the slip, one ask a step: each is answered by the item that
// asks next. Of several ways it is the shortest, of those the first by quarter and id.
func (h *Hit) Path() []*Ask {
	var path []*Ask
	for ; h != nil; h = h.next {
		path = append(path, h.Ask)
	}
	return path
}

// Teams are those whose items are at risk, by name.
func (k KnockOn) Teams() []*Team {
	var teams []*Team
	seen := map[*Team]bool{}
	for _, h := range k.Hits {
		if !seen[h.Item.Team] {
			seen[h.Item.Team] = true
			teams = append(teams, h.Item.Team)
		}
	}
	slices.SortFunc(teams, (*Team).Compare)
	return teams
}

// Slipped reports whether an item does not come when it was to come, as is known on a day: it
// was moved or dropped, or it has not been delivered by its date, or by the end of its quarter.
func Slipped(d *Deliverable, today Day) bool {
	switch d.Outcome.Status {
	case Delivered:
		return false
	case Moved, Dropped:
		return true
	}
	return today > cmp.Or(d.Due, d.Quarter.LastDay())
}

// waits are the asks by what answers them: who waits for an item. What is answered by
// nothing, was declined, or is asked by what has been delivered or dropped makes nobody wait.
func waits(asks []*Ask) map[*Deliverable][]*Ask {
	by := make(map[*Deliverable][]*Ask, len(asks))
	for _, k := range asks {
		if k.Waits() {
			by[k.Answer] = append(by[k.Answer], k)
		}
	}
	for _, some := range by {
		slices.SortFunc(some, compareAsks)
	}
	return by
}

// Waits reports whether somebody waits for the answer: it was given, has not been delivered,
// and the item that asks has neither arrived nor been given up.
func (k *Ask) Waits() bool {
	return k.Answer != nil && k.State != Declined && k.Answer.Outcome.Status != Delivered &&
		k.By.Outcome.Status != Delivered && k.By.Outcome.Status != Dropped
}

// KnockOns returns every slip that somebody waits for, by quarter and id. It goes by the asks
// of an archive, in any order, and by nothing else; a circle of asks is gone round once.
func KnockOns(asks []*Ask, today Day) []KnockOn {
	waiting := waits(asks)
	var slips []*Deliverable
	for d := range waiting {
		if Slipped(d, today) {
			slips = append(slips, d)
		}
	}
	slices.SortFunc(slips, compareItems)
	var all []KnockOn
	for _, d := range slips {
		if found := hits(d, waiting); len(found) > 0 { // else only itself waits for it
			all = append(all, KnockOn{d, found})
		}
	}
	return all
}

// hits goes from an item to all that wait for it, in breadth, so that paths are short, and at most
// MaxSteps far.
func hits(of *Deliverable, waiting map[*Deliverable][]*Ask) []*Hit {
	seen := map[*Deliverable]bool{of: true}
	var found []*Hit
	level := []*Hit{{Item: of}}
	for step := 0; step < MaxSteps && len(level) > 0; step++ {
		var further []*Hit
		for _, at := range level {
			next := at
			if at.Item == of {
				next = nil
			}
			for _, k := range waiting[at.Item] {
				if !seen[k.By] {
					seen[k.By] = true
					further = append(further, &Hit{k.By, k, next})
				}
			}
		}
		slices.SortFunc(further, func(x, y *Hit) int { return compareItems(x.Item, y.Item) })
		found = append(found, further...)
		level = further
	}
	return found
}

// compareItems orders items by quarter, id and team.
func compareItems(x, y *Deliverable) int {
	return cmp.Or(x.Quarter.ID.Compare(y.Quarter.ID), strings.Compare(x.ID, y.ID), strings.Compare(x.Team.ID, y.Team.ID))
}

// compareAsks orders asks by the item that asks, then by what answers it, then by the word
// that was written.
func compareAsks(x, y *Ask) int {
	c := cmp.Or(compareItems(x.By, y.By), strings.Compare(x.Of.ID, y.Of.ID), strings.Compare(x.What, y.What))
	if c == 0 && x.Answer != nil && y.Answer != nil {
		c = compareItems(x.Answer, y.Answer)
	}
	return c
}
