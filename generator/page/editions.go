package page

import (
	"slices"
	"strings"
	"sync"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// editionFolder is where the pages of an edition stand, with a slash at its end.
func editionFolder(e *report.Edition) string {
	return e.Quarter.String() + "/editions/" + Slug(e.ID) + "/"
}

// editionsPath leads to what was published of a quarter.
func editionsPath(q report.QuarterID) string { return q.String() + "/editions/index.html" }

// planEditions adds the list of each quarter's editions, and the pages of each edition:
// those of its quarter, planned from the edition's own archive and figures. An edition
// has a branch of its own, so that no page of the working copy has to assemble it.
func planEditions(p *planner) {
	for _, q := range p.archive.Quarters {
		if len(q.Editions) == 0 {
			continue
		}
		p.under(q.ID.String(), func(p *planner) { p.planEditionList(q) })
		for _, e := range q.Editions {
			site, audience := p.site, p.archive.Audience
			site.editions[e] = sync.OnceValue(func() *planner { return newEdition(site, audience, e) })
			p.under(strings.TrimSuffix(editionFolder(e), "/"), func(p *planner) { p.planEdition(e) })
		}
	}
	planEditionsJSON(p)
}

// newEdition is the planner of an edition, for an audience.
func newEdition(site *Site, audience report.Audience, e *report.Edition) *planner {
	a := e.Archive()
	if a.Audience.ID != audience.ID || !slices.Equal(a.Audience.Shows, audience.Shows) { // else it is narrowed already
		a = a.For(audience)
	}
	p := &planner{site: site, archive: a, book: metrics.Beside(site.Book, a), over: newOver(a), edition: e, own: map[string]*report.Deliverable{}}
	p.index = sync.OnceValue(func() *index { return newIndex(a) })
	if q := p.quarterOf(); q != nil {
		for _, r := range q.Reports {
			for _, d := range r.Items {
				p.own[d.ID] = d
			}
		}
	}
	return p
}

// quarterOf is the quarter of the edition as the edition has it; nil where its audience
// sees none.
func (p *planner) quarterOf() *report.Quarter { return quarterIn(p.archive, p.edition.Quarter) }

func quarterIn(a *report.Archive, id report.QuarterID) *report.Quarter {
	for _, q := range a.Quarters {
		if q.ID == id {
			return q
		}
	}
	return nil
}

func (p *planner) planEdition(e *report.Edition) {
	in := *p.site.editions[e]()
	in.into = p.into
	q := in.quarterOf()
	if q == nil {
		return
	}
	in.planQuarter(q)
	if in.summaryPath(q.ID) != "" {
		in.planSummary(q)
	}
	for _, r := range q.Reports {
		in.planReport(r)
	}
	if in.shows(report.Numbers) {
		in.planQuarterData(q)
	}
}

// canonical is the page that a search is to find in place of one of an edition: that of
// the quarter, which is the newest edition or the draft of the next, as sites of
// documentation lead from each version to the newest. So nobody who searches lands on
// what was corrected. The plan edition is not an older version of the report but a document
// of its own, and so is a report of a team that has none any more.
func (p *planner) canonical(path string) string {
	if p.edition == nil || p.edition.IsPlan() {
		return ""
	}
	live := p.edition.Quarter.String() + "/" + strings.TrimPrefix(path, editionFolder(p.edition))
	if team, _, ok := strings.Cut(strings.TrimPrefix(live, p.edition.Quarter.String()+"/"), "/"); ok && team != "summary" && !p.living().has(p.edition.Quarter, team) {
		return ""
	}
	return live
}

// resolve says where a link in the prose of an edition leads: inside it for what is of its
// quarter, else to the working copy, which may have it no more.
func (p *planner) resolve(r report.Ref) string {
	to := ""
	switch {
	case r.Kind == report.RefDeliverable:
		return p.itemPath(r.ID)
	case r.Kind == report.RefQuarter && r.Quarter == p.edition.Quarter:
		to = p.quarterPath(r.Quarter)
	case r.Kind == report.RefReport && r.Quarter == p.edition.Quarter:
		to = p.reportPath(r.Quarter, r.ID)
	case r.Kind == report.RefFile && strings.HasPrefix(r.ID, p.edition.Quarter.String()+"/"):
		for _, f := range p.edition.Files {
			if asWas(p.edition, f) == r.ID {
				to = EditionFile(p.edition, f)
			}
		}
	default:
		return p.site.Resolve(r)
	}
	if to != "" && r.Fragment != "" {
		to += "#" + r.Fragment
	}
	return to
}

// EditionFile is where a file that an edition holds stands on the site: as in the
// quarter's own folder, below that of the edition.
func EditionFile(e *report.Edition, f report.File) string {
	return editionFolder(e) + strings.TrimPrefix(asWas(e, f), e.Quarter.String()+"/")
}

// asWas is the path below content/ that a file of an edition had when it was frozen.
func asWas(e *report.Edition, f report.File) string {
	return strings.TrimPrefix(f.Path, e.Quarter.String()+"/editions/"+e.ID+"/content/")
}

// way are the breadcrumbs to a quarter's page.
func (p *planner) way(q *report.Quarter) []Link {
	if p.edition == nil {
		return []Link{p.quarter(q)}
	}
	return []Link{{Text: q.ID.Title(), Path: p.living().quarterPath(q.ID)},
		{Text: "Editions", Path: editionsPath(q.ID)}, {Text: editionName(p.edition), Path: p.quarterPath(q.ID)}}
}

// editionName is how pages call an edition.
func editionName(e *report.Edition) string {
	if e.IsPlan() {
		return "Plan at the cut-off"
	}
	return "Edition " + e.ID
}

// frozen is the day on which an edition was frozen, in UTC.
func frozen(e *report.Edition) report.Day { return report.DayAt(e.Frozen.UTC()) }

// EditionFiles returns the files of every edition that are copied as they are, by their
// paths on the site.
func (s *Site) EditionFiles() map[string]report.File {
	files := map[string]report.File{}
	for e := range s.editions {
		for _, f := range e.Files {
			files[EditionFile(e, f)] = f
		}
	}
	return files
}
