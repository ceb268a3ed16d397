package chart

import (
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// scope shows how the plan grew or shrank since the cut-off: a step for what was added,
// re-sized and removed, from the plan as it was to the plan as it is.
func scope(s Source) Chart {
	c := Chart{Title: s.T("chart.scope.title", "about", s.subject())}
	f := s.figures()
	if f == nil || !f.HasPlan {
		return c.absent(s.T("chart.scope.absent"))
	}
	d := shiftOf(f)
	if d.none() {
		return c.absent(s.T("chart.scope.unchanged", cutOff(f.CutOff)...))
	}
	plan := segment{name: s.T("chart.scope.part-planned"), bar: barPlan, ink: inkPlanned}
	added := segment{name: s.T("chart.scope.part-added"), bar: barPlan, ink: inkAdded}
	up := segment{name: s.T("chart.scope.part-up"), bar: barPlan, ink: inkCarried}
	less := segment{name: s.T("chart.scope.part-less"), bar: barPlan, ink: inkOpen}
	r := rows{least: 4}
	unit := s.T("chart.scope.unit", "unit", d.unit)
	c.Table.Columns = []Column{column(s.T("chart.scope.step")), figure(s.T("chart.scope.concerned")), figure(s.T("chart.scope.change", "unit", d.unit))}
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
			words = s.T("chart.scope.by-items", "amount", words, "n", n)
		}
		r.rights = append(r.rights, words)
		c.Table.Rows = append(c.Table.Rows, []string{name, cells(float64(n))[0], sign + metrics.Amount(amount)})
	}
	level := d.planned
	step(s.T("chart.scope.cut-off"), len(f.P), 0, &plan, d.planned, "")
	step(s.T("chart.scope.added"), d.items[metrics.WasAdded], level, &added, d.added, "+")
	level += d.added
	step(s.T("chart.scope.up"), d.ups, level, &up, d.up, "+")
	level += d.up - d.down
	step(s.T("chart.scope.down"), d.downs, level, &less, d.down, "-")
	level -= d.removed
	step(s.T("chart.scope.removed"), d.items[metrics.WasRemoved], level, &less, d.removed, "-")
	end := s.T("chart.scope.now")
	if closed(f) {
		end = s.T("chart.scope.end")
	}
	step(end, len(f.P)+d.items[metrics.WasAdded]-d.items[metrics.WasRemoved], 0, &plan, d.now(), "")
	last := len(c.Table.Rows) - 1
	c.Table.Rows, c.Table.Foot = c.Table.Rows[:last], c.Table.Rows[last]

	keys := []Key{{"planned", s.T("chart.scope.key-planned")}}
	r.segments = []segment{plan}
	for _, part := range []struct {
		shown bool
		segment
	}{
		{d.items[metrics.WasAdded] > 0, added},
		{d.ups > 0, up},
		{d.downs+d.items[metrics.WasRemoved] > 0, less},
	} {
		if part.shown {
			r.segments, keys = append(r.segments, part.segment), append(keys, part.key())
		}
	}
	c.Keys = []KeyRow{{Label: unit, Keys: keys}}
	c.Summary = s.scopeWords(d, f)
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

// scopeWords tells how large the plan was, and how large it is now.
func (s Source) scopeWords(d shift, f *metrics.Figures) string {
	args := append(cutOff(f.CutOff), "planned", d.planned, "unit", d.unit, "closed", closed(f), "now", d.now())
	said := s.T("chart.scope.summary", args...)
	if d.unsized > 0 {
		return sentences(said, s.T("chart.scope.unsized", "n", d.unsized))
	}
	return said
}

// cutOff is when the cut-off was, for a message: on no day, one or several.
func cutOff(span metrics.Span) []any {
	day := "several"
	switch {
	case span.From == 0:
		day = "none"
	case span.From == span.To:
		day = "one"
	}
	return []any{"day", day, "from", span.From, "to", span.To}
}
