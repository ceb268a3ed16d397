package render

import (
	"html/template"
	"regexp"
	"strings"

	"quarterdeck/generator/report"
)

// prose writes a piece of prose. A link whose target this site does not hold
// becomes its text, an image whose file is not there is left out.
func (e *executor) prose(p report.Prose) template.HTML {
	resolve := e.page.Resolve
	if resolve == nil {
		resolve = e.site.Resolve
	}
	address := func(to string) string { return template.HTMLEscapeString(relative(e.page.Path, to)) }
	var b strings.Builder
	for _, s := range p.Spans {
		if s.Ref == nil {
			b.WriteString(s.HTML)
			continue
		}
		switch to := resolve(*s.Ref); {
		case to == "" && s.Ref.Image:
		case to == "":
			b.WriteString(s.HTML)
		case s.Ref.Image:
			b.WriteString(`<img loading="lazy" src="` + address(to) + `"` + s.HTML + `>`)
		case s.HTML == s.Ref.ID: // an id does not break
			b.WriteString(`<a class="nb" href="` + address(to) + `">` + s.HTML + `</a>`)
		default:
			b.WriteString(`<a href="` + address(to) + `">` + s.HTML + `</a>`)
		}
	}
	return e.own(e.site.Living().Backlinks(b.String()))
}

// own marks what somebody wrote: it has a language and a direction of its own.
func (e *executor) own(html string) template.HTML {
	if html == "" {
		return ""
	}
	lang := ""
	if l := e.site.Archive.Site.ContentLanguage; l != "" && l != e.locale.Tag() {
		lang = ` lang="` + template.HTMLEscapeString(l) + `"`
	}
	if inline.MatchString(html) {
		return template.HTML(`<span dir="auto"` + lang + `>` + html + `</span>`)
	}
	return template.HTML(`<div class="own" dir="auto"` + lang + `>` + html + `</div>`)
}

// inline is prose without a block: the text of an action.
var inline = regexp.MustCompile(`^([^<]|<(a|b|bdi|br|code|del|em|i|img|input|kbd|mark|s|span|strong|sub|sup)[ >])`)
