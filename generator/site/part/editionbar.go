package part

import (
	"cmp"
	"path"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
)

// EditionBar says which edition a page is, and leads to the others.
type EditionBar struct {
	Entries []EditionEntry // newest first
	Note    string         // what the edition corrects
	All     site.Link      // what changed from each to the next
}

// EditionEntry is an edition, or the working copy. Current: it is this page.
type EditionEntry struct {
	Link    site.Link
	When    string // "published 5 October 2026"
	Current bool
}

// EditionBarOf is the bar of a quarter's page or, with a team, of its report; nil where the
// quarter has no edition.
func EditionBarOf(c *site.Context, q *report.Quarter, team string) *EditionBar {
	live := c.Living().Archive.Quarter(q.ID)
	if live == nil || len(live.Editions) == 0 {
		return nil
	}
	b := &EditionBar{All: site.Link{Text: c.T("editions.what-changed"), Path: site.EditionsPath(q.ID)}}
	if live.Draft() {
		e := EditionEntry{Link: site.Link{Text: c.T("editions.draft", "closed", live.State == report.Closed), Path: workingPath(c, q.ID, team)}, Current: !c.Apart()}
		if e.Current && live.State != report.Closed && live.Plan() != nil {
			e.When = c.T("editions.plan-frozen", "day", site.Frozen(live.Plan()))
		}
		b.Entries = append(b.Entries, e)
	}
	here := c.Edition
	if here == nil {
		here = live.Shown
	}
	for _, e := range slices.Backward(live.Editions) {
		entry := EditionEntry{Link: site.Link{Text: site.EditionName(c, e), Path: editionPath(c, live, e, team)}, When: c.Words.Medium(site.Frozen(e)), Current: e == here}
		if entry.Current {
			entry.When = c.T("editions.published-on", "id", e.ID, "day", site.Frozen(e))
			if e.Note != "" {
				b.Note = c.T("editions.edition-corrects", "id", e.ID, "note", e.Note)
			}
		}
		b.Entries = append(b.Entries, entry)
	}
	return b
}

// workingPath is the page of the working copy: the team's report, where it has one.
func workingPath(c *site.Context, q report.QuarterID, team string) string {
	if team != "" && c.Living().Has(q, team) {
		return site.ReportPath(q, team)
	}
	return site.QuarterPath(q)
}

// editionPath is the page of an edition: the team's report, where it has one. The edition
// that the working copy shows is found there.
func editionPath(c *site.Context, q *report.Quarter, e *report.Edition, team string) string {
	switch {
	case e == q.Shown:
		return workingPath(c, q.ID, team)
	case team != "" && holds(c, e, team):
		return site.EditionFolder(e) + site.Slug(team) + "/index.html"
	}
	return site.EditionFolder(e) + "index.html"
}

// holds reports whether an edition surely has a report of a team, as the list of its files
// says: to ask the edition itself would assemble it.
func holds(c *site.Context, e *report.Edition, team string) bool {
	if c.Edition == e {
		return c.Has(e.Quarter, team)
	}
	folder := "content/" + e.Quarter.String() + "/" + team + "/"
	return slices.ContainsFunc([]string{"plan.md", "metrics.toml", "retro.md"}, func(name string) bool { return e.Sums[folder+name] != "" })
}

// EditionHead adds to the head of a quarter's page or, with a team, of its report what its
// edition makes of it.
func EditionHead(c *site.Context, q *report.Quarter, team string, h site.Head) site.Head {
	live := c.Living().Archive.Quarter(q.ID)
	if live == nil || !c.Inside() { // others are shown no editions, and so cannot be told of a draft
		return h
	}
	here := c.Edition
	if here == nil {
		here = live.Shown
	}
	if c.Apart() {
		h.Title = c.T("editions.head-title", "title", h.Title, "id", here.ID)
		h.Description += " " + editionOf(c, here) + "."
		if here.IsPlan() {
			h.ScopeNote = ""
		}
	}
	if here != nil {
		h.Source = strings.TrimSpace(editionOf(c, here) + ". " + h.Source)
	}
	h.Banners = banners(c, live, here, team)
	return h
}

// editionOf names an edition with its quarter and its day.
func editionOf(c *site.Context, e *report.Edition) string {
	return c.T("editions.edition-of", "id", e.ID, "quarter", OneLine(c.Words.Quarter(e.Quarter)), "day", site.Frozen(e))
}

// banners of a page that shows an edition, or, with nil, files that none holds.
func banners(c *site.Context, q *report.Quarter, here *report.Edition, team string) []site.Banner {
	var out []site.Banner
	newest := q.Newest()
	switch {
	case here == nil && newest != nil:
		out = append(out, site.Banner{Text: c.T("editions.draft-since"), Link: site.Link{Text: c.T("editions.edition-link", "id", newest.ID, "day", site.Frozen(newest)), Path: editionPath(c, q, newest, team)},
			More: differing(c, q)})
	case here == nil && q.State == report.Closed:
		out = append(out, site.Banner{Text: c.T("editions.not-published")})
	case here != nil && here.IsPlan():
		out = append(out, site.Banner{Text: c.T("editions.plan-banner", "day", site.Frozen(here)),
			Link: site.Link{Text: c.Words.Quarter(q.ID), Path: workingPath(c, q.ID, team)}, More: "."})
	case here != nil && here != newest && newest != nil:
		b := site.Banner{Text: c.T("editions.superseded"), Link: site.Link{Text: c.T("editions.edition-link", "id", newest.ID, "day", site.Frozen(newest)), Path: editionPath(c, q, newest, team)}, More: c.T("editions.replaced")}
		if newest.Note != "" {
			b.More += " " + c.T("editions.corrects", "note", newest.Note)
		}
		out = append(out, b)
	}
	if here != nil && here.Forced != "" {
		out = append(out, site.Banner{Text: c.T("editions.forced", "id", here.ID, "why", here.Forced), Missing: here.Missing})
	}
	return out
}

// mostDiffering is how many files a banner names.
const mostDiffering = 3

// differing names the files of a draft that are not as its newest edition has them.
func differing(c *site.Context, q *report.Quarter) string {
	var names []string
	for _, d := range q.Differs[:min(len(q.Differs), mostDiffering)] {
		team := d.Team
		if t := c.Index().Teams[d.Team]; t != nil {
			team = t.Name
		}
		names = append(names, c.T("editions.differs", "part", cmp.Or(d.Part, "other"), "team", team, "file", path.Base(d.File)))
	}
	if len(names) == 0 {
		return "."
	}
	if more := len(q.Differs) - len(names); more > 0 {
		names = append(names, c.T("editions.differ-more", "n", more))
	}
	return c.T("editions.differing", "files", c.Words.List(names))
}
