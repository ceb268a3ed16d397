package page

import (
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"slices"
	"testing"
)

func TestLessonGolden(t *testing.T) {
	s := plan(report.Parts...)
	goldenView(t, "lesson.json", viewOf[*LessonPage](t, s, "lessons/ask-early/index.html"))
	v := viewOf[*Lessons](t, s, "lessons/index.html")
	if len(v.Picture) != 1 || v.Picture[0].Title != "Lessons by theme and team" {
		t.Errorf("the pictures are %+v", v.Picture)
	}
	v.Picture = nil // package chart has goldens of its own
	goldenView(t, "lessons.json", v)
}

func TestThemePages(t *testing.T) {
	s := plan(report.Parts...)
	if !s.Has("lessons/themes/dependencies/index.html") || s.Has("lessons/themes/planning/index.html") {
		t.Errorf("a theme has a page if it has a lesson; the pages are %v", s.Paths())
	}
	v := viewOf[*Lessons](t, s, "lessons/themes/dependencies/index.html")
	if len(v.Themes) != 3 || v.Themes[1].Path != "" || v.Themes[2].Count != 2 || !v.Themes[2].Current {
		t.Errorf("themes are %+v", v.Themes)
	}
}

// Without plans there is nobody to have adopted it; without retros no link leads there.
func TestLessonForOthers(t *testing.T) {
	v := viewOf[*LessonPage](t, plan(report.Lessons), "lessons/ask-early/index.html")
	if len(v.Answers) != 0 || len(v.Figs) != 1 || v.Team.Path != "" || len(v.From) != 0 {
		t.Errorf("an audience of lessons alone sees %+v", v)
	}
}

func TestMatchWords(t *testing.T) {
	a := sample()
	p := Plan(a, metrics.Compute(a), i18n.English()).Living()
	for _, c := range []struct {
		m    report.Match
		want string
	}{
		{report.Match{}, ""},
		{report.Match{Kinds: []report.Kind{report.Feature}, Teams: []string{"design"}}, "plans with a feature that needs Design"},
		{report.Match{Components: []string{"engine", "api"}}, "plans with an item on engine or api"},
		{report.Match{Kinds: []report.Kind{report.Debt, report.Groundwork}, Phases: []report.Phase{report.GA}}, "plans with debt or groundwork in GA"},
	} {
		if got := matchWords(p, c.m); got != c.want {
			t.Errorf("%+v: %s, want %s", c.m, got, c.want)
		}
	}
}

func TestSplitLead(t *testing.T) {
	ref := report.Span{HTML: "it", Ref: &report.Ref{Kind: report.RefTeam, ID: "rules"}}
	spans := func(s ...report.Span) []report.Span { return s }
	html := func(s string) report.Span { return report.Span{HTML: s} }
	for name, c := range map[string]struct{ in, lead, rest []report.Span }{
		"one paragraph":  {spans(html("<p>a</p>\n")), spans(html("<p>a</p>")), nil},
		"two":            {spans(html("<p>a</p>\n<p>b</p>\n")), spans(html("<p>a</p>")), spans(html("\n<p>b</p>\n"))},
		"a link in it":   {spans(html("<p>a "), ref, html(".</p>\n<ul>")), spans(html("<p>a "), ref, html(".</p>")), spans(html("\n<ul>"))},
		"a list first":   {spans(html("<ul><li>a</li></ul><p>b</p>")), nil, spans(html("<ul><li>a</li></ul><p>b</p>"))},
		"a link first":   {spans(ref), nil, spans(ref)},
		"nothing":        {nil, nil, nil},
		"never finished": {spans(html("<p>a")), nil, spans(html("<p>a"))},
	} {
		lead, rest := splitLead(report.Prose{Spans: c.in})
		if !slices.Equal(lead.Spans, c.lead) || !slices.Equal(rest.Spans, c.rest) {
			t.Errorf("%s: %v and %v", name, lead.Spans, rest.Spans)
		}
	}
}
