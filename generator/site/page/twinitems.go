package page

import (
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"strings"
)

// items is a table of deliverables, with the team's name where they are of several.
func (w twinWriter) items(all []part.Item, teams bool) paper.Block {
	c := w.c
	columns := []string{"id", "title", "kind", "phase", "in-plan", "outcome", "size", "due", "finished", "note"}
	if teams {
		columns = append(columns, "team")
	}
	var rows [][]paper.Line
	for _, i := range all {
		d := i.Deliverable
		outcome := c.T("status." + i.Outcome)
		if i.Reason != "" {
			outcome = c.T("twin.outcome", "status", outcome, "reason", i.Reason)
		}
		row := []paper.Line{textLine(w.id(i)), w.line(site.Link{Text: i.Title, Path: c.ShippedPath(i.ID)}), textLine(part.Word(c, "kind", string(i.Kind))), textLine(part.Word(c, "phase", string(i.Phase))),
			textLine(c.T("twin.in-plan", "in", d.InPlan())), textLine(w.joined(outcome, i.Far)), textLine(i.Sizes), textLine(w.joined(i.Due.String(), i.Overdue)),
			textLine(w.joined(d.Outcome.Finished.String(), i.Late)), textLine(i.Note)}
		if teams {
			row = append(row, textLine(d.Team.Name))
		}
		rows = append(rows, row)
	}
	return w.table(columns, rows)
}

// details are what a table has no columns for: a heading an item, what is known of it, and its
// description.
func (w twinWriter) details(all []part.Item) (out []paper.Block) {
	for _, i := range all {
		blocks := append(bullets(paper.Block{}, w.itemFacts(i)...), w.description(i.Deliverable)...)
		if len(blocks) > 0 {
			title := i.Title
			if id := w.id(i); id != "" {
				title = w.c.T("twin.item", "id", id, "title", title)
			}
			out = append(append(out, paper.Head(3, title)), blocks...)
		}
	}
	return out
}

// id is the id of an item; "" for those who read none.
func (w twinWriter) id(i part.Item) string {
	if !w.c.ShowsIDs() {
		return ""
	}
	return i.ID
}

func (w twinWriter) description(d *report.Deliverable) []paper.Block {
	var out []paper.Block
	if !d.Body.Empty() {
		out = append(out, w.prose(d.Body))
	}
	if d.ForCustomers.Empty() {
		return out
	}
	title := w.c.T("item.for-customers")
	if d.CustomerTitle != "" {
		title = w.c.T("item.for-customers-titled", "title", d.CustomerTitle)
	}
	return append(out, paper.Head(4, title), w.prose(d.ForCustomers))
}

func (w twinWriter) itemFacts(i part.Item) []paper.Line {
	var out []paper.Line
	for _, said := range []string{i.Joined, i.Carried} {
		if said != "" {
			out = append(out, textLine(said))
		}
	}
	if i.Worth != nil {
		out = append(out, w.said(w.c.T("twin.value"), i.Worth.Value), w.said(w.c.T("twin.result"), i.Worth.Result))
	}
	for _, f := range i.Said {
		out = append(out, w.fact(f.Name, f.Links...))
	}
	out = append(out, w.fact(w.c.T("twin.waited-for"), i.Waits...))
	for _, t := range i.Ties {
		out = append(out, w.tie(t))
	}
	for _, t := range i.Threats {
		out = append(out, w.c.DocumentLine("item.threat", "way", wayWords(w.c, t.Way), "what", t.What))
	}
	return out
}

func (w twinWriter) tie(t part.Tie) paper.Line {
	return w.c.DocumentLine("twin.tie", "verb", t.Verb, "to", w.span(t.To), "stated", t.State != "", "state", t.State)
}

// wayWords are a path of items, each of which waits for the next.
func wayWords(c *site.Context, way part.Way) string {
	var b strings.Builder
	for i, l := range way {
		switch {
		case i == 1:
			b.WriteString(" " + c.T("ask-rows.waits-for") + " ")
		case i > 1:
			b.WriteString(c.T("steps.which-waits-for") + " ")
		}
		b.WriteString(l.Text)
	}
	return b.String()
}

func (w twinWriter) asks(title string, rows []part.Ask) []paper.Block {
	if len(rows) == 0 {
		return nil
	}
	return []paper.Block{paper.Head(2, title), w.table([]string{"by", "of", "for", "what", "what-id", "wanted", "answer", "note"}, site.Each(rows, func(a part.Ask) []paper.Line {
		answer := a.State
		if a.Met != 0 {
			answer = w.joined(a.State, a.Met.String())
		}
		return []paper.Line{textLine(a.By.Text), textLine(a.Of.Text), w.line(a.For), w.line(a.What), textLine(a.WhatID), textLine(a.Wanted.String()), textLine(answer), textLine(a.Note)}
	}))}
}

// action is its text, and in brackets whose it is, when it is due and how far it is.
func (w twinWriter) action(a part.Action) paper.Line {
	return w.c.DocumentLine("twin.action", "text", a.Text.Text, "owned", a.Who.Text != "", "owner", w.span(a.Who), "dated", a.Due != 0, "day", a.Due, "done", a.Done, "late", a.Late)
}
