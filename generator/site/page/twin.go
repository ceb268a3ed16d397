package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// planTwins adds the Markdown of each quarter's page and of each report, for tools that read text.
// What was published has none: its pages stay as they were.
func planTwins(p *site.Planner) {
	for _, q := range p.Archive.Quarters {
		p.Under(q.ID.String(), func(p *site.Planner) {
			twin(p, site.QuarterPath(q.ID), func(to site.Address) paper.Paper { return quarterTwin(p.Context, q, to) })
			for _, r := range q.Reports {
				twin(p, site.ReportPath(q.ID, r.Team.ID), func(to site.Address) paper.Paper { return reportTwin(p.Context, r, to) })
			}
		})
	}
}

func twin(p *site.Planner, page string, of func(site.Address) paper.Paper) {
	p.File(site.TwinPath(page), func() ([]byte, error) { return paper.Markdown(of(p.Addresses(page))) })
}

// section is a heading with prose below it, or nothing.
func section(c *site.Context, level int, title string, prose report.Prose, to site.Address) []paper.Block {
	if prose.Empty() {
		return nil
	}
	return []paper.Block{paper.Head(level, title), {Prose: c.DocumentProse(prose, to)}}
}

func quarterTwin(c *site.Context, q *report.Quarter, to site.Address) paper.Paper {
	d := paper.Paper{Title: q.ID.Title()}
	d.Add(paper.Say(period(c, q)))
	f := c.Book.Quarter(q.ID)
	if c.Shows(report.Numbers) {
		d.Add(paper.Say(planned(c, f, we, c.Archive.Today).words()), paper.Say(lead(c, f)), figList(withoutAsks(c, quarterFigs(c, f))))
	} else {
		d.Add(paper.Say(toldOf(c, q).words()))
	}
	if q.Foreword != nil {
		d.Add(section(c, 2, "Foreword", q.Foreword.Body, to)...)
	}
	var reports []paper.Line
	for _, r := range q.Reports {
		line := paper.Line{site.DocumentLink(site.Link{Text: r.Team.Name, Path: site.TwinPath(site.ReportPath(q.ID, r.Team.ID))}, to)}
		if c.Shows(report.Numbers) {
			line = append(line, paper.Span{Text: ": " + planned(c, c.Book.Team(q.ID, r.Team.ID), r.Team.Name, c.Archive.Today).words()})
		} else {
			line = append(line, paper.Span{Text: ": " + toldBy(c, r).words()})
		}
		reports = append(reports, line)
	}
	if len(reports) > 0 {
		d.Add(paper.Head(2, "Reports of the teams"), paper.Block{Items: reports})
	}
	if c.Inside() {
		d.Add(paper.Head(2, "Deliverables"), itemsTwin(c, site.QuarterRows(q), true, to))
	}
	return d
}

func reportTwin(c *site.Context, r *report.Report, to site.Address) paper.Paper {
	q, f := r.Quarter, c.Book.Team(r.Quarter.ID, r.Team.ID)
	d := paper.Paper{Title: r.Team.Name + ", " + q.ID.Title()}
	d.Add(paper.Say(period(c, q)))
	if c.Shows(report.Numbers) {
		d.Add(paper.Say(planned(c, f, r.Team.Name, c.Archive.Today).words()), paper.Say(reportLead(c, r, f, true)), figList(withoutAsks(c, reportFigs(c, r, f))))
	} else {
		d.Add(paper.Say(toldBy(c, r).words()), paper.Say(reportLead(c, r, f, false)))
	}
	if c.Inside() && len(r.Items) > 0 {
		d.Add(paper.Head(2, "Deliverables"), itemsTwin(c, r.Items, false, to))
	}
	if c.Shows(report.Plans) {
		if r.Plan != nil {
			d.Add(section(c, 2, "The plan, in words", r.Plan.Intro, to)...)
		}
		for _, u := range r.Updates {
			d.Add(section(c, 2, "Update of "+u.Day.Long()+": "+string(u.Health), u.Body, to)...)
		}
	}
	if r.Retro != nil && c.Shows(report.Retros) && !site.Ahead(q) {
		d.Add(retroTwin(c, r.Retro, to)...)
	}
	if r.Retro != nil && c.Shows(report.Lessons) && !site.Ahead(q) {
		for i, l := range r.Retro.Lessons {
			if i == 0 {
				d.Add(paper.Head(2, "Lessons learned"))
			}
			d.Add(paper.Block{Heading: l.Title, Level: 3}, paper.Block{Prose: c.DocumentProse(l.Body, to)})
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
func itemsTwin(c *site.Context, rows metrics.Rows, teams bool, to site.Address) paper.Block {
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
		outcome := site.StatusWord(d)
		if d.Outcome.Reason != "" && outcome != "delivered" {
			outcome += " (" + string(d.Outcome.Reason) + ")"
		}
		row := []paper.Line{say(d.ID), {site.DocumentLink(site.Link{Text: d.Title, Path: c.ShippedPath(d.ID)}, to)}, say(string(d.Kind)), say(d.Phase.Title()), say(inPlan), say(outcome),
			say(d.PlannedDue().String()), say(d.Outcome.Finished.String()), say(d.Outcome.Note)}
		if teams {
			row = append(row, say(d.Team.Name))
		}
		t.Rows = append(t.Rows, row)
	}
	return paper.Block{Table: t}
}

func retroTwin(c *site.Context, r *report.Retro, to site.Address) []paper.Block {
	title := "Retro"
	if r.Held != 0 {
		title += " of " + r.Held.Long()
	}
	h := c.Archive.Site.Retro
	out := []paper.Block{paper.Head(2, title)}
	if !r.Intro.Empty() {
		out = append(out, paper.Block{Prose: c.DocumentProse(r.Intro, to)})
	}
	out = append(out, section(c, 3, h.Well, r.Well, to)...)
	out = append(out, section(c, 3, h.Wrong, r.Wrong, to)...)
	out = append(out, section(c, 3, h.Change, r.Change, to)...)
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
		out = append(out, section(c, 3, s.Title, s.Body, to)...)
	}
	return out
}
