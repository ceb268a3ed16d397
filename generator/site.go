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
	"quarterdeck/generator/edition"
	"quarterdeck/generator/picture"
	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/page"
)

// Site is one audience's site: every path it has, and the bytes at each.
// Its methods may be called from any goroutine.
type Site struct {
	Audience report.Audience
	pages    *site.Site
	renderer *render.Renderer
	files    map[string]string        // path on the site -> path in the workspace
	frozen   func() map[string]string // the same of editions, which have to be read for it
	source   fs.FS
	paths    func() []string
	assets   map[string][]byte
}

// newSite plans a site of what its audience may see. Problems are files of the
// workspace whose place on the site is taken.
func newSite(w *Workspace, shown *report.Archive, r *render.Renderer) (*Site, diag.List) {
	pages := page.Plan(shown, edition.Compute(shown, w.memory), r.Words())
	s := &Site{Audience: shown.Audience, pages: pages, renderer: r, assets: r.Assets(pages), source: w.fs, files: map[string]string{}}
	var problems diag.List
	for _, f := range shown.Files {
		source := path.Join("content", f.Path)
		if pages.Page(f.Path) != nil || s.assets[f.Path] != nil {
			problems.Errorf(diag.Pos{File: source}, "place-taken", "give it another name", "the site has a page of its own at %s", f.Path)
			continue
		}
		if problem, broken := s.broken(source); broken {
			problems = append(problems, problem)
			continue
		}
		s.files[f.Path] = source
	}
	s.frozen = sync.OnceValue(func() map[string]string {
		files := map[string]string{}
		for at, source := range pages.EditionFiles() {
			// What was frozen cannot be mended, and no browser shows it.
			if source := path.Join("content", source.Path); !isBroken(s.broken(source)) {
				files[at] = source
			}
		}
		return files
	})
	s.paths = sync.OnceValue(s.sorted)
	return s, problems
}

// broken reports whether a file of the workspace is a drawing that cannot be cleaned, and so must
// not be published. One that cannot be opened is another problem, which comes when it is read.
func (s *Site) broken(source string) (diag.Problem, bool) {
	if !strings.EqualFold(path.Ext(source), ".svg") {
		return diag.Problem{}, false
	}
	data, err := fs.ReadFile(s.source, source)
	if err != nil {
		return diag.Problem{}, false
	}
	var m *picture.Malformed
	if _, err = picture.Clean(source, data); !errors.As(err, &m) {
		return diag.Problem{}, false
	}
	return diag.Problem{Pos: diag.Pos{File: source, Line: m.Line, Col: m.Col}, Severity: diag.Error, Code: "malformed-svg",
		Text: "the drawing is not well-formed, so what it tells cannot be taken out: " + m.What, Hint: "export it again as plain SVG in UTF-8"}, true
}

func isBroken(_ diag.Problem, broken bool) bool { return broken }

// sorted gathers the paths of pages, assets and files.
func (s *Site) sorted() []string {
	all := slices.Clone(s.pages.Paths())
	all = slices.AppendSeq(all, maps.Keys(s.assets))
	all = slices.AppendSeq(all, maps.Keys(s.files))
	all = slices.AppendSeq(all, maps.Keys(s.frozen()))
	slices.Sort(all)
	return all
}

// Paths returns every path that the site may have, sorted: what [Site.File] takes.
func (s *Site) Paths() []string { return s.paths() }

// Pages returns how many of the paths are pages for people.
func (s *Site) Pages() int { return s.pages.Pages() }

// File returns what stands at one of the paths, and the address at which readers get it:
// the path, or for a [site.Page.Hashed] file its name with the hash. The error is
// [fs.ErrNotExist] for a path that the site does not have; that includes the data of a
// chart that turns out to have nothing to show.
func (s *Site) File(ctx context.Context, at string) (address string, data []byte, err error) {
	if p := s.pages.Page(at); p != nil {
		data, err := s.renderer.Render(ctx, s.pages, p)
		if errors.Is(err, site.ErrAbsent) {
			err = fmt.Errorf("%s: %w: %w", at, err, fs.ErrNotExist)
		}
		if err == nil && p.Hashed {
			at = site.HashedName(at, data)
		}
		return at, data, err
	}
	if data, ok := s.assets[at]; ok {
		return at, data, nil
	}
	file, ok := s.files[at]
	if !ok {
		file, ok = s.frozen()[at]
	}
	if ok {
		data, err := fs.ReadFile(s.source, file)
		if err != nil {
			return at, nil, err
		}
		if data, err = picture.Clean(at, data); err != nil {
			err = fmt.Errorf("%s:%w", file, err)
		}
		return at, data, err
	}
	return at, nil, fmt.Errorf("%s: %w", at, fs.ErrNotExist)
}

// Bytes returns what readers get at an address. The error is [fs.ErrNotExist] for one that
// the site does not have.
func (s *Site) Bytes(ctx context.Context, address string) ([]byte, error) {
	path := address
	if plain, ok := site.UnhashedName(address); ok {
		if p := s.pages.Page(plain); p != nil && p.Hashed {
			path = plain
		}
	}
	at, data, err := s.File(ctx, path)
	if err == nil && at != address {
		return nil, fmt.Errorf("%s: %w", address, fs.ErrNotExist)
	}
	return data, err
}
