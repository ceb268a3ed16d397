package compare

import "quarterdeck/generator/report"

// retro compares two retros: their sections, actions and lessons.
func (c *comparison) retro(team *report.Team, before, after *report.Retro) {
	c.text(team, c.words.T("compare.retro"), "", before.Intro.Text, after.Intro.Text)
	c.text(team, c.words.T("compare.retro-well"), "", before.Well.Text, after.Well.Text)
	c.text(team, c.words.T("compare.retro-wrong"), "", before.Wrong.Text, after.Wrong.Text)
	c.text(team, c.words.T("compare.retro-change"), "", before.Change.Text, after.Change.Text)
	for _, p := range pairs(pointers(before.Other), pointers(after.Other), func(d *report.Document) string { return d.Title }) {
		was, is := p.both()
		c.text(team, c.words.T("compare.retro-section", "title", p.either().Title), "", was.Body.Text, is.Body.Text)
	}
	c.actions(team, before.Actions, after.Actions)
	for _, p := range pairs(before.Lessons, after.Lessons, func(l *report.Lesson) string { return l.ID }) {
		c.text(team, c.words.T("compare.lesson", "title", p.either().Title), "", lessonWords(p.before), lessonWords(p.after))
	}
}

func pointers[T any](list []T) []*T {
	all := make([]*T, len(list))
	for i := range list {
		all[i] = &list[i]
	}
	return all
}

func lessonWords(l *report.Lesson) string {
	if l == nil {
		return ""
	}
	return l.Title + ".\n" + l.Body.Text
}

// actions compares what the retros agreed to do.
func (c *comparison) actions(team *report.Team, before, after []*report.Action) {
	for _, p := range pairs(before, after, func(a *report.Action) string { return a.ID }) {
		if what := c.action(p); len(what) > 0 {
			a := p.either()
			c.out.Actions = append(c.out.Actions, Item{a.ID, a.Text.Text, team, what})
		}
	}
}

func (c *comparison) action(p pair[report.Action]) []Difference {
	was, is := p.before, p.after
	switch {
	case was == nil:
		return []Difference{{What: c.words.T("compare.added")}}
	case is == nil:
		return []Difference{{What: c.words.T("compare.removed")}}
	}
	what := differences{words: c.words}
	what.add("action", was.Text.Text, is.Text.Text)
	switch {
	case is.Done && !was.Done:
		what.say(c.words.T("compare.done"))
	case was.Done && !is.Done:
		what.say(c.words.T("compare.open-again"))
	}
	what.add("owner", was.Owner, is.Owner)
	what.add("due", c.words.Medium(was.Due), c.words.Medium(is.Due))
	return what.all
}
