package page

import (
	"cmp"
	"quarterdeck/generator/edition/compare"
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
)

// reportTwin has the sections of a report's page, in the same order.
func reportTwin(c *site.Context, r *report.Report, to site.Address) paper.Paper {
	v, w := reportView(c, r, c.Book.Team(r.Quarter.ID, r.Team.ID), nil), twinWriter{c, to}
	d := paper.Paper{Title: reportTitle(c, r)}
	d.Add(paper.Say(period(c, r.Quarter)), paper.Say(v.Answer.words()), paper.Say(v.Summary), paper.Say(v.Lead))
	if len(v.Figs) > 0 {
		d.Add(w.figs(v.Figs))
	}
	if v.Actions != nil {
		d.Add(paper.Head(2, c.T("report.actions.title")), paper.Say(v.Actions.Note))
		d.Add(bullets(paper.Block{}, site.Each(v.Actions.Rows, w.earlier)...)...)
	}
	if !v.Closed {
		d.Add(w.updates(v)...)
	}
	if v.Forecast != nil {
		d.Add(paper.Head(2, c.T("report.forecast.title")), paper.Say(v.Forecast.Absent), w.figs(v.Forecast.Figs), paper.Say(v.Forecast.Done), paper.Say(v.Forecast.Record))
	}
	if v.Rows != nil && len(r.Items) > 0 {
		all := unfolded(v.Rows.Fold)
		d.Add(paper.Head(2, c.T("twin.deliverables")), w.items(all, false))
		d.Add(w.details(all)...)
	}
	d.Add(w.advice(v.Advice)...)
	d.Add(w.scope(v.Scope)...)
	d.Add(w.effort(v.Effort)...)
	d.Add(w.quality(v.Quality)...)
	if v.Asks != nil {
		d.Add(w.asks(c.T("report.asks.our-asks"), unfolded(v.Asks.Ours))...)
		d.Add(w.asks(c.T("report.asks.asks-of-us"), unfolded(v.Asks.OfUs))...)
	}
	if v.Planned && r.Plan != nil {
		d.Add(w.section(2, c.T("twin.plan"), r.Plan.Intro)...)
	}
	if v.Closed {
		d.Add(w.updates(v)...)
	}
	d.Add(w.retro(v.Retro)...)
	if v.Lessons != nil && r.Retro != nil {
		d.Add(w.lessons(r.Retro.Lessons)...)
	}
	return d
}

func (w twinWriter) updates(v *Report) (out []paper.Block) {
	if v.Updates == nil {
		return nil
	}
	out = append(out, paper.Say(v.Updates.Expected))
	for _, m := range append(append([]part.Moment(nil), v.Updates.First...), v.Updates.More...) {
		if m.Update == nil {
			out = append(out, paper.Say(m.Silence))
			continue
		}
		out = append(out, paper.Head(2, w.c.T("twin.update", "day", m.Day, "health", m.State.Word)), w.prose(m.Body))
		out = append(out, bullets(paper.Block{}, site.Each(m.Notes, func(n part.UpdateNote) paper.Line {
			return w.c.DocumentLine("twin.fact", "name", w.span(n.Item), "value", n.Text)
		})...)...)
	}
	return out
}

func (w twinWriter) advice(a *Advice) []paper.Block {
	if a == nil {
		return nil
	}
	return bullets(paper.Head(2, w.c.T("report.advice.title")), site.Each(unfolded(a.Rows), func(r AdviceRow) paper.Line {
		line := w.c.DocumentLine("twin.advice", "lesson", w.span(r.Lesson), "from", r.From, "verdict", r.Verdict, "said", r.Why != "", "why", r.Why, "again", r.Again)
		if len(r.Items) > 0 {
			line = slices.Concat(line, w.c.DocumentLine("twin.speaks-to"), w.links(r.Items))
		}
		return line
	})...)
}

// scope is what changed about the plan since the cut-off, by item.
func (w twinWriter) scope(s *part.Scope) []paper.Block {
	if s == nil {
		return nil
	}
	c := w.c
	return append([]paper.Block{paper.Head(2, c.T("scope.title", "cut-off", c.T("scope.cut-off"))), paper.Say(s.Note)},
		bullets(paper.Block{}, site.Each(unfolded(s.Rows), func(r part.ScopeRow) paper.Line {
			return w.said(r.ID, w.joined(site.Each(r.What, w.difference)...))
		})...)...)
}

func (w twinWriter) difference(d compare.Difference) string {
	if d.From == "" && d.To == "" {
		return d.What
	}
	none := w.c.T("difference.none")
	return w.c.T("twin.difference", "what", d.What, "from", cmp.Or(d.From, none), "to", cmp.Or(d.To, none))
}

func (w twinWriter) effort(rows []EffortRow) []paper.Block {
	return bullets(paper.Head(2, w.c.T("report.work.share-of-the-teams")), site.Each(rows, func(r EffortRow) paper.Line {
		return w.said(w.c.T("kind-first."+string(r.Kind)), r.Share)
	})...)
}

func (w twinWriter) quality(q *part.Quality) []paper.Block {
	if q == nil || len(q.Rows) == 0 {
		return nil
	}
	t := &paper.Table{Head: []string{w.c.T("column.figure"), q.Now, q.Before, w.c.T("column.change")}}
	for _, r := range q.Rows {
		t.Rows = append(t.Rows, []paper.Line{textLine(r.Title), textLine(r.Now), textLine(r.Before), textLine(r.Change)})
	}
	return []paper.Block{paper.Head(2, w.c.T("report.quality.title")), {Table: t}}
}

// retro keeps the writer's order: actions are in the section that has them.
func (w twinWriter) retro(v *part.Retro) (out []paper.Block) {
	if v == nil {
		return nil
	}
	if r := v.Retro; r != nil {
		title := w.c.T("twin.retro")
		if r.Held != 0 {
			title = w.c.T("twin.retro-of", "day", r.Held)
		}
		out = append(out, paper.Head(2, title), w.prose(r.Intro))
	}
	for _, beside := range v.Sections {
		for _, s := range beside {
			out = append(out, paper.Head(3, s.Title), w.prose(s.Body))
			out = append(out, bullets(paper.Block{}, site.Each(s.Actions, w.action)...)...)
		}
	}
	if len(v.Earlier) == 0 {
		return out
	}
	out = append(out, paper.Head(3, w.c.T("report.retro.from-earlier-retros")), paper.Say(v.Follow))
	return append(out, bullets(paper.Block{}, site.Each(v.Earlier, w.earlier)...)...)
}

// earlier is an action of an earlier retro, and which one that is.
func (w twinWriter) earlier(t part.ActionTrack) paper.Line {
	out := append(w.action(t.Action), w.c.DocumentLine("twin.agreed", "quarter", w.span(t.First), "aged", t.Age != "", "age", t.Age)...)
	if len(t.Again) > 0 {
		out = slices.Concat(out, w.c.DocumentLine("twin.again"), w.links(t.Again))
	}
	if t.Effect != nil {
		out = append(out, w.c.DocumentLine("twin.moves", "number", t.Effect.Name.Text, "effect", effectWords(w.c, t.Effect))...)
	}
	return out
}

func effectWords(c *site.Context, e *part.Effect) string {
	if e.After == "" {
		return c.T("effect.not-yet", "before", e.Before, "from", e.From)
	}
	return c.T("effect.then", "before", e.Before, "from", e.From, "after", e.After, "until", e.Until)
}

func (w twinWriter) lessons(all []*report.Lesson) (out []paper.Block) {
	for i, l := range all {
		if i == 0 {
			out = append(out, paper.Head(2, w.c.T("twin.lessons")))
		}
		out = append(out, paper.Head(3, l.Title), w.prose(l.Body))
	}
	return out
}
