package content

import (
	"strings"
	"testing"
)

// What nests without sense is refused; each of these takes the parser minutes or
// gigabytes, if it gets them. What only looks like it is read.
func TestNesting(t *testing.T) {
	n := 100_000
	for name, src := range map[string]string{
		"quotes":             strings.Repeat("> ", n),
		"tight quotes":       strings.Repeat(">", n),
		"lists":              strings.Repeat("- ", n),
		"numbered":           strings.Repeat("1. ", n),
		"stairs":             stairs(1000),
		"brackets":           strings.Repeat("[", n),
		"pictures":           strings.Repeat("![", n),
		"link targets":       strings.Repeat("[a](", n),
		"angle targets":      strings.Repeat("[a](<b", n),
		"parentheses":        strings.Repeat("[a](((b)", n),
		"one paragraph":      strings.Repeat("a_ ", n),
		"many rows":          "|a|b|\n|-|-|\n" + strings.Repeat("|a\n", n),
		"many columns":       strings.Repeat("|a", 1000) + "\n" + strings.Repeat("|-", 1000) + "\n" + strings.Repeat("|\n", 1000),
		"many small tables":  strings.Repeat(strings.Repeat("|a", 60)+"\n"+strings.Repeat("|-", 60)+"\n|\n|\n\n", 500),
		"escaped bars":       "|a|\n|-|\n" + strings.Repeat("|`\\|`|\n", 3000),
		"a long address":     "[a]: https://example.com/" + strings.Repeat("a", 60<<10) + "\n\n" + strings.Repeat("[a]\n\n", 1000),
		"a long picture":     "[a]: " + strings.Repeat("a", 60<<10) + ".png\n\n" + strings.Repeat("![a]\n\n", 1000),
		"footnotes":          strings.Repeat("[^a]: b\n\n", n/10),
		"definitions in one": strings.Repeat("[a]: b\n", n),
	} {
		_, l := Parse(File{Path: "content/index.md", Data: []byte(src)})
		if len(l) != 1 || l[0].Code != "too-deep" {
			t.Errorf("%s: %d problems, want one that says too deep", name, len(l))
		}
	}
	for name, src := range map[string]string{
		"a long list":    strings.Repeat("- an item with a [link](https://example.com) (and more)\n", 2000),
		"a long text":    strings.Repeat("A paragraph with [x] and (y).\n\n", 10_000),
		"a long table":   "|a|b|\n|-|-|\n" + strings.Repeat("|1|2|\n", 5000),
		"a quoted list":  strings.Repeat("> - > - x\n", 1000),
		"aligned text":   strings.Repeat(" ", 200) + "code far to the right",
		"open brackets":  strings.Repeat("An [open bracket.\n\n", 1000),
		"code in fences": "```\n" + strings.Repeat("f(a[b](c\n\n", 1000) + "```\n",
	} {
		if _, l := Parse(File{Path: "content/index.md", Data: []byte(src)}); len(l) != 0 {
			t.Errorf("%s is refused: %s", name, lines(l[:1]))
		}
	}
}

// stairs is a list in a list in a list, a line each.
func stairs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

// A footnote that all sections mention is written below each of them, within limits.
func TestRepeatedFootnotes(t *testing.T) {
	note := "[^a]: b\n\n" + strings.Repeat("    More of it.\n\n", 2000)
	for sections, problems := range map[int]int{20: 0, 2000: 1} {
		_, l := Parse(File{Path: "content/2026-q3/a/retro.md", Data: []byte(note + strings.Repeat("## A\n\nx[^a]\n\n", sections))})
		if len(l) != problems || problems > 0 && l[0].Code != "too-deep" {
			t.Errorf("%d sections: %d problems, want %d: %s", sections, len(l), problems, lines(l))
		}
	}
}

// Colours take the time of a thousand bytes of text for each code block, so that a file has
// them up to a number; a deliverable after so many is still read.
func TestColouredCode(t *testing.T) {
	code := strings.Repeat("```go\nx := 1\n```\n\n", 2*maxColoured) + strings.Repeat("```toml\nx = 1\n```\n\n", 10)
	p, l := Parse(File{Path: "content/2026-q3/a/plan.md", Data: []byte(code + "## A\n\n```toml\nid = \"A-1\"\nkind = \"debt\"\n```\n")})
	if len(l) != 0 || len(p.Plan.Items) != 1 {
		t.Errorf("%d items, want one: %s", len(p.Plan.Items), lines(l))
	}
	if n := strings.Count(p.Plan.Intro.Pieces[0].HTML, "hl-chroma"); n != maxColoured {
		t.Errorf("%d code blocks have colours, want %d", n, maxColoured)
	}
}

// A block of code that is too long for colours keeps none; one that describes a deliverable is read.
func TestLongFence(t *testing.T) {
	long := strings.Repeat("x = 1\n", maxCode/4)
	needs := `needs = ["` + strings.Repeat(`A-10", "`, maxCode/6) + `A-10"]`
	p, l := Parse(File{Path: "content/2026-q3/a/plan.md", Data: []byte("```go\n" + long + "```\n\n## A\n\n```toml\nid = \"A-1\"\nkind = \"debt\"\n" + needs + "\n```\n")})
	if len(p.Plan.Items) != 1 {
		t.Fatalf("the deliverable is not read: %s", lines(l))
	}
	if strings.Contains(p.Plan.Intro.Pieces[0].HTML, "hl-chroma") {
		t.Error("a long block of code has colours")
	}
}

// Each action is compared with others of its team, so that a retro has them up to a number.
func TestManyActions(t *testing.T) {
	for n, problems := range map[int]int{maxActions: 0, maxActions + 50: 1} {
		p, l := Parse(File{Path: "content/2026-q3/a/retro.md", Data: []byte("## What we change\n\n" + strings.Repeat("- [ ] Do it — @a, due 2026-11-01\n", n))})
		if len(l) != problems || len(p.Retro.Sections[0].Actions) != maxActions {
			t.Errorf("%d actions: %d are read, %d problems: %s", n, len(p.Retro.Sections[0].Actions), len(l), lines(l))
		}
	}
}
