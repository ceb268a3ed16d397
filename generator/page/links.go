package page

import (
	"path"
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
	items func() map[string]home // by the id of a deliverable
	files map[string]bool        // paths that are copied as they are
}

// home is where a deliverable id leads: its page in what shipped once it was
// delivered, else its row on its newest report.
type home struct {
	newest  *report.Deliverable
	shipped bool
}

func newLinks(a *report.Archive) *links {
	l := &links{files: map[string]bool{}, items: sync.OnceValue(func() map[string]home { return homes(a) })}
	for _, f := range a.Files {
		l.files[f.Path] = true
	}
	return l
}

// homes finds the address of every deliverable.
func homes(a *report.Archive) map[string]home {
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
				h := home{d, shipped && (d.Outcome.Status == report.Delivered || all[d.ID].shipped)}
				if rows || h.shipped {
					all[d.ID] = h
				}
			}
		}
	}
	return all
}

// item returns where a deliverable id leads, or "". There is always a page.
func (l *links) item(id string) string {
	switch h := l.items()[id]; {
	case h.newest == nil:
		return ""
	case h.shipped:
		return shippedPath(id)
	default:
		return rowPath(h.newest)
	}
}

// itemPath returns where a deliverable id leads, or "".
func (p *planner) itemPath(id string) string { return p.site.links.item(id) }

// item is a link to a deliverable by its id; plain text where it leads nowhere.
func (p *planner) item(id string) Link { return Link{Text: id, Path: p.itemPath(id)} }

// team is a link to a team's page; plain text where there is none.
func (p *planner) team(t *report.Team) Link {
	if !p.shows(reports...) {
		return Link{Text: t.Name}
	}
	return Link{Text: t.Name, Path: teamPath(t.ID)}
}

// report is a link to a team's report, named after the team.
func (p *planner) report(q *report.Quarter, t *report.Team) Link {
	if !p.shows(reports...) {
		return Link{Text: t.Name}
	}
	return Link{Text: t.Name, Path: reportPath(q.ID, t.ID)}
}

// quarter is a link to a quarter; plain text where the audience sees none.
func (p *planner) quarter(q *report.Quarter) Link {
	if !p.shows(reports...) {
		return Link{Text: q.ID.Title()}
	}
	return Link{Text: q.ID.Title(), Path: quarterPath(q.ID)}
}

// lesson is a link to a lesson's page; plain text where there is none.
func (p *planner) lesson(l *report.Lesson) Link {
	if !p.shows(report.Lessons) {
		return Link{Text: l.Title}
	}
	return Link{Text: l.Title, Path: lessonPath(l.ID)}
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
