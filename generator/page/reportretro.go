package page

import (
	"cmp"
	"maps"
	"slices"

	"quarterdeck/generator/numbers"
	"quarterdeck/generator/report"
)

// Retro is a team's retro. Held false: there is none.
type Retro struct {
	Note                       string
	Held                       bool
	Headings                   report.RetroHeadings
	Intro, Well, Wrong, Change report.Prose
	Other                      []report.Document
	Actions                    []Action
	Earlier                    []Action // of earlier retros of this team, due by the end of this quarter or still open
	Follow                     string   // follow-through
}

// ReportLessons is what a report has to do with lessons: those that it learned, and its
// answers to those of others.
type ReportLessons struct {
	Learned  []LearnedRow
	Answered []AnswerRow
}

// LearnedRow is a lesson that the retro recorded.
type LearnedRow struct {
	Lesson   Link
	Theme    Link
	From     []Link // learned from these deliverables
	Confirms []Link // earlier lessons that came true again
}

// AnswerRow is how the plan answered a lesson.
type AnswerRow struct {
	Lesson       Link
	Verdict, Why string
	Again        bool // it came true again in this report's retro
}

func (p *planner) retro(r *report.Report, f *numbers.Figures) *Retro {
	v := &Retro{Headings: p.archive.Site.Retro}
	v.Earlier = p.actions(earlierActions(p.index().reports[r.Team.ID][:p.index().place[r]]))
	if len(f.ActionsDue) > 0 {
		v.Follow = "Of the actions due by now, " + f.FollowThrough().String() + " are done."
	}
	t := r.Retro
	if t == nil {
		v.Note = "No retro was held yet."
		if r.Quarter.State == report.Running {
			v.Note = "The retro is held when the quarter ends."
		}
		return v
	}
	v.Held = true
	v.Intro, v.Well, v.Wrong, v.Change, v.Other = t.Intro, t.Well, t.Wrong, t.Change, t.Other
	v.Actions = p.actions(t.Actions)
	if t.Held != 0 {
		v.Note = "Held on " + nb(t.Held.Long()) + "."
	}
	return v
}

// earlierActions are the actions of the last retro before this quarter, and those of
// older ones that are still open.
func earlierActions(before []*report.Report) []*report.Action {
	var out []*report.Action
	last := true
	for _, r := range slices.Backward(before) {
		if r.Retro == nil || len(r.Retro.Actions) == 0 {
			continue
		}
		for _, a := range r.Retro.Actions {
			if last || !a.Done {
				out = append(out, a)
			}
		}
		last = false
	}
	slices.SortStableFunc(out, func(a, b *report.Action) int { return cmp.Compare(a.Due, b.Due) })
	return out
}

func (p *planner) reportLessons(r *report.Report) *ReportLessons {
	v := &ReportLessons{}
	again := map[string]bool{}
	if r.Retro != nil {
		for _, l := range r.Retro.Lessons {
			row := LearnedRow{Lesson: p.lesson(l)}
			if l.Theme != "" {
				row.Theme = p.theme(l.Theme)
			}
			for _, id := range l.LearnedFrom {
				row.From = append(row.From, p.item(id))
			}
			for _, id := range l.Confirms {
				again[id] = true
				if earlier := p.index().lessons[id]; earlier != nil {
					row.Confirms = append(row.Confirms, p.lesson(earlier))
				}
			}
			v.Learned = append(v.Learned, row)
		}
	}
	if r.Plan == nil {
		return v
	}
	for _, id := range slices.Sorted(maps.Keys(r.Plan.Answers)) {
		l := p.index().lessons[id]
		if l == nil {
			continue
		}
		a := r.Plan.Answers[id]
		v.Answered = append(v.Answered, AnswerRow{p.lesson(l), a.Verdict, a.Why, again[id]})
	}
	return v
}
