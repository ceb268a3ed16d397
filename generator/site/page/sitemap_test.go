package page

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/testsite"
)

func TestSitemap(t *testing.T) {
	s := plan(report.Parts...)
	b := bytesOf(t, s, "sitemap.xml")
	testsite.Golden(t, "sitemap.xml", b)
	var m struct {
		URL []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	var listed []string
	for _, u := range m.URL {
		listed = append(listed, u.Loc)
	}
	for _, path := range s.Paths() {
		p := s.Page(path)
		want := p.View != nil && !p.Unlisted
		at := "https://reports.example.com/sub/" + strings.TrimSuffix(path, "index.html")
		if slices.Contains(listed, at) != want {
			t.Errorf("%s is listed: %v, want %v", at, !want, want)
		}
	}
}

func TestNoSitemapWithoutAddress(t *testing.T) {
	a := sample()
	a.Site.BaseURL = ""
	if Plan(a, metrics.Compute(a), i18n.English()).Has("sitemap.xml") {
		t.Error("a sitemap holds full addresses, and none is known")
	}
}

func TestFullAddress(t *testing.T) {
	for at, want := range map[string]string{
		"index.html":           "https://x.example/s/",
		"index.html#quarters":  "https://x.example/s/#quarters",
		"2026-q3/index.html":   "https://x.example/s/2026-q3/",
		"404.html":             "https://x.example/s/404.html",
		"a b/ü&/index.html":    "https://x.example/s/a%20b/%C3%BC&/",
		"a/notindex.html":      "https://x.example/s/a/notindex.html",
		"lessons/x/index.html": "https://x.example/s/lessons/x/",
	} {
		if got := site.FullAddress("https://x.example/s/", at); got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}

func TestLatest(t *testing.T) {
	s := plan(report.Parts...)
	for path, want := range map[string]string{
		"latest/index.html":        "2026-q3/index.html",
		"latest/rules/index.html":  "2026-q3/rules/index.html",
		"latest/design/index.html": "2026-q1/design/index.html",
	} {
		p := s.Page(path)
		if p == nil || p.Head.Redirect != want || !p.Unlisted {
			t.Errorf("%s is %+v, want a way to %s", path, p, want)
		}
	}
}

// Every number has an example in the newest closed quarter, save those that only
// a running quarter has.
func TestDefinitionsHaveExamples(t *testing.T) {
	v := viewOf[*Definitions](t, plan(report.Parts...), "numbers/index.html")
	if v.Example.Text != "2026 Q2" {
		t.Errorf("the examples are those of %q", v.Example.Text)
	}
	for _, d := range v.Numbers {
		if d.Example == "" && d.ID != "open" {
			t.Errorf("%s has no example", d.ID)
		}
	}
}
