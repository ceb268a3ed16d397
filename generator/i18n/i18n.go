// Package i18n holds every sentence, label, date and number format that a reader of a
// site sees, one catalogue a language. [Open] one, then ask it: T("report.no-plan", "team",
// name) is a message with its parameters filled in.
//
// A catalogue is en.toml, a file that a native editor reads from top to bottom. Its
// messages are written in a subset of ICU MessageFormat:
//
//	{name}                                           a parameter, shown by its type
//	{n, plural, =0 {none} one {# item} other {# items}}   # is the number
//	{x, select, yes {…} other {…}}                   a case for each word
//	{n, spell}  {n, spell-first}                     "no", "one" … "twelve", 13; at the start of a sentence "One"
//	{d, date, medium}                                a form of [date]: long, medium, short, month, year …
//	{n, percent}                                     78 is "78 %"
//	{q, nb}                                          a value on one line: "2026 Q3" with a no-break space
//	**bold**                                         the bold part of an answer
//	~                                                a no-break space
//
// Another language is one file beside it, such as de.toml, with the same ids. A message that
// it lacks is shown in English, so that a translation can grow. With language = "en-XA" in
// site.toml each message is shown as ⟦message⟧, and what has no marks is not in the catalogue.
//
// Plurals and selects may hold others. '{' and '}' quote braces, as '{n}' does, and two
// apostrophes are one; \~, \* and \# are the characters themselves.
package i18n

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed *.toml
var catalogues embed.FS

// fallback is the language of what a catalogue lacks.
const fallback = "en"

// Locale is a language with its messages. It is immutable, and may be used from any
// goroutine.
type Locale struct {
	name     string // as it was asked for
	tag      language.Tag
	messages map[string]message
	lists    map[string][]string // the names of months, and numbers in words
	symbols  symbols
	forms    [256]plural.Form // of small counts
	report   func(id string, args []any)
}

// Languages are the languages that have a catalogue, as tags, sorted.
func Languages() []string {
	files, err := catalogues.ReadDir(".")
	if err != nil {
		return nil // an embedded folder can be read
	}
	var all []string
	for _, f := range files {
		name, _, _ := strings.Cut(f.Name(), ".")
		all = append(all, name)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Catalogue returns the language of the catalogue that serves a language: "en" for
// "en-GB". It is false where there is none.
func Catalogue(name string) (string, bool) {
	wanted, err := language.Parse(name)
	if err != nil {
		return "", false
	}
	have := Languages()
	tags := make([]language.Tag, len(have))
	for i, h := range have {
		tags[i] = language.Make(h)
	}
	_, at, _ := language.NewMatcher(tags).Match(wanted)
	base, _ := wanted.Base()
	if found, _ := tags[at].Base(); found != base {
		return "", false // the nearest one is another language
	}
	return have[at], true
}

// Open returns the catalogue of a language. The error names the languages that have one.
func Open(name string) (*Locale, error) {
	if name == pseudo {
		return Pseudo(), nil
	}
	base, ok := Catalogue(name)
	if !ok {
		return nil, fmt.Errorf("no catalogue for language %q; there is: %s", name, strings.Join(Languages(), ", "))
	}
	return open(name, base, "", "")
}

// English returns the English catalogue.
func English() *Locale { return own(fallback, "", "") }

// pseudo is the usual name of a pseudo-language made from English.
const pseudo = "en-XA"

// Pseudo returns the English catalogue with each message in ⟦ and ⟧, which shows every word
// of a page that comes from elsewhere.
func Pseudo() *Locale { return own(pseudo, "⟦", "⟧") }

// own is the English catalogue, of which a test knows that it can be opened.
func own(name, before, after string) *Locale {
	l, err := open(name, fallback, before, after)
	if err != nil {
		return &Locale{name: name}
	}
	return l
}

func open(name, base, before, after string) (*Locale, error) {
	return load(catalogues, name, base, before, after)
}

// load reads a catalogue, and what it lacks from English.
func load(files fs.FS, name, base, before, after string) (*Locale, error) {
	texts, lists, err := read(files, base)
	if err != nil {
		return nil, err
	}
	if base != fallback {
		more, moreLists, err := read(files, fallback)
		if err != nil {
			return nil, err
		}
		maps.Copy(more, texts)
		maps.Copy(moreLists, lists)
		texts, lists = more, moreLists
	}
	l := &Locale{name: name, tag: language.Make(name), messages: make(map[string]message, len(texts)), lists: lists}
	l.symbols = symbolsOf(l.tag)
	for n := range l.forms {
		l.forms[n] = plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0)
	}
	for id, text := range texts {
		m, err := parse(text)
		if err != nil {
			return nil, fmt.Errorf("message %s: %w", id, err)
		}
		l.messages[id] = m.between(before, after)
	}
	return l, l.check()
}

// With is a catalogue with some more messages, each a text as it is.
func (l *Locale) With(texts map[string]string) *Locale {
	more := *l
	more.messages = maps.Clone(l.messages)
	for id, text := range texts {
		more.messages[id] = message{constant: text}
	}
	return &more
}

// Tag returns the language as a page names it in its lang attribute.
func (l *Locale) Tag() string { return l.name }

// Has reports whether the catalogue has a message.
func (l *Locale) Has(id string) bool {
	_, ok := l.messages[id]
	return ok
}

// Reporting returns a copy of the locale that tells a function of every message that is asked
// for, with its parameters, before it is filled in. The copy may be used from as many goroutines
// as the function may.
func (l *Locale) Reporting(to func(id string, args []any)) *Locale {
	told := *l
	told.report = to
	return &told
}

// Constant returns a message that has nothing to fill in, so that a template can hold it as
// text. It is false for any other one, and where each use has to be reported.
func (l *Locale) Constant(id string) (text string, ok bool) {
	m, ok := l.messages[id]
	if !ok || m.constant == "" || l.report != nil {
		return "", false
	}
	return m.constant, true
}

// T returns a message in plain text. args are pairs of a parameter's name and its value:
//
//   - text, numbers and days show themselves as the language writes them
//   - a value with YearQuarter is a quarter, one with Format formats itself
//   - []string and []any are lists: "a, b and c"
//
// A message or parameter that does not exist is shown as ⟨its name⟩: a test finds those
// before a reader does.
func (l *Locale) T(id string, args ...any) string {
	if l.report != nil {
		l.report(id, args)
	}
	m, ok := l.messages[id]
	if !ok {
		return missing(id)
	}
	if m.constant != "" {
		return m.constant
	}
	var space [160]byte
	w := writer{l: l, args: args, buf: space[:0]}
	w.write(m.segments)
	return string(w.buf)
}

// Part is a piece of a message: text, or a value that has no text of its own, such as a
// link, which the page shows in its own way.
type Part struct {
	Text  string
	Bold  bool
	Value any
}

// Parts returns a message in pieces, which keeps markup out of the catalogue.
func (l *Locale) Parts(id string, args ...any) []Part {
	if l.report != nil {
		l.report(id, args)
	}
	m, ok := l.messages[id]
	if !ok {
		return []Part{{Text: missing(id)}}
	}
	w := writer{l: l, args: args, split: true}
	w.write(m.segments)
	w.flush()
	return w.parts
}

// Messages returns the parameters of every message, sorted, by id. It is for those who
// check the callers.
func (l *Locale) Messages() map[string][]string {
	all := make(map[string][]string, len(l.messages))
	for id, m := range l.messages {
		all[id] = m.params()
	}
	return all
}

func missing(name string) string { return "⟨" + name + "⟩" }
