package site

// Planner is what the plan of a page kind works with: a context, and the branch of the site
// to which it adds pages.
type Planner struct {
	*Context
	into *Branch
}

// Page plans a page that a template shows.
func (p *Planner) Page(path, template string, head func() Head, view func() any) {
	page := Page{Path: path, Template: template, View: view}
	if p.Edition != nil {
		page.Resolve, page.Canonical = p.resolve, p.canonical(path)
	}
	p.Add(page, head)
}

// File plans a page that is a file of data.
func (p *Planner) File(path string, bytes func() ([]byte, error)) {
	p.Add(Page{Path: path, Bytes: bytes, Unlisted: true}, nil)
}
