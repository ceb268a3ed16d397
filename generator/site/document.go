package site

import (
	"html"
	"net/url"
	"path"
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
	"strings"
)

// backlink is how a note leads back to the text. Prose is read before its site has a language, so
// the words for those who hear it come when it is shown.
const backlink = ` role="doc-backlink"`

// Backlinks gives those of a piece of prose their label.
func (c *Context) Backlinks(prose string) string {
	if !strings.Contains(prose, backlink) {
		return prose
	}
	return strings.ReplaceAll(prose, backlink, backlink+` aria-label="`+html.EscapeString(c.T("prose.back"))+`"`)
}

// DocumentProse is prose with its links as a document has them. Pictures are left out.
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
	return &paper.Prose{HTML: c.Backlinks(b.String()), Text: prose.Text}
}

// DocumentLink is a link as a document has it.
func DocumentLink(l Link, to Address) paper.Span {
	if l.External {
		return paper.Span{Text: l.Text, URL: l.Path}
	}
	return paper.Span{Text: l.Text, URL: to(l.Path)}
}

// DocumentLine is a message as a line of a document. Spans among its parameters keep their links.
func (c *Context) DocumentLine(id string, args ...any) paper.Line {
	var line paper.Line
	for _, p := range c.Words.Parts(id, args...) {
		span, ok := p.Value.(paper.Span)
		if !ok {
			span = paper.Span{Text: p.Text, Bold: p.Bold}
		}
		line = append(line, span)
	}
	return line
}

// FullAddress is the address of a page on the web, by its folder where it has
// one. base ends in a slash.
func FullAddress(base, at string) string {
	at, fragment, _ := strings.Cut(at, "#")
	if path.Base(at) == "index.html" {
		at = strings.TrimSuffix(at, "index.html")
	}
	address := base + (&url.URL{Path: at}).EscapedPath()
	if fragment != "" {
		address += "#" + url.PathEscape(fragment)
	}
	return address
}

// Address returns where a path of the site is, as a document names it.
type Address func(path string) string

// Addresses are whole ones where the site's own is known, else those seen from a page.
func (c *Context) Addresses(from string) Address {
	return func(path string) string {
		switch base := c.Archive.Site.BaseURL; {
		case path == "":
			return ""
		case base != "":
			return FullAddress(base, path)
		default:
			return strings.Repeat("../", strings.Count(from, "/")) + path
		}
	}
}

// Lateness says how an item was delivered against its due date: "on time",
// "5 days late", or "" where it had none or was not delivered.
func Lateness(c *Context, d *report.Deliverable) string {
	n, ok := LateDays(d)
	switch {
	case !ok:
		return ""
	case n <= 0:
		return c.T("row.on-time")
	}
	return c.T("row.late", "days", n)
}
