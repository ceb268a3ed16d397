package page

import (
	"path"
	"slices"
	"sync"

	"quarterdeck/generator/report"
)

// Addresses name the file, index.html included, so that a site also opens
// straight from disk.
const (
	homePath        = "index.html"
	quartersPath    = "index.html#quarters"
	teamsPath       = "teams/index.html"
	shippedListPath = "shipped/index.html"
	lessonsPath     = "lessons/index.html"
	definitionsPath = "numbers/index.html"
)

func quarterPath(q report.QuarterID) string { return q.String() + "/index.html" }

func reportPath(q report.QuarterID, team string) string {
	return q.String() + "/" + Slug(team) + "/index.html"
}

func teamPath(team string) string { return "teams/" + Slug(team) + "/index.html" }

func shippedPath(id string) string { return "shipped/" + Slug(id) + "/index.html" }

func lessonPath(id string) string { return "lessons/" + Slug(id) + "/index.html" }

func themePath(theme string) string { return "lessons/themes/" + Slug(theme) + "/index.html" }

// numbersPath leads to the definition of a number, such as "kept".
func numbersPath(id string) string { return definitionsPath + "#" + id }

// itemAnchor is the id of a deliverable's row on the report of its team.
func itemAnchor(id string) string { return "item-" + Slug(id) }

// rowPath leads to a deliverable's row on the report of its quarter.
func rowPath(d *report.Deliverable) string {
	return reportPath(d.Quarter.ID, d.Team.ID) + "#" + itemAnchor(d.ID)
}

// folder is the folder of a page, with a slash at its end, or "".
func folder(p string) string {
	dir, _ := path.Split(p)
	return dir
}

// links knows where the ids of an archive lead.
type links struct {
	items func() map[string]home // by the first id of a deliverable
	names func() report.Names
	files map[string]bool // paths that are copied as they are
}

// home is where a deliverable id leads: its page in what shipped once it was
// delivered, else its row on its newest report.
type home struct {
	newest  *report.Deliverable
	shipped bool
}

func newLinks(a *report.Archive) *links {
	l := &links{files: map[string]bool{}, names: sync.OnceValue(func() report.Names { return report.NewNames(a) })}
	l.items = sync.OnceValue(func() map[string]home { return homes(a, l.names()) })
	for _, f := range a.Files {
		l.files[f.Path] = true
	}
	return l
}

// homes finds the address of every deliverable.
func homes(a *report.Archive, names report.Names) map[string]home {
	n := 0
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			n += len(r.Items)
		}
	}
	all := make(map[string]home, n)
	rows, shipped := shows(a, inside...), shows(a, report.Shipped)
	if !rows && !shipped {
		return all
	}
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			for _, d := range r.Items {
				id := names.First(d.ID)
				h := home{d, shipped && (d.Outcome.Status == report.Delivered || all[id].shipped)}
				if rows || h.shipped {
					all[id] = h
				}
			}
		}
	}
	return all
}

// home returns where a deliverable id leads, be it one of before.
func (l *links) home(id string) home { return l.items()[l.names().First(id)] }

// item returns where a deliverable id leads, or "". There is always a page.
func (l *links) item(id string) string {
	switch h := l.home(id); {
	case h.newest == nil:
		return ""
	case h.shipped:
		return shippedPath(h.newest.ID)
	default:
		return rowPath(h.newest)
	}
}

// itemPath returns where a deliverable id leads, or "". In an edition, an item of its
// quarter is its row there.
func (p *planner) itemPath(id string) string {
	if p.edition != nil && p.shows(inside...) {
		if d := p.own[id]; d != nil {
			return p.rowPath(d)
		}
	}
	return p.site.links.item(id)
}

// shippedPath returns an item's page in what shipped, or "" where it has none.
func (p *planner) shippedPath(id string) string {
	if h := p.site.links.home(id); h.shipped {
		return shippedPath(h.newest.ID)
	}
	return ""
}

// folder is the folder of a quarter's pages, with a slash at its end: that of the
// edition, for the quarter of an edition.
func (p *planner) folder(q report.QuarterID) string {
	if p.edition != nil && p.edition.Quarter == q {
		return editionFolder(p.edition)
	}
	return q.String() + "/"
}

// quarterPath is the address of a quarter's page, or "" where the site has none.
func (p *planner) quarterPath(q report.QuarterID) string {
	if !p.shows(reports...) || p.folder(q) == q.String()+"/" && p.edition != nil && !p.living().index().quarters[q] {
		return ""
	}
	return p.folder(q) + "index.html"
}

// reportPath is the address of a team's report, or "" where the site has none.
func (p *planner) reportPath(q report.QuarterID, team string) string {
	if !p.shows(reports...) || p.edition != nil && !p.has(q, team) {
		return ""
	}
	return p.folder(q) + Slug(team) + "/index.html"
}

// has reports whether a team has a report in a quarter: in the edition, for the quarter
// of an edition.
func (p *planner) has(q report.QuarterID, team string) bool {
	if p.edition != nil && p.edition.Quarter != q {
		p = p.living()
	}
	return slices.ContainsFunc(p.index().reports[team], func(r *report.Report) bool { return r.Quarter.ID == q })
}

// rowPath leads to a deliverable's row on the report of its quarter.
func (p *planner) rowPath(d *report.Deliverable) string {
	if to := p.reportPath(d.Quarter.ID, d.Team.ID); to != "" {
		return to + "#" + itemAnchor(d.ID)
	}
	return ""
}

// item is a link to a deliverable by its id; plain text where it leads nowhere.
func (p *planner) item(id string) Link { return Link{Text: id, Path: p.itemPath(id)} }

// team is a link to a team's page; plain text where there is none.
func (p *planner) team(t *report.Team) Link {
	if !p.shows(reports...) || p.edition != nil && p.living().index().teams[t.ID] == nil {
		return Link{Text: t.Name}
	}
	return Link{Text: t.Name, Path: teamPath(t.ID)}
}

// report is a link to a team's report, named after the team.
func (p *planner) report(q *report.Quarter, t *report.Team) Link {
	return Link{Text: t.Name, Path: p.reportPath(q.ID, t.ID)}
}

// quarter is a link to a quarter; plain text where the audience sees none.
func (p *planner) quarter(q *report.Quarter) Link {
	return Link{Text: q.ID.Title(), Path: p.quarterPath(q.ID)}
}

// lesson is a link to a lesson's page; plain text where there is none.
func (p *planner) lesson(l *report.Lesson) Link {
	if !p.shows(report.Lessons) || p.edition != nil && p.living().index().lessons[l.ID] == nil {
		return Link{Text: l.Title}
	}
	return Link{Text: l.Title, Path: lessonPath(l.ID)}
}

// theme is a link to the lessons of a theme.
func (p *planner) theme(theme string) Link {
	if p.edition != nil && !p.living().index().themes[theme] {
		return Link{Text: theme}
	}
	return Link{Text: theme, Path: themePath(theme)}
}

// definition is a link from a number's name to what it means.
func (p *planner) definition(id, name string) Link {
	if !p.shows(report.Numbers) {
		return Link{Text: name}
	}
	return Link{Text: name, Path: numbersPath(id)}
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
		return homePath
	case report.RefQuarter:
		return quarterPath(r.Quarter)
	case report.RefReport:
		return reportPath(r.Quarter, r.ID)
	case report.RefTeam:
		return teamPath(r.ID)
	case report.RefDeliverable:
		return s.links.item(r.ID)
	case report.RefLesson:
		return lessonPath(r.ID)
	case report.RefFile:
		return r.ID
	}
	return ""
}
