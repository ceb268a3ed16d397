package page

import (
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"strings"
	"testing"
)

func TestRedirectsForHosts(t *testing.T) {
	s := plan(report.Parts...)
	got := string(bytesOf(t, s, "_redirects"))
	for _, want := range []string{"/sub/latest/ /sub/2026-q3/ 302\n", "/sub/latest/design/ /sub/2026-q1/design/ 302\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %q in\n%s", want, got)
		}
	}
	for line := range strings.Lines(got) {
		parts := strings.Fields(line)
		if len(parts) != 3 {
			t.Errorf("%q is no rule", line)
			continue
		}
		for _, address := range parts[:2] {
			at, inside := strings.CutPrefix(address, "/sub/")
			if !inside || !s.Has(at+"index.html") {
				t.Errorf("%q: there is no page %s", line, address)
			}
		}
	}
}

func TestHeadersForHosts(t *testing.T) {
	a := sample()
	for base, root := range map[string]string{"": "/", "https://x.example/": "/", "https://x.example/a b/": "/a%20b/"} {
		a.Site.BaseURL = base
		got := string(bytesOf(t, Plan(a, metrics.Compute(a), i18n.English()), "_headers"))
		if !strings.HasPrefix(got, root+"*\n") || !strings.Contains(got, "\n"+root+"assets/*\n  Cache-Control: public, max-age=31536000, immutable\n") {
			t.Errorf("%q:\n%s", base, got)
		}
	}
}
