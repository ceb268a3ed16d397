package paper

import (
	"strings"
	"unicode/utf8"
)

// width is how long a line of plain text is, as mail has it.
const width = 72

// Text writes a paper as plain text: lines of 72 letters at most, save for addresses.
func Text(p Paper) []byte {
	var out []string
	if p.Title != "" {
		out = append(out, wrapped(p.Title, "", "")+"\n"+strings.Repeat("=", min(width, utf8.RuneCountInString(p.Title))))
	}
	for _, b := range p.Blocks {
		switch {
		case b.Heading != "":
			out = append(out, wrapped(b.Heading, "", "")+"\n"+strings.Repeat("-", min(width, utf8.RuneCountInString(b.Heading))))
		case b.Line != nil:
			out = append(out, wrapped(textLine(b.Line), "", ""))
		case b.Items != nil:
			var list []string
			for _, l := range b.Items {
				list = append(list, wrapped(textLine(l), "* ", "  "))
			}
			out = append(out, strings.Join(list, "\n"))
		case b.Table != nil:
			var rows []string
			for _, cells := range b.Table.Rows {
				var parts []string
				for i, c := range cells {
					if text := textLine(c); text != "" {
						parts = append(parts, b.Table.Head[i]+": "+text)
					}
				}
				rows = append(rows, wrapped(strings.Join(parts, "; "), "* ", "  "))
			}
			out = append(out, strings.Join(rows, "\n"))
		case b.Prose != nil && b.Prose.Text != "":
			out = append(out, wrapped(b.Prose.Text, "", ""))
		}
	}
	return []byte(strings.Join(out, "\n\n") + "\n")
}

// textLine has addresses behind what leads to them.
func textLine(l Line) string {
	var b strings.Builder
	for _, s := range l {
		b.WriteString(s.Text)
		if s.URL != "" && s.URL != s.Text {
			b.WriteString(" <" + s.URL + ">")
		}
	}
	return b.String()
}

// wrapped breaks a text at spaces. A word that is too long, such as an address, stands alone.
func wrapped(text, first, rest string) string {
	var b strings.Builder
	at := 0
	for _, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case at == 0:
			b.WriteString(first)
			at = utf8.RuneCountInString(first)
		case at+1+n > width:
			b.WriteString("\n" + rest)
			at = utf8.RuneCountInString(rest)
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += n
	}
	return b.String()
}
