package paper_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"quarterdeck/generator/paper"
)

var sample = paper.Paper{Title: "What shipped in 2026 Q3", Blocks: []paper.Block{
	paper.Say("Nine things reached customers."), paper.Say(""),
	paper.Head(2, "Firewall"),
	{Items: []paper.Line{
		{{Text: "Roll back a ruleset", URL: "https://reports.example.com/shipped/mr-101/", Bold: true}, {Text: " (Beta). Every change to a ruleset makes a version."}},
		{{Text: "Search"}},
	}},
	{Table: &paper.Table{Head: []string{"Item", "Due"}, Rows: [][]paper.Line{{{{Text: "A|B"}}, {{Text: "3 July"}}}, {{{Text: "C"}}, nil}}}},
	{Prose: &paper.Prose{HTML: "<p>See <a href=\"x/\">it</a>.</p>\n<ul><li>one</li></ul>", Text: "See it. one"}},
}}

func TestMarkdown(t *testing.T) {
	want := `# What shipped in 2026 Q3

Nine things reached customers.

## Firewall

- [**Roll back a ruleset**](https://reports.example.com/shipped/mr-101/) (Beta). Every change to a ruleset makes a version.
- Search

| Item | Due |
| --- | --- |
| A\|B | 3 July |
| C |  |

See [it](x/).

- one
`
	if got, err := paper.Markdown(sample); err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, got)
	}
}

func TestText(t *testing.T) {
	want := `What shipped in 2026 Q3
=======================

Nine things reached customers.

Firewall
--------

* Roll back a ruleset <https://reports.example.com/shipped/mr-101/>
  (Beta). Every change to a ruleset makes a version.
* Search

* Item: A|B; Due: 3 July
* Item: C

See it. one
`
	if got := string(paper.Text(sample)); got != want {
		t.Errorf("%s", got)
	}
}

func TestHTML(t *testing.T) {
	want := `<h1>What shipped in 2026 Q3</h1>
<p>Nine things reached customers.</p>
<h2>Firewall</h2>
<ul>
<li><a href="https://reports.example.com/shipped/mr-101/"><strong>Roll back a ruleset</strong></a> (Beta). Every change to a ruleset makes a version.</li>
<li>Search</li>
</ul>
<table>
<tr><th>Item</th><th>Due</th></tr>
<tr><td>A|B</td><td>3 July</td></tr>
<tr><td>C</td><td></td></tr>
</table>
<p>See <a href="x/">it</a>.</p>
<ul><li>one</li></ul>`
	if got := string(paper.HTML(sample)); got != want {
		t.Errorf("%s", got)
	}
}

// shown is the text that a reader of Markdown sees.
func shown(t *testing.T, markdown []byte) string {
	t.Helper()
	var out bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert(markdown, &out); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&out)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Whatever a text holds is read as that text: as a line, in a list, in a table and as a heading.
func FuzzMarkdownShowsTheText(f *testing.F) {
	for _, s := range []string{"plain", "*a* _b_ `c` [d](e) <f> |g|", "# x", "- x", "1. x", "1) x", "> x", "a & b &amp; c", `\*`, "~~x~~", "===", "---", "***", "+ x", "    code", "![a](b)", "https://example.com/a_b_c", "www.example.com", "a@b.example", "x\ny"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "")
		want := strings.Join(strings.Fields(text), " ")
		if want == "" {
			return
		}
		for name, p := range map[string]paper.Paper{
			"a line": {Blocks: []paper.Block{paper.Say(want)}}, "a list": {Blocks: []paper.Block{{Items: []paper.Line{{{Text: want}}}}}},
			"a table": {Blocks: []paper.Block{{Table: &paper.Table{Head: []string{want}}}}},
			"a link":  {Blocks: []paper.Block{{Line: paper.Line{{Text: want, URL: "x.html"}}}}},
		} {
			got, err := paper.Markdown(p)
			if err != nil {
				t.Fatal(err)
			}
			if seen := shown(t, got); seen != want {
				t.Errorf("%s: %q is read as %q in %q", name, want, seen, got)
			}
		}
	})
}
