package content

import (
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// linkRetros makes the retros, with their actions and lessons, without prose.
func (a *assembler) linkRetros() {
	for _, q := range a.archive.Quarters {
		for _, r := range q.Reports {
			p := a.file(r, "retro.md")
			if p == nil || p.retro == nil {
				continue
			}
			r.Retro = &report.Retro{Held: p.retro.held, Pos: p.retro.block.text.at(0)}
			a.linkActions(r, p.retro)
			for i := range p.retro.lessons {
				a.linkLesson(r, &p.retro.lessons[i])
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
	taken := map[string]bool{}
	for _, s := range f.sections {
		if !isSection(s.title, a.archive.Site.Retro.Change) {
			continue
		}
		for _, action := range s.actions {
			id := action.id
			for n := 2; taken[id]; n++ {
				id = fmt.Sprintf("%s.%d", action.id, n)
			}
			taken[id] = true
			r.Retro.Actions = append(r.Retro.Actions, &report.Action{
				ID: id, Owner: action.line.Owner, Team: r.Team, Quarter: r.Quarter,
				Due: action.line.Due, Done: action.done, Pos: action.pos,
			})
			a.checkAction(action)
		}
	}
}

func (a *assembler) checkAction(action retroAction) {
	l, line := &a.problems, action.line
	if line.Text == "" {
		l.Warnf(action.pos, "empty-action", "say what will be done", "action has no text")
	}
	if line.Owner == "" {
		l.Warnf(action.pos, "no-owner", "add @team or @name", "action has no owner: %s", short(line.Text))
	} else if a.teams[line.Owner] == nil {
		if near := nearest(line.Owner, sortedKeys(a.teams)); near != "" {
			l.Warnf(action.pos, "unknown-owner", fmt.Sprintf("did you mean @%s?", near), "no team is called %q", line.Owner)
		}
	}
	switch {
	case line.BadDue != "":
		l.Errorf(action.pos, "bad-date", "write due 2026-11-30", "due: %q is not a date", short(line.BadDue))
	case line.Due == 0:
		l.Warnf(action.pos, "no-date", "add due 2026-11-30", "action has no due date: %s", short(line.Text))
	}
}

func (a *assembler) linkLesson(r *report.Report, parsed *retroLesson) {
	lesson := parsed.lesson
	if other := a.lessons[lesson.ID]; other != nil {
		a.problems.Errorf(parsed.block.at("id"), "same-id", "give one of them another id, or say confirms = [\""+lesson.ID+"\"]",
			"lesson %q stands twice: also at %s", lesson.ID, other.Pos)
		return
	}
	lesson.Team, lesson.Quarter, lesson.Held = r.Team, r.Quarter, r.Retro.Held
	a.lessons[lesson.ID] = &lesson
	r.Retro.Lessons = append(r.Retro.Lessons, &lesson)
}

// checkLessons runs when all lessons are known.
func (a *assembler) checkLessons(r *report.Report, f *retroFile) {
	themes := a.archive.Site.Themes
	for i := range f.lessons {
		it, b := &f.lessons[i].lesson, f.lessons[i].block
		if it.Theme != "" && !slices.Contains(themes, it.Theme) && !a.blindSite {
			a.problems.Errorf(b.at("theme"), "unknown-theme", didYouMean(it.Theme, themes), "unknown theme %q", it.Theme)
		}
		for n, id := range it.LearnedFrom {
			if len(a.items[id]) == 0 {
				a.unknownItem(a.listPos(b, "learned_from", id, n), "learned_from", id)
			}
		}
		for n, id := range it.Confirms {
			at := a.listPos(b, "confirms", id, n)
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
	applies, _ := b.values["applies_to"].(map[string]any)
	sub := b.sub(b.spot.kids["applies_to"], applies)
	for n, id := range m.Teams {
		if a.teams[id] == nil {
			a.problems.Errorf(a.listPos(sub, "teams", id, n), "unknown-team", didYouMean(id, sortedKeys(a.teams)), "unknown team %q in applies_to", id)
		}
	}
	known := a.components()
	for n, c := range m.Components {
		if !known[c] && !a.blindItems {
			a.problems.Warnf(a.listPos(sub, "components", c, n), "unknown-component", didYouMean(c, sortedKeys(known)), "no team and no deliverable has the component %q", short(c))
		}
	}
}

// components are all that teams and deliverables name.
func (a *assembler) components() map[string]bool {
	if a.known == nil {
		a.known = map[string]bool{}
		for _, t := range a.archive.Teams {
			for _, c := range t.Components {
				a.known[c] = true
			}
		}
		for _, items := range a.items {
			for _, d := range items {
				for _, c := range d.Components {
					a.known[c] = true
				}
			}
		}
	}
	return a.known
}
