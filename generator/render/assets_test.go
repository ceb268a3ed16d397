package render_test

import (
	"regexp"
	"strings"
	"testing"

	"quarterdeck/generator/report"
)

func TestAssets(t *testing.T) {
	r := renderer(t, map[string]string{"templates/assets/own.woff2": "font"})
	a := archive(t)
	a.Site.Look = report.Look{Accent: "#123456", AccentDark: "} body { display: none", Font: `"Own Sans", serif`}
	s := site(t, a)
	assets := r.Assets(s)
	css := ""
	for at, b := range assets {
		if at == "assets/own.woff2" || strings.HasPrefix(at, "assets/LICENSE") || at == "assets/NOTICE" {
			continue
		}
		if !regexp.MustCompile(`^assets/(site|live|echarts|shipped|icon)\.[0-9a-f]{8}\.(css|js|svg)$`).MatchString(at) {
			t.Errorf("%s has no hash", at)
		}
		if strings.HasSuffix(at, ".css") {
			css = string(b)
			if home := get(t, r, s, "index.html"); !strings.Contains(home, `href="`+at+`"`) {
				t.Errorf("the home page does not use %s", at)
			}
		}
	}
	for _, at := range []string{"assets/own.woff2", "assets/LICENSE", "assets/NOTICE"} {
		if assets[at] == nil {
			t.Errorf("there is no %s", at)
		}
	}
	want := ":root{}\nbody{}\na{}\ncode{}\nshipped{}\n:root { --font: \"Own Sans\", serif }\n@media not screen and (prefers-color-scheme: dark) { :root { --accent: #123456 } }\n"
	if css != want {
		t.Errorf("got %q, want %q", css, want)
	}
}

func TestNoScriptsWithoutCharts(t *testing.T) {
	r := renderer(t, nil)
	s := site(t, archive(t).For(report.Audience{ID: "customers", Shows: []report.Part{report.Shipped}}))
	for at := range r.Assets(s) {
		if strings.HasSuffix(at, ".js") && !strings.HasPrefix(at, "assets/shipped.") {
			t.Errorf("a site without charts gets %s", at)
		}
	}
}

func TestScriptsOnlyWhereChartsAre(t *testing.T) {
	r := renderer(t, nil)
	s := site(t, archive(t))
	if q := get(t, r, s, "2026-q3/index.html"); !strings.Contains(q, `<script src="../assets/live.`) {
		t.Error("a page with charts does not load live.js")
	}
	if n := get(t, r, s, "numbers/index.html"); strings.Contains(n, "<script") {
		t.Error("a page without charts loads a script")
	}
}
