package site

// Page plans a page that a template shows.
func (p *Planner) Page(path, template string, head func() Head, view func() any) {
	page := Page{Path: path, Template: template, View: view}
	if p.Edition != nil {
		page.Resolve, page.Canonical = p.resolve, p.canonical(path)
	}
	p.Add(page, head)
}
