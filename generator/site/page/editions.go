package page

import (
	"quarterdeck/generator/compare"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/data"
	"slices"
	"strings"
)

// planEditions adds the list of each quarter's editions, and the pages of each edition:
// those of its quarter, planned from the edition's own archive and figures.
func planEditions(p *site.Planner) {
	for _, q := range p.Archive.Quarters {
		if len(q.Editions) == 0 {
			continue
		}
		p.Under(q.ID.String(), func(p *site.Planner) { planEditionList(p, q) })
		for _, e := range q.Editions {
			p.UnderEdition(e, planEdition)
		}
	}
	data.PlanEditionsJSON(p)
}

func planEdition(p *site.Planner) {
	q := p.QuarterOf()
	planQuarter(p, q)
	if summaryPath(p.Context, q.ID) != "" {
		planSummary(p, q)
	}
	for _, r := range q.Reports {
		planReport(p, r)
	}
	if p.Shows(report.Numbers) {
		data.PlanQuarterData(p, q)
	}
}

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
	Link  site.Link
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
	Figure, Team  site.Link
	Before, After string
}

// ChangedItem is a deliverable or an action that differs.
type ChangedItem struct {
	Item, Team site.Link
	ID         string
	What       []compare.Difference
}

// ChangedText is a piece of prose that differs.
type ChangedText struct {
	Where, ID string
	Team      site.Link
	Passages  []compare.Passage
	More      int
}

func planEditionList(p *site.Planner, q *report.Quarter) {
	path := site.EditionsPath(q.ID)
	p.Page(path, "editions", func() site.Head {
		h := site.Head{Title: q.ID.Title() + ", editions", Section: site.QuartersPath, Description: "What was published of " + q.ID.Title() + ", and what changed from each edition to the next.",
			Crumbs: p.Crumbs(p.Quarter(q), site.Link{Text: "Editions", Path: path}), Data: []site.Link{{Text: "editions.json", Path: data.EditionsJSONPath}}}
		return h
	}, func() any { return editionList(p.Context, q) })
}

func editionList(c *site.Context, q *report.Quarter) *EditionList {
	v := &EditionList{Title: "Editions", Period: q.ID.Title() + ", " + period(c, q), Answer: published(c, q)}
	for _, e := range slices.Backward(q.Editions) {
		v.Rows = append(v.Rows, EditionRow{Edition: e, Link: site.Link{Text: site.EditionName(c, e), Path: site.EditionFolder(e) + "index.html"},
			Day: site.Frozen(e), Short: e.Hash[:min(len(e.Hash), 12)]})
	}
	for i, e := range q.Editions[1:] {
		v.Steps = append(v.Steps, editionStep(c, q.Editions[i], e, c.Site.Edition(e)))
	}
	if q.Draft() {
		v.Steps = append(v.Steps, editionStep(c, q.Editions[len(q.Editions)-1], nil, c))
	}
	slices.Reverse(v.Steps)
	return v
}

// published says how often a quarter was published.
func published(c *site.Context, q *report.Quarter) Answer {
	n := len(q.Editions)
	if q.Plan() != nil {
		n--
	}
	newest := q.Newest()
	switch {
	case newest == nil:
		return Answer{Before: "The plan of " + nb(q.ID.Title()) + " is frozen; ", Bold: "nothing is published", After: " yet."}
	case n == 1:
		return Answer{Before: nb(q.ID.Title()) + " was published ", Bold: "once", After: ", on " + nb(site.Frozen(newest).Long()) + "."}
	}
	return Answer{Before: nb(q.ID.Title()) + " was published ", Bold: "in " + number(n) + " editions", After: "; the newest is of " + nb(site.Frozen(newest).Long()) + "."}
}

// editionStep compares an edition with the one after it or, with nil, the working copy.
// next is the context that has the other side.
func editionStep(p *site.Context, before, after *report.Edition, next *site.Context) EditionStep {
	last := p.Site.Edition(before)
	s := EditionStep{ID: "since-" + site.Slug(before.ID), Title: "From " + inText(p, before) + " to the working copy"}
	if after != nil {
		s.Title = "From " + nb(inText(p, before)) + " to " + nb(inText(p, after))
		if after.Note != "" {
			s.Note = "It corrects: " + site.EndSentence(after.Note)
		}
	}
	b, a := site.QuarterIn(last.Archive, before.Quarter), site.QuarterIn(next.Archive, before.Quarter)
	if b == nil || a == nil {
		return s
	}
	if before.IsPlan() {
		s.Hides = "A plan edition holds no outcomes and no retros, so plans alone are compared."
	}
	one, other := compare.Side{Quarter: b}, compare.Side{Quarter: a}
	if p.Shows(report.Numbers) {
		one.Book, other.Book = last.Book, next.Book
	}
	c := compare.Quarters(one, other)
	for _, f := range c.Figures {
		row := ChangedFigure{Figure: p.Definition(f.ID, f.Name), Team: site.Link{Text: "All teams"}, Before: f.Before, After: f.After}
		if f.Team == nil {
			s.Figures = append(s.Figures, row)
			continue
		}
		row.Team = teamOf(p, f.Team)
		s.OfTeams = append(s.OfTeams, row)
	}
	var texts []ChangedText
	for _, t := range c.Texts {
		row := ChangedText{Where: t.Where, ID: t.ID, Passages: t.Passages, More: t.More}
		if t.Team != nil {
			row.Team = teamOf(p, t.Team)
		}
		texts = append(texts, row)
	}
	s.Items, s.Actions, s.Texts = fold(changed(p, c.Items, true)), fold(changed(p, c.Actions, false)), fold(texts)
	return s
}

func changed(p *site.Context, list []compare.Item, linked bool) []ChangedItem {
	out := make([]ChangedItem, len(list))
	for i, c := range list {
		out[i] = ChangedItem{Item: site.Link{Text: c.Title}, Team: teamOf(p, c.Team), What: c.What}
		if linked {
			out[i].ID, out[i].Item.Path = c.ID, p.ItemPath(c.ID)
		}
	}
	return out
}

// teamOf is a link to a team of an edition, which may be none of the working copy.
func teamOf(c *site.Context, t *report.Team) site.Link {
	if c.Index().Teams[t.ID] == nil {
		return site.Link{Text: t.Name}
	}
	return c.Team(t)
}

// inText names an edition within a sentence.
func inText(c *site.Context, e *report.Edition) string {
	if e.IsPlan() {
		return "the plan"
	}
	return strings.ToLower(site.EditionName(c, e))
}
