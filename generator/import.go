package generator

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"time"

	udiff "github.com/aymanbagabas/go-udiff"

	"quarterdeck/generator/content"
	"quarterdeck/generator/content/tomledit"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/importer"
	"quarterdeck/generator/importer/reconcile"
	"quarterdeck/generator/report"
)

// Export is a file that a tracker has written.
type Export struct {
	Name  string // as problems call it
	Text  io.Reader
	Whole bool // it is the answer of a tracker to the end, and no file: it is no part, whatever its length says
}

// ImportOptions say what to read, and for what.
type ImportOptions struct {
	Format   string // "" = by what is in the files
	Quarter  report.QuarterID
	Team     string     // the only team; "" = all that the export has work of
	Plan     bool       // draft plan.md as well
	CutOff   report.Day // draft plan.md as of the end of that day; 0 = as of the export
	Compare  *Export    // only compare with this one, which was saved at the cut-off; nil = import
	Suggest  bool       // only suggest a mapping for site.toml
	All      bool       // parts are work of their own
	Partial  bool       // take an export that is only a part
	Unknown  report.Day // the day of what is done without one
	Exported time.Time  // when the export was made
	Today    report.Day
}

// StandardInput is the name of an export that is not a file.
const StandardInput = "standard input"

// Imported is what an import would write.
type Imported struct {
	Title string // of the format or source; "" where none was found
	Rows  int    // that were read
	Unit  string // what a row is: "issue"
	Files []Edited
	Said  []string // what was left out or folded, for people
	Paste []string // lines that site.toml lacks
	// Differences from the export to compare with, by team.
	Differences []reconcile.Difference
	// Suggestion is a mapping for site.toml, where one was asked for.
	Suggestion string
}

// Edited is a file of the workspace before and after.
type Edited struct {
	Path     string // in the workspace
	Old, New []byte // Old is nil where there is no such file
}

// Changed reports whether there is anything to write.
func (e Edited) Changed() bool { return e.Old == nil || !bytes.Equal(e.Old, e.New) }

// Diff is what changes, as a unified diff.
func (e Edited) Diff() string {
	from := e.Path
	if e.Old == nil {
		from = os.DevNull
	}
	return udiff.Unified(from, e.Path, string(e.Old), string(e.New))
}

// Import reads exports of a tracker, and works out how the metrics.toml of each team would change.
// It writes nothing. The error is [ErrProblems] where the problems have errors, or a [Refusal].
func Import(w *Workspace, exports []Export, o ImportOptions) (*Imported, diag.List, error) {
	archive, problems := w.examine(o.Today)
	if Refused(problems, false) {
		return nil, problems, ErrProblems
	}
	return importInto(w, archive, exports, o)
}

// importInto is Import into a workspace that was read.
func importInto(w *Workspace, archive *report.Archive, exports []Export, o ImportOptions) (*Imported, diag.List, error) {
	mappings := w.mappings()
	inputs := inputsOf(exports)
	if source := sourceOf(inputs, o.Format, mappings); source != nil {
		return o.numbers(w, archive, source, exports, inputs)
	}
	of, issues, problems, err := readIssues(exports, inputs, o, mappings)
	if err != nil {
		return nil, nil, err
	}
	out := &Imported{Unit: "issue", Rows: len(issues)}
	if of != nil {
		out.Title = of.Title
	}
	if Refused(problems, false) {
		return out, problems.Sorted(), ErrProblems
	}
	if o.Suggest {
		out.Suggestion = reconcile.Suggest(of, mappings(of.Name), issues)
		return out, problems.Sorted(), nil
	}
	request, err := o.request(archive, of, mappings(of.Name))
	if err != nil {
		return nil, nil, err
	}
	if o.Compare != nil {
		return out.compare(w, archive, request, issues, o)
	}
	decision, l := reconcile.Decide(request, issues)
	out.Said, out.Paste = decision.Said, decision.Paste
	problems = append(problems, allowing(l, o.Partial)...)
	if Refused(problems, false) {
		return out, problems.Sorted(), ErrProblems
	}
	if problems = append(problems, w.otherCutOffs(archive, o, decision.Plans)...); Refused(problems, false) {
		return out, problems.Sorted(), ErrProblems
	}
	folder := path.Join("content", o.Quarter.String())
	for _, team := range slices.Sorted(maps.Keys(decision.Plans)) {
		problems = append(problems, out.add(w, path.Join(folder, team, "plan.md"), func(old []byte) ([]byte, error) {
			return reconcile.Draft(begun(old, o.CutOff), decision.Plans[team])
		})...)
	}
	for _, team := range slices.Sorted(maps.Keys(decision.Rows)) {
		problems = append(problems, out.add(w, path.Join(folder, team, "metrics.toml"), func(old []byte) ([]byte, error) {
			merged, err := reconcile.Merge(old, decision.Rows[team], of.Name, o.Exported)
			if err != nil {
				return nil, err
			}
			return reconcile.Note(merged, report.Import{Format: of.Name, Files: fileNames(exports), Exported: o.Exported,
				Rows: len(issues), Used: len(decision.Rows[team]), Folded: decision.Folded, LeftOut: decision.LeftOut}, string(merged) != string(old))
		})...)
	}
	if Refused(problems, false) {
		return out, problems.Sorted(), ErrProblems
	}
	return out, problems.Sorted(), nil
}

// inputsOf are exports to be read.
func inputsOf(exports []Export) (inputs []*importer.Input) {
	for _, e := range exports {
		inputs = append(inputs, importer.NewInput(e.Name, e.Text))
	}
	return inputs
}

// readIssues reads all exports, which must be of one format.
func readIssues(exports []Export, inputs []*importer.Input, o ImportOptions, mappings func(string) *importer.Mapping) (of *importer.Format, issues []*importer.Issue, problems diag.List, err error) {
	for n, in := range inputs {
		format, l := formatOf(in, o.Format, mappings)
		if format == nil {
			problems = append(problems, l...)
			continue
		}
		if of != nil && of != format {
			return nil, nil, nil, Refusal{Why: fmt.Sprintf("%s is of %s, and the files before it of %s: import them one after the other", in.Name, format.Title, of.Title)}
		}
		of = format
		l = format.Read(in, mappings(format.Name), func(i *importer.Issue) { issues = append(issues, i) })
		if exports[n].Whole {
			l = slices.DeleteFunc(l, func(p diag.Problem) bool { return p.Code == "cut-export" })
		}
		problems = append(problems, allowing(l, o.Partial)...)
	}
	return of, issues, problems, nil
}

func formatOf(in *importer.Input, name string, mappings func(string) *importer.Mapping) (*importer.Format, diag.List) {
	if name == "" {
		return importer.Recognise(in, mappings)
	}
	return importer.Find(name), nil
}

// siteFile is site.toml, or the defaults where it cannot be read.
func (w *Workspace) siteFile() *content.SiteFile {
	if data, err := fs.ReadFile(w.fs, "site.toml"); err == nil {
		if parsed, _ := content.Parse(content.File{Path: "site.toml", Data: data}); parsed.Site != nil {
			return parsed.Site
		}
	}
	return content.DefaultSite()
}

// mappings are the tables [import.<format>] of site.toml.
func (w *Workspace) mappings() func(format string) *importer.Mapping {
	site := w.siteFile()
	return func(format string) *importer.Mapping {
		m := &importer.Mapping{Zone: site.Site.Zone}
		if known := site.Imports[format]; known != nil {
			m.Mapping = *known
		}
		return m
	}
}

// allowing makes warnings of what says that an export is only a part, where that is known.
func allowing(l diag.List, partial bool) diag.List {
	for i := range l {
		if partial && l[i].Code == "cut-export" {
			l[i].Severity, l[i].Hint = diag.Warning, ""
		}
	}
	return l
}

// request is what the importer needs to know of the workspace.
func (o ImportOptions) request(a *report.Archive, format *importer.Format, m *importer.Mapping) (reconcile.Request, error) {
	r := reconcile.Request{Format: format, Mapping: m, Quarter: o.Quarter, Team: o.Team, All: o.All, Plan: o.Plan || o.CutOff != 0, CutOff: o.CutOff, Unknown: o.Unknown}
	r.Start, r.End = o.Quarter.Range(a.Site.Fiscal)
	known := map[string]bool{}
	planned := map[string][]reconcile.Planned{}
	committed := map[string]report.Day{}
	for _, q := range a.Quarters {
		for _, rep := range q.Reports {
			known[rep.Team.ID] = true
			if q.ID == o.Quarter && rep.Plan != nil {
				committed[rep.Team.ID] = rep.Plan.Committed
			}
			for _, d := range rep.Items {
				known[d.ID] = true
				if q.ID == o.Quarter && !d.FromExport {
					planned[rep.Team.ID] = append(planned[rep.Team.ID], reconcile.Planned{ID: d.ID, Tickets: tickets(d), From: d.From, Fixed: d.Promise != nil || d.Added != 0})
				}
			}
		}
	}
	var ids []string
	for _, t := range a.Teams {
		ids = append(ids, t.ID)
		r.Teams = append(r.Teams, reconcile.Team{ID: t.ID, Name: t.Name, Planned: planned[t.ID], Committed: committed[t.ID]})
	}
	r.Known = func(id string) bool { return known[id] }
	if o.Team != "" && !slices.Contains(ids, o.Team) {
		return r, unknownTeam(o.Team, ids)
	}
	return r, nil
}

func tickets(d *report.Deliverable) []string {
	var all []string
	if d.URL != "" {
		all = append(all, d.URL)
	}
	for _, t := range d.Tickets {
		all = append(all, t.ID)
		if t.URL != "" {
			all = append(all, t.URL)
		}
	}
	return all
}

// add works out how a file changes.
func (out *Imported) add(w *Workspace, name string, edit func(old []byte) ([]byte, error)) (l diag.List) {
	e := Edited{Path: name}
	old, err := fs.ReadFile(w.fs, e.Path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.Errorf(diag.Pos{File: e.Path}, "unreadable", "", "%v", err)
		return l
	}
	if err == nil {
		e.Old = append([]byte{}, old...)
	}
	if e.New, err = edit(old); err != nil {
		at := diag.Pos{File: e.Path}
		if wrong, ok := errors.AsType[*tomledit.Error](err); ok {
			at.Line, at.Col = wrong.Line, wrong.Col
			err = errors.New(wrong.Message)
		}
		l.Errorf(at, "cannot-edit", "change it by hand, or remove it and import again", "%v", err)
		return l
	}
	if e.Old == nil && e.New == nil {
		return l // there is nothing to write, and no file
	}
	out.Files = append(out.Files, e)
	return l
}

// Write writes the files that have changed, each in one step: it is the old one or the new one,
// whatever happens. It returns their names.
func (out *Imported) Write(w *Workspace) ([]string, error) {
	if w.root == nil {
		return nil, errors.New("only a workspace in a folder can be written to")
	}
	var names []string
	for _, e := range out.Files {
		if !e.Changed() {
			clearUnfinished(w.root, e.Path)
			continue
		}
		err := w.root.MkdirAll(path.Dir(e.Path), 0o755)
		if err == nil {
			err = replaceFile(w.root, e.Path, always, func(f *os.File) error {
				_, err := f.Write(e.New)
				return err
			})
		}
		if err != nil {
			return names, err
		}
		names = append(names, e.Path)
	}
	return names, nil
}

// always lets a file be replaced.
func always() error { return nil }
