package link

import (
	"maps"
	"slices"
	"sync"
)

// words are the known words of a workspace, of which hints name the nearest: each
// list in order, and made only when a hint is needed.
type words struct {
	teams, items, lessons func() []string
	components            func() *components
}

// components are what teams and deliverables work on.
type components struct {
	all       map[string]bool
	inQuarter []map[string]bool // of deliverables alone, for each quarter
}

func newWords(a *assembler) *words {
	return &words{
		teams:      sync.OnceValue(func() []string { return a.teamIDs() }),
		items:      sync.OnceValue(func() []string { return slices.Sorted(maps.Keys(a.items)) }),
		lessons:    sync.OnceValue(func() []string { return slices.Sorted(maps.Keys(a.lessons)) }),
		components: sync.OnceValue(a.components),
	}
}

func (a *assembler) components() *components {
	c := &components{all: map[string]bool{}, inQuarter: make([]map[string]bool, len(a.reports))}
	for _, t := range a.archive.Teams {
		for _, name := range t.Components {
			c.all[name] = true
		}
	}
	for i, reports := range a.reports {
		if was := a.kept.quarter(i); was != nil {
			c.inQuarter[i] = was.components
		} else {
			c.inQuarter[i] = componentsOf(reports)
		}
		maps.Copy(c.all, c.inQuarter[i])
	}
	return c
}

func componentsOf(reports []*linked) map[string]bool {
	known := map[string]bool{}
	for _, r := range reports {
		if n := len(r.drafts); n > 0 && len(r.Items) >= n && r.from[n-1].item != nil {
			maps.Copy(known, r.plan.Plan.Components) // none of its items was refused
			continue
		}
		for _, d := range r.Items {
			for _, c := range d.Components {
				known[c] = true
			}
		}
	}
	return known
}
