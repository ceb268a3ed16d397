package link

import (
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// withAccepted makes hints of the warnings that the newest edition of their quarter was frozen
// with: somebody has decided on them, and they are not to be mended any more.
func withAccepted(a *report.Archive, problems diag.List) diag.List {
	known := map[report.Accepted]bool{}
	for _, q := range a.Quarters {
		if n := len(q.Editions); n > 0 {
			for _, p := range q.Editions[n-1].Accepted {
				known[p] = true
			}
		}
	}
	if len(known) == 0 {
		return problems
	}
	for i, p := range problems {
		if p.Severity == diag.Warning && known[report.Accepted{Code: p.Code, File: p.File, Text: p.Text}] {
			problems[i].Severity, problems[i].Hint = diag.Hint, "its quarter was frozen with it"
		}
	}
	return problems
}
