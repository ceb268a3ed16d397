package render

import (
	"html/template"
	"strings"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/site"
)

// markup is HTML that a message is given, kept apart from text.
type markup struct{ html template.HTML }

// rich returns a message whose bold parts, links and `code` are elements. A parameter
// may be a link, links, which are listed, or the HTML of a part.
func (e *executor) rich(id string, args ...any) (template.HTML, error) {
	for i, a := range args {
		if html, ok := a.(template.HTML); ok {
			args[i] = markup{html}
		}
	}
	var b strings.Builder
	for _, p := range e.locale.Parts(id, args...) {
		text, err := e.piece(p)
		if err != nil {
			return "", err
		}
		if p.Bold {
			text = "<b>" + text + "</b>"
		}
		b.WriteString(string(text))
	}
	return template.HTML(b.String()), nil
}

// piece is one part of a message as HTML.
func (e *executor) piece(p i18n.Part) (template.HTML, error) {
	switch v := p.Value.(type) {
	case markup:
		return v.html, nil
	case site.Link:
		return e.include("parts/link", v)
	case []site.Link:
		return e.include("parts/links", v)
	}
	var b strings.Builder
	for i, text := range strings.Split(p.Text, "`") {
		if text = template.HTMLEscapeString(text); i%2 == 1 {
			text = "<code>" + text + "</code>"
		}
		b.WriteString(text)
	}
	return template.HTML(b.String()), nil
}

// commas lists words that come one after the other, without an "and".
func (e *executor) commas(words []string) string {
	return strings.Join(words, e.locale.T("list.comma"))
}

// link is a link to a path of this site, for a message.
func link(path, text string) site.Link { return site.Link{Path: path, Text: text} }
