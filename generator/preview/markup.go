package preview

import (
	"fmt"
	"html"
	"strings"

	"quarterdeck/generator/i18n"
)

// markup writes HTML. Tags are constants of this package; whatever is in a file of the
// workspace goes through tagf.
type markup struct {
	*i18n.Locale
	b strings.Builder
}

// tag writes HTML as it is.
func (m *markup) tag(s string) { m.b.WriteString(s) }

// tagf writes HTML in which each %s is a value, escaped.
func (m *markup) tagf(format string, values ...string) {
	escaped := make([]any, len(values))
	for i, v := range values {
		escaped[i] = html.EscapeString(visible(v))
	}
	fmt.Fprintf(&m.b, format, escaped...)
}

// visible replaces what a browser would not show or what would change the order
// of what it shows: control characters, bytes that are no text, marks of direction.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return r
		case r < ' ', r >= 0x7f && r < 0xa0, r == 0x200e, r == 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return '\ufffd'
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}
