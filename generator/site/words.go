package site

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence returns the first sentence of a text, or all of it where it has only
// one. A full stop ends a sentence before white space and a capital letter, a digit
// or a quotation mark, so that "e.g. this" and "1.5" do not.
func Sentence(text string) string {
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

// Capital starts a sentence.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// EndSentence ends a note with a full stop where it has no end of its own.
func EndSentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsRune(".!?…", []rune(s)[len([]rune(s))-1]) {
		return s
	}
	return s + "."
}
