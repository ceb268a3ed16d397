package content

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"quarterdeck/generator/content/actions"
	"quarterdeck/generator/content/placeholder"
	"quarterdeck/generator/diag"
)

// CodePlaceholder is the code of a problem: a text is as `quarterdeck new` wrote it. It is a
// warning while somebody writes, and stops what is to last.
const CodePlaceholder = "placeholder"

// untouched reports a text that nobody has replaced.
func untouched(at diag.Pos, l *diag.List) {
	l.Warnf(at, CodePlaceholder, "replace it, or remove it", "this is the text that quarterdeck new wrote")
}

// dropPlaceholders takes paragraphs and items of lists out of the document that are as
// `quarterdeck new` wrote them.
func (d *document) dropPlaceholders() {
	for n := d.Root.FirstChild(); n != nil; {
		next := n.NextSibling()
		switch n := n.(type) {
		case *ast.Paragraph:
			if placeholder.Is(d.rawLine(n)) {
				d.drop(n)
			}
		case *ast.List:
			d.dropItems(n)
		}
		n = next
	}
}

// dropItems takes placeholders out of a list, and the list out of the document where nothing
// else is in it.
func (d *document) dropItems(list *ast.List) {
	for item := list.FirstChild(); item != nil; {
		next := item.NextSibling()
		if first := item.FirstChild(); first != nil && first == item.LastChild() {
			line := d.rawLine(first)
			if _, after, ok := strings.Cut(line, "]"); ok && strings.HasPrefix(line, "[") {
				if line = strings.TrimSpace(after); placeholder.Begins(line) { // else it is not worth reading
					line = actions.ParseLine(line).Text
				}
			}
			if placeholder.Is(line) {
				d.drop(item)
			}
		}
		item = next
	}
	if !list.HasChildren() {
		d.Root.RemoveChild(d.Root, list)
	}
}

// drop reports a block and takes it out of what holds it.
func (d *document) drop(n ast.Node) {
	untouched(d.At(n.Pos()), d.Problems)
	d.dropped = true
	n.Parent().RemoveChild(n.Parent(), n)
}

// rawLine is the source of a block of text on one line, or "" where it is too long to be a
// placeholder. An action may have an owner and a day besides.
func (d *document) rawLine(n ast.Node) string {
	lines := n.Lines()
	if n.Type() != ast.TypeBlock || lines.Len() == 0 || lines.At(lines.Len()-1).Stop-lines.At(0).Start > 3*placeholder.Longest {
		return ""
	}
	return strings.TrimSpace(string(lines.Value(d.Src)))
}

// untouchedLine reports a line of the front matter, if it is a placeholder.
func (d *document) untouchedLine(b *Block, key, line string) bool {
	if !placeholder.Is(line) {
		return false
	}
	untouched(b.At(key), d.Problems)
	d.dropped = true
	return true
}

// untouchedTitle reports a heading, if it is a placeholder: what is below it is not there yet.
func (d *document) untouchedTitle(h *ast.Heading) bool {
	if !placeholder.Is(d.Plain(h)) {
		return false
	}
	untouched(d.At(h.Pos()), d.Problems)
	d.dropped = true
	return true
}
