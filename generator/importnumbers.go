package generator

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/importer"
	"quarterdeck/generator/importer/reconcile"
	"quarterdeck/generator/report"
)

// sourceOf is the source of numbers that exports are of: the one that is named, else the first that
// a file fits which is of no tracker.
func sourceOf(inputs []*importer.Input, name string, mappings func(string) *importer.Mapping) *importer.Source {
	if name != "" {
		return importer.FindSource(name)
	}
	for _, in := range inputs {
		if format, _ := importer.Recognise(in, mappings); format != nil {
			return nil
		}
		if source := importer.RecogniseSource(in, mappings); source != nil {
			return source
		}
	}
	return nil
}

// numbers reads exports of a source, and works out how [quality] of a team would change.
func (o ImportOptions) numbers(w *Workspace, a *report.Archive, source *importer.Source, exports []Export, inputs []*importer.Input) (*Imported, diag.List, error) {
	if err := o.ofNumbers(a, source); err != nil {
		return nil, nil, err
	}
	out := &Imported{Title: source.Title, Unit: "row"}
	mapping := w.mappings()(source.Name)
	var facts []importer.Fact
	var problems diag.List
	for _, in := range inputs {
		l := source.Read(in, mapping, func(f importer.Fact) { facts = append(facts, f) })
		problems = append(problems, allowing(l, o.Partial)...)
	}
	out.Rows = len(facts)
	if Refused(problems, false) {
		return out, problems.Sorted(), ErrProblems
	}
	start, end := o.Quarter.Range(a.Site.Fiscal)
	numbers := reconcile.Count(facts, start, end)
	out.Said = numbers.Said
	note := numbers.Import
	note.Format, note.Files, note.Exported = source.Name, fileNames(exports), o.Exported
	problems = append(problems, out.add(w, path.Join("content", o.Quarter.String(), o.Team, "metrics.toml"), func(old []byte) ([]byte, error) {
		if len(old) == 0 && len(numbers.Values) == 0 {
			return nil, nil
		}
		merged, err := reconcile.MergeNumbers(old, numbers, o.Exported)
		if err != nil {
			return nil, err
		}
		return reconcile.Note(merged, note, string(merged) != string(old))
	})...)
	if Refused(problems, false) {
		return out, problems.Sorted(), ErrProblems
	}
	return out, problems.Sorted(), nil
}

// ofNumbers wants a team, which no source tells, and refuses what is for trackers alone.
func (o ImportOptions) ofNumbers(a *report.Archive, source *importer.Source) error {
	if o.Suggest || o.Plan || o.All || o.Unknown != 0 {
		return Refusal{Why: fmt.Sprintf("%s has no issues: --suggest, --plan, --all and --finished-when-unknown are for trackers", source.Title)}
	}
	var ids []string
	for _, t := range a.Teams {
		ids = append(ids, t.ID)
	}
	switch {
	case o.Team == "":
		return Refusal{Why: fmt.Sprintf("an export of %s does not say whose it is: name the team with --team, one of: %s", source.Title, strings.Join(ids, " "))}
	case !slices.Contains(ids, o.Team):
		return unknownTeam(o.Team, ids)
	}
	return nil
}

func unknownTeam(id string, known []string) Refusal {
	return Refusal{Why: fmt.Sprintf("unknown team %q; the workspace has: %s", id, strings.Join(known, " "))}
}

// fileNames are the names of files without their folders. What was not a file has none.
func fileNames(exports []Export) []string {
	var names []string
	for _, e := range exports {
		if e.Name != StandardInput && !e.Whole {
			names = append(names, path.Base(e.Name))
		}
	}
	return names
}
