package edition

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// Source is a workspace at one moment, to freeze a quarter of.
type Source struct {
	Files   fs.FS           // as it was when Archive was read
	Paths   []string        // of all its files that content takes
	Archive *report.Archive // on the day of freezing; read without errors
	// Count makes figures.json. files are those of the edition, by their paths in the
	// workspace, with edition.toml and without figures.json.
	Count func(id string, files map[string][]byte) ([]byte, error)
}

// Options say how to freeze.
type Options struct {
	AsPlan bool
	Note   string    // what it corrects: needed from edition 2 on
	Force  string    // why, although something is missing
	Now    time.Time // its day, in UTC, is Archive.Today
	Tool   string    // version of the tool
}

// Made is a new edition.
type Made struct {
	ID     string `json:"id"`
	Folder string `json:"folder"` // in the workspace
	Hash   string `json:"hash"`   // SHA-256 of its edition.toml, hex
	Files  int    `json:"files"`  // without edition.toml
	// Before is the edition before it in the chain; "" where it is the first.
	Before string `json:"before"`
}

// Refusal says why a quarter cannot be frozen in the way that was asked for.
type Refusal struct{ Why string }

func (r Refusal) Error() string { return r.Why }

func refuse(format string, args ...any) error { return Refusal{fmt.Sprintf(format, args...)} }

// ErrProblems says that the errors in the list beside it are in the way: the gate's, or
// those of an altered edition.
var ErrProblems = errors.New("the quarter cannot be frozen")

// Freeze makes the next edition of a quarter in the workspace that root is, in one step:
// after a crash, however sudden, the edition is there as a whole or not at all.
//
// The list is what was missing: errors, with [ErrProblems], where that stands in the way;
// with Force they are in the edition instead. The error is a [Refusal] where something
// else has to be asked for; after any error no edition was made.
func Freeze(root *os.Root, from Source, q report.QuarterID, o Options) (*Made, diag.List, error) {
	quarter := from.Archive.Quarter(q)
	if quarter == nil {
		return nil, nil, unknownQuarter(from.Archive, q)
	}
	chain, problems := checkQuarter(from.Files, q)
	if len(problems) > 0 {
		return nil, problems, ErrProblems
	}
	var last *found
	if n := len(chain); n > 0 {
		last = chain[n-1]
	}
	r := &manifest{ID: nextID(last, o.AsPlan), Quarter: q.String(), Frozen: o.Now.UTC().Truncate(time.Second), Tool: o.Tool, Note: o.Note}
	if err := allowed(r, chain, last, q, o); err != nil {
		return nil, nil, err
	}
	files, err := collect(from, q, o.AsPlan)
	if err != nil {
		return nil, nil, err
	}
	r.Files = map[string]string{}
	for name, data := range files {
		r.Files[name] = sum(data)
	}
	made := &Made{ID: r.ID, Folder: editionsFolder(q) + "/" + r.ID}
	if last != nil {
		r.Before, made.Before = last.hash, last.id
		if !o.AsPlan && last.id != report.PlanEdition && unchanged(r.Files, last.manifest.Files) {
			return nil, nil, refuse("nothing has changed since edition %s of %s", last.id, q)
		}
	}
	problems = Gate(from.Archive, quarter, o.AsPlan)
	if len(problems) > 0 {
		if o.Force == "" {
			return nil, problems, ErrProblems
		}
		r.Forced = o.Force
		for _, p := range problems {
			r.Missing = append(r.Missing, p.File+": "+p.Text)
		}
	}
	counted := map[string][]byte{made.Folder + "/" + manifestFile: r.encode()}
	for name, data := range files {
		counted[made.Folder+"/"+name] = data
	}
	if files[figuresFile], err = from.Count(r.ID, counted); err != nil {
		return nil, problems, err
	}
	r.Files[figuresFile] = sum(files[figuresFile])
	made.Files = len(files)
	files[manifestFile] = r.encode()
	made.Hash = sum(files[manifestFile])
	return made, problems, put(root, q, r.ID, chain, files)
}

func unknownQuarter(a *report.Archive, q report.QuarterID) error {
	if n := len(a.Quarters); n > 0 {
		return refuse("there is no quarter %s in the workspace; its newest is %s", q, a.Quarters[n-1].ID)
	}
	return refuse("there is no quarter %s in the workspace", q)
}

func nextID(last *found, asPlan bool) string {
	switch {
	case asPlan:
		return report.PlanEdition
	case last != nil:
		return strconv.Itoa(last.number() + 1)
	}
	return "1"
}

// allowed refuses what no edition of a chain may be.
func allowed(r *manifest, chain []*found, last *found, q report.QuarterID, o Options) error {
	switch {
	case !utf8.ValidString(o.Note) || !utf8.ValidString(o.Force):
		return refuse("a note must be valid UTF-8")
	case o.AsPlan && o.Note != "":
		return refuse("a plan edition has no note: it corrects nothing")
	case o.AsPlan && last != nil && chain[0].id == report.PlanEdition:
		return refuse("the plan of %s was frozen on %s; a plan can be frozen only once", q, chain[0].manifest.Frozen.Format(time.DateOnly))
	case o.AsPlan && last != nil:
		return refuse("edition %s of %s is published: its plan can no longer be frozen", last.id, q)
	case last != nil && last.number() > 0 && strings.TrimSpace(o.Note) == "":
		return refuse("edition %s of %s corrects what was published: describe the correction with --note \"…\"", r.ID, q)
	case last != nil && r.Frozen.Before(last.manifest.Frozen):
		return refuse("%s of %s was frozen at %s, which is later than %s", title(last.id), q,
			last.manifest.Frozen.Format(time.RFC3339), r.Frozen.Format(time.RFC3339))
	case !idForm.MatchString(r.ID):
		return refuse("%s has too many editions", q)
	}
	return nil
}

// collect reads the files of an edition, by their paths in it.
func collect(from Source, q report.QuarterID, asPlan bool) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, name := range from.Paths {
		if !Holds(name, q, asPlan) {
			continue
		}
		data, err := fs.ReadFile(from.Files, name)
		if err != nil {
			return nil, err
		}
		files[name] = data
	}
	return files, nil
}

// Holds reports whether a file of the workspace is a source of a quarter. A plan
// edition knows nothing of what came after the plan.
func Holds(name string, q report.QuarterID, asPlan bool) bool {
	parts := strings.Split(name, "/")
	switch {
	case name == "site.toml":
		return true
	case len(parts) == 3 && parts[0] == "content" && parts[1] == "teams":
		return path.Ext(name) == ".md"
	case len(parts) < 3 || parts[0] != "content" || parts[1] != q.String() || parts[2] == "editions":
		return false
	case asPlan && len(parts) > 3:
		return parts[3] != "retro.md" && parts[3] != "metrics.toml" && parts[3] != "updates"
	}
	return true
}

// unchanged reports whether an edition would hold the same sources as the one before.
func unchanged(now, before map[string]string) bool {
	before = maps.Clone(before)
	delete(before, figuresFile)
	return maps.Equal(now, before)
}
