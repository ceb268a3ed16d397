package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
)

// Snapshot is a [Live] workspace at one moment. Its methods may be called from any
// goroutine.
type Snapshot struct {
	Generation uint64
	Archive    *report.Archive // as shown
	Held       []string        // files that are shown as they last were without errors, sorted

	real      *tree      // as it lies on disk
	workspace *Workspace // as shown
	day       report.Day
	problems  diag.List // of content
	templates diag.List
	renderer  *render.Renderer
	spare     *render.Renderer // the templates before these, for pages that these cannot show

	mu       sync.Mutex
	sites    map[siteKey]*Site
	taken    diag.List // files whose place on a site is taken
	failures map[siteKey]diag.Problem

	waitingMu sync.Mutex
	waiting   map[report.QuarterID][]Waiting // see Waiting
}

// siteKey names the site of an audience with a renderer, or a page of it.
type siteKey struct {
	audience string
	renderer *render.Renderer
	page     string
}

// Site returns the site of an audience; nil where there is no such audience.
func (s *Snapshot) Site(audience string) *Site { return s.site(audience, s.renderer) }

// site plans a site when it is first asked for.
func (s *Snapshot) site(audience string, r *render.Renderer) *Site {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := siteKey{audience: audience, renderer: r}
	if site, ok := s.sites[key]; ok {
		return site
	}
	at := slices.IndexFunc(s.Archive.Site.Audiences, func(a report.Audience) bool { return a.ID == audience })
	if at < 0 {
		return nil
	}
	site, problems := newSite(s.workspace, s.Archive.For(s.Archive.Site.Audiences[at]), r)
	if r == s.renderer {
		s.taken = append(s.taken, problems...)
	}
	s.sites[key] = site
	return site
}

// Problems returns every problem known of: those of content and templates, and those
// of the pages that were asked for. Sorted.
func (s *Snapshot) Problems() diag.List {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := slices.Concat(s.problems, s.templates, s.taken)
	for _, p := range s.failures {
		all = append(all, p)
	}
	return all.Sorted()
}

// Words are those of the site's language; English until site.toml can be read.
func (s *Snapshot) Words() *i18n.Locale { return s.renderer.Words() }

// Old reports whether the templates have errors, so that pages may be shown by those before.
func (s *Snapshot) Old() bool { return Refused(s.templates, false) }

// Source returns a file of the workspace as it lies on disk; nil where it is none
// of text.
func (s *Snapshot) Source(name string) []byte {
	if !fs.ValidPath(name) {
		return nil
	}
	if n := s.real.node(name); n != nil {
		return n.data
	}
	return nil
}

// Bytes returns what stands at a path of an audience's site. A page that its template
// cannot show is shown by the templates before (old is then true), and counts as a problem
// from then on. The error is [fs.ErrNotExist] for a path that the site does not have.
func (s *Snapshot) Bytes(ctx context.Context, audience, name string) (data []byte, old bool, err error) {
	site := s.Site(audience)
	if site == nil {
		return nil, false, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	data, err = safely(ctx, site, name)
	if err == nil || ctx.Err() != nil {
		return data, false, err
	}
	missing := errors.Is(err, fs.ErrNotExist)
	if !missing {
		s.fail(audience, name, err)
	}
	// A page by the templates before leads to the style sheet of those.
	if s.renderer == s.spare || missing && !s.failed() {
		return nil, false, err
	}
	before, spareErr := safely(ctx, s.site(audience, s.spare), name)
	if spareErr != nil {
		return nil, false, err
	}
	return before, true, nil
}

// safely renders. Half-written content and a template of one's own can meet in ways
// that nobody foresaw; the preview must survive them.
func safely(ctx context.Context, site *Site, name string) (data []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			data, err = nil, fmt.Errorf("page %s cannot be shown: %v", name, r)
		}
	}()
	return site.Bytes(ctx, name)
}

func (s *Snapshot) failed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.failures) > 0
}

// fail remembers why a page cannot be shown.
func (s *Snapshot) fail(audience, name string, err error) {
	p := diag.Problem{Severity: diag.Error, Code: "page", Text: err.Error()}
	var e *render.Error
	if errors.As(err, &e) {
		p = e.Problem
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures[siteKey{audience: audience, page: name}] = p
}

// mostCarried is how many pages that could not be shown are tried again after a change.
const mostCarried = 8

// carryFailures tries the pages again that could not be shown before, so that their
// problems neither outlive their cause nor come and go with every save.
func (s *Snapshot) carryFailures(before *Snapshot) {
	if before == nil {
		return
	}
	before.mu.Lock()
	keys := slices.Collect(maps.Keys(before.failures))
	before.mu.Unlock()
	slices.SortFunc(keys, func(a, b siteKey) int {
		return slices.Compare([]string{a.audience, a.page}, []string{b.audience, b.page})
	})
	for _, k := range keys[:min(len(keys), mostCarried)] {
		if _, _, err := s.Bytes(context.Background(), k.audience, k.page); err != nil {
			continue // told by now, or a page that is gone
		}
	}
}

func isStyle(name string) bool { return path.Ext(name) == ".css" }

// StyleSheet returns the path of the site's own style sheet.
func (s *Site) StyleSheet() string {
	for name := range s.assets {
		if strings.HasPrefix(name, "assets/site.") && isStyle(name) {
			return name
		}
	}
	return ""
}

// Has reports whether the site has something at a path. It plans no more of the site
// than it must.
func (s *Site) Has(name string) bool {
	return s.pages.Has(name) || s.assets[name] != nil || s.files[name] != ""
}
