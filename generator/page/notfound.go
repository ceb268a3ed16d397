package page

// NotFound is what the page for an unknown address shows.
type NotFound struct{ Home Link }

// planNotFound adds 404.html, which a server sends for any unknown address.
func planNotFound(p *planner) {
	p.under("", func(p *planner) {
		p.add(Page{
			Path: "404.html", Template: "notfound", Unlisted: true, Anywhere: true,
			Head: Head{Title: "Page not found", Description: "There is no page at this address."},
			View: func() any {
				return &NotFound{Home: Link{Text: p.archive.Site.Title, Path: homePath}}
			},
		}, nil)
	})
}
