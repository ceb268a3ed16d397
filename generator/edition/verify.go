package edition

import (
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Recount counts the figures of every edition of an archive again, from the files that it
// froze, and warns of each that comes out otherwise: what was published stays, and a
// reader of a trend has to know. Editions in which altered, what [Check] returned, names
// a file are left out: they have to be mended first.
func Recount(a *report.Archive, altered diag.List) diag.List {
	var problems diag.List
	for _, q := range a.Quarters {
		for _, e := range q.Editions {
			if names(altered, e.Folder()) {
				continue
			}
			at := diag.Pos{File: e.Folder() + "/" + figuresFile}
			differences, err := metrics.Recount(e)
			if err != nil {
				problems.Errorf(at, "recount", "", "cannot be counted again: %v", err)
			}
			for _, d := range differences {
				problems.Warnf(at, "recount", "what was published stays; a new edition would say it anew",
					"%s was %s when it was frozen; today's tool counts %s", nameOf(d), d.Frozen, d.Counted)
			}
		}
	}
	return problems
}

// nameOf names a figure, and whose it is where it is not that of all teams.
func nameOf(d metrics.Difference) string {
	if d.Team == "" {
		return strings.ToLower(d.Name)
	}
	return strings.ToLower(d.Name) + " of " + d.Team
}

func names(l diag.List, folder string) bool {
	for _, p := range l {
		if p.Severity == diag.Error && (p.File == folder || strings.HasPrefix(p.File, folder+"/")) {
			return true
		}
	}
	return false
}
