package render_test

import (
	"strings"
	"testing"

	"quarterdeck/generator/report"
)

// The prose of a plan, with links of every kind, as two audiences see it.
func TestProseLinks(t *testing.T) {
	spans := []report.Span{{HTML: "<p>See "}}
	ref := func(html string, r report.Ref) { spans = append(spans, report.Span{HTML: html, Ref: &r}) }
	q3 := report.QuarterID{Year: 2026, N: 3}
	ref("MR-101", report.Ref{Kind: report.RefDeliverable, ID: "MR-101"})
	ref("MR-104", report.Ref{Kind: report.RefDeliverable, ID: "MR-104"})
	ref("<b>a lesson</b>", report.Ref{Kind: report.RefLesson, ID: "ask-design-early"})
	ref("risks", report.Ref{Kind: report.RefReport, ID: "design", Quarter: q3, Fragment: "plan-risks"})
	ref("nowhere", report.Ref{Kind: report.RefReport, ID: "nobody", Quarter: q3})
	ref(` alt="a picture"`, report.Ref{Kind: report.RefFile, ID: "2026-q3/managed-rules/a b.png", Image: true})
	ref(` alt="gone"`, report.Ref{Kind: report.RefFile, ID: "gone.png", Image: true})
	spans = append(spans, report.Span{HTML: ".</p>"})

	r := renderer(t, nil)
	for _, c := range []struct {
		shows []report.Part
		want  string
	}{
		{report.Parts, `<p>See <a class="nb" href="../../shipped/mr-101/index.html">MR-101</a>` +
			`<a class="nb" href="../../2026-q4/managed-rules/index.html#item-mr-104">MR-104</a>` +
			`<a href="../../lessons/ask-design-early/index.html"><b>a lesson</b></a>` +
			`<a href="../design/index.html#plan-risks">risks</a>nowhere` +
			`<img loading="lazy" src="a%20b.png" alt="a picture">.</p>`},
		{[]report.Part{report.Plans}, `<p>See <a class="nb" href="#item-mr-101">MR-101</a>` +
			`<a class="nb" href="../../2026-q4/managed-rules/index.html#item-mr-104">MR-104</a>` +
			`<b>a lesson</b><a href="../design/index.html#plan-risks">risks</a>nowhere` +
			`<img loading="lazy" src="a%20b.png" alt="a picture">.</p>`},
	} {
		a := archive(t)
		a.Quarters[0].Report("managed-rules").Plan.Intro = report.Prose{Spans: spans, Text: "x"}
		s := planned(t, a.For(report.Audience{ID: "x", Shows: c.shows}))
		if got := get(t, r, s, "2026-q3/managed-rules/index.html"); !strings.Contains(got, c.want) {
			_, got, _ = strings.Cut(got, "<p>See ")
			got, _, _ = strings.Cut(got, "</p>")
			t.Errorf("%v:\ngot  <p>See %s\nwant %s", c.shows, got, c.want)
		}
	}
}

// What somebody wrote has its own direction, and its own language where that differs.
func TestProseHasItsLanguage(t *testing.T) {
	a := archive(t)
	a.Site.ContentLanguage = "de"
	got := get(t, renderer(t, nil), planned(t, a), "2026-q3/managed-rules/index.html")
	for _, want := range []string{`<div class="own" dir="auto" lang="de"><p>Goals and risks.</p></div>`, `<span dir="auto" lang="de">Book design capacity</span>`} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}
