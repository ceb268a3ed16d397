package page

import (
	"quarterdeck/generator/edition/compare"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/data"
	"quarterdeck/generator/site/part"
	"slices"
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
	planSummary(p, q)
	planReports(p, q)
	if p.Shows(report.Numbers) {
		data.PlanQuarter(p, q)
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
	Items, Actions         part.Fold[ChangedItem]
	Texts                  part.Fold[ChangedText]
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
		return site.Head{Title: p.T("editions.page-title", "quarter", q.ID), Section: site.QuartersPath, Description: p.T("editions.description", "quarter", q.ID),
			Crumbs: p.Crumbs(p.Quarter(q), site.Link{Text: p.T("editions.title"), Path: path}), Data: []site.Link{{Text: "editions.json", Path: data.EditionsJSONPath}}}
	}, func() any { return editionList(p.Context, q) })
}

func editionList(c *site.Context, q *report.Quarter) *EditionList {
	v := &EditionList{Title: c.T("editions.title"), Period: c.T("editions.period", "quarter", q.ID, "period", period(c, q)), Answer: published(c, q)}
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
	n := site.Number(q.Editions, func(e *report.Edition) bool { return !e.IsPlan() })
	newest := q.Newest()
	if newest == nil {
		return answer(c, "editions.only-plan", "quarter", part.OneLine(c.Words.Quarter(q.ID)))
	}
	return answer(c, "editions.published", "quarter", part.OneLine(c.Words.Quarter(q.ID)), "n", n, "day", site.Frozen(newest))
}

// editionStep compares an edition with the one after it or, with nil, the working copy.
// next is the context that has the other side.
func editionStep(p *site.Context, before, after *report.Edition, next *site.Context) EditionStep {
	last := p.Site.Edition(before)
	s := EditionStep{ID: "since-" + site.Slug(before.ID), Title: p.T("editions.to-working-copy", "before", p.T("editions.in-text", "id", before.ID))}
	if after != nil {
		s.Title = p.T("editions.step", "before", part.OneLine(p.T("editions.in-text", "id", before.ID)), "after", part.OneLine(p.T("editions.in-text", "id", after.ID)))
		if after.Note != "" {
			s.Note = p.T("editions.corrects", "note", after.Note)
		}
	}
	b, a := last.Archive.Quarter(before.Quarter), next.Archive.Quarter(before.Quarter)
	if b == nil || a == nil {
		return s
	}
	if before.IsPlan() {
		s.Hides = p.T("editions.plans-only")
	}
	one, other := compare.Side{Quarter: b}, compare.Side{Quarter: a}
	if p.Shows(report.Numbers) {
		one.Book, other.Book = last.Book, next.Book
	}
	c := compare.Quarters(p.Words, one, other)
	for _, f := range c.Figures {
		row := ChangedFigure{Figure: p.Definition(f.ID, f.Name), Team: site.Link{Text: p.T("editions.all-teams")}, Before: f.Before, After: f.After}
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
	s.Items, s.Actions, s.Texts = part.Folded(changed(p, c.Items, true)), part.Folded(changed(p, c.Actions, false)), part.Folded(texts)
	return s
}

func changed(p *site.Context, list []compare.Item, linked bool) []ChangedItem {
	return site.Each(list, func(c compare.Item) ChangedItem {
		row := ChangedItem{Item: site.Link{Text: c.Title}, Team: teamOf(p, c.Team), What: c.What}
		if linked {
			row.ID, row.Item.Path = c.ID, p.ItemPath(c.ID)
		}
		return row
	})
}

// teamOf is a link to a team of an edition, which may be none of the working copy.
func teamOf(c *site.Context, t *report.Team) site.Link {
	if c.Index().Teams[t.ID] == nil {
		return site.Link{Text: t.Name}
	}
	return c.Team(t)
}
