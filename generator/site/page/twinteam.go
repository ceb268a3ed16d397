package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// teamTwin has the sections of a team's page, in the same order.
func teamTwin(c *site.Context, t *report.Team, to site.Address) paper.Paper {
	v, w := teamPage(c, t, nil), twinWriter{c, to}
	d := paper.Paper{Title: t.Name}
	d.Add(paper.Say(v.Answer.words()))
	if v.Summary != "" {
		d.Add(paper.Say(c.T("team.now", "quarter", v.Now, "plan", v.Summary)))
	}
	d.Add(bullets(paper.Block{}, w.teamFacts(v)...)...)
	if len(v.Figs) > 0 {
		d.Add(paper.Say(v.Over), w.figs(v.Figs))
	}
	d.Add(bullets(paper.Head(2, c.T("team.people.title")), site.Each(v.People, func(p Person) paper.Line { return w.said(p.Role, p.Who) })...)...)
	d.Add(w.prose(t.About))
	if len(v.Quarters) > 0 {
		d.Add(paper.Head(2, c.T("team.quarters.title")), w.teamQuarters(v.Quarters))
	}
	d.Add(w.asks(c.T("team.asks.title"), v.Asks)...)
	d.Add(w.asks(c.T("team.waits.title"), unfolded(v.Waits))...)
	d.Add(bullets(paper.Head(2, c.T("team.actions.title")), site.Each(v.Actions, func(a OpenAction) paper.Line {
		line := c.DocumentLine("twin.action", "text", a.Text.Text, "owned", a.Owner != "", "owner", a.Owner, "dated", a.Due != 0, "day", a.Due, "done", false, "late", a.Overdue)
		return append(line, c.DocumentLine("twin.agreed", "quarter", w.span(a.Retro), "aged", false, "age", "")...)
	})...)...)
	d.Add(bullets(paper.Head(2, c.T("team.lessons.title")), site.Each(v.Lessons, func(l LessonRow) paper.Line { return w.line(l.Title) })...)...)
	return d
}

// teamFacts are what the page says beside its heading.
func (w twinWriter) teamFacts(v *TeamPage) []paper.Line {
	c, t := w.c, v.Team
	var out []paper.Line
	say := func(is bool, message string, args ...any) {
		if is {
			out = append(out, c.DocumentLine(message, args...))
		}
	}
	into := v.Into.Text != ""
	say(v.Ended && into, "team.merged", "day", t.Until, "into", w.span(v.Into))
	say(v.Ended && !into, "team.dissolved", "day", t.Until)
	say(!v.Ended && t.Until != 0 && into, "team.to-merge", "day", t.Until, "into", w.span(v.Into))
	say(!v.Ended && t.Until != 0 && !into, "team.until", "day", t.Until)
	say(t.From != 0, "team.from", "day", t.From)
	for _, o := range v.Includes {
		say(true, "team.includes", "team", w.span(o.Team), "day", o.Since)
	}
	say(len(t.Components) > 0, "team.works-on", "components", w.joined(t.Components...))
	say(t.Shared, "page.shared-team")
	say(t.Capacity > 0, "team.capacity", "n", t.Capacity)
	say(v.Newest.Path != "", "team.newest", "quarter", w.span(v.Newest))
	return out
}

// quarter leads to a report, and says of which day its plan is and that it is not over.
func (w twinWriter) quarter(q TeamQuarter) paper.Line {
	out := w.line(q.Report)
	if to := q.Figures.CutOff.To; to != 0 {
		out = append(out, paper.Span{Text: w.c.T("list.comma")}, paper.Span{Text: w.c.T("team.quarters.plan-of", "day", to)})
	}
	if q.State != report.Closed {
		out = append(out, paper.Span{Text: w.c.T("list.comma")}, paper.Span{Text: w.c.T("state." + string(q.State))})
	}
	if n := len(q.Figures.Unexplained()); n > 0 && q.State == report.Closed && !q.Figures.NoOutcomes {
		out = append(out, paper.Span{Text: w.c.T("list.comma")}, paper.Span{Text: w.c.T("team.quarters.unexplained", "n", n)})
	}
	return out
}

func (w twinWriter) teamQuarters(rows []TeamQuarter) paper.Block {
	t := &paper.Table{}
	for _, name := range []string{"quarter", "kept", "by-size", "on-time", "moved", "dropped", "unplanned"} {
		t.Head = append(t.Head, w.c.T("column."+name))
	}
	share := func(r metrics.Ratio) paper.Line {
		if r.Of == 0 {
			return textLine(r.PercentIn(w.c.Words))
		}
		return textLine(w.c.T("twin.share", "percent", r.PercentIn(w.c.Words), "count", r.CountIn(w.c.Words)))
	}
	for _, q := range rows {
		t.Rows = append(t.Rows, []paper.Line{w.quarter(q), share(q.Figures.Ratio("kept")), share(q.BySize), share(q.Figures.Ratio("on-time")),
			share(q.Figures.Ratio("moved")), share(q.Figures.Ratio("dropped")), share(q.Figures.Ratio("unplanned"))})
	}
	return paper.Block{Table: t}
}
