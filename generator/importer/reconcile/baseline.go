package reconcile

import (
	"fmt"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// baseline is what became of the scope after the cut-off: a line for people about each issue.
type baseline struct{ joined, left, passed []string }

// belongs reports whether an issue belongs into the plan that is drafted.
func (d *decider) belongs(i *importer.Issue) bool {
	if d.CutOff != 0 {
		if _, in := d.scopeAt(i, d.CutOff); in {
			return true
		}
	}
	return d.inScope(i)
}

// asPlanned makes an item of an issue as it was at the cut-off, or as it joined later; false where
// it was not in the plan then, and did not join it in the quarter.
func (d *decider) asPlanned(item *Row) bool {
	i := item.Issue
	then, wasIn := d.scopeAt(i, d.CutOff)
	joined, as := d.joined(i)
	switch {
	case wasIn:
		item.Issue = then
		if !d.inScope(i) {
			d.scope.left = append(d.scope.left, fmt.Sprintf("%s (%s)", i.ID, d.outSince(i)))
		}
	case joined != 0 && joined < d.End && (i.Ended() == 0 || i.Ended() >= joined):
		item.Issue, item.Added = as, joined
		d.scope.joined = append(d.scope.joined, fmt.Sprintf("%s (%s)", i.ID, joined))
	default:
		if d.belongedOnce(i); then != nil {
			item.Issue = then
		}
		return item.InPlan
	}
	return true
}

// belongedOnce names an issue that belonged to the quarter for some time after the cut-off.
func (d *decider) belongedOnce(i *importer.Issue) {
	if d.CutOff == 0 {
		return
	}
	if out := d.outSince(i); out != 0 {
		d.scope.passed = append(d.scope.passed, fmt.Sprintf("%s (until %s)", i.ID, out))
	}
}

// lines say what became of the scope.
func (b baseline) lines(cutOff report.Day) (lines []string) {
	for _, say := range []struct {
		issues []string
		what   string
	}{
		{b.joined, "joined after the cut-off of %s"},
		{b.left, "left after the cut-off of %s, and in the plan all the same"},
		{b.passed, "came after the cut-off of %s and left again"},
	} {
		if n := len(say.issues); n > 0 {
			lines = append(lines, fmt.Sprintf("%d "+say.what+": %s", n, cutOff, strings.Join(say.issues, ", ")))
		}
	}
	return lines
}

// withoutHistory says which issues do not tell what they were at the cut-off.
func (r Request) withoutHistory(issues []*importer.Issue) (l diag.List) {
	const hint = "compare with an export that was saved then: --compare FILE"
	if r.CutOff == 0 {
		return nil
	}
	if r.Format.Name != "jira" {
		l.Errorf(diag.Pos{File: "site.toml"}, "no-history", hint, "exports of %s do not tell what was in scope on %s", r.Format.Title, r.CutOff)
		return l
	}
	if key := r.Mapping.Key; key != "" && key != report.KeyOwn {
		l.Errorf(diag.Pos{File: "site.toml"}, "key-and-cut-off", hint, "with key = %q under [import.%s] nobody can tell what was in scope on %s", key, r.Format.Name, r.CutOff)
		return l
	}
	var without []string
	var first diag.Pos
	for _, i := range issues {
		switch {
		case i.Changes == nil:
			if without = append(without, i.ID); len(without) == 1 {
				first = i.Pos
			}
		case i.Cut:
			l.Errorf(i.Pos, "cut-export", "ask for the rest at /rest/api/3/issue/"+i.ID+"/changelog, or pass --partial", "only a part of the history of %s is here", diag.Short(i.ID))
		}
	}
	if len(without) > 0 {
		l.Errorf(first, "no-history", "ask the REST interface with expand=changelog, or "+hint, "nobody can tell what was in scope on %s without the history of %s", r.CutOff, diag.Some(without))
	}
	return l
}
