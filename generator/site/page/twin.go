package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"strings"
)

// planTwins adds the Markdown of a quarter's page and of its reports, for tools that read text.
// What was published has none: its pages stay as they were.
func planTwins(p *site.Planner, q *report.Quarter) {
	twin(p, site.QuarterPath(q.ID), func(to site.Address) paper.Paper {
		c, q := p.As(q)
		return quarterTwin(c, q, to)
	})
	for _, r := range q.Reports {
		twin(p, site.ReportPath(q.ID, r.Team.ID), func(to site.Address) paper.Paper {
			c, r := p.AsReport(r)
			return reportTwin(c, r, to)
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
	d := paper.Paper{Title: c.Words.Quarter(q.ID)}
	d.Add(paper.Say(period(c, q)))
	d.Add(paper.Say(quarterAnswer(c, q).words()))
	if c.Shows(report.Numbers) {
		f := c.Book.Quarter(q.ID)
		d.Add(paper.Say(lead(c, f)), figList(c, withoutAsks(c, quarterFigs(c, f))))
	}
	if q.Foreword != nil {
		d.Add(section(c, 2, c.T("twin.foreword"), q.Foreword.Body, to)...)
	}
	var reports []paper.Line
	for _, r := range q.Reports {
		link := site.DocumentLink(site.Link{Text: r.Team.Name, Path: site.TwinPath(site.ReportPath(q.ID, r.Team.ID))}, to)
		reports = append(reports, c.DocumentLine("twin.report", "report", link, "answer", reportAnswer(c, r).words()))
	}
	if len(reports) > 0 {
		d.Add(paper.Head(2, c.T("twin.reports")), paper.Block{Items: reports})
	}
	if c.Inside() {
		d.Add(paper.Head(2, c.T("twin.deliverables")), itemsTwin(c, q.Items(), true, to))
	}
	return d
}

func reportTwin(c *site.Context, r *report.Report, to site.Address) paper.Paper {
	q, f := r.Quarter, c.Book.Team(r.Quarter.ID, r.Team.ID)
	d := paper.Paper{Title: reportTitle(c, r)}
	d.Add(paper.Say(period(c, q)), paper.Say(reportAnswer(c, r).words()), paper.Say(reportLead(c, r, f)))
	if c.Shows(report.Numbers) {
		d.Add(figList(c, withoutAsks(c, reportFigs(c, r, f))))
	}
	if c.Inside() && len(r.Items) > 0 {
		d.Add(paper.Head(2, c.T("twin.deliverables")), itemsTwin(c, r.Items, false, to))
	}
	if c.Shows(report.Plans) {
		if r.Plan != nil {
			d.Add(section(c, 2, c.T("twin.plan"), r.Plan.Intro, to)...)
		}
		for _, u := range r.Updates {
			d.Add(section(c, 2, c.T("twin.update", "day", u.Day, "health", word(c, "health", string(u.Health))), u.Body, to)...)
		}
	}
	if r.Retro != nil && c.Shows(report.Retros) && !site.Ahead(q) {
		d.Add(retroTwin(c, r.Retro, to)...)
	}
	if r.Retro != nil && c.Shows(report.Lessons) && !site.Ahead(q) {
		for i, l := range r.Retro.Lessons {
			if i == 0 {
				d.Add(paper.Head(2, c.T("twin.lessons")))
			}
			d.Add(paper.Block{Heading: l.Title, Level: 3}, paper.Block{Prose: c.DocumentProse(l.Body, to)})
		}
	}
	return d
}

// figList is the large numbers as a list.
func figList(c *site.Context, figs []Fig) paper.Block {
	return paper.Block{Items: site.Each(figs, func(f Fig) paper.Line {
		return paper.Line{{Text: c.T("twin.fig", "name", f.Rows.Text, "value", f.Value, "count", f.Count)}}
	})}
}

// itemsTwin is a table of deliverables, with the team's name where they are of several.
func itemsTwin(c *site.Context, rows metrics.Rows, teams bool, to site.Address) paper.Block {
	t := &paper.Table{}
	for _, column := range []string{"id", "title", "kind", "phase", "in-plan", "outcome", "due", "finished", "note"} {
		t.Head = append(t.Head, c.T("twin.column."+column))
	}
	if teams {
		t.Head = append(t.Head, c.T("twin.column.team"))
	}
	say := func(text string) paper.Line { return paper.Line{{Text: text}} }
	for _, d := range rows {
		outcome := c.T("status." + site.StatusWord(d))
		if d.Outcome.Reason != "" && d.Outcome.Status != report.Delivered {
			outcome = c.T("twin.outcome", "status", outcome, "reason", word(c, "reason", string(d.Outcome.Reason)))
		}
		row := []paper.Line{say(idShown(c, d)), {site.DocumentLink(site.Link{Text: d.Title, Path: c.ShippedPath(d.ID)}, to)}, say(word(c, "kind", string(d.Kind))), say(word(c, "phase", string(d.Phase))), say(c.T("twin.in-plan", "in", d.InPlan())), say(outcome),
			say(d.PlannedDue().String()), say(d.Outcome.Finished.String()), say(d.Outcome.Note)}
		if teams {
			row = append(row, say(d.Team.Name))
		}
		t.Rows = append(t.Rows, row)
	}
	return paper.Block{Table: t}
}

func retroTwin(c *site.Context, r *report.Retro, to site.Address) []paper.Block {
	title := c.T("twin.retro")
	if r.Held != 0 {
		title = c.T("twin.retro-of", "day", r.Held)
	}
	out := []paper.Block{paper.Head(2, title)}
	if !r.Intro.Empty() {
		out = append(out, paper.Block{Prose: c.DocumentProse(r.Intro, to)})
	}
	for _, s := range r.Sections {
		out = append(out, section(c, 3, s.Title, s.Body, to)...)
	}
	var actions []paper.Line
	for _, a := range r.Actions {
		facts := []string{a.Text.Text}
		if a.Owner != "" {
			facts = append(facts, a.Owner)
		}
		if a.Due != 0 {
			facts = append(facts, c.T("twin.action-due", "day", a.Due))
		}
		if a.Done {
			facts = append(facts, c.T("twin.action-done"))
		}
		actions = append(actions, paper.Line{{Text: strings.Join(facts, c.T("list.comma"))}})
	}
	if len(actions) > 0 {
		out = append(out, paper.Head(3, c.T("twin.actions")), paper.Block{Items: actions})
	}
	return out
}

// idShown is the id of an item; "" for those who read none.
func idShown(c *site.Context, d *report.Deliverable) string {
	if !c.ShowsIDs() {
		return ""
	}
	return d.ID
}
