package actions

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// marker is what tells that an item of a list is an action, and whether it is done.
type marker struct {
	box   *east.TaskCheckBox // nil where the parser of Markdown saw none
	size  int                // bytes of it in front of the text
	done  bool
	odd   string // a sign in a box that says neither
	owner string // a name in brackets
}

// marked is text in brackets in front of a line.
var marked = regexp.MustCompile(`^\[([^\]\[\n]*)\](?:$|[^\[(:])`)

// signs are boxes of other kinds.
var signs = map[rune]bool{'☐': false, '□': false, '☑': true, '☒': true, '✅': true, '✓': true, '✔': true}

// markerOf returns the marker in front of an item's text; ok is false where there is none.
func (s *section) markerOf(item ast.Node) (m marker, ok bool) {
	first := item.FirstChild()
	if first == nil || first.FirstChild() == nil {
		return m, false
	}
	if box, isBox := first.FirstChild().(*east.TaskCheckBox); isBox {
		return marker{box: box, size: len("[ ]"), done: box.IsChecked}, true
	}
	if t, isText := first.FirstChild().(*ast.Text); !isText || t.IsRaw() || first.Lines().Len() == 0 {
		return m, false // a link, for one
	}
	seg := first.Lines().At(0)
	line := string(seg.Value(s.doc.Src))
	if r, n := utf8.DecodeRuneInString(line); n > 0 {
		if done, isSign := signs[r]; isSign {
			return marker{size: n, done: done}, true
		}
	}
	return bracketed(line)
}

// bracketed reads text in brackets in front of a line: a box, or the name of an owner.
func bracketed(line string) (m marker, ok bool) {
	found := marked.FindStringSubmatch(line)
	if found == nil {
		return m, false
	}
	inside := strings.TrimSpace(found[1])
	m.size = len(found[1]) + len("[]")
	r, n := utf8.DecodeRuneInString(inside)
	switch {
	case inside == "":
		return m, true
	case n == len(inside):
		m.done = r == 'x' || r == 'X' || signs[r]
		if !m.done {
			m.odd = inside
		}
		return m, !unicode.IsDigit(r)
	case strings.ContainsFunc(inside, unicode.IsLetter) && strings.TrimSpace(line[m.size:]) != "":
		m.owner = strings.TrimPrefix(inside, "@")
		return m, true
	}
	return m, false
}
