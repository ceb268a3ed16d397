package preview

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
)

// mostInPanel is how many problems stand in the margin of a page; the page of all
// problems has the others.
const mostInPanel = 20

// panel writes what the writer of a page should know, for its margin: the problems
// of the files behind it, then what is asked of the writer.
func (m *markup) panel(s pageState) {
	isBehind := behind(s.Path, s.Archive)
	var here diag.List
	for _, p := range s.Problems {
		if p.File == "" || isBehind(p.File) {
			here = append(here, p)
		}
	}
	var groups []adviceGroup
	if s.Archive != nil {
		groups = withoutSaid(adviceFor(s.Archive, s.Path), here)
	}
	all, _ := s.Problems.Hints()
	here, hints := here.Hints()
	open := len(here) > 0 || s.Stale || len(groups) > 0

	m.tag("<aside id=\"quarterdeck\" aria-label=\"Preview\">\n")
	m.tagf("<p class=\"qd-said\" role=\"status\">%s</p>\n", summary(here, s.Stale, 0))
	m.tag("<details")
	if open {
		m.tag(" open")
	}
	m.tag("><summary")
	if errors, _ := here.Count(); errors > 0 || s.Stale {
		m.tag(" class=\"qd-act\"")
	}
	m.tagf(">%s</summary>\n<div class=\"qd-body\">\n", summary(here, s.Stale, asked(groups)))
	m.tag("<p class=\"qd-lost\">The preview has stopped. This page comes back by itself once it is started again.</p>\n")
	if s.Stale {
		m.tagf("<p class=\"qd-stale\"><b>%s has errors:</b> this page shows the last good state</p>\n", broken(here, s.Problems))
	}
	slices.SortStableFunc(here, func(a, b diag.Problem) int { return cmp.Compare(a.Severity, b.Severity) }) // errors first
	m.problems(here[:min(len(here), mostInPanel)], s.Lines)
	m.elsewhere(len(here), len(all))
	m.problems(hints[:min(len(hints), mostInPanel)], s.Lines)
	for _, g := range groups {
		m.advice(g)
	}
	m.tag("</div></details>\n</aside>\n")
}

// summary says in a line how a page stands.
func summary(l diag.List, stale bool, asked int) string {
	errors, warnings := l.Count()
	var words []string
	if errors > 0 {
		words = append(words, count(errors, "error"))
	}
	if warnings > 0 {
		words = append(words, count(warnings, "warning"))
	}
	if len(words) == 0 {
		words = append(words, "No problems here")
		if stale {
			words[0] = "Errors elsewhere"
		}
	}
	if stale {
		words = append(words, "last good state shown")
	}
	if asked > 0 {
		words = append(words, count(asked, "thing")+" to know")
	}
	return strings.Join(words, ", ")
}

func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// broken is the first file with an error: of those behind the page, else of all.
func broken(lists ...diag.List) string {
	for _, p := range slices.Concat(lists...) {
		if p.Severity == diag.Error {
			return p.File
		}
	}
	return "the workspace"
}

// elsewhere leads to the problems that do not stand in the panel.
func (m *markup) elsewhere(here, all int) {
	rest := all - min(here, mostInPanel)
	switch {
	case all == 0:
	case rest == 0:
		m.tag("<p class=\"qd-all\"><a href=\"/-/problems\">All problems on one page</a></p>\n")
	case here > mostInPanel:
		m.tagf("<p class=\"qd-all\"><a href=\"/-/problems\">All %s</a>, also those that have no room here</p>\n", count(all, "problem"))
	default:
		m.tagf("<p class=\"qd-all\"><a href=\"/-/problems\">%s elsewhere</a></p>\n", count(rest, "problem"))
	}
}

// problems writes a list of problems, each with its lines.
func (m *markup) problems(l diag.List, lines func(file string) []byte) {
	if len(l) == 0 {
		return
	}
	m.tag("<ul class=\"qd-list\">\n")
	for i, p := range l {
		m.tagf("<li class=\"qd-%s\"><p class=\"qd-at\"><b>%s</b> <code>%s</code></p>\n", string(p.Severity), string(p.Severity), p.Pos.String())
		m.tagf("<p>%s</p>\n", p.Text)
		if p.Hint != "" {
			m.tagf("<p class=\"qd-hint\">%s</p>\n", p.Hint)
		}
		again := i > 0 && p.File == l[i-1].File && p.Line == l[i-1].Line && p.Col == l[i-1].Col // its lines stand above
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
		m.tagf("<li><p>%s</p>\n", a.Text)
		if a.Hint != "" {
			m.tagf("<p class=\"qd-hint\">%s</p>\n", a.Hint)
		}
		m.tagf("<p class=\"qd-at\"><code>%s</code></p></li>\n", a.At.String())
	}
	m.tag("</ul></section>\n")
}

func asked(groups []adviceGroup) int {
	n := 0
	for _, g := range groups {
		n += len(g.Items)
	}
	return n
}
