package generator

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/importer/reconcile"
	"quarterdeck/generator/report"
)

// begun is a plan.md to complete: the one that is there, or a new one with its cut-off.
func begun(old []byte, cutOff report.Day) []byte {
	if strings.TrimSpace(string(old)) == "" {
		return reconcile.Begin(cutOff)
	}
	return old
}

// otherCutOffs refuses plans that were committed on another day than that of which they are drafted.
func (w *Workspace) otherCutOffs(a *report.Archive, o ImportOptions, plans map[string][]reconcile.Row) (l diag.List) {
	q := a.Quarter(o.Quarter)
	if o.CutOff == 0 || q == nil {
		return nil
	}
	for _, team := range slices.Sorted(maps.Keys(plans)) {
		r := q.Report(team)
		if r == nil || r.Plan == nil || r.Plan.Committed == 0 || r.Plan.Committed == o.CutOff {
			continue
		}
		name := path.Join("content", o.Quarter.String(), team, "plan.md")
		l.Errorf(w.lineWith(name, "committed"), "other-cut-off", "pass --cut-off "+r.Plan.Committed.String()+", or correct the plan", "the plan was committed on %s, and is to be drafted as of %s", r.Plan.Committed, o.CutOff)
	}
	return l
}

// lineWith is the first line of a file that begins with a word.
func (w *Workspace) lineWith(name, word string) diag.Pos {
	text, err := fs.ReadFile(w.fs, name)
	if err != nil {
		return diag.Pos{File: name}
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		if n++; strings.HasPrefix(line, word) {
			return diag.Pos{File: name, Line: n, Col: 1}
		}
	}
	return diag.Pos{File: name}
}
