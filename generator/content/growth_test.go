package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/content/tomledit"
	"quarterdeck/generator/content/tomlscan"
	"quarterdeck/generator/testsite"
)

const (
	planPath    = "content/2026-q3/a/plan.md"
	retroPath   = "content/2026-q3/a/retro.md"
	metricsPath = "content/2026-q3/a/metrics.toml"
)

// numbered repeats a text that holds its number, up to about so many bytes.
func numbered(format string) func(n int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			if strings.Contains(format, "%") {
				fmt.Fprintf(&b, format, i)
			} else {
				b.WriteString(format)
			}
		}
		return b.String()
	}
}

// repeated is the same between two texts.
func repeated(before, text, after string) func(int) string {
	return func(n int) string { return before + numbered(text)(n) + after }
}

// parseCase is a file in which one thing is there very often.
type parseCase struct {
	name, path string
	text       func(n int) string
}

// bounded are files of which more is written than is in them, up to a limit.
var bounded = []parseCase{
	{"references to a long address", "content/index.md", func(n int) string {
		return "[a]: https://example.com/" + strings.Repeat("a", n/2) + "\n\n" + numbered("[a] b\n\n")(n/2)
	}},
	{"pictures of a long address", "content/index.md", func(n int) string {
		return "[a]: b/" + strings.Repeat("a", n/2) + ".png 'c'\n\n" + numbered("![a] b\n\n")(n/2)
	}},
	{"sections with a long footnote", retroPath, func(n int) string {
		return "[^a]: b\n\n" + numbered("    More of it.\n\n")(n/2) + numbered("## A\n\nx[^a]\n\n")(n/2)
	}},
	{"sections with footnotes of footnotes", retroPath, func(n int) string {
		notes := min(n/40, markdown.MaxFootnotes)
		var b strings.Builder
		for i := range notes {
			fmt.Fprintf(&b, "[^%d]: b[^%d]\n\n", i, i+1)
		}
		return b.String() + numbered("## A\n\nx[^0]\n\n")(n/2)
	}},
}

var parseCases = []parseCase{
	{"equal headings", "content/index.md", repeated("", "# a\n", "")},
	{"headings with a number", "content/index.md", repeated("", "# a %d\n\ntext\n\n", "")},
	{"headings like a made id", "content/index.md", repeated("", "# a\n# a-%d\n", "")},
	{"headings below", "content/index.md", repeated("", "## a\n### b\n#### c\n", "")},
	{"setext headings", "content/index.md", repeated("", "a\n=\n\n", "")},
	{"paragraphs", "content/index.md", repeated("", "Text with words, and some more.\n\n", "")},
	{"ids in prose", "content/index.md", repeated("", "See MR-%d and others.\n\n", "")},
	{"lines of a paragraph", "content/index.md", repeated("", "Text with words\n", "")},
	{"long line", "content/index.md", repeated("", "words and ", "")},
	{"long word", "content/index.md", repeated("", "a", "")},
	{"links", "content/index.md", repeated("", "[a](plan.md#x-%d) ", "")},
	{"links in paragraphs", "content/index.md", repeated("", "[a](plan.md#x-%d)\n\n", "")},
	{"reference links", "content/index.md", repeated("[a]: plan.md\n\n", "[a] b\n\n", "")},
	{"definitions", "content/index.md", repeated("", "[a%d]: b\n\n", "")},
	{"equal definitions", "content/index.md", repeated("", "[a]: b\n\n", "")},
	{"autolinks", "content/index.md", repeated("", "https://example.com/%d\n\n", "")},
	{"mail addresses", "content/index.md", repeated("", "ab@example.com ", "")},
	{"almost addresses", "content/index.md", repeated("", "www.", "")},
	{"dotted words", "content/index.md", repeated("", "a.b-", "")},
	{"emphasis", "content/index.md", repeated("", "*a **b** c* ", "")},
	{"open emphasis", "content/index.md", repeated("", "*a ", "")},
	{"open emphasis of two kinds", "content/index.md", repeated("", "*a _b ", "")},
	{"emphasis run", "content/index.md", repeated("a ", "*", " b")},
	{"emphasis in paragraphs", "content/index.md", repeated("", "*a ** __b\n\n", "")},
	{"strikes", "content/index.md", repeated("", "~~a ~b ", "")},
	{"code spans", "content/index.md", repeated("", "`a` ", "")},
	{"open code spans", "content/index.md", func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString("a" + strings.Repeat("`", i%300))
		}
		return b.String()
	}},
	{"raw HTML", "content/index.md", repeated("", "a <b> ", "")},
	{"open comments", "content/index.md", repeated("", "a <!-- ", "")},
	{"open instructions", "content/index.md", repeated("", "a <? ", "")},
	{"open CDATA", "content/index.md", repeated("", "a <![CDATA[ ", "")},
	{"open declarations", "content/index.md", repeated("", "a <!X ", "")},
	{"open tags", "content/index.md", repeated("", "a <b c='", "")},
	{"HTML blocks", "content/index.md", repeated("", "<div>\n\n", "")},
	{"HTML comments", "content/index.md", repeated("", "<!-- a -->\n\n", "")},
	{"open HTML block", "content/index.md", repeated("<!-- a\n", "b\n", "")},
	{"entities", "content/index.md", repeated("", "&amp; &x ", "")},
	{"escapes", "content/index.md", repeated("", `\* `, "")},
	{"backslashes", "content/index.md", repeated("", `\`, "")},
	{"brackets", "content/index.md", repeated("", "[a] ", "")},
	{"closing brackets", "content/index.md", repeated("", "a] ", "")},
	{"brackets in paragraphs", "content/index.md", repeated("", "[a [b\n\n", "")},
	{"open targets", "content/index.md", repeated("", "[a](b ", "")},
	{"wiki links", "content/index.md", repeated("", "[[ab-%d]] ", "")},
	{"open wiki links", "content/index.md", repeated("", "[[ab\n\n", "")},
	{"pictures", "content/index.md", repeated("", "![a](b.png) ", "")},
	{"footnotes", "content/index.md", repeated("", "a[^%[1]d]\n\n[^%[1]d]: b\n\n", "")},
	{"mentions of a footnote", "content/index.md", repeated("[^a]: b\n\n", "x[^a]\n\n", "")},
	{"mentions without a footnote", "content/index.md", repeated("", "x[^a%d]\n\n", "")},
	{"footnotes at once", "content/index.md", func(n int) string {
		notes := min(n/40, markdown.MaxFootnotes)
		var b strings.Builder
		for i := range notes {
			fmt.Fprintf(&b, "[^%d]: b\n\n", i)
		}
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "a[^%d]\n\n", i%notes)
		}
		return b.String()
	}},
	{"table rows", "content/index.md", repeated("|a|b|\n|-|-|\n", "|1|2|\n", "")},
	{"table rows without a bar", "content/index.md", repeated("a|b\n-|-\n", "1|2\n", "")},
	{"table columns", "content/index.md", func(n int) string {
		return strings.Repeat("|a", n/4) + "\n" + strings.Repeat("|-", n/4) + "\n"
	}},
	{"tables", "content/index.md", repeated("", "|a|\n|-|\n|1|\n\n", "")},
	{"escaped bars", "content/index.md", repeated("|a|\n|-|\n|", `\|`, "|\n")},
	{"escaped bars in code", "content/index.md", repeated("|a|\n|-|\n|", "`\\|` ", "|\n")},
	{"rows of escaped bars in code", "content/index.md", repeated("|a|\n|-|\n", "|`\\|`|\n", "")},
	{"list items", "content/index.md", repeated("", "- a\n", "")},
	{"loose list items", "content/index.md", repeated("", "- a\n\n", "")},
	{"numbered items", "content/index.md", repeated("", "1. a\n", "")},
	{"lines of an item", "content/index.md", repeated("- a\n", "  b\n", "")},
	{"lists", "content/index.md", repeated("", "- a\n\n+ b\n\n", "")},
	{"nested lists", "content/index.md", repeated("", "- a\n  - b\n    - c\n", "")},
	{"quotes", "content/index.md", repeated("", "> a\n\n", "")},
	{"lines of a quote", "content/index.md", repeated("", "> a\n", "")},
	{"lazy lines of a quote", "content/index.md", repeated("> a\n", "b\n", "")},
	{"nested quotes", "content/index.md", repeated("", strings.Repeat("> ", 90)+"a\n\n", "")},
	{"lines of nested quotes", "content/index.md", repeated("", strings.Repeat("> ", 90)+"a\n", "")},
	{"rules", "content/index.md", repeated("", "---\n\n", "")},
	{"empty lines", "content/index.md", repeated("", "\n", "")},
	{"spaces", "content/index.md", repeated("a", " ", "b")},
	{"tabs", "content/index.md", repeated("", "\ta\n", "")},
	{"code blocks", "content/index.md", repeated("", "```go\nx := 1\n```\n\n", "")},
	{"lines of a code block", "content/index.md", repeated("```go\n", "x := 1\n", "```\n")},
	{"indented code", "content/index.md", repeated("", "    x\n\n", "")},
	{"open fences", "content/index.md", repeated("~~~\n", "```\n", "")},
	{"tasks", "content/index.md", repeated("", "- [ ] a\n", "")},
	{"unread fences", "content/index.md", repeated("", "```toml\nid = \"a\"\n```\n\n", "")},
	{"links of the workspace in a team", "content/teams/a.md", repeated("", "[x](../index.md#a-%d)\n\n", "")},

	{"deliverables", planPath, repeated("", "## A\n\n```toml\nid = \"MR-%d\"\nkind = \"feature\"\n```\n\nText.\n\n", "")},
	{"deliverables of one id", planPath, repeated("", "## A\n\n```toml\nid = \"MR\"\nkind = \"feature\"\n```\n\n", "")},
	{"deliverables for customers", planPath, repeated("", "## A\n\n```toml\nid = \"MR-%d\"\nkind = \"feature\"\naudience = \"customers\"\n```\n\n### For customers\n\nText.\n\n", "")},
	{"bad deliverables", planPath, repeated("", "## A\n\n```toml\nid = \"MR-%d\"\nkimd = \"feature\"\n```\n\n", "")},
	{"headings of a plan", planPath, repeated("", "## A\n\ntext\n\n", "")},
	{"headings of a deliverable", planPath, repeated("## A\n\n```toml\nid = \"MR-1\"\nkind = \"feature\"\n```\n\n", "### A\n\ntext\n\n", "")},
	{"needs", planPath, repeated("## A\n\n```toml\nid = \"MR-1\"\nkind = \"feature\"\nneeds = [", "\"A-%d\", ", "]\n```\n")},
	{"equal needs", planPath, repeated("## A\n\n```toml\nid = \"MR-1\"\nkind = \"feature\"\nneeds = [", "\"A\", ", "]\n```\n")},
	{"bad needs", planPath, repeated("## A\n\n```toml\nid = \"MR-1\"\nkind = \"feature\"\nneeds = [", "\"-%d\", ", "]\n```\n")},
	{"was", planPath, repeated("## A\n\n```toml\nid = \"MR-1\"\nkind = \"feature\"\nwas = [", "\"A-%d\",\n", "]\n```\n")},
	{"components of a deliverable", planPath, repeated("## A\n\n```toml\nid = \"MR-1\"\nkind = \"feature\"\ncomponents = [", "\"a %d\", ", "]\n```\n")},
	{"declines", planPath, repeated("+++\ndeclines = [", "\"A-%d\", ", "]\n+++\n")},
	{"answers", planPath, repeated("+++\n[lessons]\n", "a%d = \"adopted\"\n", "+++\n")},
	{"bad answers", planPath, repeated("+++\n[lessons]\n", "a%d = \"adoptet\"\n", "+++\n")},
	{"unknown keys", planPath, repeated("+++\n", "a%d = 1\n", "+++\n")},
	{"open front matter", planPath, repeated("+++\n", "a%d = 1\n", "")},
	{"components of a team in YAML", "content/teams/a.md", repeated("---\ncomponents: [", "a %d, ", "]\n---\n")},
	{"lines of components in YAML", "content/teams/a.md", repeated("---\ncomponents:\n", "# which\n- a %d # this\n", "---\n")},
	{"answers in YAML", planPath, repeated("---\nlessons:\n", "  a%d: adopted\n", "---\n")},
	{"unknown keys in YAML", planPath, repeated("---\n", "a%d: 1\n", "---\n")},
	{"keys without a value in YAML", planPath, repeated("---\n", "a%d:\n", "---\n")},
	{"bad dates in YAML", planPath, repeated("---\n", "a%d: 2026-02-30\n", "---\n")},
	{"text in YAML", planPath, repeated("---\nsummary: |\n", "  a line\n", "---\n")},
	{"words in YAML", planPath, repeated("---\nsummary: ", "words é ", "\n---\n")},
	{"brackets in YAML", planPath, repeated("---\nsummary: ", "[", "\n---\n")},
	{"aliases in YAML", planPath, repeated("---\nsummary: [&a b, ", "*a, ", "]\n---\n")},
	{"directives in YAML", planPath, repeated("---\n", "%%TAG !a%d! b\n", "a: 1\n---\n")},
	{"open front matter in YAML", planPath, repeated("---\n", "a%d: 1\n", "")},
	{"deliverables in YAML", planPath, repeated("", "## A\n\n```yaml\nid: MR-%d\nkind: feature\n```\n\nText.\n\n", "")},
	{"components of a team", "content/teams/a.md", repeated("+++\ncomponents = [", "\"a %d\", ", "]\n+++\n")},

	{"actions", retroPath, repeated("## What we change\n\n", "- [ ] Do this and that every day — @team, due 2026-11-30\n", "")},
	{"different actions", retroPath, repeated("## What we change\n\n", "- [ ] Do %d things — @team, due 2026-11-30\n", "")},
	{"actions in lists", retroPath, repeated("## What we change\n\n", "- [ ] Do this — @team, due 2026-11-30\n\ntext\n\n", "")},
	{"lines of an action", retroPath, repeated("## What we change\n\n- [ ] a\n", "  b @team,\n", "  — @team, due 2026-11-30\n")},
	{"end of an action", retroPath, repeated("## What we change\n\n- [ ] a", " — @team, due 2026-11-30, again", "\n")},
	{"owners of an action", retroPath, repeated("## What we change\n\n- [ ] a", " @a", "\n")},
	{"dashes of an action", retroPath, repeated("## What we change\n\n- [ ] a", " —", "\n")},
	{"spaces of an action", retroPath, repeated("## What we change\n\n- [ ] a moves again", " ", "b\n")},
	{"items below an action", retroPath, repeated("## What we change\n\n- [ ] a\n", "  - b\n", "")},
	{"sections", retroPath, repeated("", "## What we change\n\n- [ ] Do this — @team\n\n", "")},
	{"sections with footnotes", retroPath, repeated("[^a]: b\n\n", "## A\n\nx[^a]\n\n", "")},
	{"lessons", retroPath, repeated("", "### A\n\n```toml\nid = \"a%d\"\ntheme = \"planning\"\n```\n\nText.\n\n", "")},
	{"learned from", retroPath, repeated("### A\n\n```toml\nid = \"a\"\ntheme = \"planning\"\nlearned_from = [", "\"A-%d\", ", "]\n```\n")},
	{"kinds of a lesson", retroPath, repeated("### A\n\n```toml\nid = \"a\"\ntheme = \"planning\"\napplies_to = { kinds = [", "\"debt\", ", "] }\n```\n")},

	{"items of an export", metricsPath, repeated("", "[[item]]\nid = \"MR-%d\"\nstatus = \"open\"\n\n", "")},
	{"equal items of an export", metricsPath, repeated("", "[[item]]\nid = \"MR\"\nstatus = \"open\"\n\n", "")},
	{"bad items of an export", metricsPath, repeated("", "[[item]]\nid = \"MR-%d\"\nstatus = \"done\"\n\n", "")},
	{"items in a list", metricsPath, repeated("item = [", "{ id = \"MR-%d\", status = \"open\" },", "]\n")},
	{"blocked by", metricsPath, repeated("[[item]]\nid = \"a\"\nstatus = \"moved\"\nblocked_by = [", "\"A-%d\", ", "]\n")},
	{"sprints", metricsPath, repeated("", "[[sprint]]\nname = \"S%d\"\nstart = 2026-07-01\nend = 2026-07-14\nplanned = 10\ncompleted = 8\n", "")},
	{"quality", metricsPath, repeated("[quality]\n", "a%d = 1\n", "")},
	{"effort", metricsPath, repeated("[effort]\n", "a%d = 1\n", "")},
	{"bad dates", metricsPath, repeated("", "a%d = 2026-02-30\n", "")},
	{"tables", metricsPath, repeated("", "[a%d]\nb = 1\n", "")},
	{"tables of a table", metricsPath, repeated("[[item]]\nid = \"A\"\n", "[item.a%d]\nb = 1\n", "")},
	{"comments", metricsPath, repeated("", "# a comment\n", "")},
	{"dotted keys", metricsPath, repeated("", "a.b.c%d = 1\n", "")},
	{"long string", metricsPath, repeated("source = \"", "words and ", "\"\n")},
	{"escapes of a string", metricsPath, repeated("source = \"", `\u00e4\"`, "\"\n")},
	{"lines of a string", metricsPath, repeated("source = \"\"\"", "a line\n", "\"\"\"\n")},
	{"quotes in a string", metricsPath, repeated("source = \"\"\"", "\"\"a", "\"\"\"\n")},
	{"backslashes of a string", metricsPath, repeated("source = \"\"\"", "\\\n  ", "\"\"\"\n")},
	{"open string", metricsPath, repeated("source = \"\"\"", "\\\"a", "")},
	{"control characters", metricsPath, repeated("source = [", "\"\\u0001\", ", "]\n")},
	{"long key", metricsPath, repeated("", "a", " = 1\n")},
	{"lists in lists", metricsPath, repeated("source = [", "[[1], [2]], ", "]\n")},

	{"notes of an update", "content/2026-q3/a/updates/2026-08-01.md", repeated("+++\nhealth = \"on track\"\n[notes]\n", "A-%d = \"fine\"\n", "+++\n")},
	{"notices", "content/shipped.toml", repeated("", "[A-%d]\nannounced = 2026-08-01\n", "")},
	{"plans of a notice", "content/shipped.toml", repeated("[A]\nplans = [", "\"a %d\", ", "]\n")},
	{"themes", "site.toml", repeated("themes = [", "\"a%d\", ", "]\n")},
	{"measures", "site.toml", repeated("", "[[metric]]\nid = \"a%d\"\ntitle = \"A\"\nbetter = \"up\"\n", "")},
	{"equal measures", "site.toml", repeated("", "[[metric]]\nid = \"a\"\ntitle = \"A\"\nbetter = \"up\"\n", "")},
	{"audiences", "site.toml", repeated("", "[[audience]]\nid = \"a%d\"\nshows = [\"plans\"]\n", "")},
	{"targets", "site.toml", repeated("", "[publish.a%d]\nurl = \"file:///srv\"\n", "")},
	{"sums", "content/2026-q3/editions/1/edition.toml", repeated("id = \"1\"\n", "[[file]]\npath = \"a%d\"\nsha256 = \"00\"\n", "")},
}

// growing is what is done with a file of so many bytes.
func growing(cases []parseCase) (all []testsite.Input) {
	for _, c := range cases {
		name := strings.TrimSuffix(c.path[strings.LastIndexByte(c.path, '/')+1:], ".md") + "/" + c.name
		all = append(all, testsite.Input{Name: name, Make: func(n int) (int, func()) {
			f := File{Path: c.path, Data: []byte(c.text(n))}
			return len(f.Data), func() { Parse(f) }
		}})
		if !strings.HasSuffix(c.path, ".toml") {
			continue
		}
		all = append(all, testsite.Input{Name: "tomlscan/" + c.name, Make: func(n int) (int, func()) {
			text := c.text(n)
			return len(text), func() { tomlscan.Scan(text) }
		}}, testsite.Input{Name: "tomledit/" + c.name, Make: func(n int) (int, func()) {
			text := []byte(c.text(n))
			return len(text), func() {
				if d, err := tomledit.Parse(text); err == nil {
					_ = d.Set("x", "source")
				}
			}
		}})
	}
	return all
}

// BenchmarkParse shows whether the time of a file grows faster than its size: see
// testsite.BenchmarkGrowth. 12 KiB times four is below the limit of a paragraph.
func BenchmarkParse(b *testing.B) {
	testsite.BenchmarkGrowth(b, 12<<10, growing(slices.Concat(parseCases, bounded)))
}

// BenchmarkParseLarge is the same up to half of what is read of a file.
func BenchmarkParseLarge(b *testing.B) {
	testsite.BenchmarkGrowth(b, 128<<10, growing(slices.Concat(parseCases, bounded)))
}

// What is allocated for a file grows with its size, whatever is in it often.
func TestParseGrowth(t *testing.T) { testsite.CheckGrowth(t, 3<<10, growing(parseCases)) }
