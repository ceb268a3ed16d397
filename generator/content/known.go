package content

import (
	"maps"
	"sync"
)

// words are the known words of a workspace, of which hints name the nearest: each
// list in order, and made only when a hint is needed.
type words struct {
	teams, items, lessons func() []string
	components            func() map[string]bool // all that teams and deliverables name
}

func newWords(a *assembler) *words {
	return &words{
		teams:      sync.OnceValue(func() []string { return sortedKeys(a.teams) }),
		items:      sync.OnceValue(func() []string { return sortedKeys(a.items) }),
		lessons:    sync.OnceValue(func() []string { return sortedKeys(a.lessons) }),
		components: sync.OnceValue(a.components),
	}
}

func (a *assembler) components() map[string]bool {
	known := map[string]bool{}
	add := func(components []string) {
		for _, c := range components {
			known[c] = true
		}
	}
	for _, t := range a.archive.Teams {
		add(t.Components)
	}
	for _, reports := range a.reports {
		for _, r := range reports {
			if n := len(r.drafts); n > 0 && len(r.Items) >= n && r.prose[n-1] != nil {
				maps.Copy(known, r.plan.plan.components) // none of its items was refused
				continue
			}
			for _, d := range r.Items {
				add(d.Components)
			}
		}
	}
	return known
}
