package content

import (
	"maps"
	"slices"
	"sync"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// links is all prose of a workspace as one assembly has linked it, and all that prose
// can lead to. Where the same can be led to, a file that has not changed leads where it
// did: its prose need not be linked again. It is never changed once it is kept.
type links struct {
	reachable
	prose map[*Parsed][]linkedProse // by the number of a prose in its file
}

// linking is the prose of one assembly while it is linked.
type linking struct {
	links
	cache *Cache // may be nil
	mu    sync.Mutex
	files []*fileLinks
}

// reachable is everything that wiki, ref, picture and spans look at.
type reachable struct {
	files          map[string]*Parsed // their paths, headings, and whether they are broken
	other          map[string]bool
	items, lessons map[string]bool // ids
	blindLessons   bool
}

// linkedProse is one prose; the zero value is one that was not linked.
type linkedProse struct {
	done     bool
	spans    []report.Span
	problems diag.List
}

// newLinking begins with everything that was kept and still holds.
func (a *assembler) newLinking(c *Cache) *linking {
	now := &linking{cache: c}
	now.reachable = reachable{files: a.files, other: a.other, blindLessons: a.blindLessons}
	if c == nil {
		return now
	}
	last := c.links.Load()
	if last != nil && last.hold(a) {
		now.items, now.lessons, now.prose = last.items, last.lessons, last.prose
		return now
	}
	now.items, now.lessons = keySet(a.items), keySet(a.lessons)
	return now
}

// hold reports whether everything that prose could lead to is there still, and nothing
// else. Comparing costs less than a hash, and is never wrong.
func (t *reachable) hold(a *assembler) bool {
	if t.blindLessons != a.blindLessons || len(t.files) != len(a.files) || !maps.Equal(t.other, a.other) ||
		!sameKeys(t.items, a.items) || !sameKeys(t.lessons, a.lessons) {
		return false
	}
	for path, p := range a.files {
		was := t.files[path]
		if was == nil || was != p && (was.broken != p.broken || !maps.Equal(was.anchors, p.anchors)) {
			return false
		}
	}
	return true
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

// fileLinks links the prose of one file.
type fileLinks struct {
	a     *assembler // the part that takes the problems
	file  *Parsed
	all   []linkedProse
	owned bool // all belongs to this assembly
	keep  bool // for the next assembly
}

// of returns the links of a file, for one goroutine.
func (l *linking) of(a *assembler, p *Parsed) *fileLinks {
	f := &fileLinks{a: a, file: p, all: l.prose[p], keep: l.cache != nil}
	if f.keep {
		l.mu.Lock()
		l.files = append(l.files, f)
		l.mu.Unlock()
	}
	return f
}

// prose links one prose of the file, or takes it as it was linked before.
func (f *fileLinks) prose(p prose) report.Prose {
	out := report.Prose{Text: p.text}
	switch {
	case p.fixed != nil || len(p.pieces) == 0:
		out.Spans = p.fixed
		return out
	case !f.keep:
		out.Spans = f.a.spans(p)
		return out
	case f.all != nil && f.all[p.at].done:
		f.a.problems = append(f.a.problems, f.all[p.at].problems...)
		out.Spans = f.all[p.at].spans
		return out
	}
	if !f.owned {
		all := make([]linkedProse, f.file.proses)
		copy(all, f.all)
		f.all, f.owned = all, true
	}
	before := len(f.a.problems)
	out.Spans = f.a.spans(p)
	f.all[p.at] = linkedProse{true, out.Spans, slices.Clone(f.a.problems[before:])}
	return out
}

// done keeps the links for the next assembly.
func (l *linking) done() {
	if l.cache == nil {
		return
	}
	prose := make(map[*Parsed][]linkedProse, len(l.files))
	for _, f := range l.files {
		if f.all != nil {
			prose[f.file] = f.all
		}
	}
	l.cache.links.Store(&links{l.reachable, prose})
}
