package compare

import (
	"slices"

	"quarterdeck/generator/report"
)

func retroOf(r *report.Report) *report.Retro {
	if r.Retro == nil {
		return &report.Retro{}
	}
	return r.Retro
}

// retro compares two retros: their sections, actions and lessons.
func (c *comparison) retro(team *report.Team, before, after *report.Retro) {
	c.text(team, c.words.T("compare.retro"), "", before.Intro.Text, after.Intro.Text)
	c.text(team, c.words.T("compare.retro-well"), "", before.Well.Text, after.Well.Text)
	c.text(team, c.words.T("compare.retro-wrong"), "", before.Wrong.Text, after.Wrong.Text)
	c.text(team, c.words.T("compare.retro-change"), "", before.Change.Text, after.Change.Text)
	for _, d := range after.Other {
		c.text(team, c.words.T("compare.retro-section", "title", d.Title), "", section(before, d.Title), d.Body.Text)
	}
	for _, d := range before.Other {
		if !slices.ContainsFunc(after.Other, func(o report.Document) bool { return o.Title == d.Title }) {
			c.text(team, c.words.T("compare.retro-section", "title", d.Title), "", d.Body.Text, "")
		}
	}
	c.actions(team, before.Actions, after.Actions)
	lessons := func(list []*report.Lesson, other *report.Lesson) *report.Lesson {
		if i := slices.IndexFunc(list, func(l *report.Lesson) bool { return l.ID == other.ID }); i >= 0 {
			return list[i]
		}
		return &report.Lesson{}
	}
	for _, l := range after.Lessons {
		was := lessons(before.Lessons, l)
		c.text(team, c.words.T("compare.lesson", "title", l.Title), "", lessonWords(was), lessonWords(l))
	}
	for _, l := range before.Lessons {
		if lessons(after.Lessons, l).ID == "" {
			c.text(team, c.words.T("compare.lesson", "title", l.Title), "", lessonWords(l), "")
		}
	}
}

func section(r *report.Retro, title string) string {
	for _, d := range r.Other {
		if d.Title == title {
			return d.Body.Text
		}
	}
	return ""
}

func lessonWords(l *report.Lesson) string {
	if l.ID == "" {
		return ""
	}
	return l.Title + ".\n" + l.Body.Text
}

// actions compares what the retros agreed to do.
func (c *comparison) actions(team *report.Team, before, after []*report.Action) {
	find := func(list []*report.Action, id string) *report.Action {
		if i := slices.IndexFunc(list, func(a *report.Action) bool { return a.ID == id }); i >= 0 {
			return list[i]
		}
		return nil
	}
	put := func(a *report.Action, what ...Difference) {
		if len(what) > 0 {
			c.out.Actions = append(c.out.Actions, Item{a.ID, a.Text.Text, team, what})
		}
	}
	for _, a := range after {
		was := find(before, a.ID)
		if was == nil {
			put(a, Difference{What: c.words.T("compare.added")})
			continue
		}
		what := differences{words: c.words}
		what.add("action", was.Text.Text, a.Text.Text)
		switch {
		case a.Done && !was.Done:
			what.say(c.words.T("compare.done"))
		case was.Done && !a.Done:
			what.say(c.words.T("compare.open-again"))
		}
		what.add("owner", was.Owner, a.Owner)
		what.add("due", c.words.Medium(was.Due), c.words.Medium(a.Due))
		put(a, what.all...)
	}
	for _, a := range before {
		if find(after, a.ID) == nil {
			put(a, Difference{What: c.words.T("compare.removed")})
		}
	}
}
