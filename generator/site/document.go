package site

import (
	"html"
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
	"strings"
)

// prose is prose with its links as a document has them. Pictures are left out.
func (c *Context) DocumentProse(prose report.Prose, to Address) *paper.Prose {
	var b strings.Builder
	for _, s := range prose.Spans {
		if s.Ref == nil {
			b.WriteString(s.HTML)
			continue
		}
		at := ""
		if !s.Ref.Image {
			at = to(c.Site.Resolve(*s.Ref))
		}
		switch {
		case s.Ref.Image:
		case at == "":
			b.WriteString(s.HTML)
		default:
			b.WriteString(`<a href="` + html.EscapeString(at) + `">` + s.HTML + `</a>`)
		}
	}
	return &paper.Prose{HTML: b.String(), Text: prose.Text}
}

func DocumentLink(l Link, to Address) paper.Span {
	if l.External {
		return paper.Span{Text: l.Text, URL: l.Path}
	}
	return paper.Span{Text: l.Text, URL: to(l.Path)}
}
