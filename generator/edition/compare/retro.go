package compare

import (
	"cmp"

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
	c.text(team, "Retro", "", before.Intro.Text, after.Intro.Text)
	c.text(team, "Retro: what went well", "", before.Well.Text, after.Well.Text)
	c.text(team, "Retro: what went wrong", "", before.Wrong.Text, after.Wrong.Text)
	c.text(team, "Retro: what we change", "", before.Change.Text, after.Change.Text)
	title := func(d *report.Document) string { return d.Title }
	for b, a := range pairs(pointers(before.Other), pointers(after.Other), title) {
		c.text(team, "Retro: "+cmp.Or(a.Title, b.Title), "", b.Body.Text, a.Body.Text)
	}
	c.actions(team, before.Actions, after.Actions)
	for b, a := range pairs(before.Lessons, after.Lessons, func(l *report.Lesson) string { return l.ID }) {
		c.text(team, "Lesson: "+cmp.Or(a.Title, b.Title), "", lessonWords(b), lessonWords(a))
	}
}

func pointers(list []report.Document) []*report.Document {
	var to []*report.Document
	for i := range list {
		to = append(to, &list[i])
	}
	return to
}

func lessonWords(l *report.Lesson) string {
	if l.ID == "" {
		return ""
	}
	return l.Title + ".\n" + l.Body.Text
}

// actions compares what the retros agreed to do.
func (c *comparison) actions(team *report.Team, before, after []*report.Action) {
	for was, a := range pairs(before, after, func(a *report.Action) string { return a.ID }) {
		var what differences
		switch {
		case was.ID == "":
			what = differences{{What: "added"}}
		case a.ID == "":
			a, what = was, differences{{What: "removed"}}
		default:
			what.add("action", was.Text.Text, a.Text.Text)
			switch {
			case a.Done && !was.Done:
				what = append(what, Difference{What: "ticked as done"})
			case was.Done && !a.Done:
				what = append(what, Difference{What: "open again"})
			}
			what.add("owner", was.Owner, a.Owner)
			what.add("due", day(was.Due), day(a.Due))
		}
		if len(what) > 0 {
			c.out.Actions = append(c.out.Actions, Item{a.ID, a.Text.Text, team, what})
		}
	}
}
