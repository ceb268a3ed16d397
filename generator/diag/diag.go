// Package diag says what is wrong with a workspace, where, and how to mend it.
//
// Every stage that reads input returns a [List]; nothing is printed before all
// stages have spoken, so that one run reports every problem, in file order.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Pos is a place in a file of the workspace. File is slash-separated and
// relative to the workspace; Line and Col count from 1, Col in bytes.
// A Line of 0 means the file as a whole.
type Pos struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Col  int    `json:"col"`
}

// String returns file:line:col, or as much of it as is known.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

func (p Pos) compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Severity tells whether a problem stops a build.
type Severity string

const (
	// Error makes a page or a figure wrong or missing: build refuses.
	Error Severity = "error"
	// Warning is everything else; build --strict refuses it too.
	Warning Severity = "warning"
	// Hint is what would make a report better. It is never counted, not even by --strict.
	Hint Severity = "hint"
)

// Problem is one thing to mend. Code is a stable name for machines, such as
// "unknown-key"; Text and Hint are lower case without a full stop.
type Problem struct {
	Pos
	Severity Severity `json:"severity"`
	Code     string   `json:"code"`
	Text     string   `json:"text"`
	Hint     string   `json:"hint,omitempty"`
}

// String returns the problem as one line: file:line:col: what (hint: how).
func (p Problem) String() string {
	var b strings.Builder
	if p.File != "" {
		b.WriteString(p.Pos.String())
		b.WriteString(": ")
	}
	if p.Severity == Warning || p.Severity == Hint {
		b.WriteString(string(p.Severity) + ": ")
	}
	b.WriteString(oneLine(p.Text))
	if p.Hint != "" {
		fmt.Fprintf(&b, " (hint: %s)", oneLine(p.Hint))
	}
	return b.String()
}

// oneLine keeps a message on its line whatever a file put into it.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

// List is the problems of a run.
type List []Problem

// Errorf adds an error.
func (l *List) Errorf(at Pos, code, hint, format string, args ...any) {
	*l = append(*l, Problem{at, Error, code, fmt.Sprintf(format, args...), hint})
}

// Warnf adds a warning.
func (l *List) Warnf(at Pos, code, hint, format string, args ...any) {
	*l = append(*l, Problem{at, Warning, code, fmt.Sprintf(format, args...), hint})
}

// Hintf adds a hint.
func (l *List) Hintf(at Pos, code, hint, format string, args ...any) {
	*l = append(*l, Problem{at, Hint, code, fmt.Sprintf(format, args...), hint})
}

// Sorted returns the problems by file, line, column and text, each once.
func (l List) Sorted() List {
	s := slices.Clone(l)
	slices.SortFunc(s, func(a, b Problem) int {
		return cmp.Or(a.Pos.compare(b.Pos), cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Hint, b.Hint))
	})
	return slices.Compact(s)
}

// Count returns how many errors and how many warnings the list holds. Hints are neither.
func (l List) Count() (errors, warnings int) {
	for _, p := range l {
		switch p.Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		}
	}
	return errors, warnings
}

// Hints parts a list into what is to be mended, and the hints.
func (l List) Hints() (problems, hints List) {
	for _, p := range l {
		if p.Severity == Hint {
			hints = append(hints, p)
		} else {
			problems = append(problems, p)
		}
	}
	return problems, hints
}

// Short cuts a word that a message quotes, and makes one line of it.
func Short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}

// Some lists words, of many the first eight and how many more there are.
func Some(words []string) string {
	const most = 8
	if len(words) > most {
		return strings.Join(words[:most], ", ") + fmt.Sprintf(" and %d more", len(words)-most)
	}
	return strings.Join(words, ", ")
}

// Quoted are words as a message quotes them.
func Quoted(words []string) []string {
	var all []string
	for _, w := range words {
		all = append(all, fmt.Sprintf("%q", Short(w)))
	}
	return all
}
