package markdown

import (
	"bytes"

	"quarterdeck/generator/report"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// wikiLink is [[lesson-id]] in prose.
type wikiLink struct {
	ast.BaseInline
	id string
}

var kindWikiLink = ast.NewNodeKind("WikiLink")

// Kind implements ast.Node.
func (*wikiLink) Kind() ast.NodeKind { return kindWikiLink }

// Dump implements ast.Node.
func (n *wikiLink) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"ID": n.id}, nil)
}

// wikiParser recognises [[lesson-id]]. It goes before the parser of links, which
// would see two brackets that lead nowhere.
type wikiParser struct{}

// Trigger implements parser.InlineParser.
func (wikiParser) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser.
func (wikiParser) Parse(_ ast.Node, r gmtext.Reader, _ parser.Context) ast.Node {
	line, seg := r.PeekLine()
	if !bytes.HasPrefix(line, []byte("[[")) {
		return nil
	}
	end := bytes.Index(line[:min(len(line), report.MaxID+6)], []byte("]]"))
	if end < 3 || end+2 < len(line) && line[end+2] == '(' {
		return nil
	}
	id := bytes.TrimSpace(line[2:end])
	if !report.IsDeliverableID(string(id)) {
		return nil
	}
	r.Advance(end + 2)
	n := &wikiLink{id: string(id)}
	n.SetPos(seg.Start)
	return n
}

func (c *chunk) renderWiki(n *wikiLink) {
	id := string(util.EscapeHTML([]byte(n.id)))
	if c.link != nil || c.quiet > 0 {
		c.WriteString(id)
	} else {
		c.add(Piece{Kind: PieceWiki, HTML: id, Target: n.id, Pos: c.doc.At(n.Pos())})
	}
}
