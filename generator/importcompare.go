package generator

import (
	"maps"
	"path"
	"slices"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/importer"
	"quarterdeck/generator/importer/reconcile"
	"quarterdeck/generator/report"
)

// compare works out how the scope of the quarter differs from that of an earlier export, and where
// the plans lack the day on which an item joined.
func (out *Imported) compare(w *Workspace, a *report.Archive, request reconcile.Request, issues []*importer.Issue, o ImportOptions) (*Imported, diag.List, error) {
	o.Format = request.Format.Name
	earlier := []Export{*o.Compare}
	_, old, problems, err := readIssues(earlier, inputsOf(earlier), o, w.mappings())
	if err != nil {
		return nil, nil, err
	}
	if Refused(problems, false) {
		return out, problems.Sorted(), ErrProblems
	}
	newest := a.Today
	if !o.Exported.IsZero() {
		newest = report.DayOf(o.Exported.Date())
	}
	compared, l := reconcile.Compare(request, old, issues, newest)
	out.Differences, out.Paste = compared.Differences, compared.Paste
	if problems = append(problems, l...); Refused(problems, false) {
		return out, problems.Sorted(), ErrProblems
	}
	for _, team := range slices.Sorted(maps.Keys(compared.Joined)) {
		problems = append(problems, out.add(w, path.Join("content", o.Quarter.String(), team, "plan.md"), func(text []byte) ([]byte, error) {
			return reconcile.Draft(text, compared.Joined[team])
		})...)
	}
	if Refused(problems, false) {
		return out, problems.Sorted(), ErrProblems
	}
	return out, problems.Sorted(), nil
}
