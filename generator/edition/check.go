package edition

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

const restore = "restore it from version control"

// Check compares every edition of a workspace with its hashes, and each with the one
// before it. It returns an error for each file that was altered, is missing or was
// added, and for each edition that is missing from a chain; sorted. It reads the editions
// as they lie on disk, so it works whatever state the rest of the workspace is in. It also
// returns how many editions there are.
func Check(fsys fs.FS) (editions int, problems diag.List) {
	list, err := fs.ReadDir(fsys, "content")
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			unreadable(&problems, "content", err)
		}
		return 0, problems
	}
	var all []*found
	for _, e := range list {
		if q, err := report.ParseQuarter(e.Name()); err == nil {
			chain, more := checkChain(fsys, q)
			all = append(all, chain...)
			problems = append(problems, more...)
		}
	}
	return len(all), append(problems, checkFiles(fsys, all)...).Sorted()
}

// checkQuarter is Check for one quarter.
func checkQuarter(fsys fs.FS, q report.QuarterID) ([]*found, diag.List) {
	chain, problems := checkChain(fsys, q)
	return chain, append(problems, checkFiles(fsys, chain)...).Sorted()
}

// checkChain checks all edition.toml of a quarter against each other.
func checkChain(fsys fs.FS, q report.QuarterID) ([]*found, diag.List) {
	var problems diag.List
	chain, strangers, err := chainOf(fsys, q)
	if err != nil {
		unreadable(&problems, editionsFolder(q), err)
	}
	for _, name := range strangers {
		problems.Errorf(diag.Pos{File: editionsFolder(q) + "/" + name}, "edition-added",
			"remove it; an edition is a folder plan, 1, 2, … that quarterdeck freeze writes", "is not an edition of %s", q)
	}
	for i, f := range chain {
		at := diag.Pos{File: f.folder() + "/" + manifestFile}
		r := f.manifest
		switch {
		case errors.Is(f.err, fs.ErrNotExist):
			problems.Errorf(at, "edition-missing", restore, "%s of %s has no edition.toml", title(f.id), q)
		case f.err != nil && !errors.Is(f.err, errSeal) && !errors.Is(f.err, errForm):
			unreadable(&problems, at.File, f.err)
		case f.err != nil:
			problems.Errorf(at, "edition-altered", restore, "was altered: %v", f.err)
		case r.ID != f.id || r.Quarter != q.String():
			problems.Errorf(at, "edition-moved", "restore the folders of editions from version control",
				"belongs to %s of %s, but is in the folder of %s of %s", title(r.ID), r.Quarter, title(f.id), q)
		default:
			var before *found
			if i > 0 {
				before = chain[i-1]
			}
			f.follows(before, at, &problems)
		}
	}
	return chain, problems
}

// follows checks what an edition says of the one before it, which may be nil.
func (f *found) follows(before *found, at diag.Pos, problems *diag.List) {
	last := 0
	if before != nil {
		last = before.number()
	}
	for n := last + 1; n < f.number(); n++ {
		f.lost(fmt.Sprint(n), problems)
	}
	switch {
	case last+1 < f.number():
		// what it follows is missing
	case before == nil && f.manifest.Before != "":
		f.lost(report.PlanEdition, problems)
	case before == nil || before.manifest == nil || before.manifest.ID != before.id:
		// the first of all, or it follows one that has a problem of its own
	case f.manifest.Before == "":
		problems.Errorf(diag.Pos{File: before.folder()}, "edition-added", "remove it, or restore the folders of editions from version control",
			"%s of %s was added after %s was made", title(before.id), f.quarter, title(f.id))
	case f.manifest.Before != before.hash:
		problems.Errorf(diag.Pos{File: before.folder() + "/" + manifestFile}, "edition-altered", restore,
			"was altered after %s of %s was made", title(f.id), f.quarter)
	case f.manifest.Frozen.Before(before.manifest.Frozen):
		problems.Errorf(at, "edition-order", "restore the folders of editions from version control", "was frozen at %s, before %s at %s",
			f.manifest.Frozen.Format(time.RFC3339), title(before.id), before.manifest.Frozen.Format(time.RFC3339))
	}
}

// lost reports an edition that f was made after.
func (f *found) lost(id string, problems *diag.List) {
	problems.Errorf(diag.Pos{File: editionsFolder(f.quarter) + "/" + id}, "edition-missing", restore,
		"%s of %s is missing: %s was made after it", title(id), f.quarter, title(f.id))
}

// file is one file to compare with its hash.
type file struct {
	path, want string
}

// checkFiles compares the files of editions with their manifests, on all cores.
func checkFiles(fsys fs.FS, editions []*found) diag.List {
	var files []file
	var problems diag.List
	for _, f := range editions {
		if f.manifest != nil {
			files = append(files, f.compare(fsys, &problems)...)
		}
	}
	lists := make([]diag.List, len(files))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		g.Go(func() error {
			f.check(fsys, &lists[i])
			return nil
		})
	}
	_ = g.Wait() // what went wrong is in the lists
	return append(problems, slices.Concat(lists...)...)
}

// compare finds files that are missing or were added, and returns the others.
func (f *found) compare(fsys fs.FS, problems *diag.List) []file {
	there := map[string]bool{} // false where it cannot be compared
	err := fs.WalkDir(fsys, f.folder(), func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(p, f.folder()+"/")
		switch {
		case strings.HasPrefix(e.Name(), ".") && e.IsDir():
			return fs.SkipDir
		case e.IsDir() || strings.HasPrefix(e.Name(), ".") || name == manifestFile:
		case f.manifest.Files[name] == "":
			problems.Errorf(diag.Pos{File: p}, "edition-added", "remove it", "was added to %s of %s after it was frozen", title(f.id), f.quarter)
		case !e.Type().IsRegular():
			there[name] = false
			problems.Errorf(diag.Pos{File: p}, "edition-altered", restore, "was altered: it is not a regular file")
		default:
			there[name] = true
		}
		return nil
	})
	if err != nil {
		unreadable(problems, f.folder(), err)
		return nil
	}
	if f.manifest.Files[figuresFile] == "" {
		problems.Errorf(diag.Pos{File: f.folder() + "/" + manifestFile}, "edition-altered", restore, "was altered: figures.json is not listed")
	}
	var files []file
	for _, name := range slices.Sorted(maps.Keys(f.manifest.Files)) {
		p := path.Join(f.folder(), name)
		switch readable, is := there[name]; {
		case readable:
			files = append(files, file{p, f.manifest.Files[name]})
		case !is:
			problems.Errorf(diag.Pos{File: p}, "edition-missing", restore, "is missing from %s of %s", title(f.id), f.quarter)
		}
	}
	return files
}

func (f file) check(fsys fs.FS, problems *diag.List) {
	data, err := fs.ReadFile(fsys, f.path)
	if err != nil {
		unreadable(problems, f.path, err)
	} else if sum(data) != f.want {
		problems.Errorf(diag.Pos{File: f.path}, "edition-altered", restore, "was altered after it was frozen")
	}
}

func unreadable(problems *diag.List, path string, err error) {
	problems.Errorf(diag.Pos{File: path}, "unreadable", "", "cannot be read: %v", plain(err))
}

// plain is an error without the path, which is in the position.
func plain(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
