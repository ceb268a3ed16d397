package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"

	"quarterdeck/generator/report"
)

// chunk renders blocks of a document into prose. It is the writer that the
// renderers of nodes write to, and carries what they must know.
type chunk struct {
	doc    *Document
	frame  Frame
	inline bool // text within a line: no footnotes

	bytes.Buffer // of the piece that is being written
	pieces       []Piece
	link         *openLink
	quiet        int         // > 0: words are not looked at, as in headings
	notes        []int       // footnotes mentioned, in order
	numbers      map[int]int // of each of them
	above        []int       // levels, in the file, of the headings above the next one
	note         int         // number of the footnote that is being rendered, or 0
}

// end returns what was rendered.
func (c *chunk) end(words []string) Prose {
	c.flush()
	p := Prose{Number: c.doc.Proses, Pieces: c.pieces, Text: strings.Join(words, " ")}
	c.doc.Proses++
	if len(p.Pieces) == 1 && p.Pieces[0].Kind == PieceHTML {
		p.Fixed = []report.Span{{HTML: p.Pieces[0].HTML}}
	}
	for _, piece := range p.Pieces {
		if path, fragment, _ := strings.Cut(piece.Target, "#"); piece.Kind == PieceLink && fragment != "" {
			if c.doc.Leads == nil {
				c.doc.Leads = map[string]bool{}
			}
			c.doc.Leads[path] = true
		}
	}
	return p
}

// render cannot fail: nothing that it calls returns an error.
func (c *chunk) render(n ast.Node) {
	if f := c.doc.KeysFence(n); f != nil { // shown as text
		if c.doc.coloured++; c.doc.coloured > MaxColoured {
			plain := ast.NewFencedCodeBlock(nil)
			plain.SetLines(f.Lines())
			n = plain
		}
	}
	_ = engine().Renderer().Render(c, c.doc.Src, n)
}

// scrolled lets a keyboard scroll what may be wider than the page. Text cannot hold
// these tags: in it, < is escaped.
var scrolled = strings.NewReplacer("<pre", `<pre tabindex="0"`, "<table>", `<table tabindex="0">`)

// flush ends the piece of HTML that is being written.
func (c *chunk) flush() {
	if c.Len() == 0 {
		return
	}
	html := c.String()
	if strings.Contains(html, "<pre") || strings.Contains(html, "<table>") { // most have neither
		html = scrolled.Replace(html)
	}
	c.pieces = append(c.pieces, Piece{HTML: html})
	c.Reset()
}

func (c *chunk) add(p Piece) {
	c.flush()
	c.pieces = append(c.pieces, p)
}

// words writes text that may name a deliverable by its id.
func (c *chunk) words(v []byte, pos int) {
	if c.link != nil || c.quiet > 0 {
		html.DefaultWriter.Write(c, v)
		return
	}
	from := 0
	for i, end := 0, 0; i < len(v); i = end + 1 {
		for end = i; end < len(v) && idByte(v[end]); {
			end++
		}
		word := bytes.TrimRight(v[i:end], "._-")
		if looksLikeID(word) && standsAlone(v, i, i+len(word)) {
			html.DefaultWriter.Write(c, v[from:i])
			c.add(Piece{Kind: PieceWord, HTML: string(word), Target: string(word), Pos: c.doc.At(pos + i)})
			from = i + len(word)
		}
	}
	html.DefaultWriter.Write(c, v[from:])
}

func idByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '.' || b == '_' || b == '-'
}

// looksLikeID tells words that may be the id of a deliverable, such as MR-101: with
// a letter and a digit. Others are too much like plain words to be linked.
func looksLikeID(w []byte) bool {
	letter, digit := false, false
	for _, b := range w {
		digit = digit || b >= '0' && b <= '9'
		letter = letter || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
	}
	return letter && digit && len(w) <= report.MaxID && w[0] != '.' && w[0] != '_' && w[0] != '-'
}

// standsAlone keeps away from parts of other things: paths, mail addresses,
// character references, words with letters beyond ASCII.
func standsAlone(v []byte, start, end int) bool {
	if start > 0 {
		if r, _ := utf8.DecodeLastRune(v[:start]); unicode.IsLetter(r) || strings.ContainsRune("/@&#\\=+", r) {
			return false
		}
	}
	if end < len(v) {
		if r, _ := utf8.DecodeRune(v[end:]); unicode.IsLetter(r) || r == '@' || r == '/' && end+1 < len(v) && idByte(v[end+1]) || r == '=' {
			return false
		}
	}
	return true
}

// headingID gives a heading its id on the page, and notes where it is.
func (c *chunk) headingID(h *ast.Heading) string {
	natural, a := naturalOf(h), c.frame.Owner
	a.Fragment = c.frame.Prefix + natural
	c.doc.Anchors[natural] = a
	return a.Fragment
}

func naturalOf(h *ast.Heading) string {
	v, _ := h.AttributeString("id")
	s, _ := v.(string)
	return s
}

// Buffered makes a chunk a util.BufWriter: nothing has to be flushed.
func (c *chunk) Buffered() int { return 0 }

// Flush does nothing: the pieces are taken by end.
func (c *chunk) Flush() error { return nil }
