package page

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"quarterdeck/generator/report"
)

// count returns "1 item", "2 items": a number with its noun, whose plural ends
// in s unless many says otherwise.
func count(n int, one string, many ...string) string {
	noun := one
	if n != 1 {
		noun = one + "s"
		if len(many) > 0 {
			noun = many[0]
		}
	}
	return strconv.Itoa(n) + "\u00a0" + noun
}

// sentence returns the first sentence of a text, or all of it where it has only
// one. A full stop ends a sentence before white space and a capital letter, a digit
// or a quotation mark, so that "e.g. this" and "1.5" do not.
func sentence(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for i, r := range text {
		if r != '.' && r != '!' && r != '?' {
			continue
		}
		rest, spaced := strings.CutPrefix(text[i+1:], " ")
		next, _ := utf8.DecodeRuneInString(rest)
		if spaced && (unicode.IsUpper(next) || unicode.IsDigit(next) || strings.ContainsRune("“‘\"'(", next)) {
			return text[:i+1]
		}
	}
	return text
}

// joined lists words as a sentence does: "a", "a and b", "a, b and c".
func joined(words []string, and string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " " + and + " " + words[n-1]
	}
}

// lateness says how an item was delivered against its due date: "on time",
// "5 days late", or "" where it had none or was not delivered.
func lateness(d *report.Deliverable) string {
	n, ok := lateDays(d)
	switch {
	case !ok:
		return ""
	case n <= 0:
		return "on time"
	}
	return count(n, "day") + " late"
}

// capital starts a sentence.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// endSentence ends a note with a full stop where it has no end of its own.
func endSentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsRune(".!?…", []rune(s)[len([]rune(s))-1]) {
		return s
	}
	return s + "."
}
