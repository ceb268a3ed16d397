package part

import (
	"cmp"
	"quarterdeck/generator/edition/compare"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

// Scope is what changed about the plan itself since the cut-off.
type Scope struct {
	Note string
	Rows Fold[ScopeRow]
}

// ScopeRow is an item whose scope changed.
type ScopeRow struct {
	Item
	What []compare.Difference
}

// Scope shows the changes of some figures; nil for a plan edition, since which nothing can
// have changed.
func (x Items) Scope(f *metrics.Figures) *Scope {
	if site.FrozenPlan(f.Quarter) {
		return nil
	}
	changes := slices.Clone(f.Changes)
	slices.SortStableFunc(changes, func(a, b metrics.Change) int {
		order := func(c metrics.Change) int { return slices.Index(metrics.ChangeKinds, c.Kinds[0]) }
		return cmp.Or(cmp.Compare(order(a), order(b)), byDay(a.Item.Added, b.Item.Added))
	})
	rows := site.Each(changes, func(c metrics.Change) ScopeRow { return ScopeRow{x.Row(c.Item), whatChanged(x.c, c)} })
	return &Scope{Note: scopeChange(x.c, f), Rows: Folded(rows)}
}

func whatChanged(c *site.Context, change metrics.Change) []compare.Difference {
	d, p := change.Item, change.Item.Promise
	var out []compare.Difference
	say := func(what string) { out = append(out, compare.Difference{What: what}) }
	add := func(field, from, to string) {
		if from != to {
			out = append(out, compare.Difference{What: c.T("scope-field." + field), From: from, To: to})
		}
	}
	for _, kind := range change.Kinds {
		switch kind {
		case metrics.WasAdded:
			switch {
			case d.Added != 0:
				say(c.T("scope.added-on", "day", d.Added))
			case d.FromExport:
				say(c.T("scope.added-by-export"))
			default:
				say(c.T("scope.added"))
			}
			if size := d.ActualSize(); size > 0 {
				say(c.T("scope.size-is", "size", size))
			}
		case metrics.WasRemoved:
			say(c.T("scope.removed"))
			if p != nil && p.Size > 0 {
				say(c.T("scope.size-was", "size", p.Size))
			}
		case metrics.Resized:
			add("size", sizeOf(c, d.PlannedSize()), sizeOf(c, d.Size))
		case metrics.Redated:
			add("due", dueOf(c, d.PlannedDue()), dueOf(c, d.Due))
		case metrics.Reworded:
			if p != nil && p.Title != d.Title {
				add("title", p.Title, d.Title)
			} else {
				say(c.T("scope.reworded"))
			}
		case metrics.Altered:
			if p == nil {
				continue
			}
			add("kind", Word(c, "kind", string(p.Kind)), Word(c, "kind", string(d.Kind)))
			add("phase", Word(c, "phase", string(p.Phase)), Word(c, "phase", string(d.Phase)))
			add("owner", p.Owner, d.Owner)
			add("for", c.T("scope.for-whom", "customers", p.Customers), c.T("scope.for-whom", "customers", d.Customers))
		}
	}
	return out
}

func dueOf(c *site.Context, d report.Day) string {
	if d == 0 {
		return c.T("scope.no-date")
	}
	return c.Words.Short(d)
}

// scopeChange says how much changed since the cut-off.
func scopeChange(c *site.Context, f *metrics.Figures) string {
	if !f.HasPlan {
		return c.T("scope.no-plan")
	}
	if len(f.Changes) == 0 {
		return c.T("scope.nothing", Dated(c, f.CutOff)...)
	}
	var changes []string
	for _, kind := range metrics.ChangeKinds {
		if n := len(f.Changed(kind)); n > 0 {
			changes = append(changes, c.T("scope-change."+string(kind), "n", n, "first", len(changes) == 0))
		}
	}
	return c.T("scope.changes", Dated(c, f.CutOff, "changes", changes)...)
}
