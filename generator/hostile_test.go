package generator_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

	"quarterdeck/generator"
	"quarterdeck/generator/testsite"
	"quarterdeck/generator/testsite/browser"
)

// attacks are strings that run a script where somebody forgot to escape them.
var attacks = []string{
	`<script>window.pwned=1</script>`,
	`"><img src=x onerror=window.pwned=1>`,
	`'><svg onload=window.pwned=1>`,
	`</title></style></script></svg></textarea><script>window.pwned=1</script>`,
	`javascript:window.pwned=1`,
	`[x](javascript:window.pwned=1) [y](JaVaScRiPt&colon;window.pwned=1) <javascript:window.pwned=1>`,
	`![x](x" onerror="window.pwned=1) ![x](data:text/html,<script>window.pwned=1</script>)`,
	`<a href="data:text/html,<script>window.pwned=1</script>">x</a><iframe srcdoc="<script>parent.pwned=1</script>"></iframe>`,
	`--><script>window.pwned=1</script><!--`,
	`]]><script>window.pwned=1</script>`,
	"`\"'onfocus=window.pwned=1 autofocus x='\"`",
	`{a|x}{b}{value}${window.pwned=1}{{window.pwned=1}}`,
	"\u2028\u2029</script><script>window.pwned=1</script>",
	`<math><mtext></form><form><mglyph><style></math><img src onerror=window.pwned=1>`,
}

// hostileWorkspace has an attack in every field and every piece of prose.
func hostileWorkspace(attack string) fs.FS {
	q := strconv.Quote(attack) // every attack is plain enough for TOML to read Go's quotes
	fill := func(text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(strings.NewReplacer("$Q", q, "$A", attack).Replace(text))}
	}
	files := fstest.MapFS{
		"site.toml": fill(`title = $Q
today = 2026-11-20
base_url = "https://reports.example.com/x/"
[look]
company = $Q
[[metric]]
id = "own"
title = $Q
unit = $Q
better = "up"
`),
		"content/index.md": fill("# $A\n\n$A\n"),
		"content/teams/red.md": fill(`+++
name = $Q
product = $Q
engineering = $Q
delivery = $Q
components = [$Q]
+++

$A
`),
		"content/teams/blue.md":    fill("+++\nname = \"Blue\"\n+++\n\n## $A\n\n$A\n"),
		"content/2026-q3/index.md": fill("$A\n"),
		"content/2026-q3/red/plan.md": fill("+++\nsummary = $Q\ncommitted = 2026-07-01\n+++\n\n$A\n\n## Risks $A\n\n$A[^1]\n\n[^1]: $A\n\n" +
			"## $A\n\n```toml\nid = \"R-1\"\nkind = \"feature\"\nphase = \"beta\"\nsize = 3\nowner = $Q\ndue = 2026-08-01\ncomponents = [$Q]\nneeds = [\"blue\"]\naudience = \"customers\"\ncustomer_title = $Q\n```\n\n" +
			"$A\n\n```go\n$A\n```\n\n### For customers\n\n$A\n\n" +
			"## Second $A\n\n```toml\nid = \"R-2\"\nkind = \"debt\"\nsize = 5\ndue = 2026-08-01\n```\n\n| $A | b |\n|---|---|\n| $A | c |\n"),
		"content/2026-q3/red/retro.md": fill("+++\nheld = 2026-10-02\n+++\n\n$A\n\n## What went well\n\n- $A\n\n## What went wrong\n\n- $A\n\n## What we change\n\n- [ ] $A — @red, due 2026-11-01\n- [x] $A — @$A, due 2026-12-01\n\n## $A\n\n$A\n\n## Lessons\n\n### $A\n\n```toml\nid = \"take-care\"\ntheme = \"planning\"\napplies_to = { kinds = [\"feature\"] }\nlearned_from = [\"R-1\"]\n```\n\n$A\n"),
		"content/2026-q3/red/metrics.toml": fill(`source = $Q
exported = 2026-10-01T09:00:00Z
[[item]]
id = "R-1"
status = "delivered"
finished = 2026-08-20
size = 5
[[item]]
id = "R-2"
status = "moved"
reason = "estimate"
note = $Q
[[item]]
id = "R-3"
title = $Q
kind = "operations"
status = "delivered"
finished = 2026-09-02
[[sprint]]
name = $Q
start = 2026-07-01
end = 2026-07-14
planned = 10
completed = 8
[quality]
own = 4
escaped_defects = 3
`),
		"content/2026-q3/red/\"><img src=x onerror=window.pwned=1>.png": fill("not a picture"),
	}
	return files
}

func TestHostileStringsNeverRun(t *testing.T) {
	var folders []string
	for _, attack := range attacks[:testsite.Rounds(len(attacks), 1)] {
		out := t.TempDir()
		_, problems, err := generator.Build(context.Background(), generator.New(hostileWorkspace(attack)), generator.Options{Out: out, CacheDir: charts()})
		if err != nil {
			t.Errorf("%q: %v\n%v", attack, err, problems)
			continue
		}
		folders = append(folders, filepath.Join(out, "internal"), filepath.Join(out, "customers"))
		for _, folder := range folders[len(folders)-2:] {
			eachBuilt(t, folder, func(name string, data []byte) {
				if strings.HasSuffix(name, ".html") {
					harmless(t, attack, parsePage(t, name, data))
				}
			})
		}
	}
	t.Run("in a browser", func(t *testing.T) {
		b := browser.New(t)
		for _, folder := range folders {
			eachBuilt(t, folder, func(name string, _ []byte) {
				if !strings.HasSuffix(name, ".html") || strings.HasPrefix(name, "latest/") {
					return // the addresses that lead on hold no text of the workspace but a name
				}
				b.Do(t, chromedp.Navigate("file://"+folder+"/"+name))
				if browser.Eval[bool](t, b, `"pwned" in window`) {
					t.Errorf("a script ran on %s/%s", folder, name)
				}
			})
		}
		trouble, _ := b.Taken()
		for _, what := range trouble {
			if strings.HasPrefix(what, "dialog") || strings.HasPrefix(what, "exception") {
				t.Error(what)
			}
		}
	})
}

// schemeOf is the scheme of an address as a browser reads it, which leaves out tabs, line ends and
// what comes before; "" where there is none.
func schemeOf(address string) string {
	address = strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, address)
	scheme, _, ok := strings.Cut(address, ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return ""
	}
	return strings.ToLower(scheme)
}

// harmless checks that a page holds only what a template may hold.
func harmless(t *testing.T, attack string, p *built) {
	t.Helper()
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "iframe", "object", "embed", "base", "math", "mglyph", "foreignobject", "textarea":
			t.Errorf("%q: %s holds <%s>", attack, p.name, n.Data)
		}
		src := ""
		for _, a := range n.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			if strings.HasPrefix(a.Key, "on") || a.Key == "srcdoc" || a.Key == "autofocus" {
				t.Errorf("%q: %s holds <%s %s=%q>", attack, p.name, n.Data, a.Key, a.Val)
			}
			if (a.Key == "href" || a.Key == "src") && slices.Contains([]string{"javascript", "data", "vbscript"}, schemeOf(value)) {
				t.Errorf("%q: %s links to %q", attack, p.name, a.Val)
			}
			if a.Key == "src" {
				src = a.Val
			}
		}
		if n.Data == "script" && !strings.Contains(src, "assets/") {
			t.Errorf("%q: %s holds a script: %q", attack, p.name, src)
		}
	}
}

// A way out of the workspace, by link or by name, is refused and never followed.
func TestNothingOutsideTheWorkspaceIsRead(t *testing.T) {
	outside := t.TempDir()
	secret := "the secret recipe"
	if err := os.WriteFile(filepath.Join(outside, "secret.md"), []byte(secret), 0o644); err != nil {
		t.Fatal(err)
	}
	workspace := func(t *testing.T) string {
		folder := t.TempDir()
		testsite.WriteAll(t, folder, map[string]string{
			"site.toml":                   "title = \"x\"\ntoday = 2026-11-20\n",
			"content/teams/red.md":        "+++\nname = \"Red\"\n+++\n",
			"content/2026-q3/red/plan.md": "+++\nsummary = \"s\"\ncommitted = 2026-07-01\n+++\n",
		})
		return folder
	}
	for name, arrange := range map[string]func(folder string) error{
		"a link to a file": func(folder string) error {
			return os.Symlink(filepath.Join(outside, "secret.md"), filepath.Join(folder, "content/2026-q3/red/retro.md"))
		},
		"a link to a folder": func(folder string) error {
			return os.Symlink(outside, filepath.Join(folder, "content/2026-q3/blue"))
		},
		"a link to a picture": func(folder string) error {
			return os.Symlink(filepath.Join(outside, "secret.md"), filepath.Join(folder, "content/2026-q3/red/picture.png"))
		},
		"a path with dots": func(folder string) error {
			return os.WriteFile(filepath.Join(folder, "content/2026-q3/red/retro.md"), fmt.Appendf(nil, "+++\nheld = 2026-10-02\n+++\n\n![x](../../../../%s/secret.md)\n", filepath.Base(outside)), 0o644)
		},
		"an absolute path": func(folder string) error {
			return os.WriteFile(filepath.Join(folder, "content/2026-q3/red/retro.md"), fmt.Appendf(nil, "+++\nheld = 2026-10-02\n+++\n\n![x](%s/secret.md)\n", outside), 0o644)
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := workspace(t)
			if err := arrange(folder); err != nil {
				t.Fatal(err)
			}
			out := t.TempDir()
			_, problems, err := generator.Build(context.Background(), open(t, folder), generator.Options{Out: out})
			if err == nil {
				t.Errorf("it was let through: %v", problems)
			}
			if len(problems) == 0 {
				t.Error("nothing was said")
			}
			eachBuilt(t, out, func(name string, data []byte) {
				if strings.Contains(string(data), secret) {
					t.Errorf("%s holds what lies outside", name)
				}
			})
		})
	}
}
