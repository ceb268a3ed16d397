package preview

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"quarterdeck/generator"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/testsite"
)

const retroFile = "content/2026-q3/rules/retro.md"

// someProblems are problems of three files, sorted, and the files.
func someProblems() (diag.List, func(string) []byte) {
	var l diag.List
	l.Errorf(diag.Pos{File: retroFile, Line: 3, Col: 8}, "bad-date", "write it as 2026-10-02", "held: %q is not a date", "yesterday")
	l.Warnf(diag.Pos{File: retroFile, Line: 7, Col: 1}, "no-owner", "add @team or @name", "action has no owner")
	l.Warnf(diag.Pos{File: "content/2026-q3/firewall/plan.md", Line: 1}, "no-cut-off", "", "the plan has no cut-off date")
	l.Errorf(diag.Pos{File: "site.toml"}, "unreadable", "", "it cannot be read")
	files := map[string]string{
		retroFile:                          "+++\nwho = 1\nheld = \"yesterday\"\n+++\n\n## What we change\n- [ ] Something\n",
		"content/2026-q3/firewall/plan.md": "+++\n+++\n",
	}
	return l.Sorted(), func(name string) []byte {
		if text, ok := files[name]; ok {
			return []byte(text)
		}
		return nil
	}
}

func panelOf(s pageState) string {
	m := markup{Locale: i18n.English()}
	m.panel(s)
	return m.b.String()
}

func TestPanelGolden(t *testing.T) {
	problems, lines := someProblems()
	testsite.Golden(t, "panel-stale.html", []byte(panelOf(pageState{Path: "2026-q3/rules/index.html", Problems: problems, Stale: true, Lines: lines})))
	testsite.Golden(t, "panel-clean.html", []byte(panelOf(pageState{Path: "numbers/index.html"})))
	testsite.Golden(t, "panel-advice.html", []byte(panelOf(pageState{Path: "2026-q4/rules/index.html", Archive: twoQuarters()})))
	testsite.Golden(t, "panel-waiting.html", []byte(panelOf(pageState{Path: "2026-q3/rules/index.html", Quarter: testsite.Quarter("2026-q3"), Waiting: []generator.Waiting{
		{Files: []string{"content/import/jira.csv"}, Changes: []generator.Edited{
			{Path: "content/2026-q3/rules/metrics.toml", Old: []byte("[[item]]\nid = \"R-1\"\nstatus = \"open\"\n"), New: []byte("[[item]]\nid = \"R-1\"\nstatus = \"moved\"\n")}}},
		{Files: []string{"content/import/runs.json"}, Refusal: "name the team with --team"},
		{Files: []string{"content/import/notes.txt"}, Problems: problems[:1]},
	}})))
	testsite.Golden(t, "problems.html", problemsPage(i18n.English(), problems, lines))
	testsite.Golden(t, "problems-none.html", problemsPage(i18n.English(), nil, lines))
}

func TestInject(t *testing.T) {
	page := "<!doctype html><html><head><title>a</title></head>\n<body class=\"x\">\n<main>a</main></body></html>"
	got := string(inject([]byte(page), pageState{Words: i18n.English(), Path: "index.html", Generation: 7, Navigate: true}))
	for _, part := range []string{
		"<title>a</title><link rel=\"stylesheet\" href=\"/-/client/preview.css\">",
		"<script src=\"/-/client/client.js\" defer data-generation=\"7\" data-navigate></script>\n</head>\n<body class=\"x\"><aside id=\"quarterdeck\"",
		"</aside>\n\n<main>a</main></body></html>",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is not in\n%s", part, got)
		}
	}
	for _, page := range []string{"", "{}", "<html>", "<body>", "<body></head>", "</head><body", "a,b\n"} {
		if got := string(inject([]byte(page), pageState{})); got != page {
			t.Errorf("%q is no page, and became %q", page, got)
		}
	}
}

func TestWhichProblemsStandBesideAPage(t *testing.T) {
	a := twoQuarters()
	for _, c := range []struct {
		page, file string
		want       bool
	}{
		{"index.html", "content/index.md", true},
		{"index.html", "content/2026-q3/rules/plan.md", false},
		{"index.html", "site.toml", true},
		{"numbers/index.html", "templates/numbers.html", true},
		{"numbers/index.html", "content/index.md", false},
		{"2026-q3/index.html", "content/2026-q3/rules/plan.md", true},
		{"2026-q3/index.html", "content/2026-q3/index.md", true},
		{"2026-q3/index.html", "content/2026-q4/rules/plan.md", false},
		{"2026-q3/rules/index.html", "content/2026-q3/rules/metrics.toml", true},
		{"2026-q3/rules/index.html", "content/2026-q3/Rules/metrics.toml", true},
		{"2026-q3/rules/index.html", "content/teams/rules.md", true},
		{"2026-q3/rules/index.html", "content/2026-q3/rules/updates/2026-08-03.md", true},
		{"2026-q3/design/index.html", "content/2026-q3/rules/updates/2026-08-03.md", false},
		{"2026-q3/index.html", "content/2026-q3/rules/updates/2026-08-03.md", true},
		{"teams/rules/index.html", "content/2026-q3/rules/updates/2026-08-03.md", true},
		{"2026-q3/rules/index.html", "content/2026-q3/rules-engine/plan.md", false},
		{"2026-q3/rules/index.html", "content/2026-q3/index.md", false},
		{"2026-q3/editions/1/rules/index.html", "content/2026-q3/editions/1/edition.toml", true},
		{"2026-q3/rules/index.html", "content/2026-q3/editions/1/edition.toml", false},
		{"lessons/rules/index.html", "content/teams/rules.md", false},
		{"teams/rules/index.html", "content/2026-q4/rules/plan.md", true},
		{"teams/rules/index.html", "content/teams/design.md", false},
		{"lessons/ask-early/index.html", "content/2026-q3/rules/retro.md", true},
		{"lessons/ask-early/index.html", "content/2026-q4/rules/plan.md", false},
		{"shipped/mr-1/index.html", "content/2026-q3/rules/plan.md", true},
		{"shipped/mr-1/index.html", "content/2026-q3/design/plan.md", false},
		{"shipped/index.html", "content/2026-q3/rules/plan.md", false},
		{"teams/index.html", "content/teams/rules.md", true},
	} {
		if got := behind(c.page, c.file, a); got != c.want {
			t.Errorf("%s behind %s: %v, want %v", c.file, c.page, got, c.want)
		}
	}
	if behind("lessons/ask-early/index.html", retroFile, nil) {
		t.Error("without an archive nobody knows where a lesson is written")
	}
}

func TestExcerpt(t *testing.T) {
	for name, c := range map[string]struct {
		text      string
		line, col int
		want      string // number|text, the marked one with > and what is before the column in [ ]
	}{
		"the middle":          {"a\nb\nc\nd\ne\nf\n", 3, 1, "1|a 2|b >3|c[] 4|d 5|e"},
		"the first":           {"a\nb\nc\nd\n", 1, 2, ">1|a[a] 2|b 3|c"},
		"the last":            {"a\nb\nc\nd", 4, 1, "2|b 3|c >4|d[]"},
		"blank ends":          {"\n\nc\n \nx", 3, 1, ">3|c[] 4|  5|x"},
		"after the last line": {"a\n", 2, 1, "1|a >2|[]"},
		"no such line":        {"a\n", 9, 1, ""},
		"the whole file":      {"a\n", 0, 0, ""},
		"carriage returns":    {"a\r\nb\r\n", 2, 2, "1|a >2|b[b]"},
		"a column too far":    {"ab\n", 1, 99, ">1|ab[ab]"},
		"bytes, not letters":  {"éé=x\n", 1, 5, ">1|éé=x[éé]"},
		"far to the right": {strings.Repeat("x", 50) + "!y\nshort\n", 1, 51,
			">1|…" + strings.Repeat("x", 16) + "!y[…" + strings.Repeat("x", 16) + "] 2|"},
	} {
		var out []string
		for _, l := range excerpt([]byte(c.text), diag.Pos{Line: c.line, Col: c.col}) {
			s := fmt.Sprintf("%d|%s", l.Number, l.Text)
			if l.Marked {
				s = ">" + s + "[" + l.Before + "]"
			}
			out = append(out, s)
		}
		if got := strings.Join(out, " "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if got := excerpt([]byte(strings.Repeat("x", 1<<20)), diag.Pos{Line: 1, Col: 3}); len(got) != 1 || len([]rune(got[0].Text)) > mostColumns+1 {
		t.Error("a very long line is not cut")
	}
}

// Whatever files and problems say, the panel stays one element with the elements that
// this package writes, and without anything that runs.
func TestPanelEscapes(t *testing.T) {
	hostile := []string{
		`</aside><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onfocus='alert(1)`, "<!--", "</pre></code>",
		"a\x00b\x1b[31m", "\u202edne\u2066", "\xff\xfe", "&lt;&#x3c;", "<svg/onload=alert(1)>", "%s%!d(string=x)",
	}
	for _, bad := range hostile {
		var l diag.List
		at := diag.Pos{File: "content/2026-q3/rules/" + bad, Line: 1, Col: 2}
		l.Errorf(at, bad, bad, "%s", bad)
		a := twoQuarters()
		a.Quarters[1].Report("rules").Items[0].ID = bad
		a.Quarters[0].Report("rules").Retro.Actions[0].Text.Text = bad
		a.Teams[0].Name = bad
		lines := func(string) []byte { return []byte(bad + "\n" + bad) }
		for _, s := range []pageState{
			{Words: i18n.English(), Path: "2026-q3/rules/index.html", Problems: l, Stale: true, Lines: lines},
			{Words: i18n.English(), Path: "2026-q4/rules/index.html", Problems: l, Archive: a, Lines: lines},
		} {
			page := inject([]byte("<html><head></head><body></body></html>"), s)
			checkSafe(t, bad, string(page))
		}
		checkSafe(t, bad, string(problemsPage(i18n.English(), l, lines)))
	}
}

func checkSafe(t *testing.T, bad, page string) {
	t.Helper()
	allowed := " html head body meta title link script aside p details summary div section h1 h2 ul li b code pre i u span a header main "
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("%q makes a comment", bad)
		}
		if n.Type != html.ElementNode {
			if strings.ContainsAny(n.Data, "\x00\x1b\u202e\u2066") {
				t.Errorf("%q goes through as it is", bad)
			}
			continue
		}
		if !strings.Contains(allowed, " "+n.Data+" ") {
			t.Errorf("%q makes an element <%s>", bad, n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || (a.Key == "src" || a.Key == "href") && !strings.HasPrefix(a.Val, "/") {
				t.Errorf("%q makes an attribute %s=%q", bad, a.Key, a.Val)
			}
		}
		if n.Data == "script" && (n.FirstChild != nil || n.Parent.Data != "head") {
			t.Errorf("%q makes a script", bad)
		}
	}
	if n := strings.Count(page, "<aside"); n > 1 {
		t.Errorf("%q makes %d panels", bad, n)
	}
}

// A flood of problems does not make a page that nobody can load.
func TestManyProblems(t *testing.T) {
	var l diag.List
	for n := range 3000 {
		l.Errorf(diag.Pos{File: retroFile, Line: n + 1, Col: 1}, "x", "", "problem %d", n)
	}
	lines := func(string) []byte { return []byte(strings.Repeat("line\n", 3000)) }
	panel := panelOf(pageState{Path: "2026-q3/rules/index.html", Problems: l, Lines: lines})
	if n := strings.Count(panel, "<li "); n != mostInPanel {
		t.Errorf("%d problems stand in the panel", n)
	}
	if !strings.Contains(panel, ">See all 3000 problems</a>") || !strings.Contains(panel, ">3000 errors</summary>") {
		t.Errorf("the panel hides how many there are:\n%.300s", panel)
	}
	if page := problemsPage(i18n.English(), l, lines); strings.Count(string(page), "<li ") != mostOnPage || !strings.Contains(string(page), "The first 500 of 3000 are shown here.") {
		t.Error("the page of all problems shows them all, or does not say that it does not")
	}
}

func TestClientFiles(t *testing.T) {
	for name := range clientFiles {
		if data, kind, ok := clientFile(name); !ok || len(data) == 0 || kind == "" {
			t.Errorf("%s: %d bytes, %q, %v", name, len(data), kind, ok)
		}
	}
	if style, kind, ok := clientFile("site.css"); !ok || kind != "text/css; charset=utf-8" || strings.Contains(string(style), "@import") || !strings.Contains(string(style), "--accent") {
		t.Error("the built-in style is not one sheet with its tokens")
	}
	for _, name := range []string{"", "..", "assets/client.js", "idiomorph/LICENSE", "client.js/"} {
		if _, _, ok := clientFile(name); ok {
			t.Errorf("%q is served", name)
		}
	}
}
