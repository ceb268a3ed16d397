package edition

import (
	"cmp"
	"errors"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"quarterdeck/generator/report"
)

// found is an edition as it lies in the workspace, whatever shape it is in.
type found struct {
	quarter  report.QuarterID
	id       string
	manifest *manifest // nil where edition.toml cannot be relied on; err says why
	hash     string    // SHA-256 of edition.toml
	err      error
}

func editionsFolder(q report.QuarterID) string { return "content/" + q.String() + "/editions" }

func (f *found) folder() string { return editionsFolder(f.quarter) + "/" + f.id }

// number is 0 for the plan.
func (f *found) number() int {
	n, _ := strconv.Atoi(f.id)
	return n
}

// title names an edition in a sentence.
func title(id string) string {
	if id == report.PlanEdition {
		return "the plan edition"
	}
	return "edition " + id
}

var idForm = regexp.MustCompile(`^(plan|[1-9][0-9]{0,3})$`)

// chainOf finds the editions of a quarter, the plan first, and the names in their
// folder that belong to none.
func chainOf(fsys fs.FS, q report.QuarterID) (chain []*found, strangers []string, err error) {
	list, err := fs.ReadDir(fsys, editionsFolder(q))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	for _, e := range list {
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case !e.IsDir() || !idForm.MatchString(e.Name()):
			strangers = append(strangers, e.Name())
		default:
			f := &found{quarter: q, id: e.Name()}
			f.read(fsys)
			chain = append(chain, f)
		}
	}
	slices.SortFunc(chain, func(a, b *found) int { return cmp.Compare(a.number(), b.number()) })
	return chain, strangers, nil
}

func (f *found) read(fsys fs.FS) {
	data, err := fs.ReadFile(fsys, f.folder()+"/"+manifestFile)
	if err != nil {
		f.err = err
		return
	}
	f.hash = sum(data)
	f.manifest, f.err = decode(data)
}
