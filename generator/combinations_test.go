package generator_test

import (
	"math/bits"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"quarterdeck/generator"
	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// newestOf leaves the newest quarters of an archive, so that a site of it is soon made.
func newestOf(a *report.Archive, n int) *report.Archive {
	cut := *a
	cut.Quarters = a.Quarters[len(a.Quarters)-n:]
	cut.Asks = slices.DeleteFunc(slices.Clone(a.Asks), func(k *report.Ask) bool { return !slices.Contains(cut.Quarters, k.Quarter) })
	return &cut
}

// An audience of one's own may be shown any parts: each gets a whole site, in which no
// link is dead and no section is empty.
func TestEveryCombinationOfParts(t *testing.T) {
	w := open(t, "..")
	archive, problems := w.Read(0)
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	archive = newestOf(archive, 2)
	renderer, problems := render.New(render.Config{Drawer: notDrawn{}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	every := testsite.Rounds(1, 0) == 1
	for mask := 1; mask < 1<<len(report.Parts); mask++ {
		if n := bits.OnesCount(uint(mask)); !every && n > 1 && n < len(report.Parts)-1 {
			continue // where somebody waits: each part alone, each left out, and all
		}
		var shows []report.Part
		var name []string
		for i, part := range report.Parts {
			if mask>>i&1 == 1 {
				shows, name = append(shows, part), append(name, string(part))
			}
		}
		t.Run(strings.Join(name, ","), func(t *testing.T) {
			site, problems := generator.SiteOf(w, archive.For(report.Audience{ID: "own", Shows: shows}), renderer)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			for _, p := range checkSite(t, siteFiles(t, site)) {
				noEmptySection(t, p)
				noFalsePromise(t, p, shows)
			}
		})
	}
}

// noEmptySection reports headings under which nothing stands.
func noEmptySection(t *testing.T, p *built) {
	t.Helper()
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "section" && !says(n) {
			t.Errorf("%s: an empty section: %s", p.name, textOf(n))
		}
		if n.Type == html.ElementNode && (n.Data == "table" || n.Data == "ul" || n.Data == "ol" || n.Data == "dl") && textOf(n) == "" {
			t.Errorf("%s: an empty %s", p.name, n.Data)
		}
	}
}

// noFalsePromise reports headings, answers and descriptions that speak of plans to who is
// shown none.
func noFalsePromise(t *testing.T, p *built, shows []report.Part) {
	t.Helper()
	planned := slices.Contains(shows, report.Plans) || slices.Contains(shows, report.Numbers)
	for n := range p.root.Descendants() {
		text := ""
		switch {
		case attr(n, "class") == "answer", n.Data == "h2", n.Data == "h3" && attr(n, "id") != "":
			text = textOf(n)
			if text == "" {
				t.Errorf("%s: an empty <%s>", p.name, n.Data)
			}
		case n.Data == "meta" && attr(n, "name") == "description":
			text = attr(n, "content")
		}
		for _, word := range []string{"planned for", "planned and", "was planned,", "plans went", "who to go to", "why not"} {
			if !planned && strings.Contains(text, word) {
				t.Errorf("%s: speaks of what it does not show: %q", p.name, text)
			}
		}
	}
}

// says reports whether anything stands in a section but its heading.
func says(section *html.Node) bool {
	for c := range section.ChildNodes() {
		if c.Data == "header" && len(section.Attr) > 0 && !strings.Contains(attr(section, "class"), "top") {
			continue
		}
		if textOf(c) != "" {
			return true
		}
		for d := range c.Descendants() {
			if d.Data == "img" || d.Data == "svg" {
				return true
			}
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
