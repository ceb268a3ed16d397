package markdown

import (
	"iter"
	"slices"

	"github.com/yuin/goldmark/ast"

	"quarterdeck/generator/diag"
)

// Document is the Markdown of one file, front matter left out. What is rendered of it adds to
// its anchors, leads and problems, so that it is for one goroutine.
type Document struct {
	Root     ast.Node
	Src      []byte
	Problems *diag.List
	Anchors  map[string]Anchor // of its headings, by natural id
	Leads    map[string]bool   // paths of files to a heading of which a link leads
	Proses   int               // how many were rendered

	path     string
	place    func(off int) diag.Pos
	notes    map[int]note // footnotes by index
	coloured int          // code blocks
	repeated int          // see repeat
}

// At returns the position of an offset in the Markdown.
func (d *Document) At(off int) diag.Pos { return d.place(max(off, 0)) }

// Blocks returns the top-level blocks of the document.
func (d *Document) Blocks() []ast.Node { return slices.Collect(from(d.Root.FirstChild())) }

// from goes through a node and those beside it, after it. Each may be taken out of the tree.
func from(n ast.Node) iter.Seq[ast.Node] {
	return func(yield func(ast.Node) bool) {
		for n != nil {
			next := n.NextSibling()
			if !yield(n) {
				return
			}
			n = next
		}
	}
}

// Heading returns a block as a heading of at most the given level, or nil.
func Heading(n ast.Node, level int) *ast.Heading {
	if h, ok := n.(*ast.Heading); ok && h.Level <= level {
		return h
	}
	return nil
}
