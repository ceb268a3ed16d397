package page

import (
	"cmp"
	"maps"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
)

// Advice is the lessons of earlier quarters that speak to a plan, and how it answered them.
type Advice struct {
	Note string
	Act  string // how many answers are missing, where somebody must still give them
	Rows part.Fold[AdviceRow]
}

// AdviceRow is one lesson in one plan.
type AdviceRow struct {
	Lesson site.Link
	From   string      // "Managed Rules, 2026 Q2"
	Items  []site.Link // planned ones to which it speaks
	UseWords
	Again bool // it came true again in this report's retro
}

// UseWords is how a plan answered a lesson.
type UseWords struct {
	Verdict, Why string
	Class        string // swatch, or "" without an answer
	Act          bool   // the plan still has to answer it
}

// advice is nil where no lesson speaks to the plan and it answers none.
func advice(c *site.Context, r *report.Report) *Advice {
	if !c.ShowsAnswers() {
		return nil
	}
	uses := c.Over.Matcher().Uses(r)
	if len(uses) == 0 {
		return nil
	}
	again := map[string]bool{}
	for _, l := range part.LessonsOf(r) {
		for _, id := range l.Confirms {
			again[id] = true
		}
	}
	slices.SortStableFunc(uses, func(x, y *report.Use) int { // what lacks an answer first, then the newest lesson
		return cmp.Or(cmp.Compare(weight(x), weight(y)), y.Lesson.Quarter.ID.Compare(x.Lesson.Quarter.ID))
	})
	rows := site.Each(uses, func(u *report.Use) AdviceRow {
		return AdviceRow{Lesson: c.Lesson(u.Lesson), From: c.T("lesson.in-quarter", "team", u.Lesson.Team.Name, "quarter", part.OneLine(c.Words.Quarter(u.Lesson.Quarter.ID))),
			UseWords: useWords(c, u), Again: again[u.Lesson.ID], Items: site.Each(u.Items, func(d *report.Deliverable) site.Link { return c.Item(d.ID) })}
	})
	v := &Advice{Rows: part.Folded(rows), Note: c.T("advice.note", "n", len(rows), "adopted", site.Number(uses, wasAdopted))}
	if missing := unanswered(c, uses); missing > 0 {
		v.Act = c.T("advice.act", "n", missing)
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

// ReturnRow is a theme that comes back in quarter after quarter: the same lesson again.
type ReturnRow struct {
	Theme    site.Link
	Quarters []site.Link
	Teams    string
	Lessons  string // "5 lessons"
}

// returns are the themes that came back; of a theme alone where one is given.
func returns(c *site.Context, theme string) []ReturnRow {
	var out []ReturnRow
	for _, r := range report.Returns(c.Archive) {
		if r.Theme == "" || theme != "" && r.Theme != theme {
			continue
		}
		row := ReturnRow{Theme: c.Theme(r.Theme), Lessons: c.T("lessons.count", "n", len(r.Lessons))}
		row.Theme.Text = r.Theme
		row.Quarters = site.Each(r.Quarters, func(q report.QuarterID) site.Link {
			return site.Link{Text: part.OneLine(c.Words.Quarter(q)), Path: c.QuarterPath(q)}
		})
		row.Teams = c.Words.List(slices.Sorted(slices.Values(part.TeamNames(r.Teams))))
		out = append(out, row)
	}
	return out
}

// everyUse is what all plans make of all lessons.
func everyUse(c *site.Context) []*report.Use {
	return slices.Concat(slices.Collect(maps.Values(c.Over.Uses()))...)
}

func wasAdopted(u *report.Use) bool { return u.Answer != nil && u.Answer.Verdict == "adopted" }

// reuseFigs are the rate of reuse, and what current plans still have to answer; rows is the page of the lessons.
// None where the audience does not see how plans answer.
func reuseFigs(c *site.Context, rows string) []part.Fig {
	if !c.ShowsAnswers() {
		return nil
	}
	uses := everyUse(c)
	return []part.Fig{share(c, "reuse", "reuse", rows, metrics.Reuse(uses), "matches"), toDo(c, "not-answered", rows, unanswered(c, uses), "current-matches")}
}

// unanswered is how many plans still have to answer.
func unanswered(c *site.Context, uses []*report.Use) int {
	return site.Number(uses, func(u *report.Use) bool { return useWords(c, u).Act })
}

// useWords says how a plan answered. Once its quarter has closed nobody can answer any more.
func useWords(c *site.Context, u *report.Use) UseWords {
	switch {
	case u.Answer != nil:
		return UseWords{c.T("verdict." + u.Answer.Verdict), u.Answer.Why, verdictClass(u.Answer.Verdict), false}
	case u.Stands != nil:
		return UseWords{c.T("verdict.earlier-" + u.Stands.Verdict), u.Stands.Why, verdictClass(u.Stands.Verdict), false}
	case u.Due && u.Report.Quarter.State != report.Closed:
		return UseWords{Verdict: c.T("verdict.not-answered"), Act: true}
	case u.Due:
		return UseWords{Verdict: c.T("verdict.was-not-answered")}
	}
	return UseWords{Verdict: c.T("verdict.not-answered-yet")}
}

// usesOf is what plans make of a lesson, newest quarter first; none where the audience does not
// see it.
func usesOf(c *site.Context, lesson string) []*report.Use {
	if !c.ShowsAnswers() {
		return nil
	}
	return c.Over.Uses()[lesson]
}

// verdictClass is the swatch of an answer.
func verdictClass(verdict string) string {
	return cmp.Or(map[string]string{"adopted": "delivered", "deferred": "moved"}[verdict], "open")
}

// retroLink is a link to a team's retro, named after the team.
func retroLink(c *site.Context, q *report.Quarter, t *report.Team) site.Link {
	l := c.Report(q, t)
	if l.Path != "" && c.Shows(report.Retros) {
		l.Path += "#retro"
	}
	return l
}
