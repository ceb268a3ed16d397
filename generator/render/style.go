package render

import "html/template"

// style returns the style sheet for a page that cannot load it: one that a
// server sends for any address does not know the way to its files.
func (e *executor) style() template.CSS {
	_, sheet := e.assets.styleSheet(e.site.Archive.Site.Look)
	return template.CSS(sheet)
}
