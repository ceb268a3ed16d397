package generator

import (
	"cmp"
	"fmt"
	"slices"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/edition"
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site/page"
)

// DigestOptions say what a digest is about, and for whom.
type DigestOptions struct {
	page.DigestOptions
	Audience string // id; "" = the first one
	Today    report.Day
}

// Digest writes what shipped in a quarter as an audience may see it. The error is [ErrProblems], beside the
// problems, [ErrAudience], or a [Refusal] where the workspace has no such quarter or team, or the
// audience sees nothing that ships.
func Digest(w *Workspace, o DigestOptions) (paper.Paper, diag.List, error) {
	archive, problems := w.examine(o.Today)
	if Refused(problems, false) {
		return paper.Paper{}, problems, ErrProblems
	}
	wanted := cmp.Or(o.Audience, archive.Site.Audiences[0].ID)
	audiences, err := chosen(archive.Site.Audiences, []string{wanted})
	if err != nil {
		return paper.Paper{}, problems, err
	}
	var quarters, teams string
	for _, q := range archive.Quarters {
		quarters += " " + q.ID.String()
	}
	for _, t := range archive.Teams {
		teams += " " + t.ID
	}
	if archive.Quarter(o.Quarter) == nil {
		return paper.Paper{}, problems, Refusal{Why: fmt.Sprintf("there is no quarter %s; the workspace has:%s", o.Quarter, quarters)}
	}
	for _, id := range o.Teams {
		if !slices.ContainsFunc(archive.Teams, func(t *report.Team) bool { return t.ID == id }) {
			return paper.Paper{}, problems, Refusal{Why: fmt.Sprintf("unknown team %q; the workspace has:%s", id, teams)}
		}
	}
	shown := archive.For(audiences[0])
	if !shown.Sees(report.Shipped) {
		return paper.Paper{}, problems, Refusal{Why: fmt.Sprintf("the audience %q is not shown what shipped", wanted)}
	}
	return page.Digest(page.Plan(shown, edition.Compute(shown, nil), words(shown)), o.DigestOptions), problems, nil
}
