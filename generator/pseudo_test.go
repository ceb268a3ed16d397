package generator_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"quarterdeck/generator"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/render"
	"quarterdeck/generator/svg"
)

// leftUnmarked is how many texts of pages are neither a message nor in the workspace. It
// may only go down.
const leftUnmarked = 3161

// shownIn are the attributes that a reader sees or hears.
var shownIn = []string{"alt", "title", "aria-label", "placeholder", "content", "data-l"}

// In the pseudo-language each message is marked. What a page holds outside the marks must
// be what somebody wrote in the workspace.
func TestEveryWordIsAMessageOrInTheWorkspace(t *testing.T) {
	w := open(t, "..")
	archive, problems := w.Read(0)
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	archive = newestOf(archive, 2)
	options := &optionsSeen{}
	renderer, problems := render.New(render.Config{Drawer: options, Words: i18n.Pseudo()})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	left := &unmarked{written: written(t), by: map[string]map[string]bool{}}
	for _, to := range archive.Site.Audiences {
		site, problems := generator.SiteOf(w, archive.For(to), renderer)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for name, data := range siteFiles(t, site) {
			left.file(t, name, data)
		}
	}
	for _, text := range options.texts {
		left.text("charts", text)
	}
	n := 0 // by kind of page
	for _, kind := range slices.Sorted(maps.Keys(left.by)) {
		texts := slices.Sorted(maps.Keys(left.by[kind]))
		n += len(texts)
		t.Logf("%s: %d texts, such as %q", kind, len(texts), texts[:min(len(texts), 12)])
	}
	t.Logf("%d texts in all", n)
	if n > leftUnmarked {
		t.Errorf("%d texts are no message and not in the workspace; at most %d were before", n, leftUnmarked)
	}
}

// written is everything in the files of the workspace, without markup, on one line.
func written(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, top := range []string{"../site.toml", "../content"} {
		dir, base := path.Split(top)
		err := fs.WalkDir(os.DirFS(dir), base, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(os.DirFS(dir), name)
			b.WriteString(plainText(string(data)) + " " + strings.TrimSuffix(path.Base(name), path.Ext(name)) + " ")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

var markdown = regexp.MustCompile("[*_`\\[\\]]|\\([^) ]*\\)")

// plainText is a text on one line, in small letters, without the signs of Markdown.
func plainText(s string) string {
	s = markdown.ReplaceAllString(strings.ReplaceAll(s, "\u00a0", " "), "")
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// unmarked gathers the texts that are neither marked nor written, by kind of page.
type unmarked struct {
	written string
	by      map[string]map[string]bool
}

func (u *unmarked) file(t *testing.T, name string, data []byte) {
	t.Helper()
	switch path.Ext(name) {
	case ".html":
		root, err := html.Parse(strings.NewReader(string(data)))
		if err != nil {
			t.Fatal(err)
		}
		u.page(kindOf(name), root)
	case ".md":
		for line := range strings.Lines(string(data)) {
			u.text("documents", line)
		}
	case ".xml":
		if path.Base(name) == "sitemap.xml" {
			return
		}
		for _, m := range feedText.FindAllStringSubmatch(string(data), -1) {
			u.text("feeds", html.UnescapeString(m[1]))
		}
	}
}

var feedText = regexp.MustCompile(`<(?:title|subtitle|summary)[^>]*>([^<]*)<`)

// kindOf is the kind of a page: its file for those at the top, its depth for the others.
func kindOf(name string) string {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		if i > 0 && p != "index.html" && parts[0] != "numbers" && !strings.HasPrefix(p, "summary") {
			parts[i] = "*"
		}
	}
	return strings.Join(parts, "/")
}

func (u *unmarked) page(kind string, root *html.Node) {
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" && n.Parent.Data != "code" && n.Parent.Data != "pre":
			u.text(kind, n.Data)
		case n.Type == html.ElementNode:
			for _, a := range n.Attr {
				if slices.Contains(shownIn, a.Key) && (n.Data != "meta" || forPeople(n)) {
					u.text(kind, a.Val)
				}
			}
		}
	}
}

// forPeople reports whether a meta element holds words, and no address or setting.
func forPeople(meta *html.Node) bool {
	return slices.ContainsFunc(meta.Attr, func(a html.Attribute) bool {
		return a.Key != "content" && (strings.HasSuffix(a.Val, "title") || strings.HasSuffix(a.Val, "description") || strings.HasSuffix(a.Val, "alt"))
	})
}

// text looks at what is outside of the marks.
func (u *unmarked) text(kind, s string) {
	for _, piece := range outside(s) {
		piece = strings.TrimFunc(plainText(piece), func(r rune) bool { return !unicode.IsLetter(r) })
		if piece == "" || strings.Contains(u.written, piece) {
			continue
		}
		if u.by[kind] == nil {
			u.by[kind] = map[string]bool{}
		}
		u.by[kind][piece] = true
	}
}

// outside returns the pieces of a text outside of ⟦ and ⟧, which may lie in each other.
func outside(s string) []string {
	var pieces []string
	depth, from := 0, 0
	for i, r := range s {
		switch r {
		case '⟦':
			if depth == 0 {
				pieces = append(pieces, s[from:i])
			}
			depth++
		case '⟧':
			if depth--; depth == 0 {
				from = i + len("⟧")
			}
		}
	}
	if depth <= 0 {
		pieces = append(pieces, s[min(from, len(s)):])
	}
	return pieces
}

func TestOutside(t *testing.T) {
	for s, want := range map[string][]string{
		"a ⟦b ⟦c⟧ d⟧ e": {"a ", " e"},
		"⟦a⟧":           {"", ""},
		"a":             {"a"},
		"a ⟦cut…":       {"a "},
	} {
		if got := outside(s); !slices.Equal(got, want) {
			t.Errorf("%s: %q", s, got)
		}
	}
}

// optionsSeen draws nothing, and keeps the texts of the charts' options.
type optionsSeen struct {
	mu    sync.Mutex
	texts []string
}

func (o *optionsSeen) Draw(_ context.Context, job svg.Job) (string, error) {
	var option any
	if err := json.Unmarshal(job.Option, &option); err != nil {
		return "", fmt.Errorf("option: %w", err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.look("", option)
	return "<svg ></svg>", nil
}

// look finds the names, and the texts of labels and axes, in an option.
func (o *optionsSeen) look(key string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, one := range v {
			o.look(k, one)
		}
	case []any:
		for _, one := range v {
			o.look(key, one)
		}
	case string:
		if key == "name" || key == "formatter" && !strings.HasPrefix(v, "{") || key == "data" {
			o.texts = append(o.texts, v)
		}
	}
}
