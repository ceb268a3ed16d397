package page

import (
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"strings"
	"testing"
)

func TestShippedGolden(t *testing.T) {
	s := plan(report.Parts...)
	goldenView(t, "shipped.json", viewOf[*Shipped](t, s, "shipped/index.html"))
	goldenView(t, "shipped-mr-1.json", viewOf[*ShippedItem](t, s, "shipped/mr-1/index.html"))
}

// Customers see what is for them, in their words, and nothing else.
func TestShippedForCustomers(t *testing.T) {
	s := plan(report.Shipped, report.Upcoming)
	v := viewOf[*ShippedItem](t, s, "shipped/mr-1/index.html")
	goldenView(t, "shipped-mr-1-customers.json", v)
	b, err := site.JSON(v)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"Ruleset versioning", "switch", "old path", "due", "days late", "on time", "unexplained", "2026-q1/", "rules/index.html"} {
		if strings.Contains(string(b), secret) {
			t.Errorf("customers read %q", secret)
		}
	}
	for _, path := range []string{"shipped/ds-1/index.html", "shipped/mr-9/index.html", "teams/index.html", "2026-q2/index.html"} {
		if s.Has(path) {
			t.Errorf("customers get %s", path)
		}
	}
	if n := len(viewOf[*ShippedItem](t, plan(report.Shipped), "shipped/mr-1/index.html").Steps); n != 2 {
		t.Errorf("without upcoming, the page shows %d steps, want the two deliveries", n)
	}
}

func TestShippedAnswer(t *testing.T) {
	q := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 3}, State: report.Closed}
	running := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 4}, State: report.Running}
	item := func(q *report.Quarter, p report.Phase, customers bool) *report.Deliverable {
		return &report.Deliverable{Quarter: q, Phase: p, Customers: customers}
	}
	for _, c := range []struct {
		name  string
		items []*report.Deliverable
		want  string
	}{
		{"none", nil, "Nothing has shipped yet."},
		{"some for everyone", []*report.Deliverable{item(q, report.Beta, true), item(q, report.GA, true), item(q, report.GA, false)}, "Two items reached customers in 2026 Q3, one of them for everyone."},
		{"one", []*report.Deliverable{item(q, report.GA, true)}, "One item reached customers in 2026 Q3, for everyone."},
		{"one in beta", []*report.Deliverable{item(q, report.Beta, true)}, "One item reached customers in 2026 Q3, not yet for everyone."},
		{"all", []*report.Deliverable{item(q, report.GA, true), item(q, report.GA, true)}, "Two items reached customers in 2026 Q3, all of them for everyone."},
		{"none for everyone", []*report.Deliverable{item(q, report.Beta, true), item(q, report.Alpha, true)}, "Two items reached customers in 2026 Q3, none of them for everyone yet."},
		{"without phases", []*report.Deliverable{item(q, "", true)}, "One item reached customers in 2026 Q3."},
		{"running", []*report.Deliverable{item(running, report.GA, true), item(q, report.GA, true)}, "One item reached customers in 2026 Q4 so far, for everyone."},
		{"nothing for customers", []*report.Deliverable{item(q, "", false), item(q, "", false)}, "Two items shipped in 2026 Q3."},
	} {
		if got := strings.ReplaceAll(shippedAnswer(english(), c.items), "\u00a0", " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestSentence(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "",
		"One.":                                 "One.",
		"One. Two.":                            "One.",
		"Logs, e.g. those of yesterday. More.": "Logs, e.g. those of yesterday.",
		"Version 1.5 is out. See below.":       "Version 1.5 is out.",
		"Is it? Yes.":                          "Is it?",
		"no end":                               "no end",
		"One\n line. “Two.”":                   "One line.",
	} {
		if got := site.Sentence(text); got != want {
			t.Errorf("sentence(%q) = %q, want %q", text, got, want)
		}
	}
}
