package page

import (
	"slices"
	"strings"

	"quarterdeck/generator/compare"
	"quarterdeck/generator/report"
)

// EditionList is what the page of a quarter's editions shows.
type EditionList struct {
	Title, Period string
	Answer        Answer
	Rows          []EditionRow // newest first
	Steps         []EditionStep
}

// EditionRow is an edition in the list.
type EditionRow struct {
	*report.Edition
	Link  Link
	Day   report.Day
	Short string // how its hash begins
}

// EditionStep is what changed from one edition to the next, or to the working copy. Hides
// says what only one of them can know, and is not compared.
type EditionStep struct {
	ID, Title, Note, Hides string
	Figures, OfTeams       []ChangedFigure
	Items, Actions         Fold[ChangedItem]
	Texts                  Fold[ChangedText]
}

// None reports whether nothing changed.
func (s EditionStep) None() bool {
	return len(s.Figures)+len(s.OfTeams)+s.Items.All()+s.Actions.All()+s.Texts.All() == 0
}

// ChangedFigure is a figure that differs; Team is no link for that of all teams.
type ChangedFigure struct {
	Figure, Team  Link
	Before, After string
}

// ChangedItem is a deliverable or an action that differs.
type ChangedItem struct {
	Item, Team Link
	ID         string
	What       []compare.Difference
}

// ChangedText is a piece of prose that differs.
type ChangedText struct {
	Where, ID string
	Team      Link
	Passages  []compare.Passage
	More      int
}

func (p *planner) planEditionList(q *report.Quarter) {
	path := editionsPath(q.ID)
	p.page(path, "editions", func() Head {
		h := Head{Title: q.ID.Title() + ", editions", Section: quartersPath, Description: "What was published of " + q.ID.Title() + ", and what changed from each edition to the next.",
			Crumbs: p.crumbs(p.quarter(q), Link{Text: "Editions", Path: path}), Data: []Link{{Text: "editions.json", Path: editionsJSONPath}}}
		return h
	}, func() any { return p.editionList(q) })
}

func (p *planner) editionList(q *report.Quarter) *EditionList {
	v := &EditionList{Title: "Editions", Period: q.ID.Title() + ", " + period(q), Answer: published(q)}
	for _, e := range slices.Backward(q.Editions) {
		v.Rows = append(v.Rows, EditionRow{Edition: e, Link: Link{Text: editionName(e), Path: editionFolder(e) + "index.html"},
			Day: frozen(e), Short: e.Hash[:min(len(e.Hash), 12)]})
	}
	for i, e := range q.Editions[1:] {
		v.Steps = append(v.Steps, p.editionStep(q.Editions[i], e, p.site.editions[e]()))
	}
	if q.Draft() {
		v.Steps = append(v.Steps, p.editionStep(q.Editions[len(q.Editions)-1], nil, p))
	}
	slices.Reverse(v.Steps)
	return v
}

// published says how often a quarter was published.
func published(q *report.Quarter) Answer {
	n := len(q.Editions)
	if q.Plan() != nil {
		n--
	}
	newest := q.Newest()
	switch {
	case newest == nil:
		return Answer{Before: "The plan of " + nb(q.ID.Title()) + " is frozen; ", Bold: "nothing is published", After: " yet."}
	case n == 1:
		return Answer{Before: nb(q.ID.Title()) + " was published ", Bold: "once", After: ", on " + nb(frozen(newest).Long()) + "."}
	}
	return Answer{Before: nb(q.ID.Title()) + " was published ", Bold: "in " + number(n) + " editions", After: "; the newest is of " + nb(frozen(newest).Long()) + "."}
}

// editionStep compares an edition with the one after it or, with nil, the working copy.
// next is the planner that has the other side.
func (p *planner) editionStep(before, after *report.Edition, next *planner) EditionStep {
	last := p.site.editions[before]()
	s := EditionStep{ID: "since-" + Slug(before.ID), Title: "From " + inText(before) + " to the working copy"}
	if after != nil {
		s.Title = "From " + nb(inText(before)) + " to " + nb(inText(after))
		if after.Note != "" {
			s.Note = "It corrects: " + endSentence(after.Note)
		}
	}
	b, a := quarterIn(last.archive, before.Quarter), quarterIn(next.archive, before.Quarter)
	if b == nil || a == nil {
		return s
	}
	if before.IsPlan() {
		s.Hides = "A plan edition holds no outcomes and no retros, so plans alone are compared."
	}
	one, other := compare.Side{Quarter: b}, compare.Side{Quarter: a}
	if p.shows(report.Numbers) {
		one.Book, other.Book = last.book, next.book
	}
	c := compare.Quarters(one, other)
	for _, f := range c.Figures {
		row := ChangedFigure{Figure: p.definition(f.ID, f.Name), Team: Link{Text: "All teams"}, Before: f.Before, After: f.After}
		if f.Team == nil {
			s.Figures = append(s.Figures, row)
			continue
		}
		row.Team = p.teamOf(f.Team)
		s.OfTeams = append(s.OfTeams, row)
	}
	var texts []ChangedText
	for _, t := range c.Texts {
		row := ChangedText{Where: t.Where, ID: t.ID, Passages: t.Passages, More: t.More}
		if t.Team != nil {
			row.Team = p.teamOf(t.Team)
		}
		texts = append(texts, row)
	}
	s.Items, s.Actions, s.Texts = fold(p.changed(c.Items, true)), fold(p.changed(c.Actions, false)), fold(texts)
	return s
}

func (p *planner) changed(list []compare.Item, linked bool) []ChangedItem {
	out := make([]ChangedItem, len(list))
	for i, c := range list {
		out[i] = ChangedItem{Item: Link{Text: c.Title}, Team: p.teamOf(c.Team), What: c.What}
		if linked {
			out[i].ID, out[i].Item.Path = c.ID, p.itemPath(c.ID)
		}
	}
	return out
}

// teamOf is a link to a team of an edition, which may be none of the working copy.
func (p *planner) teamOf(t *report.Team) Link {
	if p.index().teams[t.ID] == nil {
		return Link{Text: t.Name}
	}
	return p.team(t)
}

// inText names an edition within a sentence.
func inText(e *report.Edition) string {
	if e.IsPlan() {
		return "the plan"
	}
	return strings.ToLower(editionName(e))
}
