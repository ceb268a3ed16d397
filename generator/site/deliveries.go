package site

import (
	"cmp"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// StatusWord is what became of a deliverable in one word: its status, or "open"; where the quarter
// has closed without one "unexplained", or "untold" as long as its team has told nothing.
func StatusWord(d *report.Deliverable) string {
	switch s := d.Own().Status; s {
	case report.Delivered, report.Partly, report.HandedOver, report.Moved, report.Dropped:
		return string(s)
	}
	switch {
	case d.Quarter.State != report.Closed:
		return string(report.Open)
	case d.Awaited():
		return "untold"
	}
	return "unexplained"
}

// LateDays is how many days after the due date of the cut-off an item was delivered, negative
// if before; false where it was not delivered or had no date.
func LateDays(d *report.Deliverable) (int, bool) {
	o := d.Own()
	if o.Status != report.Delivered && !d.CameLate() || d.PlannedDue() == 0 || o.Finished == 0 {
		return 0, false
	}
	return int(o.Finished - d.PlannedDue()), true
}

// Delivered returns every delivery, newest first. It is shared: nobody changes it.
func (c *Context) Delivered() []*report.Deliverable { return c.Over.delivered() }

// ByDelivery puts the newest delivery first.
func ByDelivery(a, b *report.Deliverable) int {
	return cmp.Or(cmp.Compare(ShippedDay(b), ShippedDay(a)), b.Quarter.ID.Compare(a.Quarter.ID),
		cmp.Compare(a.Team.Name, b.Team.Name), cmp.Compare(a.PublicTitle(), b.PublicTitle()), cmp.Compare(a.ID, b.ID))
}

// ShippedDay is the day of a delivery; where the export names none, the last
// day of its quarter keeps it in the right place.
func ShippedDay(d *report.Deliverable) report.Day {
	if d.Outcome.Finished != 0 {
		return d.Outcome.Finished
	}
	return d.Quarter.LastDay()
}

// WordsOf is the prose that fits the title: customers' prose under customers'
// words, and that for colleagues under theirs.
func WordsOf(d *report.Deliverable) string {
	if d.Customers {
		return d.ForCustomers.Text
	}
	return d.Body.Text
}

// AudienceOf is whom a deliverable is for: "customers" or "company".
func AudienceOf(d *report.Deliverable) string {
	if d.Customers {
		return "customers"
	}
	return "company"
}

// Carried is how many earlier quarters planned an item and did not deliver it: 2 for two or more.
func Carried(f *metrics.Figures) map[*report.Deliverable]int {
	carried := map[*report.Deliverable]int{}
	for _, d := range f.CarriedOnce {
		carried[d] = 1
	}
	for _, d := range f.CarriedMore {
		carried[d] = 2
	}
	return carried
}

// Each returns what of makes of each of some things, in their order; nil of none.
func Each[T, U any](list []T, of func(T) U) []U {
	var out []U
	for _, t := range list {
		out = append(out, of(t))
	}
	return out
}

// Number returns of how many things something is true.
func Number[T any](list []T, is func(T) bool) int {
	n := 0
	for _, t := range list {
		if is(t) {
			n++
		}
	}
	return n
}

// Group parts things by a key, each group in their order.
func Group[K comparable, T any](list []T, key func(T) K) map[K][]T {
	by := map[K][]T{}
	for _, t := range list {
		by[key(t)] = append(by[key(t)], t)
	}
	return by
}
