package page

const (
	latestFolder     = "latest/"
	redirectTemplate = "redirect"
)

// planLatest adds /latest/, an address to bookmark that goes to the newest
// quarter that has begun, and /latest/<team>/, to a team's newest report.
func planLatest(p *planner) { p.under("latest", planEveryLatest) }

func planEveryLatest(p *planner) {
	if q := newest(p.archive); q != nil {
		redirect(p, latestFolder+"index.html", p.quarter(q), func() *Picture { return p.quarterPicture(q) })
	}
	for _, t := range p.archive.Teams {
		if r := p.newestReport(t.ID); r != nil {
			redirect(p, latestFolder+Slug(t.ID)+"/index.html",
				Link{Text: t.Name + ", " + r.Quarter.ID.Title(), Path: reportPath(r.Quarter.ID, t.ID)}, func() *Picture { return p.reportPicture(r) })
		}
	}
}

// redirect adds a page that goes to the newest report at once.
func redirect(p *planner, from string, to Link, picture func() *Picture) {
	goTo(p, from, to, "The newest report: "+to.Text+".", picture)
}

// movedTo adds a page that goes to what has another address now.
func movedTo(p *planner, from string, to Link) {
	goTo(p, from, to, to.Text+" has moved.", func() *Picture { return nil })
}

func goTo(p *planner, from string, to Link, description string, picture func() *Picture) {
	p.add(Page{
		Path: from, Template: redirectTemplate, Unlisted: true,
		View: func() any { return to },
	}, func() Head {
		return Head{Title: to.Text, Description: description, Redirect: to.Path, Crumbs: p.crumbs(to), Picture: picture()}
	})
}
