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

// wrapped breaks a text into lines; the first begins with first, the others with rest, which is as long.
func wrapped(text, first, rest string) string {
	lines := Lines(text, width-len(first))
	if len(lines) == 0 {
		return ""
	}
	return first + strings.Join(lines, "\n"+rest)
}

// Lines breaks a text at its spaces into lines of at most so many letters. A word that is too
// long, such as an address, is a line of its own.
func Lines(text string, width int) []string {
	var lines []string
	for word := range strings.FieldsSeq(text) {
		last := len(lines) - 1
		if last >= 0 && utf8.RuneCountInString(lines[last])+1+utf8.RuneCountInString(word) <= width {
			lines[last] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}
