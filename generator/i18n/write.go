package i18n

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

// Day is a day of the calendar; the first of 1970 is none.
type Day interface{ Time() time.Time }

// Quarter is a quarter of a fiscal year.
type Quarter interface{ YearQuarter() (year, n int) }

// Formatter is a value that shows itself.
type Formatter interface{ Format(*Locale) string }

// writer fills in one message, as plain text in buf or, where split is set, as parts.
type writer struct {
	l     *Locale
	args  []any
	buf   []byte
	split bool
	bold  bool
	parts []Part
}

func (w *writer) write(segments []segment) {
	for i := range segments {
		s := &segments[i]
		switch s.kind {
		case literal:
			w.buf = append(w.buf, s.text...)
			continue
		case bold:
			if w.split {
				w.flush()
				w.bold = !w.bold
			}
			continue
		}
		v, ok := w.arg(s.param)
		if !ok {
			w.buf = append(w.buf, missing(s.param)...)
			continue
		}
		w.fill(s, v)
	}
}

// fill writes what becomes of a parameter.
func (w *writer) fill(s *segment, v any) {
	switch s.kind {
	case plurals:
		w.write(s.cases[w.l.pluralCase(s, v)])
	case selects:
		at, ok := s.words[word(v)]
		if !ok {
			at = s.other
		}
		w.write(s.cases[at])
	case spell:
		w.buf = w.l.appendSpelled(w.buf, numberWords, v)
	case spellFirst:
		w.buf = w.l.appendSpelled(w.buf, numberWordsFirst, v)
	case unbroken:
		start := len(w.buf)
		w.value(v)
		if start <= len(w.buf) {
			w.buf = append(w.buf[:start], strings.ReplaceAll(string(w.buf[start:]), " ", "\u00a0")...)
		}
	case percent:
		w.buf = append(w.buf, w.l.T("number.percent", "n", v)...)
	case date:
		if d, ok := v.(Day); ok {
			w.buf = w.l.appendDate(w.buf, d, s.text)
			return
		}
		w.value(v)
	default:
		w.value(v)
	}
}

func (w *writer) arg(name string) (any, bool) {
	for i := 0; i+1 < len(w.args); i += 2 {
		if w.args[i] == name {
			return w.args[i+1], true
		}
	}
	return nil, false
}

// value writes a parameter as its type has it.
func (w *writer) value(v any) {
	switch v := v.(type) {
	case nil:
	case string:
		w.buf = append(w.buf, v...)
	case int:
		w.buf = w.l.appendInt(w.buf, v)
	case float64:
		w.buf = w.l.appendNumber(w.buf, v)
	case Formatter:
		w.buf = append(w.buf, v.Format(w.l)...)
	case Day:
		w.buf = w.l.appendDate(w.buf, v, "long")
	case Quarter:
		w.buf = append(w.buf, w.l.Quarter(v)...)
	case []string:
		list(w, "list.and", v)
	case []any:
		list(w, "list.and", v)
	default:
		w.other(v)
	}
}

// other writes a value of a type with a name of its own, or keeps what is no text.
func (w *writer) other(v any) {
	if n, ok := toNumber(v); ok {
		w.buf = w.l.appendNumber(w.buf, n)
		return
	}
	if r := reflect.ValueOf(v); r.Kind() == reflect.String {
		w.buf = append(w.buf, r.String()...)
		return
	}
	if !w.split {
		w.buf = fmt.Append(w.buf, v)
		return
	}
	w.flush()
	w.parts = append(w.parts, Part{Bold: w.bold, Value: v})
}

// list writes values as a sentence lists them.
func list[T any](w *writer, last string, values []T) {
	for i, v := range values {
		switch i {
		case 0:
		case len(values) - 1:
			w.buf = append(w.buf, w.l.T(last)...)
		default:
			w.buf = append(w.buf, w.l.T("list.comma")...)
		}
		w.value(v)
	}
}

// flush ends a part.
func (w *writer) flush() {
	if len(w.buf) > 0 {
		w.parts = append(w.parts, Part{Text: string(w.buf), Bold: w.bold})
		w.buf = w.buf[:0]
	}
}

// word is what a select compares.
func word(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return fmt.Sprint(v)
}

// List returns words as a sentence lists them: "a, b and c".
func (l *Locale) List(words []string) string { return l.listed("list.and", words) }

// Or returns words of which one is chosen: "a, b or c".
func (l *Locale) Or(words []string) string { return l.listed("list.or", words) }

func (l *Locale) listed(last string, words []string) string {
	w := writer{l: l}
	list(&w, last, words)
	return string(w.buf)
}
