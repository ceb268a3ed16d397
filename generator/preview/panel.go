package preview

import (
	"cmp"
	"slices"

	"quarterdeck/generator/diag"
)

// mostInPanel is how many problems are in the margin of a page; the page of all
// problems has the others.
const mostInPanel = 20

// panel writes what the writer of a page should know, for its margin: the problems
// of the files behind it, then what is asked of the writer.
func (m *markup) panel(s pageState) {
	var here diag.List
	for _, p := range s.Problems {
		if p.File == "" || behind(s.Path, p.File, s.Archive) {
			here = append(here, p)
		}
	}
	var groups []adviceGroup
	if s.Archive != nil {
		groups = adviceFor(m.Locale, s.Archive, s.Path, here)
	}
	todo := len(s.Waiting)
	for _, g := range groups {
		todo += len(g.Items)
	}
	all, _ := s.Problems.Hints()
	here, hints := here.Hints()

	m.tagf("<aside id=\"quarterdeck\" aria-label=\"%s\">\n", m.T("preview.panel"))
	m.tagf("<p class=\"qd-said\" role=\"status\">%s</p>\n<details", m.summary(here, s.Stale, 0))
	if len(here) > 0 || s.Stale || todo > 0 {
		m.tag(" open")
	}
	m.tag("><summary")
	if errors, _ := here.Count(); errors > 0 || s.Stale {
		m.tag(" class=\"qd-act\"")
	}
	m.tagf(">%s</summary>\n<div class=\"qd-body\">\n", m.summary(here, s.Stale, todo))
	m.stopped()
	if s.Stale {
		m.stale(here, s.Problems)
	}
	slices.SortStableFunc(here, func(a, b diag.Problem) int { return cmp.Compare(a.Severity, b.Severity) }) // errors first
	m.problems(here[:min(len(here), mostInPanel)], s.Lines)
	m.elsewhere(len(here), len(all))
	m.problems(hints[:min(len(hints), mostInPanel)], s.Lines)
	m.waiting(s.Quarter, s.Waiting)
	for _, g := range groups {
		m.advice(g)
	}
	m.tag("</div></details>\n</aside>\n")
}

// count is how many errors and warnings there are, in words.
func (m *markup) count(l diag.List) string {
	errors, warnings := l.Count()
	return m.T("preview.count", "errors", errors, "warnings", warnings)
}

// summary is the state of a page in a line.
func (m *markup) summary(l diag.List, stale bool, todo int) string {
	found := "none"
	if errors, warnings := l.Count(); errors+warnings > 0 {
		found = "some"
	} else if stale {
		found = "elsewhere"
	}
	return m.T("preview.summary", "found", found, "count", m.count(l), "stale", stale, "todo", todo)
}

// stopped is what the script shows while it does not reach the preview.
func (m *markup) stopped() { m.tagf("<p class=\"qd-lost\">%s</p>\n", m.T("preview.stopped")) }

// stale names the first file with an error: of those behind the page, else of all.
func (m *markup) stale(lists ...diag.List) {
	file := ""
	for _, p := range slices.Concat(lists...) {
		if p.Severity == diag.Error {
			file = p.File
			break
		}
	}
	m.tagf("<p class=\"qd-stale\">%s</p>\n", m.T("preview.stale", "named", file != "", "file", file))
}

// elsewhere leads to the problems that are not in the panel.
func (m *markup) elsewhere(here, all int) {
	if all == 0 {
		return
	}
	text := m.T("preview.elsewhere", "n", all-here)
	if here > mostInPanel {
		text = m.T("preview.all-of", "n", all)
	} else if here == all {
		text = m.T("preview.all")
	}
	m.tagf("<p class=\"qd-all\"><a href=\"/-/problems\">%s</a></p>\n", text)
}

// problems writes a list of problems, each with its lines. Their texts are English.
func (m *markup) problems(l diag.List, lines func(file string) []byte) {
	if len(l) == 0 {
		return
	}
	m.tag("<ul class=\"qd-list\">\n")
	for i, p := range l {
		m.tagf("<li class=\"qd-%s\"><p class=\"qd-at\"><b>%s</b> <code>%s</code></p>\n",
			string(p.Severity), m.T("preview.severity."+string(p.Severity)), p.Pos.String())
		m.tagf("<p lang=\"en\">%s</p>\n", p.Text)
		if p.Hint != "" {
			m.tagf("<p class=\"qd-hint\" lang=\"en\">%s</p>\n", p.Hint)
		}
		again := i > 0 && p.Pos == l[i-1].Pos // its lines are above
		if lines != nil && !again {
			m.code(excerpt(lines(p.File), p.Pos), p.Col > 0, p.Pos.String())
		}
		m.tag("</li>\n")
	}
	m.tag("</ul>\n")
}

// advice writes a group of what the writer needs to know.
func (m *markup) advice(g adviceGroup) {
	m.tagf("<section><h2>%s</h2>\n<ul class=\"qd-list\">\n", g.Title)
	for _, a := range g.Items {
		m.tagf("<li><p>%s</p>\n<p class=\"qd-hint\">%s</p>\n<p class=\"qd-at\"><code>%s</code></p></li>\n", a.Text, a.Hint, a.At.String())
	}
	m.tag("</ul></section>\n")
}
