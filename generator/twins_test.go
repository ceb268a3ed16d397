package generator_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/net/html"
)

// factSections are the sections of reports and teams' pages that hold facts in rows.
var factSections = []string{"rows", "advice", "scope", "quality", "asks", "plan", "updates", "retro", "people", "quarters", "waits", "actions"}

// Each fact in a row of a report or of a team's page is in its Markdown as well.
func TestTwinsSayWhatPagesSay(t *testing.T) {
	root := exampleSite(t, "internal")
	compared := 0
	eachBuilt(t, root, func(name string, data []byte) {
		page, is := strings.CutSuffix(name, ".md")
		if !is {
			return
		}
		source, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(page)))
		if err != nil {
			t.Fatal(err)
		}
		twin := bareWords(isoDay.ReplaceAllStringFunc(linkAddress.ReplaceAllString(string(data), ""), inWords))
		for section := range parsePage(t, page, source).root.Descendants() {
			if section.Data != "section" || !slices.Contains(factSections, attr(section, "aria-labelledby")) || strings.Count(page, "/") < 2 {
				continue
			}
			for _, text := range factTexts(section) {
				compared++
				if !strings.Contains(twin, bareWords(text)) {
					t.Errorf("%s, %s: its Markdown lacks %q", page, attr(section, "aria-labelledby"), text)
				}
			}
		}
	})
	if compared < 1000 {
		t.Errorf("only %d facts were compared", compared)
	}
}

var (
	linkAddress = regexp.MustCompile(`\]\([^)]*\)`)
	isoDay      = regexp.MustCompile(`\d{4}-\d\d-\d\d\b`)
	months      = regexp.MustCompile(`\b(jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]+`)
	pieces      = regexp.MustCompile(`[.,;:]\s+`)
)

// inWords writes a day as pages do.
func inWords(iso string) string {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return day.Format("2 Jan 2006")
}

// bareWords are the letters and digits of a text, and single spaces around them: neither marks of
// Markdown nor line breaks count, nor how much of a month's name is written.
func bareWords(s string) string {
	s = " " + strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ") + " "
	return months.ReplaceAllString(s, "$1")
}

// forNothing are words of pages for what is not there, where a document has nothing.
var forNothing = []string{"Open", "Open.", "its help", "no item of it", "no owner", "unnamed"}

// factTexts are the texts of the rows and paragraphs of a section that somebody reads, but for charts and
// for words that only lead on.
func factTexts(section *html.Node) (out []string) {
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case slices.Contains([]string{"header", "thead", "figure", "svg", "summary", "h3"}, n.Data) || slices.Contains([]string{"note", "vh", "tl"}, attr(n, "class")):
			return
		case n.Type == html.TextNode && strings.TrimSpace(bareWords(n.Data)) != "":
			for _, piece := range pieces.Split(n.Data, -1) {
				if piece = strings.TrimSpace(piece); strings.TrimSpace(bareWords(piece)) != "" && !slices.Contains(forNothing, piece) {
					out = append(out, piece)
				}
			}
		}
		for child := range n.ChildNodes() {
			walk(child)
		}
	}
	walk(section)
	return out
}
