package page

import (
	"quarterdeck/generator/site"
)

// planLatest adds /latest/, an address to bookmark that goes to the newest
// quarter that has begun, and /latest/<team>/, to a team's newest report.
func planLatest(p *site.Planner) {
	if q := site.Newest(p.Archive); q != nil {
		redirect(p, site.LatestFolder+"index.html", p.Quarter(q), "redirect.newest", func() *site.Picture { return quarterPicture(p.Context, q) })
	}
	for _, t := range p.Archive.Teams {
		if r := newestReport(p.Context, t.ID); r != nil {
			to := site.Link{Text: p.T("redirect.report", "team", t.Name, "quarter", r.Quarter.ID), Path: site.ReportPath(r.Quarter.ID, t.ID)}
			for _, id := range append([]string{t.ID}, t.Was...) {
				redirect(p, site.LatestFolder+site.Slug(id)+"/index.html", to, "redirect.newest", func() *site.Picture { return reportPicture(p.Context, r) })
			}
		}
	}
}

// planFormerTeams adds the addresses that teams had under other ids. Those of their reports are
// planned beside the reports.
func planFormerTeams(p *site.Planner) {
	for _, t := range everyTeam(p.Context) {
		for _, id := range t.Was {
			redirect(p, site.TeamPath(id), p.Team(t), "redirect.moved", func() *site.Picture { return nil })
		}
	}
}

// redirect adds a page that goes elsewhere at once; message says why.
func redirect(p *site.Planner, from string, to site.Link, message string, picture func() *site.Picture) {
	p.Add(site.Page{Path: from, Template: site.RedirectTemplate, Unlisted: true, View: func() any { return to }}, func() site.Head {
		return site.Head{Title: to.Text, Description: p.T(message, "title", to.Text), Redirect: to.Path, Crumbs: p.Crumbs(to), Picture: picture()}
	})
}

// planNotFound adds 404.html, which a server sends for any unknown address.
func planNotFound(p *site.Planner) {
	p.Add(site.Page{
		Path: "404.html", Template: "notfound", Unlisted: true, Anywhere: true,
		Head: site.Head{Title: p.T("notfound.page"), Description: p.T("notfound.description")},
		View: func() any { return site.Link{Text: p.Archive.Site.Title, Path: site.HomePath} }, // to go on from there
	}, nil)
}
