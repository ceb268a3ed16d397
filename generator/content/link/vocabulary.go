package link

import (
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"

	"quarterdeck/generator/content"
	"quarterdeck/generator/report"
)

// words are the known words of a workspace, of which hints name the nearest: each
// list in order, and made only when a hint is needed.
type words struct {
	teams, items, lessons func() *content.Words
	paths                 func() []string
	components            func() *components
	lists                 sync.Map // *content.Words by what they are of, see of
}

// components are what teams and deliverables work on.
type components struct {
	all       map[string]bool
	inQuarter []map[string]bool // of deliverables alone, for each quarter
}

func newWords(a *assembler) *words {
	return &words{
		teams:   sync.OnceValue(func() *content.Words { return content.NewWords(a.teamIDs()) }),
		items:   sync.OnceValue(func() *content.Words { return sortedKeys(a.items) }),
		lessons: sync.OnceValue(func() *content.Words { return sortedKeys(a.lessons) }),
		paths: sync.OnceValue(func() []string {
			all := slices.AppendSeq(slices.Collect(maps.Keys(a.files)), maps.Keys(a.other))
			slices.Sort(all)
			return all
		}),
		components: sync.OnceValue(a.components),
	}
}

func sortedKeys[V any](m map[string]V) *content.Words {
	return content.NewWords(slices.Sorted(maps.Keys(m)))
}

// of returns the words of one thing, which make makes when they are first asked for.
func (w *words) of(thing any, make func() *content.Words) *content.Words {
	if kept, ok := w.lists.Load(thing); ok {
		return kept.(*content.Words)
	}
	kept, _ := w.lists.LoadOrStore(thing, make())
	return kept.(*content.Words)
}

// headings are those of a file.
func (w *words) headings(file *content.Parsed) *content.Words {
	return w.of(file, func() *content.Words { return sortedKeys(file.Anchors) })
}

// itemsOf are the items that a report has so far.
func (w *words) itemsOf(r *report.Report) *content.Words {
	type key struct {
		report *report.Report
		items  int
	}
	return w.of(key{r, len(r.Items)}, func() *content.Words {
		var ids []string
		for _, d := range r.Items {
			ids = append(ids, d.ID)
		}
		slices.Sort(ids)
		return content.NewWords(ids)
	})
}

// below are the paths of a folder and of those in it.
func (w *words) below(folder string) *content.Words {
	all := w.paths()
	from, _ := slices.BinarySearch(all, folder)
	many := sort.Search(len(all)-from, func(i int) bool { return !strings.HasPrefix(all[from+i], folder) })
	if many == 0 {
		return content.NewWords(nil) // and not kept: anybody can lead to any folder that is not there
	}
	return w.of(folder, func() *content.Words { return content.NewWords(all[from : from+many]) })
}

// allComponents are those of all teams and deliverables.
func (w *words) allComponents() *content.Words {
	return w.of(w, func() *content.Words { return sortedKeys(w.components().all) })
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
