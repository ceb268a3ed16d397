package link

import (
	"fmt"
	"slices"
	"sync"

	"quarterdeck/generator/content"
	"quarterdeck/generator/content/actions"
	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// linkLessons enters the lessons of all retros, without prose.
func (a *assembler) linkLessons() {
	for i, reports := range a.reports {
		for _, r := range reports {
			if r.Retro == nil {
				continue
			}
			if a.kept.quarter(i) != nil {
				for n, lesson := range r.Retro.Lessons {
					a.addLesson(lesson, r.retro.Retro.Lessons[n].Block)
				}
				continue
			}
			for n := range r.retro.Retro.Lessons {
				from := &r.retro.Retro.Lessons[n]
				lesson := from.Lesson
				lesson.Applies.Teams = a.allCalled(lesson.Applies.Teams)
				lesson.Team, lesson.Quarter, lesson.Held = r.Team, r.Quarter, r.Retro.Held
				if a.addLesson(&lesson, from.Block) {
					r.Retro.Lessons = append(r.Retro.Lessons, &lesson)
				}
			}
		}
	}
}

// sections tells the sections of a team's retros apart.
type sections struct{ team, site *content.Headings }

func (a *assembler) sectionsOf(team string) sections {
	s := sections{site: &a.site.Headings}
	if p := a.files["content/teams/"+team+".md"]; p != nil && p.Team != nil {
		s.team = &p.Team.Headings
	}
	return s
}

func (s sections) kind(title string) report.SectionKind { return content.KindOf(title, s.team, s.site) }

// checkSections finds headings that were probably meant to be those of the four sections.
func (a *assembler) checkSections(f *content.RetroFile, of sections) {
	if a.blindSite {
		return
	}
	known := of.site.First()
	if of.team != nil {
		known = append(of.team.First(), known...)
	}
	for _, s := range f.Sections {
		if of.kind(s.Title) != "" {
			continue
		}
		if near := content.NearHeading(s.Title, known); near != "" {
			a.problems.Warnf(s.Pos, "near-heading", fmt.Sprintf("did you mean %q?", near), "the section %q is not one of the four", diag.Short(s.Title))
		}
	}
}

// linkActions takes the actions of the sections under "What we change".
func (a *assembler) linkActions(r *report.Report, f *content.RetroFile) {
	taken := markdown.Taken{} // ids of one section differ already
	of := a.sectionsOf(r.Team.ID)
	a.checkSections(f, of)
	r.Retro.Sections = make([]report.Section, len(f.Sections))
	for n, s := range f.Sections {
		section := &r.Retro.Sections[n]
		section.Title, section.Kind = s.Title, of.kind(s.Title)
		if section.Kind != report.SectionChange {
			continue
		}
		a.problems = append(a.problems, s.Strays...)
		if len(s.Actions) == 0 {
			continue
		}
		all := make([]report.Action, len(s.Actions))
		for i := range s.Actions {
			action := &s.Actions[i]
			all[i] = report.Action{
				ID: taken.Unique(action.ID, ".", 2), Owner: a.called(a.owner(action)), Team: r.Team, Quarter: r.Quarter,
				Due: action.Line.Due, Done: action.Done, Moves: action.Line.Moves, Again: action.Line.Again, AgainOf: action.Line.AgainOf, Pos: action.Pos,
			}
			r.Retro.Actions = append(r.Retro.Actions, &all[i])
			section.Actions = append(section.Actions, &all[i])
			if !a.checkAction(action) {
				all[i].Moves = ""
			}
		}
	}
}

// owner is who is to do an action: a team, or a name with all its words.
func (a *assembler) owner(action *actions.Action) string {
	if action.Line.Name != "" && a.teams[action.Line.Owner] == nil {
		return action.Line.Name
	}
	return action.Line.Owner
}

// checkAction reports whether the number that an action names is known.
func (a *assembler) checkAction(action *actions.Action) bool {
	l, line := &a.problems, action.Line
	if line.Text == "" {
		l.Warnf(action.Pos, "empty-action", "say what will be done", "action has no text")
	}
	a.checkOwner(action)
	switch {
	case line.BadDue != "":
		l.Errorf(action.Pos, "bad-date", "write due 2026-11-30", "due: %q is not a date", diag.Short(line.BadDue))
	case line.Due == 0:
		l.Warnf(action.Pos, "no-date", "add due 2026-11-30", "action has no due date: %s", diag.Short(line.Text))
	}
	if line.Moves == "" || a.movable == nil || slices.Contains(a.movable, line.Moves) || a.measures.Has(line.Moves) {
		return true
	}
	if !a.blindSite { // which may have it
		known := slices.Concat(a.movable, a.measures.IDs())
		l.Errorf(action.Pos, "unknown-number", content.DidYouMeanOr(line.Moves, known, "an id of /numbers/, or a measure of [quality]"), "moves: unknown number %q", diag.Short(line.Moves))
	}
	return false
}

// checkOwner wants an owner that is a team, or whose name is there as a whole.
func (a *assembler) checkOwner(action *actions.Action) {
	l, line := &a.problems, action.Line
	switch near := content.Nearest(line.Owner, a.words.teams().Near(line.Owner)); {
	case line.Owner == "":
		l.Warnf(action.Pos, "no-owner", "add @team or @name", "action has no owner: %s", diag.Short(line.Text))
	case a.teams[line.Owner] != nil:
	case line.Name != "":
		l.Warnf(action.OwnerAt, "unquoted-owner", fmt.Sprintf("write @%q if that is the name", line.Name), "the owner @%s is followed by words that may belong to the name", line.Owner)
	case near != "":
		l.Warnf(action.Pos, "unknown-owner", fmt.Sprintf("did you mean @%s?", near), "unknown team %q", line.Owner)
	case action.Bracket:
		l.Warnf(action.Pos, "bracketed-owner", "end the action with @name, or begin it with [ ]", "[%s] is read as the owner of this action, and is the id of no team", diag.Short(line.Owner))
	}
}

// addLesson enters a lesson under its id, unless another one has it.
func (a *assembler) addLesson(lesson *report.Lesson, b *content.Block) bool {
	if other := a.lessons[lesson.ID]; other != nil {
		a.problems.Errorf(b.At("id"), "same-id", "give one of them another id, or write confirms = [\""+lesson.ID+"\"]",
			"duplicate lesson %q: also at %s", lesson.ID, other.Pos)
		return false
	}
	a.lessons[lesson.ID] = lesson
	return true
}

// checkLessons runs when all lessons are known.
func (a *assembler) checkLessons(f *content.RetroFile) {
	themes := a.archive.Site.Themes
	for i := range f.Lessons {
		it, b := &f.Lessons[i].Lesson, f.Lessons[i].Block
		if it.Theme != "" && !slices.Contains(themes, it.Theme) && !a.blindSite {
			a.problems.Errorf(b.At("theme"), "unknown-theme", content.DidYouMean(it.Theme, themes), "unknown theme %q", it.Theme)
		}
		a.checkIDs(b, "learned_from", it.LearnedFrom, false)
		at := sync.OnceValue(func() []diag.Pos { return b.Elements("confirms", it.Confirms) })
		for n, id := range it.Confirms {
			if id == it.ID {
				a.problems.Errorf(at()[n], "confirms-itself", "name an earlier lesson", "lesson %q confirms itself", id)
			} else if a.lessons[id] == nil {
				a.unknownLesson(at()[n], "confirms", id)
			}
		}
		a.checkMatch(it.Applies, b)
	}
}

// checkMatch wants the teams and components of applies_to to exist.
func (a *assembler) checkMatch(m report.Match, b *content.Block) {
	for n, id := range m.Teams {
		if a.teams[id] == nil {
			a.problems.Errorf(b.Table("applies_to").Element("teams", id, n), "unknown-team", content.DidYouMean(id, a.words.teams().Near(id)), "unknown team %q in applies_to", id)
		}
	}
	if len(m.Components) == 0 {
		return
	}
	known := a.words.components().all
	for n, c := range m.Components {
		if !known[c] && !a.blindItems {
			a.problems.Warnf(b.Table("applies_to").Element("components", c, n), "unknown-component", content.DidYouMean(c, a.words.allComponents().Near(c)), "no team and no deliverable has the component %q", diag.Short(c))
		}
	}
}

// checkAgain wants an action that is marked `again` to raise an earlier one. It runs once
// actions have their texts.
func (a *assembler) checkAgain() {
	marked := func(k *report.Action) bool { return k.Again }
	if !slices.ContainsFunc(slices.Concat(a.reports...), func(r *linked) bool { return r.Retro != nil && slices.ContainsFunc(r.Retro.Actions, marked) }) {
		return
	}
	for _, t := range report.Tracks(a.archive) {
		if k := t.First(); k.Again {
			of := "earlier"
			if k.AgainOf != (report.QuarterID{}) {
				of = k.AgainOf.String()
			}
			a.problems.Warnf(k.Pos, "again-of-nothing", "repeat its words, or name the quarter: again "+k.Quarter.ID.Prev().String(),
				"action is marked again, but no %s retro of %s has it", of, k.Team.ID)
		}
	}
}
