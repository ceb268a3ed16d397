package page

import (
	"html"
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
)

// twinPath is where the Markdown of a page lies: beside it, under its name.
func twinPath(page string) string { return page + ".md" }

// twinOf is the path of a page's Markdown, or "" for a page of an edition.
func (p *planner) twinOf(page string) string {
	if p.edition != nil {
		return ""
	}
	return twinPath(page)
}

// planTwins adds the Markdown of each quarter's page and of each report, for tools that read text.
// What was published has none: its pages stay as they were.
func planTwins(p *planner) {
	for _, q := range p.archive.Quarters {
		p.under(q.ID.String(), func(p *planner) {
			p.twin(quarterPath(q.ID), func(to address) paper.Paper { return p.quarterTwin(q, to) })
			for _, r := range q.Reports {
				p.twin(reportPath(q.ID, r.Team.ID), func(to address) paper.Paper { return p.reportTwin(r, to) })
			}
		})
	}
}

// address returns where a path of the site is, as a document names it.
type address func(path string) string

// addresses are whole ones where the site's own is known, else those seen from a page.
func (p *planner) addresses(from string) address {
	return func(path string) string {
		switch base := p.archive.Site.BaseURL; {
		case path == "":
			return ""
		case base != "":
			return fullAddress(base, path)
		default:
			return strings.Repeat("../", strings.Count(from, "/")) + path
		}
	}
}

func (p *planner) twin(page string, of func(address) paper.Paper) {
	p.file(twinPath(page), func() ([]byte, error) { return paper.Markdown(of(p.addresses(page))) })
}

// prose is prose with its links as a document has them. Pictures are left out.
func (p *planner) prose(prose report.Prose, to address) *paper.Prose {
	var b strings.Builder
	for _, s := range prose.Spans {
		if s.Ref == nil {
			b.WriteString(s.HTML)
			continue
		}
		at := ""
		if !s.Ref.Image {
			at = to(p.site.Resolve(*s.Ref))
		}
		switch {
		case s.Ref.Image:
		case at == "":
			b.WriteString(s.HTML)
		default:
			b.WriteString(`<a href="` + html.EscapeString(at) + `">` + s.HTML + `</a>`)
		}
	}
	return &paper.Prose{HTML: b.String(), Text: prose.Text}
}

// section is a heading with prose below it, or nothing.
func (p *planner) section(level int, title string, prose report.Prose, to address) []paper.Block {
	if prose.Empty() {
		return nil
	}
	return []paper.Block{paper.Head(level, title), {Prose: p.prose(prose, to)}}
}

func link(l Link, to address) paper.Span {
	if l.External {
		return paper.Span{Text: l.Text, URL: l.Path}
	}
	return paper.Span{Text: l.Text, URL: to(l.Path)}
}

func (p *planner) quarterTwin(q *report.Quarter, to address) paper.Paper {
	d := paper.Paper{Title: q.ID.Title()}
	d.Add(paper.Say(period(q)))
	f := p.book.Quarter(q.ID)
	if p.shows(report.Numbers) {
		d.Add(paper.Say(planned(f, we, p.archive.Today).words()), paper.Say(lead(f)), figList(p.withoutAsks(p.quarterFigs(f))))
	} else {
		d.Add(paper.Say(p.toldOf(q).words()))
	}
	if q.Foreword != nil {
		d.Add(p.section(2, "Foreword", q.Foreword.Body, to)...)
	}
	var reports []paper.Line
	for _, r := range q.Reports {
		line := paper.Line{link(Link{Text: r.Team.Name, Path: twinPath(reportPath(q.ID, r.Team.ID))}, to)}
		if p.shows(report.Numbers) {
			line = append(line, paper.Span{Text: ": " + planned(p.book.Team(q.ID, r.Team.ID), r.Team.Name, p.archive.Today).words()})
		} else {
			line = append(line, paper.Span{Text: ": " + p.toldBy(r).words()})
		}
		reports = append(reports, line)
	}
	if len(reports) > 0 {
		d.Add(paper.Head(2, "Reports of the teams"), paper.Block{Items: reports})
	}
	if p.inside() {
		d.Add(paper.Head(2, "Deliverables"), p.itemsTwin(quarterRows(q), true, to))
	}
	return d
}

func (p *planner) reportTwin(r *report.Report, to address) paper.Paper {
	q, f := r.Quarter, p.book.Team(r.Quarter.ID, r.Team.ID)
	d := paper.Paper{Title: r.Team.Name + ", " + q.ID.Title()}
	d.Add(paper.Say(period(q)))
	if p.shows(report.Numbers) {
		d.Add(paper.Say(planned(f, r.Team.Name, p.archive.Today).words()), paper.Say(reportLead(r, f, true)), figList(p.withoutAsks(p.reportFigs(r, f))))
	} else {
		d.Add(paper.Say(p.toldBy(r).words()), paper.Say(reportLead(r, f, false)))
	}
	if p.inside() && len(r.Items) > 0 {
		d.Add(paper.Head(2, "Deliverables"), p.itemsTwin(r.Items, false, to))
	}
	if p.shows(report.Plans) {
		if r.Plan != nil {
			d.Add(p.section(2, "The plan, in words", r.Plan.Intro, to)...)
		}
		for _, u := range r.Updates {
			d.Add(p.section(2, "Update of "+u.Day.Long()+": "+string(u.Health), u.Body, to)...)
		}
	}
	if r.Retro != nil && p.shows(report.Retros) && !ahead(q) {
		d.Add(p.retroTwin(r.Retro, to)...)
	}
	if r.Retro != nil && p.shows(report.Lessons) && !ahead(q) {
		for i, l := range r.Retro.Lessons {
			if i == 0 {
				d.Add(paper.Head(2, "Lessons learned"))
			}
			d.Add(paper.Block{Heading: l.Title, Level: 3}, paper.Block{Prose: p.prose(l.Body, to)})
		}
	}
	return d
}

// figList is the large numbers as a list.
func figList(figs []Fig) paper.Block {
	var items []paper.Line
	for _, f := range figs {
		text := f.Rows.Text + ": " + f.Value
		if f.Count != "" {
			text += " (" + f.Count + ")"
		}
		items = append(items, paper.Line{{Text: text}})
	}
	return paper.Block{Items: items}
}

// itemsTwin is a table of deliverables, with the team's name where they are of several.
func (p *planner) itemsTwin(rows metrics.Rows, teams bool, to address) paper.Block {
	t := &paper.Table{Head: []string{"Id", "Title", "Kind", "Phase", "In the plan", "Outcome", "Due", "Finished", "Note"}}
	if teams {
		t.Head = append(t.Head, "Team")
	}
	say := func(text string) paper.Line { return paper.Line{{Text: text}} }
	for _, d := range rows {
		inPlan := "no"
		if d.InPlan() {
			inPlan = "yes"
		}
		outcome := statusWord(d)
		if d.Outcome.Reason != "" && outcome != "delivered" {
			outcome += " (" + string(d.Outcome.Reason) + ")"
		}
		row := []paper.Line{say(d.ID), {link(Link{Text: d.Title, Path: p.shippedPath(d.ID)}, to)}, say(string(d.Kind)), say(d.Phase.Title()), say(inPlan), say(outcome),
			say(d.PlannedDue().String()), say(d.Outcome.Finished.String()), say(d.Outcome.Note)}
		if teams {
			row = append(row, say(d.Team.Name))
		}
		t.Rows = append(t.Rows, row)
	}
	return paper.Block{Table: t}
}

func (p *planner) retroTwin(r *report.Retro, to address) []paper.Block {
	title := "Retro"
	if r.Held != 0 {
		title += " of " + r.Held.Long()
	}
	h := p.archive.Site.Retro
	out := []paper.Block{paper.Head(2, title)}
	if !r.Intro.Empty() {
		out = append(out, paper.Block{Prose: p.prose(r.Intro, to)})
	}
	out = append(out, p.section(3, h.Well, r.Well, to)...)
	out = append(out, p.section(3, h.Wrong, r.Wrong, to)...)
	out = append(out, p.section(3, h.Change, r.Change, to)...)
	var actions []paper.Line
	for _, a := range r.Actions {
		text := a.Text.Text
		if a.Owner != "" {
			text += ", " + a.Owner
		}
		if a.Due != 0 {
			text += ", due " + a.Due.Long()
		}
		if a.Done {
			text += ", done"
		}
		actions = append(actions, paper.Line{{Text: text}})
	}
	if len(actions) > 0 {
		out = append(out, paper.Head(3, "Actions"), paper.Block{Items: actions})
	}
	for _, s := range r.Other {
		out = append(out, p.section(3, s.Title, s.Body, to)...)
	}
	return out
}
