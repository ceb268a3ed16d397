package link

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"golang.org/x/net/html"

	"quarterdeck/generator/content"
	"quarterdeck/generator/report"
)

// tags are all that prose may hold, with their attributes.
var tags = map[string][]string{
	"p": nil, "br": nil, "hr": nil, "em": nil, "strong": nil, "del": nil, "code": {"class"}, "pre": {"class", "tabindex"},
	"span": {"class", "role", "aria-label"}, "blockquote": nil, "ul": nil, "ol": {"start"}, "li": {"id"},
	"h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"}, "sup": {"id"}, "section": {"class", "role"},
	"a":     {"href", "rel", "title", "class", "role", "aria-label"},
	"table": {"tabindex"}, "thead": nil, "tbody": nil, "tr": nil, "th": {"style"}, "td": {"style"},
}

// checkHTML wants prose to be what a page can take as it is: known tags, known
// attributes, no address that runs anything, every tag closed.
func checkHTML(t *testing.T, name string, p report.Prose) {
	t.Helper()
	var b strings.Builder
	for _, s := range p.Spans {
		switch {
		case s.Ref != nil && s.Ref.Image:
			fmt.Fprintf(&b, `<img%s>`, s.HTML)
		case s.Ref != nil:
			fmt.Fprintf(&b, `<a href="#ref">%s</a>`, s.HTML)
		default:
			b.WriteString(s.HTML)
		}
	}
	if !utf8.ValidString(b.String()) || !utf8.ValidString(p.Text) {
		t.Errorf("%s: not UTF-8: %q", name, b.String())
	}
	var open []string
	z := html.NewTokenizer(strings.NewReader(b.String()))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		token := z.Token()
		switch kind {
		case html.CommentToken, html.DoctypeToken:
			t.Errorf("%s: %s in %q", name, token, b.String())
		case html.StartTagToken, html.SelfClosingTagToken:
			checkTag(t, name, token)
			if !slices.Contains([]string{"br", "hr", "img"}, token.Data) {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("%s: </%s> closes nothing in %q", name, token.Data, b.String())
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("%s: %v is not closed in %q", name, open, b.String())
	}
}

func checkTag(t *testing.T, name string, token html.Token) {
	t.Helper()
	allowed, ok := tags[token.Data]
	if token.Data == "img" {
		allowed, ok = []string{"alt", "title"}, true
	}
	if !ok {
		t.Errorf("%s: tag %s", name, token)
	}
	for _, a := range token.Attr {
		if !slices.Contains(allowed, a.Key) {
			t.Errorf("%s: attribute %s in %s", name, a.Key, token)
		}
		v := strings.ToLower(a.Val)
		if a.Key == "href" && !strings.HasPrefix(v, "#") && !strings.HasPrefix(v, "http:") && !strings.HasPrefix(v, "https:") && !strings.HasPrefix(v, "mailto:") {
			t.Errorf("%s: address %q", name, a.Val)
		}
		if a.Key == "style" && !slices.Contains([]string{"text-align:left", "text-align:right", "text-align:center"}, a.Val) {
			t.Errorf("%s: style %q", name, a.Val)
		}
	}
}

// checkFile reads a workspace with one hostile file in it.
func checkFile(t *testing.T, path string, data []byte) {
	fsys := fstest.MapFS{
		"site.toml":                  {Data: []byte("today = 2026-10-20\n")},
		"content/teams/a.md":         {},
		"content/a.png":              {},
		"content/2026-q2/a/plan.md":  {Data: []byte("## X\n\n```toml\nid = \"A-1\"\nkind = \"debt\"\n```\n")},
		"content/2026-q2/a/retro.md": {Data: []byte("### L\n\n```toml\nid = \"ask-early\"\ntheme = \"planning\"\n```\n")},
	}
	fsys[path] = &fstest.MapFile{Data: data}
	a, l := Read(fsys, Options{})
	checkPositions(t, fsys, l)
	ids := map[string]string{}
	everyProse(a, func(name string, p report.Prose) {
		checkHTML(t, name, p)
		for _, s := range p.Spans {
			z := html.NewTokenizer(strings.NewReader(s.HTML))
			for z.Next() != html.ErrorToken {
				for _, attr := range z.Token().Attr {
					if attr.Key == "id" {
						if other, twice := ids[attr.Val]; twice {
							t.Errorf("id %q stands in %s and in %s", attr.Val, other, name)
						}
						ids[attr.Val] = name
					}
				}
			}
		}
	})
	for _, p := range l {
		if !utf8.ValidString(p.String()) || strings.ContainsAny(p.String(), "\n\r\x00") {
			t.Errorf("message %q", p.String())
		}
	}
}

// hostile are strings that have broken pages elsewhere.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `[a](javascript:alert(1))`, `[a](JaVa&#09;ScRiPt&colon;alert(1))`,
	`[a](&#106;avascript:alert(1))`, "[a](java\nscript:x)", `![a](data:text/html,<script>)`, `<javascript:alert(1)>`, `<a href="javascript:x">y</a>`,
	`[a]: javascript:x "t"` + "\n\n[a]", `[a](https://x" onmouseover="alert(1))`, `![x" onerror="alert(1)](a.png "t\" onload=\"x")`, "`<b>`", "```\"><script>\nx\n```",
	"```go{style=\"x\" onclick=\"y\"}\nx\n```", "# <b> {#id onclick=x}", "[^1]\n\n[^1]: <i>x</i> [^1]", `[[<b>]]`, `&lt;script&gt;`, `<!-- --><script>`, "<svg/onload=x>", "<?php ?>", "<![CDATA[x]]>",
	"|a|\n|:-:|\n|<b>|", "- [ ] <b>x</b> — @a\"><b>, due 2026-01-01", "A-1\"A-1<A-1>", "[A-1 ![A-1](a.png)](plan.md)", "[![a](a.png)](https://x)", "https://x/\"><b>", "www.x.com/<b>", "\u202e\u0000",
}

func seed(f *testing.F, frame string) {
	for _, h := range hostile {
		f.Add([]byte(fmt.Sprintf(frame, h)))
	}
}

func FuzzPlan(f *testing.F) {
	seed(f, "+++\nsummary = \"x\"\ncommitted = 2026-07-01\n[lessons]\nask-early = \"adopted\"\n+++\n\n%[1]s\n\n## %[1]s\n\n```toml\nid = \"A-2\"\nkind = \"debt\"\ndue = 2026-09-01\nneeds = [\"A-1\"]\naudience = \"customers\"\n```\n\n%[1]s\n\n### For customers\n\n%[1]s\n")
	seed(f, "---\nsummary: x\ncommitted: 2026-07-01\nlessons:\n  ask-early: adopted\n---\n\n%[1]s\n\n## %[1]s\n\n```yaml\nid: A-2\nkind: debt\nneeds: [A-1]\n```\n\n%[1]s\n")
	f.Add([]byte("+++\n[a]\n[[a]]\n+++\n## X\n~~~toml\nid=1\n~~~"))
	f.Fuzz(func(t *testing.T, data []byte) { checkFile(t, "content/2026-q3/a/plan.md", data) })
}

func FuzzRetro(f *testing.F) {
	seed(f, "+++\nheld = 2026-10-02\n+++\n\n%[1]s\n\n## What went well\n\n%[1]s\n\n## What we change\n\n- [ ] %[1]s — @a, due 2026-10-30\n\n  %[1]s\n- %[1]s\n\n### Lesson %[1]s\n\n```toml\nid = \"x\"\ntheme = \"planning\"\n```\n\n%[1]s\n")
	f.Fuzz(func(t *testing.T, data []byte) { checkFile(t, "content/2026-q3/a/retro.md", data) })
}

func FuzzUpdate(f *testing.F) {
	seed(f, "+++\nhealth = \"at risk\"\n[notes]\nA-1 = \"x\"\n+++\n\n# %[1]s\n\n%[1]s\n\n## %[1]s\n\n- %[1]s\n")
	seed(f, "+++\nhealth = \"off track\"\n[notes]\nA-1 = '''%[1]s'''\n'%[1]s' = \"x\"\n+++\n")
	seed(f, "---\nhealth: off track\nnotes:\n  A-1: |\n    %[1]s\n  '%[1]s': x\n...\n")
	f.Add([]byte("+++\n[notes]\nhealth = \"on track\"\na.b = \"x\"\n\"\\u0000\" = [1]\n+++\n"))
	f.Fuzz(func(t *testing.T, data []byte) { checkFile(t, "content/2026-q3/a/updates/2026-08-03.md", data) })
}

func FuzzMetrics(f *testing.F) {
	f.Add([]byte("source = \"jira\"\nexported = 2026-10-01T09:00:00Z\n[[item]]\nid = \"A-2\"\ntitle = \"<b>\"\nkind = \"debt\"\nstatus = \"delivered\"\nfinished = 2026-08-01\n[[sprint]]\nname = \"S\"\nstart = 2026-07-01\nend = 2026-07-14\nplanned = 1\ncompleted = 2\n[effort]\nfeature = 0.5\n[quality]\ndeploys = 3\n"))
	f.Add([]byte("a.b.c = [{ x = 1 }, [[]], '''\n''']\n\"\\u0000\" = nan\n[a.\"b\"]\n"))
	f.Add([]byte("\xef\xbb\xbf[[item]]\r\nid = 1979-02-30\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) { checkFile(t, "content/2026-q3/a/metrics.toml", data) })
}

func FuzzNotices(f *testing.F) {
	f.Add([]byte("[A-1]\navailability = { plans = [\"x\"], regions = [], from = 2026-07-01 }\nannounce = \"public\"\nannounced = 2026-08-01\nannouncement = \"https://example.com\"\nretracted = 2026-09-01\nretracted_why = \"x\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkFile(t, content.NoticesPath, data)
		p, _ := content.Parse(content.File{Path: content.NoticesPath, Data: data})
		if p.Notices == nil {
			return
		}
		for id, n := range p.Notices.Notices {
			if a := n.Announcement; a != "" && !strings.HasPrefix(a, "http://") && !strings.HasPrefix(a, "https://") {
				t.Errorf("%s leads to %q", id, a)
			}
		}
	})
}

func FuzzSite(f *testing.F) {
	f.Add([]byte("title = \"x\"\nbase_url = \"https://x/y\"\nthemes = [\"a\"]\n[[audience]]\nid = \"internal\"\nshows = [\"plans\"]\n[publish.internal]\nurl = \"s3://b\"\n[look]\naccent = \"#fff\"\nfont = \"Inter, 'Segoe UI'\"\n[retro]\nwell = \"x\"\n[[metric]]\nid = \"nps\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkFile(t, "site.toml", data)
		p, _ := content.Parse(content.File{Path: "site.toml", Data: data})
		if p.Site == nil {
			return
		}
		look := p.Site.Site.Look
		if strings.ContainsAny(look.Accent+look.AccentDark+look.Font, ";{}()<>\\\n/*") {
			t.Errorf("the look could end a declaration: %+v", look)
		}
		if u := p.Site.Site.BaseURL; u != "" && (!strings.HasPrefix(u, "http") || !strings.HasSuffix(u, "/") || strings.ContainsAny(u, "\"<> ")) {
			t.Errorf("base_url %q", u)
		}
	})
}
