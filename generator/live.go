package generator

import (
	"io/fs"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"quarterdeck/generator/content/link"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/svg"
	"quarterdeck/templates"
)

// LiveOptions say how a workspace is kept alive.
type LiveOptions struct {
	Today    report.Day // 0: pinned in site.toml, or the real one
	CacheDir string     // of drawn charts; "" = none
}

// Live is a workspace that is being written: always readable, always as it now is.
// Call [Live.Refresh] whenever files have changed; everything else answers from one
// immutable snapshot, and may be called from any goroutine.
//
// A file with errors is shown as it was when it last had none, while the problems are
// those of the file as it is. The same holds for a broken template. What never was
// right is shown as far as it can be.
type Live struct {
	source  fs.FS
	options LiveOptions
	drawer  *svg.Drawer
	linked  link.Memory
	memory  metrics.Memory
	now     atomic.Pointer[Snapshot]

	wanted sync.Map // audience ids that were asked for: their sites' problems are told too

	mu   sync.Mutex // of those who refresh
	good *tree      // every file as it last was without errors
}

// Change says what a refresh has changed.
type Change struct {
	Changed    bool   // anything at all
	Styles     bool   // nothing but the site's own style sheets
	Generation uint64 // of the snapshot; it grows with every change
}

// NewLive reads a workspace for the first time. Close it when done.
func NewLive(w *Workspace, o LiveOptions) *Live {
	l := &Live{source: w.fs, options: o,
		drawer: svg.New(svg.Config{Bundle: templates.ECharts(), CacheDir: o.CacheDir})}
	l.Refresh(nil)
	return l
}

// Close ends the drawing of charts. The workspace stays open.
func (l *Live) Close() { l.drawer.Close() }

// Refresh reads the named files and folders anew, nil meaning all, and swaps the
// snapshot when that changes anything. Paths are slash-separated and relative to the
// workspace; too many of them do no harm.
func (l *Live) Refresh(changed []string) Change {
	l.mu.Lock()
	defer l.mu.Unlock()
	before := l.now.Load()
	var real *tree
	// One by one is slower than all at once when a whole branch was checked out.
	if before == nil || changed == nil || len(changed) > 1000 {
		real = readTree(l.source, heldParts...)
		if before != nil && same(before.real.root, real.root) {
			real = before.real
		}
	} else {
		real = before.real.refreshed(changed)
	}
	if before != nil && real == before.real && (l.options.Today != 0 || before.Archive.Site.DayAt(time.Now()) == before.day) {
		return Change{Generation: before.Generation}
	}
	after := l.read(real, before)
	l.now.Store(after)
	after.carryFailures(before)
	return Change{Changed: true, Styles: before != nil && onlyStyles(before.real, real), Generation: after.Generation}
}

// read makes the snapshot of a tree.
func (l *Live) read(real *tree, before *Snapshot) *Snapshot {
	s := &Snapshot{real: real, Generation: 1, sites: map[siteKey]*Site{}, failures: map[siteKey]diag.Problem{}}
	if before != nil {
		s.Generation = before.Generation + 1
	}
	shown := l.readContent(s)
	s.day = s.Archive.Site.DayAt(time.Now())
	s.workspace = &Workspace{fs: shown, memory: &l.memory}
	l.readTemplates(s, before)
	l.wanted.Range(func(audience, _ any) bool {
		s.Site(audience.(string))
		return true
	})
	return s
}

// attempts is how often content is read with more files as they last were: a file
// that is put back can bring to light that another one no longer fits it.
const attempts = 4

// readContent reads the archive, files with errors as they last were, and returns the
// tree that it is from.
func (l *Live) readContent(s *Snapshot) *tree {
	archive, problems := l.archive(s.real)
	s.problems = problems
	shown, good := s.real, s.real
	seen := map[string]bool{}
	for range attempts {
		progress := false
		for _, p := range problems {
			if p.Severity != diag.Error || p.File == "" || seen[p.File] || !fs.ValidPath(p.File) {
				continue
			}
			seen[p.File] = true
			var last *node
			if l.good != nil {
				last = l.good.node(p.File)
			}
			good = good.with(p.File, last)
			if last != nil && last != s.real.node(p.File) {
				shown = shown.with(p.File, last)
				s.Held = append(s.Held, p.File)
				progress = true
			}
		}
		if !progress {
			break
		}
		archive, problems = l.archive(shown)
	}
	slices.Sort(s.Held)
	s.Archive, l.good = archive, good
	return shown
}

// archive reads a tree as [Workspace.Read] does, but parses only what has changed.
func (l *Live) archive(t *tree) (*report.Archive, diag.List) {
	if t.node("site.toml") == nil {
		return New(t).Read(l.options.Today)
	}
	a, problems := link.Read(t, link.Options{Today: l.options.Today, Movable: metrics.Movable(), Now: time.Now(), Memory: &l.linked})
	return a, problems.Sorted()
}

// sameWords reports whether the pages of two archives are written with the same words.
func sameWords(a, b *report.Archive) bool {
	return a.Site.Language == b.Site.Language && slices.Equal(a.Site.Reasons, b.Site.Reasons)
}

// readTemplates makes the renderer, or keeps the last good one.
func (l *Live) readTemplates(s, before *Snapshot) {
	if before != nil && before.real.node("templates") == s.real.node("templates") && sameWords(before.Archive, s.Archive) {
		s.renderer, s.spare, s.templates = before.renderer, before.spare, before.templates
		return
	}
	renderer, problems := New(s.real).renderer(s.Archive, l.drawer)
	s.templates = problems
	switch {
	case before == nil || !sameWords(before.Archive, s.Archive):
		s.spare, _ = (&Workspace{}).renderer(s.Archive, l.drawer) // the built-in templates, which have no problems
	case !before.failed():
		s.spare = before.renderer
	default:
		s.spare = before.spare
	}
	s.renderer = renderer
	if renderer == nil {
		s.renderer = s.spare
	}
}

// Snapshot returns the workspace as it now is.
func (l *Live) Snapshot() *Snapshot { return l.now.Load() }

// Site returns the site of an audience as it now is; nil where site.toml names no
// such audience or cannot be read.
func (l *Live) Site(audience string) *Site {
	l.wanted.Store(audience, true)
	return l.Snapshot().Site(audience)
}

// Problems returns every problem of the workspace as it now is, sorted.
func (l *Live) Problems() diag.List { return l.Snapshot().Problems() }

// onlyStyles reports whether two trees differ in nothing but style sheets.
func onlyStyles(before, after *tree) bool {
	for _, name := range []string{"site.toml", "content"} {
		if before.node(name) != after.node(name) {
			return false
		}
	}
	others := func(t *tree) map[string]*node {
		found := map[string]*node{}
		for p, n := range t.below("templates") {
			if !isStyle(p) {
				found[p] = n
			}
		}
		return found
	}
	return maps.EqualFunc(others(before), others(after), func(a, b *node) bool { return a == b || a.info.IsDir() && b.info.IsDir() })
}
