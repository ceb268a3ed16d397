package content

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// stringKey is a string of one line.
func stringKey[T any](name, meaning string, at func(*T) *string) row[T] {
	return keyOf(Key{Name: name, Type: "string", Meaning: meaning, Example: `"…"`}, at, value.line)
}

// line reads a string, and makes one line of it.
func (v value) line() (string, bool) {
	s, ok := as[string](v, "a string")
	if !ok {
		return "", false
	}
	return v.clean(s)
}

// clean makes one line of a string, and refuses control characters.
func (v value) clean(s string) (string, bool) {
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' }) {
		v.problems.Errorf(v.at, "control-character", "remove it", "%s contains a control character", v.key)
		return "", false
	}
	return strings.Join(strings.Fields(s), " "), true
}

// formKey is a string of one line which a function brings to its final form; or the
// function says what is wanted.
func formKey[T any](name, meaning string, at func(*T) *string, form func(string) (out, want string)) row[T] {
	return keyOf(Key{Name: name, Type: "string", Meaning: meaning, Example: `"…"`}, at, func(v value) (string, bool) {
		s, ok := v.line()
		if !ok {
			return "", false
		}
		out, want := form(s)
		if want != "" {
			v.problems.Errorf(v.at, "bad-value", "write "+want, "%s: %q is not valid", name, diag.Short(s))
		}
		return out, want == ""
	})
}

func matching(re *regexp.Regexp, want string) func(string) (string, string) {
	return func(s string) (string, string) {
		if re.MatchString(s) {
			return s, ""
		}
		return "", want
	}
}

// idForm is a form of ids, in code and in words.
type idForm struct {
	matches func(string) bool
	words   string
}

var (
	deliverableID = idForm{report.IsDeliverableID, "letters, digits, dots, dashes and underscores, at most 64, beginning with a letter or digit and not ending like a file name"}
	nameID        = idForm{report.IsNameID, "lowercase letters, digits and dashes, at most 64, beginning with a letter or digit; not editions, summary or themes"}
	measureID     = idForm{regexp.MustCompile(`^[a-z0-9_]{1,64}$`).MatchString, "lowercase letters, digits and underscores, at most 64"}
	editionID     = idForm{editionForm.MatchString, "plan, or a number"}
)

// idKey is an id.
func idKey[T any, W ~string](name, meaning string, form idForm, at func(*T) *W) row[T] {
	return keyOf(Key{Name: name, Type: "id", Meaning: meaning, Example: `"…"`}, at, func(v value) (W, bool) {
		s, ok := as[string](v, "a string")
		if ok && !form.matches(s) {
			v.problems.Errorf(v.at, "bad-id", form.words, "%q is not a valid id", diag.Short(s))
			return "", false
		}
		return W(s), ok
	})
}

// wordKey is one of some words.
func wordKey[T any, W ~string](name, meaning string, known []W, at func(*T) *W) row[T] {
	words := stringsOf(known)
	return keyOf(Key{Name: name, Type: "string", Values: words, Meaning: meaning, Example: asTOML(words[0])}, at, func(v value) (W, bool) {
		s, ok := as[string](v, "a string")
		return W(s), ok && v.known(name, s, words)
	})
}

func (v value) known(what, word string, known []string) bool {
	if slices.Contains(known, word) {
		return true
	}
	v.problems.Errorf(v.at, "unknown-"+strings.ReplaceAll(what, " ", "-"), DidYouMean(word, known), "unknown %s %q", what, diag.Short(word))
	return false
}

// boolKey is true or false.
func boolKey[T any](name, meaning string, at func(*T) *bool) row[T] {
	return keyOf(Key{Name: name, Type: "boolean", Default: "false", Meaning: meaning, Example: "true"}, at,
		func(v value) (bool, bool) { return as[bool](v, "a boolean") })
}
