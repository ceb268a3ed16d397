package markdown

import (
	"bytes"
	"fmt"

	"quarterdeck/generator/diag"

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
	r.Register(ast.KindHeading, around((*chunk).renderHeading))
	r.Register(ast.KindLink, around((*chunk).renderLink))
	r.Register(east.KindTableCell, around((*chunk).renderCell))
	r.Register(ast.KindText, leaf((*chunk).renderText))
	r.Register(ast.KindImage, leaf((*chunk).renderImage))
	r.Register(ast.KindAutoLink, leaf((*chunk).renderAutoLink))
	r.Register(ast.KindRawHTML, leaf((*chunk).renderRaw))
	r.Register(ast.KindHTMLBlock, leaf((*chunk).renderRaw))
	r.Register(kindWikiLink, leaf((*chunk).renderWiki))
	r.Register(east.KindTaskCheckBox, leaf((*chunk).renderTask))
	r.Register(east.KindFootnoteLink, leaf((*chunk).renderNoteLink))
	r.Register(east.KindFootnoteBacklink, leaf((*chunk).renderBacklink))
}

// around renders nodes of one type, with what is inside them.
func around[N ast.Node](render func(c *chunk, n N, entering bool)) renderer.NodeRendererFunc {
	return func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		render(w.(*chunk), n.(N), entering)
		return ast.WalkContinue, nil
	}
}

// leaf renders nodes of one type by themselves, without what is inside them.
func leaf[N ast.Node](render func(c *chunk, n N)) renderer.NodeRendererFunc {
	return func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			render(w.(*chunk), n.(N))
		}
		return ast.WalkSkipChildren, nil
	}
}

func (c *chunk) renderText(t *ast.Text) {
	v, start := t.Segment.Value(c.doc.Src), t.Segment.Start
	if t.IsRaw() {
		html.DefaultWriter.RawWrite(c, v)
	} else {
		c.words(v, start)
	}
	if t.HardLineBreak() {
		c.WriteString("<br>\n")
	} else if t.SoftLineBreak() && breaksWord(t, c.doc.Src) {
		c.WriteByte('\n')
	}
}

func (c *chunk) renderHeading(h *ast.Heading, entering bool) {
	if entering { // authors may begin at any level and leave some out; a page must not
		for len(c.above) > 0 && c.above[len(c.above)-1] >= h.Level {
			c.above = c.above[:len(c.above)-1]
		}
		c.above = append(c.above, h.Level)
	}
	level := min(c.frame.Top+len(c.above)-1, 6)
	if entering {
		fmt.Fprintf(c, `<h%d id="%s">`, level, util.EscapeHTML([]byte(c.headingID(h))))
		c.quiet++
	} else {
		fmt.Fprintf(c, "</h%d>\n", level)
		c.quiet--
	}
}

// renderRaw leaves HTML out. Comments go silently: authors hide notes in them.
func (c *chunk) renderRaw(n ast.Node) {
	if raw, ok := n.(*ast.RawHTML); ok && isBreak(raw, c.doc.Src) {
		c.WriteString("<br>")
		return
	}
	var b bytes.Buffer
	switch n := n.(type) {
	case *ast.RawHTML:
		b.Write(n.Segments.Value(c.doc.Src))
	case *ast.HTMLBlock:
		b.Write(n.Lines().Value(c.doc.Src))
		if n.HasClosure() {
			b.Write(n.ClosureLine.Value(c.doc.Src))
		}
	}
	raw := bytes.TrimSpace(b.Bytes())
	comment := bytes.HasPrefix(raw, []byte("<!--")) && bytes.HasSuffix(raw, []byte("-->")) && bytes.Count(raw, []byte("-->")) == 1
	closing := bytes.HasPrefix(raw, []byte("</")) && n.Kind() == ast.KindRawHTML
	if !comment && !closing {
		line, _, _ := bytes.Cut(raw, []byte("\n"))
		c.doc.Problems.Warnf(c.doc.At(n.Pos()), "raw-html", "write it in Markdown", "raw HTML is left out: %s", diag.Short(string(bytes.TrimSpace(line))))
	}
}

// renderTask shows a task-list item that is no action, as a sign with a name:
// a box that cannot be ticked would only look like a form.
func (c *chunk) renderTask(n *east.TaskCheckBox) {
	if n.IsChecked {
		c.WriteString(`<span class="task" role="img" aria-label="done">☑</span> `)
	} else {
		c.WriteString(`<span class="task" role="img" aria-label="not done">☐</span> `)
	}
}

// renderCell writes a cell of a table. The renderer of goldmark adds to the cell's
// attributes, so that a second rendering would differ.
func (c *chunk) renderCell(cell *east.TableCell, entering bool) {
	tag := "td"
	if cell.Parent().Kind() == east.KindTableHeader {
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
}
