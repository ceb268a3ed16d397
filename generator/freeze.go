package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"

	"quarterdeck/generator/content"
	"quarterdeck/generator/content/link"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/edition"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// FreezeOptions say how to freeze a quarter.
type FreezeOptions struct {
	AsPlan bool       // the plan edition, at the cut-off
	Note   string     // what it corrects: needed from edition 2 on
	Force  string     // why, although something is missing
	Today  report.Day // 0: pinned in site.toml, or the real one
	Now    time.Time  // the real time
	Tool   string     // version of the tool
}

// Frozen is an edition that was made.
type Frozen = edition.Made

// Refusal is the error of a freeze that has to be asked for differently.
type Refusal = edition.Refusal

// Freeze makes the next edition of a quarter, in one step. With [ErrProblems] the list
// says what is in the way, and nothing was written; else it is what the edition lacks,
// although it was made. A day that is pinned becomes the time of freezing, at its first
// second, so that the same is frozen at any time.
func Freeze(w *Workspace, q report.QuarterID, o FreezeOptions) (*Frozen, diag.List, error) {
	if w.root == nil {
		return nil, nil, errors.New("only a workspace in a folder can be written to")
	}
	if _, err := fs.Stat(w.fs, "site.toml"); err != nil {
		_, problems := w.Read(o.Today) // says what is wrong with it
		return nil, problems, ErrProblems
	}
	held := readTree(w.fs, heldParts...) // so that all that follows sees the same files
	archive, problems := link.Read(held, link.Options{Today: o.Today, Movable: metrics.Movable(), Now: o.Now})
	now := o.Now.UTC()
	switch {
	case o.Today == 0 && archive.Today == report.DayAt(now):
	case o.Today == 0 && archive.Today == archive.Site.DayAt(o.Now):
		// It is another day here than in UTC, which editions are dated in.
		archive, problems = link.Read(held, link.Options{Today: report.DayAt(now), Movable: metrics.Movable()})
	default:
		now = archive.Today.Time()
	}
	_, altered := edition.Check(held)
	problems = unfinished(append(problems, altered...), func(name string) bool { return edition.Holds(name, q, o.AsPlan) })
	if Refused(problems, false) {
		return nil, problems, ErrProblems
	}
	from := edition.Source{Files: held, Paths: paths(held, archive), Archive: archive, Problems: problems}
	from.Count = func(id string, files map[string][]byte) ([]byte, error) {
		return countFrozen(held.holding(files), q, id)
	}
	made, lacks, err := edition.Freeze(w.root, from, q, edition.Options{AsPlan: o.AsPlan, Note: o.Note, Force: o.Force, Now: now, Tool: o.Tool})
	if errors.Is(err, edition.ErrProblems) {
		err = ErrProblems
	}
	return made, lacks, err
}

// countFrozen makes the figures of an edition from what it freezes and nothing else, so
// that they come out the same whenever they are counted again.
func countFrozen(fsys fs.FS, q report.QuarterID, id string) ([]byte, error) {
	archive, _ := link.Read(fsys, link.Options{})
	if quarter := archive.Quarter(q); quarter != nil {
		for _, e := range quarter.Editions {
			if e.ID == id {
				return edition.Figures(e.Archive(), q)
			}
		}
	}
	return nil, fmt.Errorf("edition %s of %s cannot be read back", id, q)
}

// paths are those of all files that a workspace is read from: its texts, and the files that prose
// leads to.
func paths(fsys fs.FS, a *report.Archive) []string {
	source, _ := content.Load(fsys)
	var all []string
	for _, f := range source.Files {
		all = append(all, f.Path)
	}
	for _, f := range a.Files {
		all = append(all, path.Join("content", f.Path))
	}
	return all
}

// Verify compares all editions with their hashes, and counts their figures again. The
// list holds an error for whatever was altered, and a warning for each figure that
// today's tool counts otherwise. It also returns how many editions there are.
func Verify(w *Workspace) (editions int, problems diag.List) {
	editions, problems = edition.Check(w.fs)
	if editions == 0 {
		return 0, problems
	}
	archive, reading := w.Read(0)
	if Refused(reading, false) {
		problems.Warnf(diag.Pos{File: "content"}, "recount", "run quarterdeck check to see what is wrong with the rest of the workspace",
			"the figures of editions were not counted again: the workspace has errors")
		return editions, problems.Sorted()
	}
	return editions, append(problems, edition.Recount(archive, problems)...).Sorted()
}
