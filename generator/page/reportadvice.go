package page

import (
	"cmp"
	"slices"

	"quarterdeck/generator/report"
)

// Advice is the lessons of earlier quarters that speak to a plan, and how it answered them.
type Advice struct {
	Note string
	Act  string // how many answers are missing, where somebody must still give them
	Rows Fold[AdviceRow]
}

// AdviceRow is one lesson in one plan.
type AdviceRow struct {
	Lesson Link
	From   string // "Managed Rules, 2026 Q2"
	Items  []Link // planned ones to which it speaks
	UseWords
	Again bool // it came true again in this report's retro
}

// UseWords is how a plan answered a lesson.
type UseWords struct {
	Verdict, Why string
	Class        string // swatch, or "" without an answer
	Act          bool   // the plan still has to answer it
}

// useWords says how a plan answered. Once its quarter has closed nobody can answer any more.
func useWords(u *report.Use) UseWords {
	switch {
	case u.Answer != nil:
		return UseWords{u.Answer.Verdict, u.Answer.Why, verdictClass(u.Answer.Verdict), false}
	case u.Stands != nil:
		return UseWords{u.Stands.Verdict + " in an earlier plan", u.Stands.Why, verdictClass(u.Stands.Verdict), false}
	case u.Due && u.Report.Quarter.State != report.Closed:
		return UseWords{Verdict: "not answered", Act: true}
	case u.Due:
		return UseWords{Verdict: "was not answered"}
	}
	return UseWords{Verdict: "not answered yet"}
}

// advice is nil where no lesson speaks to the plan and it answers none.
func (p *planner) advice(r *report.Report) *Advice {
	if !p.showsAnswers() {
		return nil
	}
	uses := p.over.matcher().Uses(r)
	if len(uses) == 0 {
		return nil
	}
	again := map[string]bool{}
	if r.Retro != nil {
		for _, l := range r.Retro.Lessons {
			for _, id := range l.Confirms {
				again[id] = true
			}
		}
	}
	slices.SortStableFunc(uses, func(x, y *report.Use) int { // what lacks an answer first, then the newest lesson
		return cmp.Or(cmp.Compare(weight(x), weight(y)), y.Lesson.Quarter.ID.Compare(x.Lesson.Quarter.ID))
	})
	var rows []AdviceRow
	adopted, missing := 0, 0
	for _, u := range uses {
		row := AdviceRow{Lesson: p.lesson(u.Lesson), From: u.Lesson.Team.Name + ", " + nb(u.Lesson.Quarter.ID.Title()), UseWords: useWords(u), Again: again[u.Lesson.ID]}
		for _, d := range u.Items {
			row.Items = append(row.Items, p.item(d.ID))
		}
		if row.Act {
			missing++
		}
		if u.Answer != nil && u.Answer.Verdict == "adopted" {
			adopted++
		}
		rows = append(rows, row)
	}
	v := &Advice{Rows: fold(rows), Note: capital(number(len(rows))) + " " + verb(len(rows), "lesson speaks", "lessons speak") + " to this plan; it adopted " + cmp.Or(map[int]string{0: "none"}[adopted], number(adopted)) + "."}
	if missing > 0 {
		v.Act = count(missing, "lesson is", "lessons are") + " not answered."
	}
	return v
}

// weight puts what the plan must answer first, and what an earlier plan answered last.
func weight(u *report.Use) int {
	switch {
	case u.Due && u.Answer == nil:
		return 0
	case u.Answer != nil:
		return 1
	case u.Stands != nil:
		return 3
	}
	return 2
}
