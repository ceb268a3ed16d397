package content

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// nodeRenderer renders the nodes for which plain HTML will not do. It only works
// with a chunk as the writer.
type nodeRenderer struct{}

// RegisterFuncs is called by goldmark.
func (nodeRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	register := func(kind ast.NodeKind, f func(c *chunk, n ast.Node, entering bool) ast.WalkStatus) {
		r.Register(kind, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			return f(w.(*chunk), n, entering), nil
		})
	}
	register(ast.KindText, renderText)
	register(ast.KindHeading, renderHeading)
	register(ast.KindLink, renderLink)
	register(ast.KindImage, renderImage)
	register(ast.KindAutoLink, renderAutoLink)
	register(ast.KindRawHTML, renderRaw)
	register(ast.KindHTMLBlock, renderRaw)
	register(kindWikiLink, renderWiki)
	register(east.KindTaskCheckBox, renderTask)
	register(east.KindTableCell, renderCell)
	register(east.KindFootnoteLink, func(c *chunk, n ast.Node, entering bool) ast.WalkStatus {
		if entering {
			c.renderNoteLink(n.(*east.FootnoteLink))
		}
		return ast.WalkContinue
	})
	register(east.KindFootnoteBacklink, func(c *chunk, n ast.Node, entering bool) ast.WalkStatus {
		if entering {
			c.renderBacklink(n.(*east.FootnoteBacklink))
		}
		return ast.WalkContinue
	})
}

func renderText(c *chunk, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	t := n.(*ast.Text)
	v, start := t.Segment.Value(c.doc.src), t.Segment.Start
	if t.IsRaw() {
		html.DefaultWriter.RawWrite(c, v)
	} else {
		c.words(v, start)
	}
	if t.HardLineBreak() {
		c.WriteString("<br>\n")
	} else if t.SoftLineBreak() {
		c.WriteByte('\n')
	}
	return ast.WalkContinue
}

func renderHeading(c *chunk, n ast.Node, entering bool) ast.WalkStatus {
	h := n.(*ast.Heading)
	if entering { // authors may begin at any level and leave some out; a page must not
		for len(c.above) > 0 && c.above[len(c.above)-1] >= h.Level {
			c.above = c.above[:len(c.above)-1]
		}
		c.above = append(c.above, h.Level)
	}
	level := min(c.top+len(c.above)-1, 6)
	if entering {
		fmt.Fprintf(c, `<h%d id="%s">`, level, util.EscapeHTML([]byte(c.headingID(h))))
		c.quiet++
	} else {
		fmt.Fprintf(c, "</h%d>\n", level)
		c.quiet--
	}
	return ast.WalkContinue
}

// renderRaw leaves HTML out. Comments go silently: authors hide notes in them.
func renderRaw(c *chunk, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	var b bytes.Buffer
	switch n := n.(type) {
	case *ast.RawHTML:
		b.Write(n.Segments.Value(c.doc.src))
	case *ast.HTMLBlock:
		b.Write(n.Lines().Value(c.doc.src))
		if n.HasClosure() {
			b.Write(n.ClosureLine.Value(c.doc.src))
		}
	}
	raw := bytes.TrimSpace(b.Bytes())
	comment := bytes.HasPrefix(raw, []byte("<!--")) && bytes.HasSuffix(raw, []byte("-->")) && bytes.Count(raw, []byte("-->")) == 1
	closing := bytes.HasPrefix(raw, []byte("</")) && n.Kind() == ast.KindRawHTML
	if !comment && !closing {
		pos := n.Pos()
		if pos < 0 {
			pos = 0
		}
		c.doc.problems.Warnf(c.doc.at(pos), "raw-html", "write it in Markdown", "raw HTML is left out: %s", Short(firstLine(raw)))
	}
	return ast.WalkSkipChildren
}

func firstLine(b []byte) string {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return string(bytes.TrimSpace(line))
}

// renderTask shows a task-list item that is no action, as a sign with a name:
// a box that cannot be ticked would only look like a form.
func renderTask(c *chunk, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		if n.(*east.TaskCheckBox).IsChecked {
			c.WriteString(`<span class="task" role="img" aria-label="done">☑</span> `)
		} else {
			c.WriteString(`<span class="task" role="img" aria-label="not done">☐</span> `)
		}
	}
	return ast.WalkContinue
}

// renderCell writes a cell of a table. The renderer of goldmark adds to the cell's
// attributes, so that a second rendering would differ.
func renderCell(c *chunk, n ast.Node, entering bool) ast.WalkStatus {
	cell, tag := n.(*east.TableCell), "td"
	if n.Parent().Kind() == east.KindTableHeader {
		tag = "th"
	}
	switch {
	case !entering:
		fmt.Fprintf(c, "</%s>\n", tag)
	case cell.Alignment == east.AlignNone:
		fmt.Fprintf(c, "<%s>", tag)
	default:
		fmt.Fprintf(c, `<%s style="text-align:%s">`, tag, cell.Alignment)
	}
	return ast.WalkContinue
}
