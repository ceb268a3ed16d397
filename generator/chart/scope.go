package chart

import (
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// scope shows how the plan grew or shrank since the cut-off: a step for what was added,
// re-sized and removed, from the plan as it was to the plan as it is.
func scope(s Source) Chart {
	c := Chart{Title: "The plan since the cut-off, " + s.subject()}
	f := s.figures()
	if f == nil || !f.HasPlan {
		c.Absent = "Without a plan there is no change of it to show."
		return c
	}
	d := shiftOf(f)
	if d.none() {
		c.Absent = "Since the cut-off" + onDay(f.CutOff) + " nothing was added, removed or re-sized."
		return c
	}
	plan := segment{name: "planned", bar: barPlan, ink: inkPlanned}
	added := segment{name: "added", bar: barPlan, ink: inkAdded}
	up := segment{name: "re-sized up", bar: barPlan, ink: inkCarried}
	less := segment{name: "taken away", bar: barPlan, ink: inkOpen}
	r := rows{least: 4}
	unit := map[string]string{"items": "Items", "size": "Size points"}[d.unit]
	c.Table.Columns = []Column{column("Step"), figure("Items concerned"), figure("Change in " + strings.ToLower(unit))}
	step := func(name string, n int, from float64, into *segment, amount float64, sign string) {
		if n == 0 && into != &plan {
			return
		}
		r.names, r.from = append(r.names, name), append(r.from, from)
		for _, one := range []*segment{&plan, &added, &up, &less} {
			v := 0.0
			if one == into {
				v = amount
			}
			one.values = append(one.values, v)
		}
		words := strings.ReplaceAll(sign, "-", "−") + metrics.Amount(amount)
		if d.unit != "items" {
			words += ", " + items(n)
		}
		r.rights = append(r.rights, words)
		c.Table.Rows = append(c.Table.Rows, []string{name, cells(float64(n))[0], sign + metrics.Amount(amount)})
	}
	level := d.planned
	step("Plan at the cut-off", len(f.P), 0, &plan, d.planned, "")
	step("Added", d.items[metrics.WasAdded], level, &added, d.added, "+")
	level += d.added
	step("Re-sized up", d.ups, level, &up, d.up, "+")
	level += d.up - d.down
	step("Re-sized down", d.downs, level, &less, d.down, "-")
	level -= d.removed
	step("Removed", d.items[metrics.WasRemoved], level, &less, d.removed, "-")
	step(map[bool]string{true: "At the end", false: "Now"}[closed(f)], len(f.P)+d.items[metrics.WasAdded]-d.items[metrics.WasRemoved], 0, &plan, d.now(), "")
	last := len(c.Table.Rows) - 1
	c.Table.Rows, c.Table.Foot = c.Table.Rows[:last], c.Table.Rows[last]

	keys := []Key{{"planned", "the plan"}}
	r.segments = []segment{plan}
	for _, part := range []struct {
		shown bool
		seg   segment
		key   Key
	}{
		{d.items[metrics.WasAdded] > 0, added, Key{"added", "added"}},
		{d.ups > 0, up, Key{"carried", "re-sized up"}},
		{d.downs+d.items[metrics.WasRemoved] > 0, less, Key{"open", "taken away"}},
	} {
		if part.shown {
			r.segments, keys = append(r.segments, part.seg), append(keys, part.key)
		}
	}
	c.Keys = []KeyRow{{Label: unit, Keys: keys}}
	c.Summary = d.words(f)
	c.Wide, c.Narrow = r.draw()
	return c
}

// shift is how far the plan moved, in size or, where nothing has a size, in items.
type shift struct {
	unit                              string
	planned, added, up, down, removed float64
	items                             map[metrics.ChangeKind]int
	ups, downs                        int
	unsized                           int // of all items counted, those without a size
}

func (d shift) none() bool {
	return d.items[metrics.WasAdded]+d.items[metrics.WasRemoved]+d.ups+d.downs == 0
}

func (d shift) now() float64 { return d.planned + d.added + d.up - d.down - d.removed }

func shiftOf(f *metrics.Figures) shift {
	d := shift{unit: "size", items: map[metrics.ChangeKind]int{}}
	for _, item := range f.P {
		d.count(item.PlannedSize(), &d.planned)
	}
	for _, c := range f.Changes {
		for _, kind := range c.Kinds {
			d.items[kind]++
			switch kind {
			case metrics.WasAdded:
				d.count(addedSize(c.Item), &d.added)
			case metrics.WasRemoved:
				d.removed += c.Item.PlannedSize()
			case metrics.Resized:
				if by := c.Item.Size - c.Item.PlannedSize(); by > 0 {
					d.up, d.ups = d.up+by, d.ups+1
				} else {
					d.down, d.downs = d.down-by, d.downs+1
				}
			}
		}
	}
	if d.planned+d.added+d.up == 0 {
		d.unit, d.unsized = "items", 0
		d.planned, d.added, d.removed = float64(len(f.P)), float64(d.items[metrics.WasAdded]), float64(d.items[metrics.WasRemoved])
	}
	return d
}

// addedSize is the size of an item that joined: as planned, or, where nobody planned it, as
// it turned out.
func addedSize(d *report.Deliverable) float64 {
	if d.Size > 0 {
		return d.Size
	}
	return d.Outcome.Size
}

// count adds a size, or an item without one.
func (d *shift) count(size float64, to *float64) {
	if size == 0 {
		d.unsized++
	}
	*to += size
}

// words says where the plan stood and where it stands.
func (d shift) words(f *metrics.Figures) string {
	unit := "size points"
	if d.unit == "items" {
		unit = "items"
	}
	said := "The plan held " + metrics.Amount(d.planned) + " " + unit + " at the cut-off" + onDay(f.CutOff) + ", and "
	if closed(f) {
		said += "ended with "
	} else {
		said += "now holds "
	}
	said += metrics.Amount(d.now()) + "."
	if d.unsized > 0 {
		said += " " + capital(items(d.unsized)) + " without a size " + be(d.unsized) + " left out."
	}
	return said
}

// onDay says when the cut-off was, or nothing where it is not known.
func onDay(s metrics.Span) string {
	switch {
	case s.From == 0:
		return ""
	case s.From == s.To:
		return " on " + s.From.Long()
	}
	return " between " + s.From.Long() + " and " + s.To.Long()
}
