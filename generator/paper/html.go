package paper

import (
	"fmt"
	"html"
	"strings"
)

// HTML writes a paper as a piece of HTML for mail: plain elements, no styles, no script and nothing
// that has to be loaded, since programs for mail take those away.
func HTML(p Paper) []byte {
	var b strings.Builder
	if p.Title != "" {
		b.WriteString("<h1>" + html.EscapeString(p.Title) + "</h1>\n")
	}
	for _, block := range p.Blocks {
		switch {
		case block.Heading != "":
			level := min(max(block.Level, 1), 6)
			fmt.Fprintf(&b, "<h%d>%s</h%d>\n", level, html.EscapeString(block.Heading), level)
		case block.Line != nil:
			b.WriteString("<p>" + htmlLine(block.Line) + "</p>\n")
		case block.Items != nil:
			b.WriteString("<ul>\n")
			for _, l := range block.Items {
				b.WriteString("<li>" + htmlLine(l) + "</li>\n")
			}
			b.WriteString("</ul>\n")
		case block.Table != nil:
			b.WriteString("<table>\n<tr>")
			for _, name := range block.Table.Head {
				b.WriteString("<th>" + html.EscapeString(name) + "</th>")
			}
			b.WriteString("</tr>\n")
			for _, cells := range block.Table.Rows {
				b.WriteString("<tr>")
				for _, c := range cells {
					b.WriteString("<td>" + htmlLine(c) + "</td>")
				}
				b.WriteString("</tr>\n")
			}
			b.WriteString("</table>\n")
		case block.Prose != nil:
			b.WriteString(block.Prose.HTML)
		}
	}
	return []byte(b.String())
}

func htmlLine(l Line) string {
	var b strings.Builder
	for _, s := range l {
		text := html.EscapeString(s.Text)
		if s.Bold {
			text = "<strong>" + text + "</strong>"
		}
		if s.URL != "" {
			text = `<a href="` + html.EscapeString(s.URL) + `">` + text + "</a>"
		}
		b.WriteString(text)
	}
	return b.String()
}
