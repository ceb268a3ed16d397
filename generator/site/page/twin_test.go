package page

import (
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// A report's Markdown says what its page says, for those who see it.
func TestTwins(t *testing.T) {
	s := plan(report.Parts...)
	testsite.Golden(t, "q1-rules.md", bytesOf(t, s, "2026-q1/rules/index.html.md"))
	testsite.Golden(t, "q2.md", bytesOf(t, s, "2026-q2/index.html.md"))
	testsite.Golden(t, "llms.txt", bytesOf(t, s, "llms.txt"))
	if twin := s.Page("2026-q1/rules/index.html").Head.Twin; twin != "2026-q1/rules/index.html.md" {
		t.Errorf("the page names %q as its Markdown", twin)
	}
	if s := plan(report.Shipped); s.Has("2026-q1/rules/index.html.md") || strings.Contains(string(bytesOf(t, s, "llms.txt")), "2026-q1") {
		t.Error("customers get the Markdown of a report")
	}
	text := string(bytesOf(t, plan(report.Numbers, report.Shipped), "2026-q1/rules/index.html.md"))
	for _, secret := range []string{"Retro", "Book design", "Ask design early"} {
		if strings.Contains(text, secret) {
			t.Errorf("who sees no retros reads %q", secret)
		}
	}
}

// Links lead from where the file lies, where the site does not know its own address.
func TestTwinsWithoutAnAddress(t *testing.T) {
	a := sample()
	a.Site.BaseURL = ""
	s := Plan(a, metrics.Compute(a), i18n.English())
	if text := string(bytesOf(t, s, "2026-q1/rules/index.html.md")); !strings.Contains(text, "](../../shipped/mr-1/index.html)") {
		t.Errorf("got %s", text)
	}
	if text := string(bytesOf(t, s, "llms.txt")); !strings.Contains(text, "](2026-q1/rules/index.html.md)") {
		t.Errorf("got %s", text)
	}
}
