package link

import (
	"slices"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// newForms finds files whose names differ from what was written in nothing but how Unicode puts
// letters together: some systems write “ö” as one character, others as two.
func newForms(paths []string) map[string]string {
	forms := map[string]string{}
	for _, p := range paths {
		if form := content.Composed(p); forms[form] == "" || p < forms[form] {
			forms[form] = p
		}
	}
	return forms
}

// copied returns the path of a file that is copied as it is, as it lies on disk; "" without one.
func (a *assembler) copied(path string) string {
	if a.other[path] {
		return path
	}
	return a.forms[content.Composed(path)]
}

// leaveUnused keeps out of the site what no prose leads to, and says so. While some file cannot be
// read, nobody knows what it leads to.
func (a *assembler) leaveUnused() {
	if len(a.archive.Files) == 0 || slices.ContainsFunc(a.sorted, func(p *content.Parsed) bool { return p.Broken }) {
		return
	}
	led := a.archive.LedTo()
	a.archive.Files = slices.DeleteFunc(a.archive.Files, func(f report.File) bool {
		if !led[f.Path] {
			a.problems.Hintf(diag.Pos{File: "content/" + f.Path}, "unused-file", "link to it, or remove it", "nothing leads to this file, so it is not published")
		}
		return !led[f.Path]
	})
}
