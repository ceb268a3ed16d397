package generator_test

import (
	"bytes"
	"html"
	"strings"
	"testing"

	"quarterdeck/generator/report"
)

// insideWords is what the example says that customers must never read.
func insideWords(a *report.Archive) map[string]string {
	words := map[string]string{}
	add := func(what, text string) {
		if len(text) > 12 { // shorter words may stand in customers' prose by chance
			words[text] = what
		}
	}
	for _, t := range a.Teams {
		add("a role", t.Product)
		add("a role", t.Engineering)
		add("a role", t.Delivery)
		add("a team's prose", t.About.Text)
	}
	for _, q := range a.Quarters {
		if q.Foreword != nil {
			add("a foreword", q.Foreword.Body.Text)
		}
		for _, r := range q.Reports {
			if r.Plan != nil {
				add("a plan's summary", r.Plan.Summary)
				add("a plan's prose", r.Plan.Intro.Text)
			}
			for _, d := range r.Items {
				if d.Title != d.PublicTitle() || !d.Customers {
					add("a deliverable's title", d.Title)
				}
				add("a note", d.Outcome.Note)
				add("a deliverable's prose", d.Body.Text)
			}
			if r.Retro == nil {
				continue
			}
			add("a retro", r.Retro.Well.Text)
			add("a retro", r.Retro.Wrong.Text)
			for _, c := range r.Retro.Actions {
				add("an action", c.Text.Text)
			}
			for _, l := range r.Retro.Lessons {
				add("a lesson", l.Title)
				add("a lesson", l.Body.Text)
			}
		}
	}
	return words
}

func TestCustomersReadNothingFromInside(t *testing.T) {
	archive, problems := open(t, "..").Read(0)
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	words := insideWords(archive)
	if len(words) < 300 {
		t.Fatalf("only %d texts to look for: the example is not what this test thinks", len(words))
	}
	public := map[string]bool{}
	for _, q := range archive.Quarters {
		for _, r := range q.Reports {
			for _, d := range r.Items {
				if d.Customers {
					public[d.PublicTitle()] = true
				}
			}
		}
	}
	for text := range words {
		if public[text] {
			delete(words, text) // a customer title may equal some other item's title
		}
	}
	eachBuilt(t, exampleSite(t, "customers"), func(name string, data []byte) {
		if strings.HasPrefix(name, "assets/") {
			return
		}
		plain := []byte(html.UnescapeString(string(data)))
		for text, what := range words {
			if bytes.Contains(plain, []byte(text)) {
				t.Errorf("%s holds %s: %q", name, what, text)
			}
		}
	})
	for _, folder := range []string{"2026-q3", "lessons", "teams", "numbers", "latest"} {
		for name := range files(t, exampleSite(t, "customers")) {
			if strings.HasPrefix(name, folder+"/") && strings.HasSuffix(name, ".html") {
				t.Errorf("customers get %s", name)
			}
		}
	}
}

// The archive for an audience is made anew: the one it is made from stays as it was.
func TestForLeavesTheArchiveAlone(t *testing.T) {
	w := open(t, "..")
	archive, _ := w.Read(0)
	again, _ := w.Read(0)
	for _, to := range archive.Site.Audiences {
		shown := archive.For(to)
		if shown.Audience.ID != to.ID {
			t.Errorf("the archive for %s says it is for %q", to.ID, shown.Audience.ID)
		}
	}
	if len(archive.Asks) != len(again.Asks) || len(archive.Teams) != len(again.Teams) || archive.Audience.ID != "" {
		t.Error("For changed its receiver")
	}
}
