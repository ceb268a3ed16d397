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
