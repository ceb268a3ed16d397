package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// takeNotes takes the footnotes out of the document. Each chunk then ends with
// the notes that it mentions, numbered from 1.
func (d *Document) takeNotes() {
	list, ok := d.Root.LastChild().(*east.FootnoteList)
	if !ok {
		return
	}
	for n := range from(list.FirstChild()) {
		if f, ok := n.(*east.Footnote); ok {
			d.notes[f.Index] = newNote(f)
		}
	}
	d.Root.RemoveChild(d.Root, list)
}

// note is a footnote.
type note struct {
	node ast.Node
	size int // bytes of its text
}

// newNote takes out of a footnote the ways back to all mentions but the first: none of them is shown.
func newNote(f *east.Footnote) note {
	size := 0
	var extra []ast.Node
	_ = ast.Walk(f, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if back, ok := n.(*east.FootnoteBacklink); ok && back.RefIndex > 0 {
			extra = append(extra, n)
		} else if n.Type() == ast.TypeBlock {
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				size += line.Len()
			}
		}
		return ast.WalkContinue, nil
	})
	for _, n := range extra {
		n.Parent().RemoveChild(n.Parent(), n)
	}
	return note{f, size}
}

// noteTags is about how many bytes are written around a footnote.
const noteTags = 100

// noteNumber gives a footnote its number in the chunk; first tells its first mention.
func (c *chunk) noteNumber(index int) (number int, first bool) {
	if number = c.numbers[index]; number > 0 {
		return number, false
	}
	if c.numbers == nil {
		c.numbers = map[int]int{}
	}
	c.notes = append(c.notes, index)
	c.numbers[index] = len(c.notes)
	return len(c.notes), true
}

func (c *chunk) noteID(kind string, number int) []byte {
	return util.EscapeHTML(fmt.Appendf(nil, "%s%s.%d", c.frame.NotePrefix, kind, number))
}

func (c *chunk) renderNoteLink(n *east.FootnoteLink) {
	if c.inline || c.link != nil {
		return
	}
	number, first := c.noteNumber(n.Index)
	id := ""
	if first {
		id = fmt.Sprintf(` id="%s"`, c.noteID("ref", number))
	}
	fmt.Fprintf(c, `<sup%s><a href="#%s" class="footnote-ref" role="doc-noteref">%d</a></sup>`,
		id, c.noteID("fn", number), number)
}

// renderNotes ends a chunk with its footnotes; a note may mention further ones.
func (c *chunk) renderNotes() {
	if len(c.notes) == 0 {
		return
	}
	c.WriteString(`<section class="footnotes" role="doc-endnotes"><ol>` + "\n")
	for i := 0; i < len(c.notes); i++ {
		c.note = i + 1
		fmt.Fprintf(c, `<li id="%s">`, c.noteID("fn", c.note))
		if n := c.doc.notes[c.notes[i]]; n.node != nil && c.doc.repeat(n.size+noteTags, n.node.Pos()) {
			for child := range from(n.node.FirstChild()) {
				c.render(child)
			}
		}
		c.WriteString("</li>\n")
	}
	c.note = 0
	c.WriteString("</ol></section>\n")
}

func (c *chunk) renderBacklink(n *east.FootnoteBacklink) {
	if c.note == 0 {
		return
	}
	fmt.Fprintf(c, ` <a href="#%s" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a>`,
		c.noteID("ref", c.note))
}
