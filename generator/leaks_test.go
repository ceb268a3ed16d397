package generator_test

import (
	"os"
	"strings"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// The second line of defence has no false alarm on the example, for any audience that it
// could be built for.
func TestNoFalseAlarm(t *testing.T) {
	w := open(t, "..")
	whole, _ := w.Read(0)
	for _, to := range whole.Site.Audiences {
		found, err := generator.Leaks(os.DirFS(exampleSite(t, to.ID)), whole, to)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range found {
			t.Errorf("%s: %s holds %q, which is part of %s", to.ID, l.Path, l.Text, l.Field)
		}
	}
}

// Where colleagues' pages lie in customers' site, it tells, and names file and field.
func TestPagesOfOthersAreFound(t *testing.T) {
	w := open(t, "..")
	whole, _ := w.Read(0)
	customers := whole.Site.Audiences[1]
	if customers.ID != "customers" {
		t.Fatal(customers.ID)
	}
	site := t.TempDir()
	eachBuilt(t, exampleSite(t, "internal"), func(name string, data []byte) {
		if strings.HasPrefix(name, "2026-q3/managed-rules/") || strings.HasPrefix(name, "lessons/") {
			testsite.Write(t, site, name, data)
		}
	})
	found, err := generator.Leaks(os.DirFS(site), whole, customers)
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]bool{}
	for _, l := range found {
		if strings.HasSuffix(l.Path, "index.html") {
			fields[l.Field] = true
		}
	}
	for _, field := range []string{"Outcome.Note", "Plan.Summary", "Prose.Text", "Lesson.Title"} {
		if !fields[field] {
			t.Errorf("nothing of %s is found", field)
		}
	}
	if found, err := generator.Leaks(os.DirFS(site), whole, report.Audience{ID: "all", Shows: report.Parts}); err != nil || len(found) > 0 {
		t.Errorf("who sees all may read all: %v %v", found, err)
	}
}
