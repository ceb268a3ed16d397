package site

import (
	"path"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"slices"
	"strings"
	"sync"
)

// UnderEdition has pages planned below the folder of an edition, from what the edition
// holds. It has a branch of its own, so that no page of the working copy has to assemble
// it. plan is not called where the audience sees nothing of the edition's quarter.
func (p *Planner) UnderEdition(e *report.Edition, plan func(*Planner)) {
	s, audience := p.Site, p.Archive.Audience
	s.editions[e] = sync.OnceValue(func() *Context { return newEdition(s, audience, e) })
	p.Under(strings.TrimSuffix(EditionFolder(e), "/"), func(p *Planner) {
		if of := s.Edition(e); of.QuarterOf() != nil {
			plan(&Planner{of, p.into})
		}
	})
}

// Edition is the context of an edition that [Planner.UnderEdition] has planned.
func (s *Site) Edition(e *report.Edition) *Context { return s.editions[e]() }

// newEdition is the planner of an edition, for an audience.
func newEdition(site *Site, audience report.Audience, e *report.Edition) *Context {
	a := e.Archive()
	if a.Audience.ID != audience.ID || !slices.Equal(a.Audience.Shows, audience.Shows) { // else it is narrowed already
		a = a.For(audience)
	}
	p := newContext(site, a, metrics.Beside(site.Book, a), site.context.Words)
	p.Edition, p.own = e, map[string]*report.Deliverable{}
	if q := p.QuarterOf(); q != nil {
		for _, d := range q.Items() {
			p.own[d.ID] = d
		}
	}
	return p
}

// QuarterOf is the quarter of the edition as the edition has it; nil where its audience
// sees none.
func (c *Context) QuarterOf() *report.Quarter { return c.Archive.Quarter(c.Edition.Quarter) }

// canonical is the page that a search is to find in place of one of an edition: that of
// the quarter, which is the newest edition or the draft of the next, as sites of
// documentation lead from each version to the newest. So nobody who searches lands on
// what was corrected. The plan edition is not an older version of the report but a document
// of its own, and so is a report of a team that has none any more.
func (c *Context) canonical(path string) string {
	if c.Edition == nil || c.Edition.IsPlan() {
		return ""
	}
	live := c.Edition.Quarter.String() + "/" + strings.TrimPrefix(path, EditionFolder(c.Edition))
	if team, _, ok := strings.Cut(strings.TrimPrefix(live, c.Edition.Quarter.String()+"/"), "/"); ok && team != "summary" && !c.Living().Has(c.Edition.Quarter, team) {
		return ""
	}
	return live
}

// resolve says where a link in the prose of an edition leads: inside it for what is of its
// quarter, else to the working copy, which may have it no more.
func (c *Context) resolve(r report.Ref) string {
	to := ""
	switch {
	case r.Kind == report.RefDeliverable:
		return c.ItemPath(r.ID)
	case r.Kind == report.RefQuarter && r.Quarter == c.Edition.Quarter:
		to = c.QuarterPath(r.Quarter)
	case r.Kind == report.RefReport && r.Quarter == c.Edition.Quarter:
		to = c.ReportPath(r.Quarter, r.ID)
	case r.Kind == report.RefFile && strings.HasPrefix(r.ID, c.Edition.Quarter.String()+"/"):
		for _, f := range c.Edition.Files {
			if asWas(c.Edition, f) == r.ID {
				to = EditionFile(c.Edition, f)
			}
		}
	default:
		return c.Site.Resolve(r)
	}
	if to != "" && r.Fragment != "" {
		to += "#" + r.Fragment
	}
	return to
}

// EditionFile is where a file of an edition is on the site: as in the
// quarter's own folder, below that of the edition.
func EditionFile(e *report.Edition, f report.File) string {
	return EditionFolder(e) + strings.TrimPrefix(asWas(e, f), e.Quarter.String()+"/")
}

// asWas is the path below content/ that a file of an edition had when it was frozen.
func asWas(e *report.Edition, f report.File) string {
	return strings.TrimPrefix(f.Path, e.Quarter.String()+"/editions/"+e.ID+"/content/")
}

// Way are the breadcrumbs to a quarter's page.
func (c *Context) Way(q *report.Quarter) []Link {
	if c.Edition == nil {
		return []Link{c.Quarter(q)}
	}
	return []Link{{Text: c.Words.Quarter(q.ID), Path: c.Living().QuarterPath(q.ID)},
		{Text: c.T("editions.title"), Path: EditionsPath(q.ID)}, {Text: EditionName(c, c.Edition), Path: c.QuarterPath(q.ID)}}
}

// EditionName is how pages call an edition.
func EditionName(c *Context, e *report.Edition) string {
	return c.T("editions.name", "id", e.ID)
}

// Frozen is the day on which an edition was frozen, in UTC.
func Frozen(e *report.Edition) report.Day { return report.DayAt(e.Frozen.UTC()) }

// EditionFiles returns the files of every edition that its prose leads to, by their paths on
// the site. They are copied as they are.
func (s *Site) EditionFiles() map[string]report.File {
	files := map[string]report.File{}
	for e := range s.editions {
		if len(e.Files) == 0 {
			continue // its archive is not needed
		}
		led := e.Archive().LedTo()
		for _, f := range e.Files {
			if led[strings.TrimPrefix(f.Path, path.Join(e.Quarter.String(), "editions", e.ID, "content")+"/")] {
				files[EditionFile(e, f)] = f
			}
		}
	}
	return files
}
