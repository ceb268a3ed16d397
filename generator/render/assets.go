package render

import (
	"bytes"
	"fmt"
	"html/template"
	"maps"
	"path"
	"strings"
	"sync"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// styles are the parts of the one style sheet, in their order.
var styles = []string{"assets/tokens.css", "assets/site.css", "assets/targets.css", "assets/code.css", "assets/shipped.css", "assets/search.css"}

// icon is what a browser shows beside the title of a page.
const icon = "assets/icon.svg"

// assets are the files beside the pages.
type assets struct {
	css     []byte            // all styles, without a company's own values
	names   map[string]string // path of a script or the icon, by its name in templates
	own     map[string][]byte // other files of the workspace, by path in the site
	scripts map[string][]byte // by name
	always  map[string][]byte // what every page leads to, by path in the site
	files   map[string][]byte // of the templates, for licences
	mu      sync.Mutex
	look    report.Look // of the style sheet below
	sheet   []byte
	sheetAt string
}

// assets gathers the style sheet and the scripts under names with a hash, and any
// other file of the workspace's templates/assets under its own name.
func (l *layer) assets(words *i18n.Locale, problems *diag.List) *assets {
	a := &assets{names: map[string]string{}, own: map[string][]byte{}, scripts: map[string][]byte{}, files: l.files}
	a.names["icon.svg"] = site.HashedName(icon, l.files[icon])
	a.always = map[string][]byte{a.names["icon.svg"]: l.files[icon]}
	known := map[string]bool{icon: true}
	for _, name := range styles {
		known[name] = true
		a.css = append(a.css, bytes.ReplaceAll(l.files[name], []byte("@import \"tokens.css\";\n"), nil)...)
	}
	for _, s := range scripts {
		text := speech(words, s.says)
		for _, file := range s.files {
			b, ok := l.files[file]
			if !ok {
				problems.Errorf(diag.Pos{File: "templates/" + file}, "template", "", "the script %s is missing", s.name)
			}
			text = append(text, b...)
			known[file] = true
		}
		a.names[s.name] = site.HashedName("assets/"+s.name, text)
		a.scripts[s.name] = text
	}
	for name, b := range l.files {
		if strings.HasPrefix(name, "assets/") && !known[name] && !l.builtin[name] {
			a.own[name] = b
		}
	}
	return a
}

// Assets returns the files that the pages of a site use besides each other, by
// path: the style sheet with the company's own values, and the scripts of what the
// audience sees.
func (r *Renderer) Assets(site *site.Site) map[string][]byte {
	out := maps.Clone(r.assets.own)
	maps.Copy(out, r.assets.always)
	for _, s := range scripts {
		if s.sees != "" && !site.Archive.Sees(s.sees) {
			continue
		}
		out[r.assets.names[s.name]] = r.assets.scripts[s.name]
		for _, file := range s.licences {
			if b, ok := r.assets.files[file]; ok {
				out["assets/"+path.Base(file)] = b
			}
		}
	}
	style, sheet := r.assets.styleSheet(site.Archive.Site.Look)
	out[style] = sheet
	return out
}

// styleSheet returns the path and the text of the style sheet for a look.
func (a *assets) styleSheet(look report.Look) (string, []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.sheet == nil || a.look != look {
		a.look, a.sheet = look, append(bytes.Clone(a.css), ownValues(look)...)
		a.sheetAt = site.HashedName("assets/site.css", a.sheet)
	}
	return a.sheetAt, a.sheet
}

// style returns the style sheet for a page that cannot load it: one that a
// server sends for any address does not know the way to its files.
func (e *executor) style() template.CSS {
	_, sheet := e.assets.styleSheet(e.site.Archive.Site.Look)
	return template.CSS(sheet)
}

// ownValues are the tokens that a company sets. A value that could end the
// declaration is left out: it is data, never CSS of its own.
func ownValues(look report.Look) string {
	var b strings.Builder
	set := func(format, value string) {
		if value != "" && !strings.ContainsAny(value, "{};@\\<>\n\r") && !strings.Contains(value, "/*") && !strings.Contains(strings.ToLower(value), "url") {
			fmt.Fprintf(&b, format, value)
		}
	}
	set(":root { --font: %s }\n", look.Font)
	// The dark accent of tokens.css must not be overruled by a light one; a
	// company that gives only the light one gets it lightened.
	set("@media not screen and (prefers-color-scheme: dark) { :root { --accent: %s } }\n", look.Accent)
	if look.AccentDark == "" {
		set("@media screen and (prefers-color-scheme: dark) { :root { --accent: color-mix(in srgb, %s 45%%, white) } }\n", look.Accent)
	}
	set("@media screen and (prefers-color-scheme: dark) { :root { --accent: %s } }\n", look.AccentDark)
	return b.String()
}
