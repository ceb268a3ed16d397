package generator_test

import (
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"quarterdeck/generator/sample"
	"quarterdeck/generator/testsite"
	"quarterdeck/generator/testsite/browser"
)

// sheets is how many pages a document printed to PDF has: the tree of its pages says so.
var sheets = regexp.MustCompile(`/Type /Pages\s+/Count (\d+)`)

// printed is how many sheets of paper the open page takes, of some inches.
func printed(t *testing.T, b *browser.Tab, width, height float64) string {
	t.Helper()
	css := true
	r, err := chromedp.Call(b.Context, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: width, PaperHeight: height, PrintBackground: &css})
	if err != nil {
		t.Fatal(err)
	}
	n := sheets.FindSubmatch(r.Data)
	if n == nil {
		t.Fatalf("no tree of pages in %d bytes", len(r.Data))
	}
	return string(n[1])
}

// longWorded makes every title, note and update of a workspace as long as people make
// them at worst.
func longWorded(files sample.Files) {
	long := " which is a good deal longer than what anybody would want to read on one page of paper, and goes on for another line or two"
	words := regexp.MustCompile(`(note|value|result) = "([^"]*)"`)
	for name, text := range files {
		if strings.HasSuffix(name, ".md") {
			for _, line := range strings.Split(text, "\n") {
				if strings.HasPrefix(line, "## ") || strings.HasPrefix(line, "- [") {
					before, after, _ := strings.Cut(line, " — ")
					if after != "" {
						after = " — " + after
					}
					text = strings.Replace(text, line+"\n", before+long+after+"\n", 1)
				}
			}
		}
		text = words.ReplaceAllString(text, `$1 = "$2`+long+`"`)
		files[name] = text
	}
}

// summariesOf writes the summaries of a sample, and what they need, to a folder.
func summariesOf(t *testing.T, files sample.Files) string {
	t.Helper()
	source, out := t.TempDir(), t.TempDir()
	if err := files.Write(source); err != nil {
		t.Fatal(err)
	}
	site := undrawn(t, open(t, source), 0)
	for _, name := range site.Paths() {
		if !strings.HasPrefix(name, "assets/") && !strings.HasSuffix(name, "/summary/index.html") {
			continue
		}
		data, err := site.Bytes(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		testsite.Write(t, out, name, data)
	}
	return out
}

// The summary of a quarter fits one printed page, A4 as Letter, whatever there is to say.
func TestSummariesFitOnePage(t *testing.T) {
	b := browser.New(t)
	long := sample.Workspace(50, 4, 2)
	longWorded(long)
	for _, c := range []struct{ name, root string }{
		{"example", exampleSite(t, "internal")},
		{"50 teams", summariesOf(t, sample.Workspace(50, 4, 1))},
		{"50 teams of many words", summariesOf(t, long)},
	} {
		t.Run(c.name, func(t *testing.T) {
			found, err := filepath.Glob(filepath.Join(c.root, "*", "summary", "index.html"))
			if err != nil || len(found) < 2 {
				t.Fatalf("%d summaries, %v", len(found), err)
			}
			for _, file := range found {
				b.Do(t, chromedp.Navigate((&url.URL{Scheme: "file", Path: file}).String()))
				for paper, size := range map[string][2]float64{"A4": {8.27, 11.69}, "Letter": {8.5, 11}} {
					if n := printed(t, b, size[0], size[1]); n != "1" {
						t.Errorf("%s takes %s pages of %s", file[len(c.root):], n, paper)
					}
				}
			}
		})
	}
}
