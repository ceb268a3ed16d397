package generator

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/edition"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/svg"
	"quarterdeck/templates"
)

// PackOptions say what to pack.
type PackOptions struct {
	Out      string // the zip; "" for a file in Beside that is named for the site and the quarter
	Beside   string // a folder
	Force    bool   // replaces a file that is there
	Audience string // id; "" for the first one
	Draft    bool   // the quarter as it is now, published or not
	Today    report.Day
	CacheDir string // of drawn charts; "" = none
}

// Packed says what was made.
type Packed struct {
	Audience string
	Out      string // the zip
	Files    int
	Bytes    int64
	Sources  bool // the quarter's editions are in it
}

// Pack writes one zip for a quarter: its pages on the site of an audience, which open from
// disk, and, for an audience that sees everything, the quarter's editions. The same workspace
// gives the same bytes. Errors are those of [Build], and a [Refusal] where the quarter has
// nothing to pack or the file is there already; after any error the file is as it was.
func Pack(ctx context.Context, w *Workspace, q report.QuarterID, o PackOptions) (Packed, diag.List, error) {
	drawer := svg.New(svg.Config{Bundle: templates.ECharts(), CacheDir: o.CacheDir})
	defer drawer.Close()
	var quarter *report.Quarter
	archive, sites, problems, err := w.plan(Options{Today: o.Today}, drawer, func(a *report.Archive) (ids []string, err error) {
		quarter, err = packable(a, q, o.Draft)
		return []string{cmp.Or(o.Audience, a.Site.Audiences[0].ID)}, err
	})
	if err != nil {
		return Packed{}, problems, err
	}
	o.Out = cmp.Or(o.Out, filepath.Join(o.Beside, packName(archive, q, o.Audience)))
	if err := free(o); err != nil {
		return Packed{}, problems, err
	}
	made := Packed{Audience: sites[0].Audience.ID, Out: o.Out, Sources: seesAll(sites[0].Audience) && len(quarter.Editions) > 0}
	folder, err := os.OpenRoot(filepath.Dir(o.Out))
	if err != nil {
		return Packed{}, problems, err
	}
	defer folder.Close()
	err = replaceFile(folder, filepath.Base(o.Out), func() error { return free(o) }, func(f *os.File) error {
		b := edition.NewBundle(f, moment(archive, quarter))
		if err := fill(ctx, b, w, sites[0], quarter, o.Draft, made.Sources); err != nil {
			return err
		}
		if made.Files, err = b.Close(); err != nil {
			return err
		}
		info, err := f.Stat()
		if err == nil {
			made.Bytes = info.Size()
		}
		return err
	})
	return made, problems, err
}

// packName says whose report it is, of which quarter, and for whom where that is not the first audience.
func packName(a *report.Archive, q report.QuarterID, audience string) string {
	words := strings.FieldsFunc(strings.ToLower(a.Site.Title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	words = append(words, q.String())
	if audience != "" && audience != a.Site.Audiences[0].ID {
		words = append(words, audience)
	}
	return strings.Join(words, "-") + ".zip"
}

// free refuses to replace a file that nobody has asked to replace.
func free(o PackOptions) error {
	if _, err := os.Lstat(o.Out); err == nil && !o.Force {
		return Refusal{Why: fmt.Sprintf("%s already exists: replace it with --force, or name another file with --out", o.Out)}
	}
	return nil
}

// packable returns the quarter, where it has something to pack.
func packable(a *report.Archive, q report.QuarterID, draft bool) (*report.Quarter, error) {
	quarter := a.Quarter(q)
	switch {
	case quarter == nil:
		return nil, Refusal{Why: fmt.Sprintf("there is no quarter %s in the workspace", q)}
	case quarter.Newest() == nil && !draft:
		return nil, Refusal{Why: fmt.Sprintf("%s has no published edition: freeze it first, or pack it as it is now with --draft", q)}
	}
	return quarter, nil
}

// moment is the time of the files in a zip.
func moment(a *report.Archive, q *report.Quarter) time.Time {
	if e := q.Newest(); e != nil {
		return e.Frozen
	}
	return a.Today.Time()
}

func seesAll(a report.Audience) bool {
	return !slices.ContainsFunc(report.Parts, func(p report.Part) bool { return !slices.Contains(a.Shows, p) })
}

// fill puts everything into a zip, in order.
func fill(ctx context.Context, b *edition.Bundle, w *Workspace, s *Site, q *report.Quarter, draft, sources bool) error {
	start := path.Join("site", startOf(s, q, draft))
	if err := b.Put("index.html", entrance(q, start)); err != nil {
		return err
	}
	of := packedOf(s, q.ID)
	if err := s.each(ctx, of.holds, func(name string, data []byte) error { return b.Put(path.Join("site", name), of.page(name, data)) }); err != nil {
		return err
	}
	if !sources {
		return nil
	}
	for _, e := range q.Editions {
		if err := putFolder(ctx, b, w, e.Folder()); err != nil {
			return err
		}
	}
	return nil
}

// putFolder puts an edition into a zip as it was frozen.
func putFolder(ctx context.Context, b *edition.Bundle, w *Workspace, folder string) error {
	return fs.WalkDir(w.fs, folder, func(p string, e fs.DirEntry, err error) error {
		switch hidden := err == nil && strings.HasPrefix(e.Name(), "."); {
		case hidden && e.IsDir():
			return fs.SkipDir
		case err != nil, hidden, e.IsDir():
			return cmp.Or(err, ctx.Err())
		}
		data, err := fs.ReadFile(w.fs, p)
		if err != nil {
			return err
		}
		return b.Put(path.Join(edition.SourcesFolder, p), data)
	})
}

// startOf is the page of a site that a zip of a quarter opens: the newest edition's,
// where it has one, unless the quarter is packed as it is now.
func startOf(s *Site, q *report.Quarter, draft bool) string {
	if e := q.Newest(); e != nil && !draft {
		if own := path.Join(q.ID.String(), "editions", e.ID, "index.html"); s.Has(own) {
			return own
		}
	}
	if own := path.Join(q.ID.String(), "index.html"); s.Has(own) {
		return own
	}
	return "index.html" // an audience that does not see the quarter as one
}

// entrance is the page that a reader finds on top of a zip.
func entrance(q *report.Quarter, start string) []byte {
	return fmt.Appendf(nil, `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
<meta http-equiv="refresh" content="0; url=%s">
<p><a href="%[2]s">%[1]s</a></p>
</html>
`, html.EscapeString(q.ID.Title()), html.EscapeString(start))
}

// each renders the wanted paths of a site over all cores, and hands the bytes on in order. It
// holds only a few at a time.
func (s *Site) each(ctx context.Context, wanted func(path string) bool, do func(name string, data []byte) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type rendered struct {
		name string
		data []byte
		err  error
	}
	order := make(chan chan rendered, runtime.GOMAXPROCS(0))
	go func() {
		defer close(order)
		for _, name := range s.Paths() {
			if !wanted(name) {
				continue
			}
			one := make(chan rendered, 1)
			select {
			case order <- one:
			case <-ctx.Done():
				return
			}
			go func() {
				address, data, err := s.File(ctx, name)
				one <- rendered{address, data, err}
			}()
		}
	}()
	for one := range order {
		switch r := <-one; {
		case errors.Is(r.err, site.ErrAbsent):
		case r.err != nil:
			return fmt.Errorf("%s: %w", r.name, r.err)
		default:
			if err := do(r.name, r.data); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// VerifyPacked checks a zip that [Pack] made: every file against the list of sums in it,
// and the editions in it against their hashes. It returns how many files it has.
func VerifyPacked(file string) (files int, problems diag.List, err error) {
	return edition.CheckBundle(file)
}
