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
	"quarterdeck/generator/paper"
	"quarterdeck/generator/render"
	"quarterdeck/generator/site/page"
	"quarterdeck/generator/svg"
)

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
	pseudo := i18n.Pseudo()
	options := &optionsSeen{}
	renderer, problems := render.New(render.Config{Drawer: options, Words: pseudo})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	left := &unmarked{written: written(t, ".."), bare: bareMessages(), by: map[string]map[string]bool{}}
	for _, to := range archive.Site.Audiences {
		site, problems := generator.SiteOf(w, archive.For(to), renderer)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for name, data := range siteFiles(t, site) {
			left.file(t, name, data)
		}
		for _, q := range archive.Quarters {
			mail := page.Digest(site.Plan(), page.DigestOptions{Quarter: q.ID, Upcoming: true})
			data, err := paper.Markdown(mail)
			if err != nil {
				t.Fatal(err)
			}
			left.document("digest", data)
		}
	}
	for _, text := range options.texts {
		left.text("charts", text)
	}
	left.report(t)
}

// closedKey is a line of a file whose value is a word of a closed list, which pages show by
// a message.
var closedKey = regexp.MustCompile(`(?m)^\s*(?:kind|phase|status|reason|health|state|better|audience|shows)\s*=.*$`)

// words are those of the workspace: its text, and the names that are a text of their own.
type words struct {
	text  string
	names map[string]bool
}

// written is everything in the files of a workspace, without markup, on one line.
func written(t *testing.T, folder string) words {
	t.Helper()
	var b strings.Builder
	names := map[string]bool{}
	dir := os.DirFS(folder)
	for _, top := range []string{"site.toml", "content"} {
		err := fs.WalkDir(dir, top, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(dir, name)
			text := closedKey.ReplaceAllString(string(data), "")
			for _, m := range nameOrHeading.FindAllStringSubmatch(text, -1) {
				names[plainText(m[1]+m[2])] = true
			}
			for _, row := range tableRow.FindAllString(text, -1) {
				for _, cell := range strings.Split(row, "|") {
					names[plainText(cell)] = true
				}
			}
			file := strings.TrimSuffix(path.Base(name), path.Ext(name))
			names[file] = true
			b.WriteString(plainText(text) + " " + file + "\n")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return words{b.String(), names}
}

var (
	nameOrHeading = regexp.MustCompile(`(?m)"([^"\n]*)"|^#+ (.*)$`)
	tableRow      = regexp.MustCompile(`(?m)^\|.*\|$`)
	markdown      = regexp.MustCompile("(?m:^[ \t]*[-+*] (?:\\[[ xX]\\] )?)|\\[\\^[a-z0-9]+\\]|\\[[0-9]+\\]|[*_`\\[\\]]|\\([^) ]*\\)")
)

// bareMessages are the texts of the messages without parameters: as the whole of a text, they
// must have marks.
func bareMessages() map[string]bool {
	all := map[string]bool{}
	english := i18n.English()
	for id, params := range english.Messages() {
		if len(params) == 0 {
			all[plainText(english.T(id))] = true
		}
	}
	return all
}

// plainText is a text on one line, in small letters, without the signs of Markdown.
func plainText(s string) string {
	s = markdown.ReplaceAllString(strings.ReplaceAll(s, "\u00a0", " "), "")
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// unmarked gathers the texts that are neither marked nor written, by kind of page.
type unmarked struct {
	written words
	bare    map[string]bool
	by      map[string]map[string]bool
}

func (u *unmarked) report(t *testing.T) {
	t.Helper()
	for _, kind := range slices.Sorted(maps.Keys(u.by)) {
		texts := slices.Sorted(maps.Keys(u.by[kind]))
		t.Errorf("%s: %d texts are neither messages nor in the workspace: %q", kind, len(texts), texts[:min(len(texts), 30)])
	}
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
	case ".md", ".txt":
		if path.Base(name) == "robots.txt" {
			return
		}
		u.document("documents", data)
	case ".xml":
		if path.Base(name) == "sitemap.xml" {
			return
		}
		for _, m := range feedText.FindAllStringSubmatch(string(data), -1) {
			u.markup("feeds", html.UnescapeString(m[1]))
		}
	case ".json":
		if path.Base(name) != "feed.json" {
			return
		}
		var feed struct {
			Title string
			Items []struct {
				Title string
				HTML  string `json:"content_html"`
				Tags  []string
			}
		}
		if err := json.Unmarshal(data, &feed); err != nil {
			t.Fatal(err)
		}
		u.text("feeds", feed.Title)
		for _, item := range feed.Items {
			u.text("feeds", item.Title)
			u.markup("feeds", item.HTML)
			for _, tag := range item.Tags {
				u.text("feeds", tag)
			}
		}
	}
}

var (
	feedText  = regexp.MustCompile(`(?s)<(?:title|subtitle|summary|content)[^>]*>([^<]*)<`)
	address   = regexp.MustCompile(`\]\([^)]*\)`)
	unescaped = strings.NewReplacer(`\[`, "[", `\]`, "]", `\_`, "_", `\*`, "*", `\&`, "&", `\|`, "|", `\.`, ".")
)

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

// document looks at Markdown.
func (u *unmarked) document(kind string, data []byte) {
	for line := range strings.Lines(string(data)) {
		u.text(kind, unescaped.Replace(address.ReplaceAllString(line, "]")))
	}
}

func (u *unmarked) markup(kind, source string) {
	if root, err := html.Parse(strings.NewReader(source)); err == nil { // which takes anything
		u.page(kind, root)
	}
}

// inline are the elements through which a sentence goes on.
var inline = []string{"a", "abbr", "b", "br", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u"}

// ofNoLanguage are the elements that hold programs and the numbers of notes, and no words. What is code alone in one of
// named is a name, such as that of a column of a file.
var (
	ofNoLanguage = []string{"script", "style", "pre", "sup"}
	named        = []string{"th", "td", "summary", "details"}
)

func (u *unmarked) page(kind string, root *html.Node) {
	var line strings.Builder
	flush := func() {
		u.text(kind, line.String())
		line.Reset()
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			line.WriteString(strings.ReplaceAll(n.Data, "\n", " "))
			return
		case slices.Contains(ofNoLanguage, n.Data) || n.Data == "code" && slices.Contains(named, n.Parent.Data):
			return
		}
		block := n.Type == html.ElementNode && !slices.Contains(inline, n.Data)
		if block {
			flush()
		}
		for _, a := range n.Attr {
			if slices.Contains(shownIn, a.Key) && (n.Data != "meta" || forPeople(n)) {
				u.text(kind, a.Val)
			}
		}
		for c := range n.ChildNodes() {
			if !block {
				line.WriteByte('\n')
			}
			walk(c)
		}
		line.WriteByte('\n')
		if block {
			flush()
		}
	}
	walk(root)
	flush()
}

// forPeople reports whether a meta element holds words, and no address or setting.
func forPeople(meta *html.Node) bool {
	return slices.ContainsFunc(meta.Attr, func(a html.Attribute) bool {
		return a.Key != "content" && (strings.HasSuffix(a.Val, "title") || strings.HasSuffix(a.Val, "description") || strings.HasSuffix(a.Val, "alt"))
	})
}

// fileName is the name of a file of the site, which is the same in every language.
var fileName = regexp.MustCompile(`^[\w./-]+\.(?:json|csv|xml|md|toml)$`)

// text looks at what is outside of the marks.
func (u *unmarked) text(kind, s string) {
	for _, piece := range outside(s) {
		if u.known(strings.ReplaceAll(piece, "\n", "")) { // what somebody wrote, with links in it
			continue
		}
		for _, part := range strings.FieldsFunc(strings.ReplaceAll(piece, ". ", "\n"), func(r rune) bool { return strings.ContainsRune("\n·–→|", r) }) {
			if u.known(part) {
				continue
			}
			if u.by[kind] == nil {
				u.by[kind] = map[string]bool{}
			}
			u.by[kind][strings.TrimSpace(part)] = true
		}
	}
}

// known reports whether a text has no words, or those of the workspace.
func (u *unmarked) known(s string) bool {
	s = strings.TrimFunc(plainText(s), func(r rune) bool { return !unicode.IsLetter(r) })
	return s == "" || u.written.names[s] || fileName.MatchString(s) || strings.Contains(u.written.text, s) && !u.bare[s]
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
