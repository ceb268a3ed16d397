package markdown

import (
	"strings"
	"testing"

	"quarterdeck/generator/diag"
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
		l := problems(src, 1)
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
		if l := problems(src, 1); len(l) != 0 {
			t.Errorf("%s is refused: %v", name, l[0])
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

// A footnote that is mentioned in many parts of a file is written below each of them, within limits.
func TestRepeatedFootnotes(t *testing.T) {
	note := "x[^a]\n\n[^a]: b\n\n" + strings.Repeat("    More of it.\n\n", 2000)
	for parts, want := range map[int]int{20: 0, 2000: 1} {
		l := problems(note, parts)
		if len(l) != want || want > 0 && l[0].Code != "too-deep" {
			t.Errorf("%d parts: %d problems, want %d: %v", parts, len(l), want, l)
		}
	}
}

// problems are those of a text that is rendered so many times.
func problems(src string, times int) (l diag.List) {
	d := Parse("content/index.md", []byte(src), func(off int) diag.Pos { return diag.Pos{Line: 1, Col: off + 1} }, &l)
	for range times {
		if d != nil {
			d.Prose(Frame{Prefix: "a-", Top: 3}, d.Blocks()...)
		}
	}
	return l
}
