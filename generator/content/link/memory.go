package link

import (
	"maps"
	"slices"
	"sync/atomic"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// Memory is what is kept from one read of a workspace to the next.
type Memory struct {
	parsed content.Cache
	last   atomic.Pointer[assembly]
}

// cache is what keeps parsed files, or nil.
func (m *Memory) cache() *content.Cache {
	if m == nil {
		return nil
	}
	return &m.parsed
}

// lastAssembly returns what the last assembly has left, or nil.
func (m *Memory) lastAssembly() *assembly {
	if m == nil {
		return nil
	}
	return m.last.Load()
}

// assembly is what one assembly leaves to the next. It is never changed.
//
// There is no graph of what depends on what. A quarter is taken over, as a whole, only
// where everything that it is made from is the same: its own files, the site, the
// day, the teams, and all that a name in it can stand for. Whatever else changes, all is
// made anew.
type assembly struct {
	reachable
	site                  *content.Parsed
	today                 report.Day
	blindItems, blindSite bool
	teamFiles             []*content.Parsed
	teams                 []*report.Team // with their prose, by name
	components            map[string]bool
	quarters              map[report.QuarterID]*keptQuarter
	rest                  map[*content.Parsed][]linkedProse // of files that belong to no quarter
	// settled is false where some id was refused, because of what stands in any quarter.
	settled bool
}

// keptQuarter is a quarter with all that was found in it.
type keptQuarter struct {
	files      []*content.Parsed
	quarter    *report.Quarter
	reports    []*linked
	components map[string]bool
	problems   diag.List
	prose      map[*content.Parsed][]linkedProse
	frozen     *frozen
	pasts      []*past // of each of its editions
}

// reachable is everything that names and links can lead to.
type reachable struct {
	files          []*content.Parsed // by path; of each its headings, and whether it is broken
	other          map[string]bool
	items, lessons map[string]bool // ids
	blindLessons   bool
}

// compare looks at the files of an assembly: moved are the paths of those with other
// headings. ok is false where more has changed than headings and what is inside a file.
// Comparing costs less than a hash, and is never wrong.
func (t *reachable) compare(a *assembler) (moved []string, ok bool) {
	ok = t.blindLessons == a.blindLessons && maps.Equal(t.other, a.other) &&
		slices.EqualFunc(t.files, a.sorted, func(was, is *content.Parsed) bool {
			if was == is {
				return true
			}
			if !maps.Equal(was.Anchors, is.Anchors) {
				moved = append(moved, is.Path)
			}
			return was.Path == is.Path && was.Broken == is.Broken
		})
	return moved, ok
}

// hold reports whether there are the same ids.
func (t *reachable) hold(a *assembler) bool {
	return sameKeys(t.items, a.items) && sameKeys(t.lessons, a.lessons)
}

// takeOver has quarters taken over from the last assembly, if what all of them rest on
// is the same. What ids there are is known only later.
func (a *assembler) takeOver(last *assembly) {
	teams := a.filesOfTeams()
	if last.settled && last.site == a.files["site.toml"] && last.today == a.archive.Today &&
		last.blindItems == a.blindItems && last.blindSite == a.blindSite && slices.Equal(last.teamFiles, teams) &&
		!anyLeadsTo(teams, a.moved) {
		a.last = last
	}
}

func anyLeadsTo(files []*content.Parsed, to []string) bool {
	return slices.ContainsFunc(files, func(p *content.Parsed) bool { return p.LeadsTo(to) })
}

// before returns a quarter as it was assembled before, or nil where its files are
// others, or lead to headings that are.
func (a *assembler) before(id report.QuarterID) *keptQuarter {
	if a.given[id] != nil || a.last == nil {
		return a.given[id]
	}
	was := a.last.quarters[id]
	if was == nil || !was.frozen.same(a.frozen[id]) || !slices.Equal(was.files, a.in[id]) || anyLeadsTo(was.files, a.moved) {
		return nil
	}
	return was
}

// prose returns what was linked of a file, or nil.
func (last *assembly) prose(p *content.Parsed) []linkedProse {
	if last == nil {
		return nil
	}
	if was := last.quarters[p.Place.Quarter]; was != nil {
		return was.prose[p]
	}
	return last.rest[p]
}

// leave returns what the next assembly can take over.
func (a *assembler) leave(l *linking, last *assembly, holds, settled bool) *assembly {
	components := a.words.components()
	now := &assembly{
		reachable: reachable{files: a.sorted, other: a.other, blindLessons: a.blindLessons},
		site:      a.files["site.toml"], today: a.archive.Today, blindItems: a.blindItems, blindSite: a.blindSite,
		teamFiles: a.teamFiles, teams: slices.Clone(a.archive.Teams), components: components.all,
		quarters: make(map[report.QuarterID]*keptQuarter, len(a.reports)), rest: map[*content.Parsed][]linkedProse{}, settled: settled,
	}
	if holds {
		now.items, now.lessons = last.items, last.lessons
	} else {
		now.items, now.lessons = keySet(a.items), keySet(a.lessons)
	}
	for i, q := range a.archive.Quarters {
		kept := a.again[i]
		if kept == nil {
			kept = &keptQuarter{files: a.in[q.ID], quarter: q, reports: a.reports[i], components: components.inQuarter[i],
				problems: a.found[i], prose: map[*content.Parsed][]linkedProse{}, frozen: a.frozen[q.ID]}
		}
		now.quarters[q.ID] = kept
	}
	for _, f := range l.files {
		to := now.rest
		if q := now.quarters[f.file.Place.Quarter]; q != nil {
			to = q.prose
		}
		if f.all != nil {
			to[f.file] = f.all
		}
	}
	return now
}

func keySet[V any](m map[string]V) map[string]bool {
	set := make(map[string]bool, len(m))
	for k := range m {
		set[k] = true
	}
	return set
}

func sameKeys[V any](set map[string]bool, m map[string]V) bool {
	if len(set) != len(m) {
		return false
	}
	for k := range m {
		if !set[k] {
			return false
		}
	}
	return true
}
