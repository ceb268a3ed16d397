package templates_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/templates"
)

var (
	call  = regexp.MustCompile(`\b(?:t|rich) "([^"]+)"`)
	param = regexp.MustCompile(`^\s+"([\w-]+)"\s+`)
)

// params reads the names of the parameters that follow the id of a message, each before its value:
// .Field, $.Field, a text, or something in parentheses.
func params(text string) (names []string) {
	for {
		m := param.FindStringSubmatch(text)
		if m == nil {
			return names
		}
		names = append(names, m[1])
		text = text[len(m[0]):]
		depth, end := 0, 0
		for end < len(text) && (depth > 0 || !strings.ContainsRune(" )}", rune(text[end]))) {
			switch text[end] {
			case '(':
				depth++
			case ')':
				depth--
			}
			end++
		}
		text = text[end:]
	}
}

// Every message that a template asks for is in the catalogue, and gets what it needs.
func TestMessages(t *testing.T) {
	have := i18n.English().Messages()
	walk(t, templates.FS, func(name, text string) {
		for _, at := range call.FindAllStringSubmatchIndex(text, -1) {
			id := text[at[2]:at[3]]
			want, ok := have[id]
			if !ok {
				t.Errorf("%s: there is no message %q", name, id)
				continue
			}
			got := params(text[at[1]:])
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s: message %s gets %q, and needs %q", name, id, got, want)
			}
		}
	})
}
