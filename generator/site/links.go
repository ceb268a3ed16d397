package site

import (
	"quarterdeck/generator/report"
	"slices"
)

// ItemPath returns where a deliverable id leads, or "". In an edition, an item of its
// quarter is its row there.
func (c *Context) ItemPath(id string) string {
	if c.Apart() && c.Shows(Inside...) {
		if d := c.own[id]; d != nil {
			return c.RowPath(d)
		}
	}
	return c.Site.links.item(id)
}

// ShippedPath returns an item's page in what shipped, or "" where it has none.
func (c *Context) ShippedPath(id string) string {
	if h := c.Site.links.home(id); h.shipped {
		return ShippedPath(h.newest.ID)
	}
	return ""
}

// Folder is the folder of a quarter's pages, with a slash at its end: that of the
// edition, for the quarter of an edition.
func (c *Context) Folder(q report.QuarterID) string {
	if c.Apart() && c.Edition.Quarter == q {
		return EditionFolder(c.Edition)
	}
	return q.String() + "/"
}

// QuarterPath is the address of a quarter's page, or "" where the site has none.
func (c *Context) QuarterPath(q report.QuarterID) string {
	if !c.Shows(Reports...) || c.Folder(q) == q.String()+"/" && c.Edition != nil && c.Living().Archive.Quarter(q) == nil {
		return ""
	}
	return c.Folder(q) + "index.html"
}

// ReportPath is the address of a team's report, or "" where the site has none.
func (c *Context) ReportPath(q report.QuarterID, team string) string {
	if !c.Shows(Reports...) || c.Edition != nil && !c.Has(q, team) {
		return ""
	}
	return c.Folder(q) + Slug(team) + "/index.html"
}

// Has reports whether a team has a report in a quarter: in the edition, for the quarter
// of an edition.
func (c *Context) Has(q report.QuarterID, team string) bool {
	if c.Edition != nil && c.Edition.Quarter != q {
		c = c.Living()
	}
	return slices.ContainsFunc(c.Index().Reports[team], func(r *report.Report) bool { return r.Quarter.ID == q })
}

// RowPath leads to a deliverable's row on the report of its quarter.
func (c *Context) RowPath(d *report.Deliverable) string {
	if to := c.ReportPath(d.Quarter.ID, d.Team.ID); to != "" {
		return to + "#" + ItemAnchor(d.ID)
	}
	return ""
}

// Item is a link to a deliverable by its id; plain text where it leads nowhere.
func (c *Context) Item(id string) Link { return Link{Text: id, Path: c.ItemPath(id)} }

// Team is a link to a team's page; plain text where there is none.
func (c *Context) Team(t *report.Team) Link {
	if !c.Shows(Reports...) || c.Edition != nil && c.Living().Index().Teams[t.ID] == nil {
		return Link{Text: t.Name}
	}
	return Link{Text: t.Name, Path: TeamPath(t.ID)}
}

// Report is a link to a team's report, named after the team.
func (c *Context) Report(q *report.Quarter, t *report.Team) Link {
	return Link{Text: t.Name, Path: c.ReportPath(q.ID, t.ID)}
}

// Quarter is a link to a quarter; plain text where the audience sees none.
func (c *Context) Quarter(q *report.Quarter) Link {
	return Link{Text: c.Words.Quarter(q.ID), Path: c.QuarterPath(q.ID)}
}

// Lesson is a link to a lesson's page; plain text where there is none.
func (c *Context) Lesson(l *report.Lesson) Link {
	if !c.Shows(report.Lessons) || c.Edition != nil && c.Living().Index().Lessons[l.ID] == nil {
		return Link{Text: l.Title}
	}
	return Link{Text: l.Title, Path: LessonPath(l.ID)}
}

// Theme is a link to the lessons of a theme; plain text where there are none.
func (c *Context) Theme(theme string) Link {
	if theme == "" || c.Edition != nil && !c.Living().Index().themes[theme] {
		return Link{Text: theme}
	}
	return Link{Text: theme, Path: ThemePath(theme)}
}

// Definition is a link from a number's name to what it means.
func (c *Context) Definition(id, name string) Link {
	if !c.Shows(report.Numbers) {
		return Link{Text: name}
	}
	return Link{Text: name, Path: NumbersPath(id)}
}

// Resolve returns the path that a link in prose leads to, or "" where the site
// has no such page: this audience may not see it.
func (s *Site) Resolve(r report.Ref) string {
	to := s.target(r)
	if r.Kind == report.RefDeliverable {
		return to
	}
	if to == "" || !s.Has(to) {
		return ""
	}
	if r.Fragment != "" {
		to += "#" + r.Fragment
	}
	return to
}

func (s *Site) target(r report.Ref) string {
	switch r.Kind {
	case report.RefHome:
		return HomePath
	case report.RefQuarter:
		return QuarterPath(r.Quarter)
	case report.RefReport:
		return ReportPath(r.Quarter, r.ID)
	case report.RefTeam:
		return TeamPath(r.ID)
	case report.RefDeliverable:
		return s.links.item(r.ID)
	case report.RefLesson:
		return LessonPath(r.ID)
	case report.RefFile:
		return r.ID
	}
	return ""
}

// Crumbs are the breadcrumbs of a page below the home page; the last link is
// the page itself. They begin with the name that the audience has for its site, where it has one.
func (c *Context) Crumbs(way ...Link) []Link {
	first := c.T("topic.reports")
	if c.Archive.Audience.Title != "" {
		first = c.Archive.Site.Title
	}
	return append([]Link{{Text: first, Path: HomePath}}, way...)
}
