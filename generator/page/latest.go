package page

// planLatest adds /latest/, an address to bookmark that goes to the newest
// quarter that has begun, and /latest/<team>/, to a team's newest report.
func planLatest(p *planner) { p.under("latest", planEveryLatest) }

func planEveryLatest(p *planner) {
	if q := newest(p.archive); q != nil {
		redirect(p, "latest/index.html", p.quarter(q), func() *Picture { return p.quarterPicture(q) })
	}
	for _, t := range p.archive.Teams {
		if r := p.newestReport(t.ID); r != nil {
			redirect(p, "latest/"+Slug(t.ID)+"/index.html",
				Link{Text: t.Name + ", " + r.Quarter.ID.Title(), Path: reportPath(r.Quarter.ID, t.ID)}, func() *Picture { return p.reportPicture(r) })
		}
	}
}

// redirect adds a page that goes elsewhere at once.
func redirect(p *planner, from string, to Link, picture func() *Picture) {
	p.add(Page{
		Path: from, Template: "redirect", Unlisted: true,
		View: func() any { return to },
	}, func() Head {
		return Head{Title: to.Text, Description: "The newest report: " + to.Text + ".", Redirect: to.Path, Crumbs: p.crumbs(to), Picture: picture()}
	})
}
