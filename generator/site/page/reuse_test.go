package page

import (
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"testing"
)

// Q2 of Rules deferred ask-early; Q3 has to answer it again, as MR-4 needs design, and does not.
func TestAdvice(t *testing.T) {
	s := plan(report.Parts...)
	v := viewOf[*Report](t, s, "2026-q3/rules/index.html")
	if v.Advice == nil || len(v.Advice.Rows.First) != 1 || spaced(v.Advice.Act) != "1 lesson is not answered." {
		t.Fatalf("the plan of Q3 says %+v", v.Advice)
	}
	if v.Advice.Note != "One lesson speaks to this plan; it adopted none." {
		t.Errorf("the note is %q", v.Advice.Note)
	}
	row := v.Advice.Rows.First[0]
	if !row.Act || row.Verdict != "not answered" || row.Lesson.Path != "lessons/ask-early/index.html" || len(row.Items) != 1 || row.Items[0].Text != "MR-4" {
		t.Errorf("the row is %+v", row)
	}
	before := viewOf[*Report](t, s, "2026-q2/rules/index.html").Advice.Rows.First[0]
	if before.Act || before.Verdict != "deferred" || before.Why != "screens were thought to be finished" || !before.Again || before.Class != "moved" {
		t.Errorf("in Q2: %+v", before)
	}
	if viewOf[*Report](t, s, "2026-q1/rules/index.html").Advice != nil {
		t.Error("no lesson speaks to the first plan")
	}
	if viewOf[*Report](t, plan(report.Lessons, report.Retros, report.Numbers), "2026-q3/rules/index.html").Advice != nil {
		t.Error("who sees no plans is told how they answer")
	}
}

// Once its quarter has closed, nobody can answer any more: no red.
func TestUseWords(t *testing.T) {
	in := func(state report.State) *report.Report {
		return &report.Report{Quarter: &report.Quarter{State: state}}
	}
	adopted := &report.Answer{Verdict: "adopted"}
	for _, c := range []struct {
		use  report.Use
		want UseWords
	}{
		{report.Use{Answer: adopted, Due: true}, UseWords{"adopted", "", "delivered", false}},
		{report.Use{Stands: adopted}, UseWords{"adopted in an earlier plan", "", "delivered", false}},
		{report.Use{Report: in(report.Running), Due: true}, UseWords{"not answered", "", "", true}},
		{report.Use{Report: in(report.Ahead), Due: true}, UseWords{"not answered", "", "", true}},
		{report.Use{Report: in(report.Closed), Due: true}, UseWords{"was not answered", "", "", false}},
		{report.Use{Report: in(report.Ahead)}, UseWords{"not answered yet", "", "", false}},
	} {
		if got := useWords(english(), &c.use); got != c.want {
			t.Errorf("%+v: %+v, want %+v", c.use, got, c.want)
		}
	}
}

// One of the two answers that were due is adopted; the home page says so, with its definition.
func TestReuse(t *testing.T) {
	a := sample()
	a.Quarters[2].Report("rules").Plan.Answers = map[string]report.Answer{"ask-early": {Verdict: "adopted"}}
	s := Plan(a, metrics.Compute(a), i18n.English())
	reuse := viewOf[*Home](t, s, site.HomePath).Reuse
	if len(reuse) != 2 || spaced(reuse[0].Value+", "+reuse[0].Count) != "50 %, 1 of 2 matches" || reuse[0].Definition.Path != "numbers/index.html#reuse" || reuse[1].Value != "0" || reuse[1].Act {
		t.Errorf("the home page says %+v", reuse)
	}
	v := viewOf[*LessonPage](t, s, "lessons/ask-early/index.html")
	if f := v.Figs[1]; f.Rows.Text != "Delivered where adopted" || spaced(f.Value+", "+f.Count) != "0 %, 0 of 1 matching item, 1 still open" {
		t.Errorf("its items: %+v", f)
	}
	if len(v.Answers) != 2 || v.Answers[0].Quarter.Text != "2026 Q3" || v.Answers[0].Verdict != "adopted" || len(v.ToAnswer) != 0 {
		t.Errorf("the answers are %+v, missing %v", v.Answers, v.ToAnswer)
	}
	if viewOf[*Home](t, plan(report.Lessons), site.HomePath).Reuse != nil {
		t.Error("who sees no plans is told how they answer")
	}
}

// A theme in the retros of three quarters is the same lesson again; on its own page too.
func TestReturns(t *testing.T) {
	a := sample()
	q3 := a.Quarters[2]
	r := q3.Report("rules")
	r.Retro = &report.Retro{Lessons: []*report.Lesson{{ID: "third", Title: "Third", Theme: "dependencies", Team: r.Team, Quarter: q3}}}
	s := Plan(a, metrics.Compute(a), i18n.English())
	for _, path := range []string{site.LessonsPath, site.ThemePath("dependencies")} {
		v := viewOf[*Lessons](t, s, path).Returns
		if len(v) != 1 || v[0].Theme.Text != "dependencies" || len(v[0].Quarters) != 3 || v[0].Teams != "Rules" || spaced(v[0].Lessons) != "3 lessons" {
			t.Errorf("%s: %+v", path, v)
		}
	}
	two := viewOf[*Lessons](t, plan(report.Parts...), site.LessonsPath)
	if len(two.Returns) > 0 {
		t.Errorf("two quarters are not enough: %+v", two.Returns)
	}
}
