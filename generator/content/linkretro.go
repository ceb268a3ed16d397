package content

import (
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// linkLessons enters the lessons of all retros, without prose.
func (a *assembler) linkLessons() {
	for i, reports := range a.reports {
		for _, r := range reports {
			if r.Retro == nil {
				continue
			}
			if a.again[i] != nil {
				for n, lesson := range r.Retro.Lessons {
					a.addLesson(lesson, r.retro.retro.lessons[n].block)
				}
				continue
			}
			for n := range r.retro.retro.lessons {
				from := &r.retro.retro.lessons[n]
				lesson := from.lesson
				lesson.Team, lesson.Quarter, lesson.Held = r.Team, r.Quarter, r.Retro.Held
				if a.addLesson(&lesson, from.block) {
					r.Retro.Lessons = append(r.Retro.Lessons, &lesson)
				}
			}
		}
	}
}

// isSection reports whether a heading is the one that site.toml names.
func isSection(title, heading string) bool {
	return strings.EqualFold(strings.TrimSpace(title), strings.TrimSpace(heading))
}

// linkActions takes the actions of the sections under "What we change".
func (a *assembler) linkActions(r *report.Report, f *retroFile) {
	for _, s := range f.sections {
		if len(s.actions) == 0 || !isSection(s.title, a.archive.Site.Retro.Change) {
			continue
		}
		taken := map[string]bool{} // by sections before; ids of one section differ
		for _, action := range r.Retro.Actions {
			taken[action.ID] = true
		}
		all := make([]report.Action, len(s.actions))
		for i := range s.actions {
			action := &s.actions[i]
			id := action.id
			for n := 2; taken[id]; n++ {
				id = fmt.Sprintf("%s.%d", action.id, n)
			}
			if len(taken) > 0 {
				taken[id] = true
			}
			all[i] = report.Action{
				ID: id, Owner: action.line.Owner, Team: r.Team, Quarter: r.Quarter,
				Due: action.line.Due, Done: action.done, Moves: action.line.Moves, Again: action.line.Again, AgainOf: action.line.AgainOf, Pos: action.pos,
			}
			r.Retro.Actions = append(r.Retro.Actions, &all[i])
			if !a.checkAction(action) {
				all[i].Moves = ""
			}
		}
	}
}

// checkAction reports whether the number that an action names is known.
func (a *assembler) checkAction(action *retroAction) bool {
	l, line := &a.problems, action.line
	if line.Text == "" {
		l.Warnf(action.pos, "empty-action", "say what will be done", "action has no text")
	}
	if line.Owner == "" {
		l.Warnf(action.pos, "no-owner", "add @team or @name", "action has no owner: %s", short(line.Text))
	} else if a.teams[line.Owner] == nil {
		if near := nearest(line.Owner, a.words.teams()); near != "" {
			l.Warnf(action.pos, "unknown-owner", fmt.Sprintf("did you mean @%s?", near), "no team is called %q", line.Owner)
		}
	}
	switch {
	case line.BadDue != "":
		l.Errorf(action.pos, "bad-date", "write due 2026-11-30", "due: %q is not a date", short(line.BadDue))
	case line.Due == 0:
		l.Warnf(action.pos, "no-date", "add due 2026-11-30", "action has no due date: %s", short(line.Text))
	}
	if line.Moves == "" || slices.Contains(report.Movable, line.Moves) {
		return true
	}
	if _, known := a.measures[line.Moves]; known {
		return true
	}
	if !a.blindSite { // which may have it
		known := slices.Concat(report.Movable, sortedKeys(a.measures))
		l.Errorf(action.pos, "unknown-number", didYouMeanOr(line.Moves, known, "an id of /numbers/, or a measure of [quality]"), "moves: no number is called %q", short(line.Moves))
	}
	return false
}

// addLesson enters a lesson under its id, unless another one has it.
func (a *assembler) addLesson(lesson *report.Lesson, b *block) bool {
	if other := a.lessons[lesson.ID]; other != nil {
		a.problems.Errorf(b.at("id"), "same-id", "give one of them another id, or say confirms = [\""+lesson.ID+"\"]",
			"lesson %q stands twice: also at %s", lesson.ID, other.Pos)
		return false
	}
	a.lessons[lesson.ID] = lesson
	return true
}

// checkLessons runs when all lessons are known.
func (a *assembler) checkLessons(f *retroFile) {
	themes := a.archive.Site.Themes
	for i := range f.lessons {
		it, b := &f.lessons[i].lesson, f.lessons[i].block
		if it.Theme != "" && !slices.Contains(themes, it.Theme) && !a.blindSite {
			a.problems.Errorf(b.at("theme"), "unknown-theme", didYouMean(it.Theme, themes), "unknown theme %q", it.Theme)
		}
		for n, id := range it.LearnedFrom {
			if len(a.items[id]) == 0 {
				a.unknownItem(b.element("learned_from", id, n), "learned_from", id)
			}
		}
		for n, id := range it.Confirms {
			at := b.element("confirms", id, n)
			if id == it.ID {
				a.problems.Errorf(at, "confirms-itself", "name an earlier lesson", "lesson %q confirms itself", id)
			} else if a.lessons[id] == nil {
				a.unknownLesson(at, "confirms", id)
			}
		}
		a.checkMatch(it.Applies, b)
	}
}

// checkMatch wants the teams and components of applies_to to exist.
func (a *assembler) checkMatch(m report.Match, b *block) {
	sub := func() *block {
		applies, _ := b.values["applies_to"].(map[string]any)
		return b.sub(b.spot.kids["applies_to"], applies)
	}
	for n, id := range m.Teams {
		if a.teams[id] == nil {
			a.problems.Errorf(sub().element("teams", id, n), "unknown-team", didYouMean(id, a.words.teams()), "unknown team %q in applies_to", id)
		}
	}
	if len(m.Components) == 0 {
		return
	}
	known := a.words.components().all
	for n, c := range m.Components {
		if !known[c] && !a.blindItems {
			a.problems.Warnf(sub().element("components", c, n), "unknown-component", didYouMean(c, sortedKeys(known)), "no team and no deliverable has the component %q", short(c))
		}
	}
}
