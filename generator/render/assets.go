package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"strings"
	"sync"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/page"
	"quarterdeck/generator/report"
)

// styles are the parts of the one style sheet, in their order.
var styles = []string{"assets/tokens.css", "assets/site.css", "assets/targets.css", "assets/code.css", "assets/shipped.css"}

// icon is what a browser shows beside the title of a page.
const icon = "assets/icon.svg"

// scripts are what pages load: the name that templates call them by, and the file.
var scripts = []struct{ name, file string }{
	{"live.js", "assets/live.js"},
	{"echarts.js", "assets/echarts/echarts.min.js"},
	{shippedScript, "assets/shipped.js"},
}

// shippedScript filters the list of what shipped; other scripts are of charts.
const shippedScript = "shipped.js"

// assets are the files beside the pages.
type assets struct {
	css     []byte            // all styles, without a company's own values
	names   map[string]string // path of a script or the icon, by its name in templates
	own     map[string][]byte // other files of the workspace, by path in the site
	scripts map[string][]byte // by path in the site
	always  map[string][]byte // what every page leads to, by path in the site
	// licences go where the scripts go.
	licences map[string][]byte
	mu       sync.Mutex
	look     report.Look // of the style sheet below
	sheet    []byte
	sheetAt  string
}

// assets gathers the style sheet and the scripts under names with a hash, and any
// other file of the workspace's templates/assets under its own name.
func (l *layer) assets(problems *diag.List) *assets {
	a := &assets{names: map[string]string{}, own: map[string][]byte{}, scripts: map[string][]byte{}, licences: map[string][]byte{}}
	a.names["icon.svg"] = hashed(icon, l.files[icon])
	a.always = map[string][]byte{a.names["icon.svg"]: l.files[icon]}
	known := map[string]bool{icon: true}
	for _, name := range styles {
		known[name] = true
		a.css = append(a.css, bytes.ReplaceAll(l.files[name], []byte("@import \"tokens.css\";\n"), nil)...)
	}
	for _, s := range scripts {
		b, ok := l.files[s.file]
		if !ok {
			problems.Errorf(diag.Pos{File: "templates/" + s.file}, "template", "", "the script %s is missing", s.name)
			continue
		}
		a.names[s.name] = hashed("assets/"+s.name, b)
		a.scripts[a.names[s.name]] = b
		known[s.file] = true
	}
	for name, b := range l.files {
		if dir, base := path.Split(name); dir == "assets/echarts/" && (strings.HasPrefix(base, "LICENSE") || base == "NOTICE") {
			a.licences["assets/"+base] = b
		}
		if strings.HasPrefix(name, "assets/") && !known[name] && !l.builtin[name] {
			a.own[name] = b
		}
	}
	return a
}

// hashed puts the first eight digits of the content's hash into a name.
func hashed(name string, content []byte) string {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext
}

// Assets returns the files that the pages of a site use besides each other, by
// path: the style sheet with the company's own values, and the scripts if the site
// has charts.
func (r *Renderer) Assets(site *page.Site) map[string][]byte {
	out := maps.Clone(r.assets.own)
	maps.Copy(out, r.assets.always)
	if site.Archive.Sees(report.Numbers) { // else it has no charts
		maps.Copy(out, r.assets.scripts)
		maps.Copy(out, r.assets.licences)
	}
	at := r.assets.names[shippedScript]
	delete(out, at)
	if site.Archive.Sees(report.Shipped) {
		out[at] = r.assets.scripts[at]
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
		a.sheetAt = hashed("assets/site.css", a.sheet)
	}
	return a.sheetAt, a.sheet
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
