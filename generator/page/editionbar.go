package page

import (
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// EditionBar says which edition a page is, and leads to the others.
type EditionBar struct {
	Entries []EditionEntry // newest first
	Note    string         // what the edition corrects
	All     Link           // what changed from each to the next
}

// EditionEntry is an edition, or the working copy. Current: it is this page.
type EditionEntry struct {
	Link    Link
	When    string // "published 5 October 2026"
	Current bool
}

// Banner says something of a whole page above everything else. Missing is what was
// missing when the page was published.
type Banner struct {
	Text    string
	Link    Link
	More    string
	Missing []string
}

// editionBar is the bar of a quarter's page or, with a team, of its report; nil where the
// quarter has no edition.
func (p *planner) editionBar(q *report.Quarter, team string) *EditionBar {
	live := quarterIn(p.living().archive, q.ID)
	if live == nil || len(live.Editions) == 0 {
		return nil
	}
	b := &EditionBar{All: Link{Text: "What changed", Path: editionsPath(q.ID)}}
	if live.Draft() {
		e := EditionEntry{Link: Link{Text: workingCopy(live), Path: p.workingPath(q.ID, team)}, Current: p.edition == nil}
		if e.Current && live.State != report.Closed && live.Plan() != nil {
			e.When = "the plan was frozen on " + nb(frozen(live.Plan()).Long())
		}
		b.Entries = append(b.Entries, e)
	}
	here := p.edition
	if here == nil {
		here = live.Shown
	}
	for _, e := range slices.Backward(live.Editions) {
		entry := EditionEntry{Link: Link{Text: editionName(e), Path: p.editionPath(live, e, team)}, When: nb(frozen(e).Medium()), Current: e == here}
		if entry.Current {
			entry.When = "published " + nb(frozen(e).Long())
			if e.IsPlan() {
				entry.When = "frozen " + nb(frozen(e).Long())
			}
			if e.Note != "" {
				b.Note = "Edition " + e.ID + " corrects: " + endSentence(e.Note)
			}
		}
		b.Entries = append(b.Entries, entry)
	}
	return b
}

// workingCopy is how pages call the files that no published edition holds.
func workingCopy(q *report.Quarter) string {
	if q.State == report.Closed {
		return "Draft"
	}
	return "Working copy"
}

// workingPath is the page of the working copy: the team's report, where it has one.
func (p *planner) workingPath(q report.QuarterID, team string) string {
	if team != "" && p.living().has(q, team) {
		return reportPath(q, team)
	}
	return quarterPath(q)
}

// editionPath is the page of an edition: the team's report, where it has one. The edition
// that the working copy shows is found there.
func (p *planner) editionPath(q *report.Quarter, e *report.Edition, team string) string {
	switch {
	case e == q.Shown:
		return p.workingPath(q.ID, team)
	case team != "" && p.holds(e, team):
		return editionFolder(e) + Slug(team) + "/index.html"
	}
	return editionFolder(e) + "index.html"
}

// holds reports whether an edition surely has a report of a team, as the list of its files
// says: to ask the edition itself would assemble it.
func (p *planner) holds(e *report.Edition, team string) bool {
	if p.edition == e {
		return p.has(e.Quarter, team)
	}
	folder := "content/" + e.Quarter.String() + "/" + team + "/"
	return slices.ContainsFunc([]string{"plan.md", "metrics.toml", "retro.md"}, func(name string) bool { return e.Sums[folder+name] != "" })
}

// editionHead adds to the head of a quarter's page or, with a team, of its report what its
// edition makes of it.
func (p *planner) editionHead(q *report.Quarter, team string, h Head) Head {
	live := quarterIn(p.living().archive, q.ID)
	if live == nil || !p.inside() { // others are shown no editions, and so cannot be told of a draft
		return h
	}
	here := p.edition
	if here == nil {
		here = live.Shown
	} else {
		h.Title += ", " + lowerStart(editionName(here))
		h.Description += " " + editionOf(here) + "."
		if here.IsPlan() {
			h.ScopeNote = ""
		}
	}
	if here != nil {
		h.Source = strings.TrimSpace(editionOf(here) + ". " + h.Source)
	}
	h.Banners = p.banners(live, here, team)
	return h
}

// editionOf names an edition with its quarter and its day.
func editionOf(e *report.Edition) string {
	if e.IsPlan() {
		return "Plan of " + nb(e.Quarter.Title()) + " as frozen on " + nb(frozen(e).Long())
	}
	return "Edition " + e.ID + " of " + nb(e.Quarter.Title()) + ", published " + nb(frozen(e).Long())
}

// banners of a page that shows an edition, or, with nil, files that none holds.
func (p *planner) banners(q *report.Quarter, here *report.Edition, team string) []Banner {
	var out []Banner
	newest := q.Newest()
	switch {
	case here == nil && newest != nil:
		out = append(out, Banner{Text: "Draft: changed since", Link: Link{Text: "edition " + newest.ID + " of " + nb(frozen(newest).Long()), Path: p.editionPath(q, newest, team)},
			More: "."})
	case here == nil && q.State == report.Closed:
		out = append(out, Banner{Text: "Draft: not published yet."})
	case here != nil && here.IsPlan():
		out = append(out, Banner{Text: "The plan as frozen at the cut-off on " + nb(frozen(here).Long()) + ". What became of it:",
			Link: Link{Text: q.ID.Title(), Path: p.workingPath(q.ID, team)}, More: "."})
	case here != nil && here != newest && newest != nil:
		b := Banner{Text: "Superseded:", Link: Link{Text: "edition " + newest.ID + " of " + nb(frozen(newest).Long()), Path: p.editionPath(q, newest, team)}, More: "says otherwise."}
		if newest.Note != "" {
			b.More += " It corrects: " + endSentence(newest.Note)
		}
		out = append(out, b)
	}
	if here != nil && here.Forced != "" {
		verb := "Published"
		if here.IsPlan() {
			verb = "Frozen"
		}
		out = append(out, Banner{Text: verb + " although incomplete: " + endSentence(here.Forced), Missing: here.Missing})
	}
	return out
}
