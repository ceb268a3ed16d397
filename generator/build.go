package generator

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/edition"
	"quarterdeck/generator/output"
	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/svg"
	"quarterdeck/templates"
)

// Options say what to build. Out is the folder in which each audience has its
// own; Audiences are ids, none meaning all.
type Options struct {
	Out       string
	Audiences []string
	Today     report.Day // 0: pinned in site.toml, or the real one
	Strict    bool       // warnings refuse too
	Finished  bool       // texts that nobody has replaced refuse too, but for quarters that have not begun
	CacheDir  string     // of drawn charts; "" = none
	// Progress is called, if set, from many goroutines as files get done.
	Progress func(done, total int)
}

// Result says what was made.
type Result struct {
	Sites  []Made
	Charts svg.Stats
	Time   time.Duration
}

// Made is one audience's site as written.
type Made struct {
	Audience, Folder string
	Pages            int
	Files            output.Stats
}

// ErrProblems says that the problems returned beside it refuse the build.
var ErrProblems = errors.New("the workspace has problems")

// ErrAudience says that an audience is not declared in site.toml.
var ErrAudience = errors.New("unknown audience")

// Check reads a workspace and its templates and returns every problem, sorted.
func Check(w *Workspace, today report.Day) diag.List {
	// An error is one of the problems.
	_, _, problems, _ := w.plan(Options{Today: today}, nil, func(*report.Archive) ([]string, error) { return nil, nil })
	return problems
}

// Build makes the sites of a workspace. With problems that refuse the build it
// returns [ErrProblems] and has written nothing; after any other error the sites are
// as they were.
func Build(ctx context.Context, w *Workspace, o Options) (Result, diag.List, error) {
	_, result, problems, err := build(ctx, w, o, nil)
	return result, problems, err
}

// build is Build, and returns the archive too that the sites are made from. may is asked
// before anything is made of it, if set.
func build(ctx context.Context, w *Workspace, o Options, may func(*report.Archive) error) (*report.Archive, Result, diag.List, error) {
	start := time.Now()
	drawer := svg.New(svg.Config{Bundle: templates.ECharts(), CacheDir: o.CacheDir})
	defer drawer.Close()
	archive, sites, problems, err := w.plan(o, drawer, func(a *report.Archive) ([]string, error) {
		if may == nil {
			return o.Audiences, nil
		}
		return o.Audiences, may(a)
	})
	if err != nil {
		return archive, Result{}, problems, err
	}
	made, err := write(ctx, sites, o)
	return archive, Result{Sites: made, Charts: drawer.Stats(), Time: time.Since(start)}, problems, err
}

// plan reads a workspace and plans the sites of the audiences that ids returns, none
// meaning all. Errors are [ErrProblems], [ErrAudience] and those of ids; problems are sorted.
func (w *Workspace) plan(o Options, drawer render.Drawer, ids func(*report.Archive) ([]string, error)) (
	archive *report.Archive, sites []*Site, problems diag.List, err error) {
	archive, problems = w.examine(o.Today)
	if o.Finished {
		problems = unfinished(problems, func(string) bool { return true })
	}
	if Refused(problems, o.Strict) {
		return archive, nil, problems, ErrProblems
	}
	wanted, err := ids(archive)
	if err != nil {
		return archive, nil, problems, err
	}
	audiences, err := chosen(archive.Site.Audiences, wanted)
	if err != nil {
		return archive, nil, problems, err
	}
	renderer, more := w.renderer(archive, drawer)
	if problems = append(problems, more...).Sorted(); Refused(problems, o.Strict) {
		return archive, nil, problems, ErrProblems
	}
	for _, to := range audiences {
		site, more := newSite(w, archive.For(to), renderer)
		sites, problems = append(sites, site), append(problems, more...)
	}
	if problems = problems.Sorted(); Refused(problems, o.Strict) {
		return archive, nil, problems, ErrProblems
	}
	return archive, sites, problems, nil
}

// examine reads a workspace, and compares its editions with their hashes: what was
// published must not be shown otherwise.
func (w *Workspace) examine(today report.Day) (*report.Archive, diag.List) {
	archive, problems := w.Read(today)
	_, altered := edition.Check(w.fs)
	return archive, append(early(problems, archive), altered...).Sorted()
}

// CodeEarly is the code of a warning: a text of a quarter that has not begun is as `quarterdeck
// new` wrote it. It refuses nothing, even where warnings do: there is time to write it, and until
// then no page has it.
const CodeEarly = content.CodePlaceholder + "-early"

// early gives its code to texts of quarters that have not begun.
func early(l diag.List, a *report.Archive) diag.List {
	l = slices.Clone(l)
	for i := range l {
		if q := content.PlaceOf(l[i].File).Quarter; l[i].Code == content.CodePlaceholder && q != (report.QuarterID{}) {
			if start, _ := q.Range(a.Site.Fiscal); a.Today < start {
				l[i].Code = CodeEarly
			}
		}
	}
	return l
}

// renderer reads the templates of a workspace, in the words of its site.
func (w *Workspace) renderer(a *report.Archive, drawer render.Drawer) (*render.Renderer, diag.List) {
	return render.New(render.Config{Templates: w.fs, Drawer: drawer, Words: words(a)})
}

// unfinished makes errors of texts that nobody has replaced, in some files.
func unfinished(l diag.List, in func(file string) bool) diag.List {
	l = slices.Clone(l)
	for i := range l {
		if l[i].Code == content.CodePlaceholder && in(l[i].File) {
			l[i].Severity = diag.Error
		}
	}
	return l.Sorted()
}

// Refused reports whether problems are in the way: errors, and in a strict run warnings.
func Refused(l diag.List, strict bool) bool {
	return slices.ContainsFunc(l, func(p diag.Problem) bool {
		return p.Severity == diag.Error || strict && p.Severity == diag.Warning && p.Code != CodeEarly
	})
}

// chosen returns the audiences with the given ids, or all.
func chosen(all []report.Audience, ids []string) ([]report.Audience, error) {
	if len(ids) == 0 {
		return all, nil
	}
	var picked []report.Audience
	for _, id := range ids {
		at := slices.IndexFunc(all, func(a report.Audience) bool { return a.ID == id })
		if at < 0 {
			return nil, unknownAudience(id, all)
		}
		picked = append(picked, all[at])
	}
	return picked, nil
}

func unknownAudience(id string, all []report.Audience) error {
	var known []string
	for _, a := range all {
		known = append(known, a.ID)
	}
	if near := content.Nearest(id, known); near != "" {
		return fmt.Errorf("%w %q: did you mean %q?", ErrAudience, id, near)
	}
	return fmt.Errorf("%w %q; site.toml has: %s", ErrAudience, id, strings.Join(known, " "))
}

// write renders every path of every site, and puts the trees in place only when
// all of them are whole.
func write(ctx context.Context, sites []*Site, o Options) ([]Made, error) {
	total := 0
	for _, s := range sites {
		total += len(s.Paths())
	}
	var done atomic.Int64
	progress := func() {
		if n := done.Add(1); o.Progress != nil {
			o.Progress(int(n), total)
		}
	}
	var trees []*output.Tree
	defer func() {
		for _, t := range trees {
			t.Abort() // nothing, where it is in place
		}
	}()
	var made []Made
	for _, s := range sites {
		folder := filepath.Join(o.Out, s.Audience.ID)
		tree, err := output.Begin(folder)
		if err != nil {
			return nil, err
		}
		trees = append(trees, tree)
		if err := renderAll(ctx, s, tree, progress); err != nil {
			return nil, err
		}
		made = append(made, Made{Audience: s.Audience.ID, Folder: folder, Pages: s.Pages()})
	}
	for i, t := range trees {
		stats, err := t.Commit()
		if err != nil {
			return nil, err
		}
		made[i].Files = stats
	}
	return made, nil
}

// renderAll renders every path of a site, over all cores.
func renderAll(ctx context.Context, s *Site, tree *output.Tree, progress func()) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, name := range s.Paths() {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			address, data, err := s.File(ctx, name)
			if errors.Is(err, site.ErrAbsent) {
				progress()
				return nil
			}
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			progress()
			return tree.Put(address, data)
		})
	}
	return g.Wait()
}
