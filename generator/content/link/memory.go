package link

import (
	"maps"
	"slices"
	"sync/atomic"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// Memory is what is kept from one [Read] of a workspace to the next, so that the next
// costs no more than what has changed. The zero value is ready, and nil keeps nothing.
// Nobody else decides what is reused; an assembler asks, for each step:
//
//   - A file is not parsed again while its bytes are the same: nothing but them goes into
//     a parse.
//   - Teams are taken over where site.toml, the day, and all of their files are the same.
//   - A quarter is taken over, as a whole and with its problems, where its teams are, and
//     its own files and editions are the same. What it looks up elsewhere must be the same
//     too: which ids, components, pictures and headings there are in the workspace. An
//     edition is linked to the quarters before it, and taken over only where all of them are.
//   - The links in the prose of one file are taken over where the file is the same, and all
//     that prose can lead to.
//
// What quarters say of one another is never taken over: asks, repeated actions, lessons that
// a plan did not answer, notices. It is derived from all quarters each time.
//
// This is safe because inputs are compared by their bytes, or by the parsed file, which is
// made once for some bytes, and never by time stamps or by who said that they changed; and
// because what is kept is never changed. There is no graph of what depends on what that
// could lack an edge: where anything that a quarter can look up differs, all quarters are
// made again. Which ids there are is known only after quarters were taken over; if they
// turn out to differ, the assembly starts again, and takes over no quarter. The tests in
// stale_test.go hold it: after any edits, a read with a memory is what a read without is.
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

// assembly is what one assembly leaves to the next. It is never changed.
type assembly struct {
	reachable
	site                  *content.Parsed
	today                 report.Day
	blindItems, blindSite bool
	teamFiles             []*content.Parsed
	teams                 []*report.Team    // with their prose, by name
	former                map[string]string // ids of teams
	components            map[string]bool
	quarters              map[report.QuarterID]*keptQuarter
	rest                  map[*content.Parsed][]linkedProse // of files that belong to no quarter
	// settled is false where some id was refused, because of an id in any other quarter.
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

// recall is what one assembly takes over. The zero value takes over nothing.
type recall struct {
	memory *Memory                           // for the next assembly; nil keeps nothing
	last   *assembly                         // nil without one
	moved  []string                          // paths of files whose headings are others than then
	same   bool                              // all that links can lead to is the same, but for headings
	whole  bool                              // teams and quarters are taken over
	holds  bool                              // same, and the same ids
	given  map[report.QuarterID]*keptQuarter // taken over whatever they rest on

	settled  bool
	quarters []*keptQuarter // of each quarter of the archive; nil where it is new
	found    []diag.List    // of each that is new
	gap      bool           // some quarter is new
}

// recall compares what an assembly has read with what the last one had. Without
// quarters, neither they nor teams are taken over.
func (m *Memory) recall(a *assembler, quarters bool) *recall {
	r := &recall{memory: m}
	if m == nil || m.last.Load() == nil {
		return r
	}
	r.last = m.last.Load()
	r.moved, r.same = r.last.compare(a)
	last, teams := r.last, a.filesOfTeams()
	r.whole = quarters && r.same && last.settled && last.site == a.files["site.toml"] && last.today == a.archive.Today &&
		last.blindItems == a.blindItems && last.blindSite == a.blindSite && slices.Equal(last.teamFiles, teams) && !r.leadElsewhere(teams)
	return r
}

// leadElsewhere reports whether some files lead to headings that are not what they were.
func (r *recall) leadElsewhere(files []*content.Parsed) bool {
	return slices.ContainsFunc(files, func(p *content.Parsed) bool { return p.LeadsTo(r.moved) })
}

// teams returns the teams and their files, or false where they have changed.
func (r *recall) teams() ([]*report.Team, []*content.Parsed, bool) {
	if !r.whole {
		return nil, nil, false
	}
	return slices.Clone(r.last.teams), r.last.teamFiles, true
}

// take returns the next quarter of the archive as it was assembled before, or nil where
// it is to be made.
func (r *recall) take(a *assembler, id report.QuarterID) *report.Quarter {
	was := r.given[id]
	if was == nil && r.whole {
		was = r.last.quarters[id]
		if was != nil && (r.gap && a.frozen[id] != nil || !was.frozen.same(a.frozen[id]) || !slices.Equal(was.files, a.in[id]) || r.leadElsewhere(was.files)) {
			was = nil
		}
	}
	r.quarters, r.found = append(r.quarters, was), append(r.found, nil)
	if was == nil {
		r.gap = true
		return nil
	}
	return was.quarter
}

// quarter is the i-th quarter of the archive as it was, or nil where it is new.
func (r *recall) quarter(i int) *keptQuarter { return r.quarters[i] }

// confirm reports whether what was taken over would come out the same. settled is false
// where an id was refused: then another may be refused or taken because of it.
func (r *recall) confirm(a *assembler, settled bool) bool {
	r.settled = settled
	r.holds = r.same && maps.Equal(r.last.former, a.former) && r.sameIDs(a)
	return !r.whole || settled && r.holds && maps.Equal(r.last.components, a.words.components().all)
}

// sameIDs reports whether the workspace has the ids that it had. Mostly each quarter that is new has
// what it had before, in the same order; else all ids are compared.
func (r *recall) sameIDs(a *assembler) bool {
	return r.sameByQuarter(a) || sameKeys(r.last.items, a.items) && sameKeys(r.last.lessons, a.lessons)
}

func (r *recall) sameByQuarter(a *assembler) bool {
	if !r.whole || len(r.quarters) != len(r.last.quarters) {
		return false
	}
	for i, taken := range r.quarters {
		was := r.last.quarters[a.archive.Quarters[i].ID]
		if taken == nil && (was == nil || !slices.EqualFunc(was.reports, a.reports[i], (*linked).sameIDs)) {
			return false
		}
	}
	return true
}

// sameIDs reports whether two reports have items and lessons of the same ids, in the same order.
func (l *linked) sameIDs(other *linked) bool {
	return slices.EqualFunc(l.Items, other.Items, func(x, y *report.Deliverable) bool { return x.ID == y.ID }) &&
		slices.EqualFunc(l.lessons(), other.lessons(), func(x, y *report.Lesson) bool { return x.ID == y.ID })
}

func (l *linked) lessons() []*report.Lesson {
	if l.Retro == nil {
		return nil
	}
	return l.Retro.Lessons
}

// note keeps what was found in the i-th quarter, which is new.
func (r *recall) note(i int, problems diag.List) { r.found[i] = append(r.found[i], problems...) }

// problems are those of the quarters that were taken over.
func (r *recall) problems() (all diag.List) {
	for _, q := range r.quarters {
		if q != nil {
			all = append(all, q.problems...)
		}
	}
	return all
}

// prose returns what was linked of a file and leads where it did, or nil.
func (r *recall) prose(p *content.Parsed) []linkedProse {
	if !r.holds || p.LeadsTo(r.moved) {
		return nil
	}
	if was := r.last.quarters[p.Place.Quarter]; was != nil {
		return was.prose[p]
	}
	return r.last.rest[p]
}

// remember leaves an assembly to the next, and returns its quarters.
func (r *recall) remember(a *assembler, l *linking) []*keptQuarter {
	components := a.words.components()
	now := &assembly{
		reachable: reachable{files: a.sorted, other: a.other, blindLessons: a.blindLessons},
		site:      a.files["site.toml"], today: a.archive.Today, blindItems: a.blindItems, blindSite: a.blindSite,
		teamFiles: a.teamFiles, teams: slices.Clone(a.archive.Teams), components: components.all, former: a.former,
		quarters: make(map[report.QuarterID]*keptQuarter, len(a.reports)), rest: map[*content.Parsed][]linkedProse{}, settled: r.settled,
	}
	if r.holds {
		now.items, now.lessons = r.last.items, r.last.lessons
	} else {
		now.items, now.lessons = keySet(a.items), keySet(a.lessons)
	}
	all := make([]*keptQuarter, len(a.archive.Quarters))
	for i, q := range a.archive.Quarters {
		if all[i] = r.quarters[i]; all[i] == nil {
			all[i] = &keptQuarter{files: a.in[q.ID], quarter: q, reports: a.reports[i], components: components.inQuarter[i],
				problems: r.found[i], prose: map[*content.Parsed][]linkedProse{}, frozen: a.frozen[q.ID]}
		}
		now.quarters[q.ID] = all[i]
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
	r.memory.last.Store(now)
	return all
}

func keySet[V any](m map[string]V) map[string]bool {
	set := make(map[string]bool, len(m))
	for k := range m {
		set[k] = true
	}
	return set
}

func sameKeys[V any](set map[string]bool, m map[string]V) bool {
	return maps.EqualFunc(set, m, func(bool, V) bool { return true })
}
