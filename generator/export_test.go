package generator

import (
	"quarterdeck/generator/diag"
	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// SiteOf plans the site of an archive that was narrowed by the caller, so that a test
// can narrow it by another table.
func SiteOf(w *Workspace, shown *report.Archive, r *render.Renderer) (*Site, diag.List) {
	return newSite(w, shown, r)
}

// Plan is the plan of a site.
func (s *Site) Plan() *site.Site { return s.pages }

// Leaks is leaks.
var Leaks = leaks
