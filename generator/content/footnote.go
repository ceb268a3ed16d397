package content

import (
	"fmt"

	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// takeNotes takes the footnotes out of the document. Each chunk then ends with
// the notes that it mentions, numbered from 1.
func (d *document) takeNotes() {
	list, ok := d.root.LastChild().(*east.FootnoteList)
	if !ok {
		return
	}
	for n := range from(list.FirstChild()) {
		if f, ok := n.(*east.Footnote); ok {
			d.notes[f.Index] = f
		}
	}
	d.root.RemoveChild(d.root, list)
}

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
	return util.EscapeHTML(fmt.Appendf(nil, "%s%s.%d", c.notePrefix, kind, number))
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
		if n := c.doc.notes[c.notes[i]]; n != nil {
			for child := range from(n.FirstChild()) {
				c.render(child)
			}
		}
		c.WriteString("</li>\n")
	}
	c.note = 0
	c.WriteString("</ol></section>\n")
}

func (c *chunk) renderBacklink(n *east.FootnoteBacklink) {
	if c.note == 0 || n.RefIndex > 0 {
		return
	}
	fmt.Fprintf(c, ` <a href="#%s" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a>`,
		c.noteID("ref", c.note))
}
