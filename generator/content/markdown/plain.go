package markdown

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// Plain returns the text below a node, without markup, on one line.
func (d *Document) Plain(n ast.Node) string {
	src := d.Src
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			if n.Type() == ast.TypeBlock {
				b.WriteByte(' ')
			}
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			v := n.Segment.Value(src)
			if !n.IsRaw() && n.Parent().Kind() != ast.KindCodeSpan {
				v = unescape(v)
			}
			b.Write(v)
			if n.HardLineBreak() || n.SoftLineBreak() && breaksWord(n, src) {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(src))
		case *wikiLink:
			b.WriteString(n.id)
		case *ast.RawHTML:
			if isBreak(n, src) {
				b.WriteByte(' ')
			}
		case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(strings.Map(printable, b.String())), " ")
}

func printable(r rune) rune {
	if unicode.IsControl(r) && !unicode.IsSpace(r) {
		return -1
	}
	return r
}

// unescape resolves backslash escapes and character references.
func unescape(v []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(v)))
}

// isBreak reports whether HTML is <br>: Markdown has no other line break in the cell of a table, and
// elsewhere people write it, too.
func isBreak(n *ast.RawHTML, src []byte) bool { return breakTag.Match(n.Segments.Value(src)) }

var breakTag = regexp.MustCompile(`(?i)^<br\s*/?>$`)
