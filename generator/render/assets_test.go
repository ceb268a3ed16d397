package render_test

import (
	"regexp"
	"strings"
	"testing"

	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
)

func TestAssets(t *testing.T) {
	r := renderer(t, map[string]string{"templates/assets/own.woff2": "font"})
	a := archive(t)
	a.Site.Look = report.Look{Accent: "#123456", AccentDark: "} body { display: none", Font: `"Own Sans", serif`}
	s := planned(t, a)
	assets := r.Assets(s)
	css := ""
	for at, b := range assets {
		if at == "assets/own.woff2" || strings.HasPrefix(at, "assets/LICENSE") || at == "assets/NOTICE" {
			continue
		}
		if !regexp.MustCompile(`^assets/(site|live|echarts|shipped|search|find|onward|icon)\.[0-9a-f]{8}\.(css|js|svg)$`).MatchString(at) {
			t.Errorf("%s has no hash", at)
		}
		if strings.HasSuffix(at, ".css") {
			css = string(b)
			if home := get(t, r, s, "index.html"); !strings.Contains(home, `href="`+at+`"`) {
				t.Errorf("the home page does not use %s", at)
			}
		}
	}
	for _, at := range []string{"assets/own.woff2", "assets/LICENSE", "assets/NOTICE", "assets/LICENSE-minisearch"} {
		if assets[at] == nil {
			t.Errorf("there is no %s", at)
		}
	}
	want := ":root{}\nbody{}\na{}\ncode{}\nshipped{}\nsearch{}\n:root { --font: \"Own Sans\", serif }\n@media not screen and (prefers-color-scheme: dark) { :root { --accent: #123456 } }\n"
	if css != want {
		t.Errorf("got %q, want %q", css, want)
	}
}

// A site has the scripts of what its audience sees, and of the search.
func TestScriptsOfASite(t *testing.T) {
	r := renderer(t, nil)
	s := planned(t, archive(t).For(report.Audience{ID: "customers", Shows: []report.Part{report.Shipped}}))
	for at := range r.Assets(s) {
		if strings.Contains(at, "echarts") || strings.Contains(at, "live") || strings.HasPrefix(at, "assets/LICENSE-d3") {
			t.Errorf("a site without charts gets %s", at)
		}
	}
}

func TestScriptsOnlyWhereChartsAre(t *testing.T) {
	r := renderer(t, nil)
	s := planned(t, archive(t))
	if q := get(t, r, s, "2026-q3/index.html"); !strings.Contains(q, `<script src="../assets/live.`) {
		t.Error("a page with charts does not load live.js")
	}
	if n := get(t, r, s, "numbers/index.html"); strings.Contains(n, "/live.") {
		t.Error("a page without charts loads their script")
	}
}

// What every page loads for the search is small: all else comes when somebody looks for something.
func TestEveryPageLoadsLittleOfTheSearch(t *testing.T) {
	r, problems := render.New(render.Config{Drawer: pen{}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s := planned(t, archive(t))
	for at, data := range r.Assets(s) {
		if strings.HasPrefix(at, "assets/search.") && len(data) > 1024 {
			t.Errorf("%s has %d bytes", at, len(data))
		}
		if strings.HasPrefix(at, "assets/find.") && strings.Contains(get(t, r, s, "numbers/index.html"), `<script src="../`+at) {
			t.Errorf("a page loads %s at once", at)
		}
	}
}
