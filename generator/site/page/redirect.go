package page

import (
	"quarterdeck/generator/site"
)

// planLatest adds /latest/, an address to bookmark that goes to the newest
// quarter that has begun, and /latest/<team>/, to a team's newest report.
func planLatest(p *site.Planner) { p.Under("latest", planEveryLatest) }

func planEveryLatest(p *site.Planner) {
	if q := site.Newest(p.Archive); q != nil {
		redirect(p, site.LatestFolder+"index.html", p.Quarter(q), func() *site.Picture { return quarterPicture(p.Context, q) })
	}
	for _, t := range p.Archive.Teams {
		if r := newestReport(p.Context, t.ID); r != nil {
			redirect(p, site.LatestFolder+site.Slug(t.ID)+"/index.html",
				site.Link{Text: t.Name + ", " + r.Quarter.ID.Title(), Path: site.ReportPath(r.Quarter.ID, t.ID)}, func() *site.Picture { return reportPicture(p.Context, r) })
		}
	}
}

// redirect adds a page that goes to the newest report at once.
func redirect(p *site.Planner, from string, to site.Link, picture func() *site.Picture) {
	goTo(p, from, to, "The newest report: "+to.Text+".", picture)
}

// movedTo adds a page that goes to what has another address now.
func movedTo(p *site.Planner, from string, to site.Link) {
	goTo(p, from, to, to.Text+" has moved.", func() *site.Picture { return nil })
}

func goTo(p *site.Planner, from string, to site.Link, description string, picture func() *site.Picture) {
	p.Add(site.Page{
		Path: from, Template: site.RedirectTemplate, Unlisted: true,
		View: func() any { return to },
	}, func() site.Head {
		return site.Head{Title: to.Text, Description: description, Redirect: to.Path, Crumbs: p.Crumbs(to), Picture: picture()}
	})
}

// NotFound is what the page for an unknown address shows.
type NotFound struct{ Home site.Link }

// planNotFound adds 404.html, which a server sends for any unknown address.
func planNotFound(p *site.Planner) {
	p.Under("", func(p *site.Planner) {
		p.Add(site.Page{
			Path: "404.html", Template: "notfound", Unlisted: true, Anywhere: true,
			Head: site.Head{Title: "Page not found", Description: "There is no page at this address."},
			View: func() any {
				return &NotFound{Home: site.Link{Text: p.Archive.Site.Title, Path: site.HomePath}}
			},
		}, nil)
	})
}
