package generator

import (
	"quarterdeck/generator/diag"
	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
)

// SiteOf plans the site of an archive that was narrowed by the caller, so that a test
// can narrow it by another table.
func SiteOf(w *Workspace, shown *report.Archive, r *render.Renderer) (*Site, diag.List) {
	return newSite(w, shown, r)
}

// Leaks is leaks.
var Leaks = leaks
