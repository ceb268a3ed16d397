package i18n

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
)

// message is a message as it was compiled. constant is its text where it has nothing to
// fill in.
type message struct {
	constant string
	segments []segment
}

// segment is one step of a message: some text, or what becomes of a parameter.
type segment struct {
	kind  kind
	text  string // of literal; the form of a date
	param string
	exact map[int]int         // plural: which of cases a number has to itself
	forms map[plural.Form]int // plural: which of cases a form has
	words map[string]int      // select: which of cases a word has
	other int                 // plural and select: the case of everything else
	cases [][]segment
}

type kind byte

const (
	literal kind = iota
	bold         // toggles
	value
	number // # of a plural
	spell
	spellFirst
	percent
	date
	plurals
	selects
)

// between puts the whole message between two marks.
func (m message) between(before, after string) message {
	if before+after == "" {
		return m
	}
	all := []segment{{text: before}}
	all = append(append(all, m.segments...), segment{text: after})
	return compiled(all)
}

// compiled keeps the text of a message that has nothing to fill in.
func compiled(segments []segment) message {
	var text strings.Builder
	m := message{segments: segments}
	for _, s := range segments {
		switch s.kind {
		case literal:
			text.WriteString(s.text)
		case bold:
		default:
			return m
		}
	}
	m.constant = text.String()
	return m
}

// each visits every segment, also inside cases.
func each(segments []segment, visit func(segment)) {
	for _, s := range segments {
		visit(s)
		for _, c := range s.cases {
			each(c, visit)
		}
	}
}

// params returns the names of what the message needs, sorted.
func (m message) params() []string {
	names := map[string]bool{}
	each(m.segments, func(s segment) {
		if s.param != "" {
			names[s.param] = true
		}
	})
	return slices.Sorted(maps.Keys(names))
}

// dates returns the forms of dates that the message asks for.
func (m message) dates() (forms []string) {
	each(m.segments, func(s segment) {
		if s.kind == date {
			forms = append(forms, s.text)
		}
	})
	return forms
}

var pluralForms = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many,
}

// sort puts a case under its selector, and reports whether that can be one.
func (s *segment) sort(selector string) bool {
	at := len(s.cases)
	if selector == "other" {
		s.other = at
		return true
	}
	if s.kind == selects {
		s.words[selector] = at
		return true
	}
	if digits, ok := strings.CutPrefix(selector, "="); ok {
		n, err := strconv.Atoi(digits)
		s.exact[n] = at
		return err == nil
	}
	form, ok := pluralForms[selector]
	s.forms[form] = at
	return ok
}
