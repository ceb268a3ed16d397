package page

import (
	"cmp"
	"quarterdeck/generator/compare"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

// Scope is what changed about the plan itself since the cut-off.
type Scope struct {
	Note    string
	Picture *site.Figure
	Rows    Fold[ScopeRow]
}

// ScopeRow is an item whose scope changed.
type ScopeRow struct {
	Item
	What []compare.Difference
}

// scope shows the changes of some figures; nil for a plan edition, since which nothing can
// have changed.
func (x items) scope(f *metrics.Figures, charts site.Figures) *Scope {
	if site.FrozenPlan(f.Quarter) {
		return nil
	}
	changes := slices.Clone(f.Changes)
	slices.SortStableFunc(changes, func(a, b metrics.Change) int {
		order := func(c metrics.Change) int { return slices.Index(metrics.ChangeKinds, c.Kinds[0]) }
		return cmp.Or(cmp.Compare(order(a), order(b)), compareAdded(a.Item, b.Item))
	})
	rows := make([]ScopeRow, len(changes))
	for i, c := range changes {
		rows[i] = ScopeRow{x.row(c.Item), whatChanged(x.c, c)}
	}
	return &Scope{Note: scopeChange(x.c, f), Picture: charts.Get(site.ChartScope), Rows: fold(rows)}
}

// compareAdded orders items by the day they joined; those without one come last.
func compareAdded(a, b *report.Deliverable) int {
	if (a.Added == 0) != (b.Added == 0) {
		return cmp.Compare(b.Added, a.Added)
	}
	return cmp.Compare(a.Added, b.Added)
}

func whatChanged(c *site.Context, change metrics.Change) []compare.Difference {
	d, p := change.Item, change.Item.Promise
	var out []compare.Difference
	add := func(what, from, to string) {
		if from != to || from == "" {
			out = append(out, compare.Difference{What: what, From: from, To: to})
		}
	}
	for _, kind := range change.Kinds {
		switch kind {
		case metrics.WasAdded:
			switch {
			case d.Added != 0:
				add("added "+nb(d.Added.Short()), "", "")
			case d.FromExport:
				add("added: only the export has it", "", "")
			default:
				add("added", "", "")
			}
			if size := d.ActualSize(); size > 0 {
				add("size "+metrics.Amount(size), "", "")
			}
		case metrics.WasRemoved:
			add("removed", "", "")
			if p != nil && p.Size > 0 {
				add("size "+metrics.Amount(p.Size)+" in the plan", "", "")
			}
		case metrics.Resized:
			add("size", sizeOf(d.PlannedSize()), sizeOf(d.Size))
		case metrics.Redated:
			add("due", dueOf(c, d.PlannedDue()), dueOf(c, d.Due))
		case metrics.Reworded:
			if p != nil && p.Title != d.Title {
				add("title", p.Title, d.Title)
			} else {
				add("re-worded", "", "")
			}
		case metrics.Altered:
			if p == nil {
				continue
			}
			for _, one := range [][3]string{
				{"kind", string(p.Kind), string(d.Kind)}, {"phase", p.Phase.Title(), d.Phase.Title()}, {"owner", p.Owner, d.Owner},
				{"for", forWhom(c, p.Customers), forWhom(c, d.Customers)},
			} {
				if one[1] != one[2] {
					add(one[0], one[1], one[2])
				}
			}
		}
	}
	return out
}

func dueOf(c *site.Context, d report.Day) string {
	if d == 0 {
		return "–"
	}
	return nb(d.Short())
}

func forWhom(c *site.Context, customers bool) string {
	if customers {
		return "customers"
	}
	return "the company"
}

// scopeChange says how much changed since the cut-off.
func scopeChange(c *site.Context, f *metrics.Figures) string {
	on := cutOff(c, f.CutOff)
	if on != "" {
		on = " " + on
	}
	since := "Since the " + cutOffs(f.CutOff) + on
	if !f.HasPlan {
		return "Without a plan there is nothing to compare with."
	}
	if len(f.Changes) == 0 {
		return since + " nothing has changed."
	}
	var parts []string
	for _, kind := range metrics.ChangeKinds {
		if n := len(f.Changed(kind)); n > 0 {
			word := string(kind)
			if kind == metrics.Altered {
				word = "changed in another way"
			}
			if len(parts) == 0 {
				word = verb(n, "item was ", "items were ") + word
			}
			parts = append(parts, number(n)+" "+word)
		}
	}
	return since + " " + site.Joined(parts, "and") + ". Percentages keep to the plan."
}
