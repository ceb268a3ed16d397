package content

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"quarterdeck/generator/diag"
)

// field is one key that a table may hold, and how its value is read. The tables of
// fields beside each kind of file are the reference of what can be written.
type field struct {
	name     string
	required bool
	read     func(value)
}

// value is one value to read, with where it stands.
type value struct {
	key      string
	v        any
	at       diag.Pos
	block    *block // the table that holds it
	problems *diag.List
}

func (v value) wrong(want, example string) {
	hint := ""
	if example != "" {
		hint = "write " + example
	}
	v.problems.Errorf(v.at, "wrong-type", hint, "%s must be %s, not %s", v.key, want, typeName(v.v))
}

// read gives each value of a table to its field, in the order in which they
// stand, and reports keys that no field has and fields that are required. What is
// the table in words: "a deliverable".
func (b *block) read(what string, l *diag.List, fields ...field) {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	for _, key := range b.keys() {
		i := slices.Index(names, key)
		if i < 0 {
			l.Errorf(b.at(key), "unknown-key", didYouMean(key, names), "unknown key %q in %s", short(key), what)
			continue
		}
		if s := b.spot.kids[key]; s != nil && s.bad {
			continue // its date was reported
		}
		fields[i].read(value{key, b.values[key], b.at(key), b, l})
	}
	for _, f := range fields {
		if f.required && !b.has(f.name) {
			l.Errorf(b.at(), "missing-key", fmt.Sprintf("add %s = …", f.name), "%s has no %s", what, f.name)
		}
	}
}

func required(f field) field { f.required = true; return f }

// textField reads a text of one line.
func textField(name string, to *string) field {
	return field{name: name, read: func(v value) {
		if s, ok := v.v.(string); !ok {
			v.wrong("a text", name+` = "…"`)
		} else if s, ok := v.clean(s); ok {
			*to = s
		}
	}}
}

// clean makes one line of a text, and refuses control characters.
func (v value) clean(s string) (string, bool) {
	bad := strings.IndexFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' })
	if bad >= 0 {
		v.problems.Errorf(v.at, "control-character", "remove it", "%s holds a control character", v.key)
		return "", false
	}
	return strings.Join(strings.Fields(s), " "), true
}

// idField reads an id of the given form.
func idField(name string, to *string, form func(string) bool, what string) field {
	return field{name: name, read: func(v value) {
		s, ok := v.v.(string)
		switch {
		case !ok:
			v.wrong("a text", name+` = "…"`)
		case !form(s):
			v.problems.Errorf(v.at, "bad-id", what, "%q cannot be an id", short(s))
		default:
			*to = s
		}
	}}
}

const (
	deliverableForm = "letters, digits, dots, dashes and underscores, at most 64, beginning with a letter or digit; no ending of a file"
	nameForm        = "small letters, digits and dashes, at most 64, beginning with a letter or digit; not editions, not summary, not themes"
)

func isDeliverableID(s string) bool {
	return len(s) <= maxID && deliverableID.MatchString(s) && !fileName.MatchString(s)
}

// isNameID excludes the names that the site needs for itself: a quarter's editions
// and its summary, the themes of lessons.
func isNameID(s string) bool {
	return len(s) <= maxID && teamID.MatchString(s) && s != "editions" && s != "summary" && s != "themes"
}

// wordField reads one of a list of known words.
func wordField[T ~string](name string, to *T, known []T) field {
	return field{name: name, read: func(v value) {
		if s, ok := v.v.(string); !ok {
			v.wrong("a text", fmt.Sprintf("%s = %q", name, known[0]))
		} else if v.known(name, s, stringsOf(known)) {
			*to = T(s)
		}
	}}
}

func (v value) known(what, word string, known []string) bool {
	if slices.Contains(known, word) {
		return true
	}
	v.problems.Errorf(v.at, "unknown-"+strings.ReplaceAll(what, " ", "-"), didYouMean(word, known), "unknown %s %q", what, short(word))
	return false
}

// flagField reads true or false.
func flagField(name string, to *bool) field {
	return field{name: name, read: func(v value) {
		if b, ok := v.v.(bool); !ok {
			v.wrong("true or false", name+" = true")
		} else {
			*to = b
		}
	}}
}
