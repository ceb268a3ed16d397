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
