package generator_test

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"quarterdeck/generator/site"
	"quarterdeck/generator/testsite"
)

// built is a page of a built site as a crawler sees it.
type built struct {
	name  string
	root  *html.Node
	ids   map[string]bool
	links []string // addresses in href and src
}

// crawl reads every page of a site, and returns the names of all its files.
func crawl(t *testing.T, folder string) (pages []*built, names map[string]bool) {
	t.Helper()
	names = map[string]bool{}
	eachBuilt(t, folder, func(name string, data []byte) {
		names[name] = true
		if strings.HasSuffix(name, ".html") {
			pages = append(pages, parsePage(t, name, data))
		}
	})
	if len(pages) == 0 {
		t.Fatal("no pages were built")
	}
	return pages, names
}

func parsePage(t *testing.T, name string, data []byte) *built {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	p := &built{name: name, root: root, ids: map[string]bool{}}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				if p.ids[a.Val] {
					t.Errorf("%s: the id %q stands twice", name, a.Val)
				}
				p.ids[a.Val] = true
			case "href", "src", "data-live", "data-echarts":
				p.links = append(p.links, a.Val)
			case "srcset", "action", "formaction", "poster":
				t.Errorf("%s: the crawl does not follow %s yet", name, a.Key)
			}
		}
	}
	return p
}

// target resolves an address on a page to a file of the site and an anchor. ok is
// false for addresses elsewhere.
func (p *built) target(address string) (file, anchor string, ok bool, err error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return "", "", false, err
	}
	file = p.name
	if u.Path != "" {
		file = path.Join(path.Dir(p.name), u.Path)
	}
	return file, u.Fragment, true, nil
}

// badWords never stand in a file of a site; badMarkup neither, but in data and
// scripts braces are what they are.
var (
	badWords  = regexp.MustCompile(`<no value>|&amp;lt;|&amp;amp;|\bNaN\b|\bundefined\b|%!|[+-]Inf\b|ZgotmplZ|\[object `)
	badMarkup = regexp.MustCompile(`\{\{|\}\}`)
)

// inBadWords is in every text that badWords matches: most texts hold none of it, and are looked
// at without the expression, which takes many times as long.
var inBadWords = []string{"<no value>", "&amp;lt;", "&amp;amp;", "NaN", "undefined", "%!", "Inf", "ZgotmplZ", "[object "}

// findBadWord is where the first bad word is, or nil.
func findBadWord(text []byte) []int {
	if !slices.ContainsFunc(inBadWords, func(part string) bool { return bytes.Contains(text, []byte(part)) }) {
		return nil
	}
	return badWords.FindIndex(text)
}

// Each bad word is found, and what only looks like one is not.
func TestBadWords(t *testing.T) {
	for _, word := range []string{"<no value>", "&amp;lt;", "&amp;amp;", "NaN", "undefined", "%!d(string=x)", "+Inf", "-Inf", "ZgotmplZ", "[object Object]"} {
		if at := findBadWord([]byte("a " + word + " b")); at == nil || at[0] != 2 {
			t.Errorf("%q is not found: %v", word, at)
		}
	}
	for _, word := range []string{"Information", "BaNaNa", "redefined", "undefinedness"} {
		if at := findBadWord([]byte("a " + word + " b")); at != nil {
			t.Errorf("%q is taken for a bad word", word)
		}
	}
}

func TestNoDeadLinkAnchorOrBadWord(t *testing.T) {
	sites := map[string]string{"example, internal": exampleSite(t, "internal"), "example, customers": exampleSite(t, "customers")}
	if testsite.Rounds(1, 0) == 1 { // its charts take as long to draw as those of the example
		kubernetes := build(t, open(t, "testdata/kubernetes"))
		sites["kubernetes"], sites["kubernetes, outside"] = kubernetes+"/internal", kubernetes+"/customers"
	}
	for name, folder := range sites {
		t.Run(name, func(t *testing.T) { checkSite(t, files(t, folder)) })
	}
}

// checkSite checks every link and every word of a site, by the names of its files, and
// returns its pages.
func checkSite(t *testing.T, files map[string][]byte) map[string]*built {
	t.Helper()
	byName := map[string]*built{}
	for name, data := range files {
		if strings.HasSuffix(name, ".html") {
			byName[name] = parsePage(t, name, data)
		}
	}
	if len(byName) == 0 {
		t.Fatal("no pages were built")
	}
	for _, p := range byName {
		for _, address := range p.links {
			file, anchor, inside, err := p.target(address)
			switch {
			case err != nil:
				t.Errorf("%s: %q is no address: %v", p.name, address, err)
			case !inside:
			case strings.HasPrefix(address, "/"):
				t.Errorf("%s: %q is not relative", p.name, address)
			case files[file] == nil:
				t.Errorf("%s: dead link %q", p.name, address)
			case anchor != "" && byName[file] != nil && !byName[file].ids[anchor]:
				t.Errorf("%s: dead anchor %q", p.name, address)
			}
		}
	}
	for name, data := range files {
		if strings.HasPrefix(name, "assets/") {
			continue // vendored scripts speak of undefined and NaN
		}
		if strings.HasPrefix(name, "cards/") { // its pixels are packed, and may look like anything
			data = []byte(strings.Join(pictureTexts(data), "\n"))
		}
		text := data
		if path.Base(name) == "feed.xml" { // HTML stands in it as text
			text = []byte(html.UnescapeString(string(data)))
		}
		at := findBadWord(text)
		if ext := path.Ext(name); at == nil && ext != ".js" && ext != ".json" {
			at = badMarkup.FindIndex(text)
		}
		if at != nil {
			t.Errorf("%s: holds %q", name, text[max(0, at[0]-40):min(len(text), at[1]+40)])
		}
		if strings.HasSuffix(name, ".xml") {
			if err := xml.Unmarshal(data, new(struct{})); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	return byName
}

// redirects reports whether a page of the example does nothing but lead to another.
func redirects(t *testing.T, audience, name string) bool {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(exampleSite(t, audience), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(data, []byte(`http-equiv="refresh"`))
}

// Every page is reached from the home page by links alone.
func TestEveryPageIsReached(t *testing.T) {
	for _, audience := range []string{"internal", "customers"} {
		pages, _ := crawl(t, exampleSite(t, audience))
		byName := map[string]*built{}
		for _, p := range pages {
			byName[p.name] = p
		}
		reached := map[string]bool{"index.html": true}
		queue := []string{"index.html"}
		for len(queue) > 0 {
			p := byName[queue[0]]
			queue = queue[1:]
			for _, address := range p.links {
				if file, _, inside, err := p.target(address); err == nil && inside && byName[file] != nil && !reached[file] {
					reached[file] = true
					queue = append(queue, file)
				}
			}
		}
		for _, p := range pages {
			// Addresses that people are given from outside, or had before, lead in, not around.
			if !reached[p.name] && p.name != "404.html" && !strings.HasPrefix(p.name, "latest/") && !redirects(t, audience, p.name) {
				t.Errorf("%s: no way leads to %s", audience, p.name)
			}
		}
	}
}

// The rules that keep a page whole without a script, from disk, under a strict
// policy, and for people who cannot see it.
func TestPagesKeepTheRules(t *testing.T) {
	pages, _ := crawl(t, exampleSite(t, "internal"))
	for _, p := range pages {
		var h1, lang, title int
		for n := range p.root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			attr := map[string]string{}
			for _, a := range n.Attr {
				attr[a.Key] = a.Val
				if strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: an inline handler: %s", p.name, a.Key)
				}
			}
			switch n.Data {
			case "h1":
				h1++
			case "title":
				title++
			case "html":
				if attr["lang"] != "" {
					lang++
				}
			case "script":
				if attr["src"] == "" && attr["type"] != "application/json" {
					t.Errorf("%s: an inline script", p.name)
				}
			case "img":
				if _, has := attr["alt"]; !has {
					t.Errorf("%s: an image without alt: %s", p.name, attr["src"])
				}
			case "a":
				if attr["href"] == "" || attr["href"] == "#" {
					t.Errorf("%s: a link to nowhere", p.name)
				}
			case "svg":
				if attr["role"] == "img" && attr["aria-labelledby"] == "" && attr["aria-label"] == "" {
					t.Errorf("%s: a picture without a name", p.name)
				}
			}
			for _, key := range []string{"aria-labelledby", "aria-describedby", "for"} {
				for id := range strings.FieldsSeq(attr[key]) {
					if !p.ids[id] {
						t.Errorf("%s: %s names %q, which is not on the page", p.name, key, id)
					}
				}
			}
		}
		if h1 != 1 || lang != 1 || title < 1 {
			t.Errorf("%s: %d h1, %d lang, %d title", p.name, h1, lang, title)
		}
	}
}

// What a page loads by itself has the hash of its content in its name: while one release
// takes over from another, no page gets the style, the script or the chart of another one.
// A picture of the content keeps the name that its writer gave it.
func TestPagesLoadWhatIsOfTheirRelease(t *testing.T) {
	for _, audience := range []string{"internal", "customers"} {
		built := files(t, exampleSite(t, audience))
		loads := map[string]int{}
		for name, data := range built {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			p := parsePage(t, name, data)
			for n := range p.root.Descendants() {
				for _, a := range n.Attr {
					kind := n.Data + " " + a.Key
					switch kind {
					case "script src", "script data-echarts", "figure data-live":
					case "link href":
						rel := attr(n, "rel")
						if kind += " " + rel; rel != "stylesheet" && rel != "icon" {
							continue
						}
					default:
						continue
					}
					file, _, inside, err := p.target(a.Val)
					if err != nil || !inside || built[file] == nil {
						t.Fatalf("%s: %s %q is no file of the site: %v", name, kind, a.Val, err)
					}
					plain, _ := site.UnhashedName(file)
					if site.HashedName(plain, built[file]) != file {
						t.Errorf("%s: %s %q has not the hash of its content in its name", name, kind, a.Val)
					}
					loads[kind]++
				}
			}
		}
		want := []string{"script src", "link href stylesheet", "link href icon"}
		if audience == "internal" {
			want = append(want, "script data-echarts", "figure data-live")
		}
		for _, kind := range want {
			if loads[kind] == 0 {
				t.Errorf("no page of %s has a %s", audience, kind)
			}
		}
	}
}
