package content

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// Prose is rendered Markdown before linking: safe HTML, cut where a link may lead
// to another place of the workspace.
type Prose struct {
	Number int // its number in the file
	Pieces []Piece
	Text   string        // all of it, without markup, on one line
	Fixed  []report.Span // the whole, where nothing of it can be a link
}

// PieceKind tells what becomes of a piece.
type PieceKind int

const (
	PieceHTML    PieceKind = iota // stays as it is
	PieceLink                     // target is a path; html is what is inside the link
	PiecePicture                  // target is a path; html is the rest of the tag's attributes
	PieceWord                     // target may be the id of a deliverable
	PieceWiki                     // target is what stood between [[ and ]]
)

// Piece is a part of a prose; its kind says what HTML and Target are.
type Piece struct {
	Kind   PieceKind
	HTML   string
	Target string
	Pos    diag.Pos // of what may be a link
}

// chunk renders blocks of a document into prose. It is the writer that the
// renderers of nodes write to, and carries what they must know.
type chunk struct {
	doc        *document
	prefix     string // of the ids of headings
	notePrefix string // of the ids of footnotes
	top        int    // level of its first heading, one below the heading above the chunk
	owner      Anchor // what the headings belong to; its fragment is not used
	inline     bool   // text within a line: no footnotes

	bytes.Buffer // of the piece that is being written
	pieces       []Piece
	link         *openLink
	quiet        int         // > 0: words are not looked at, as in headings
	notes        []int       // footnotes mentioned, in order
	numbers      map[int]int // of each of them
	above        []int       // levels, in the file, of the headings above the next one
	note         int         // number of the footnote that is being rendered, or 0
}

// prose renders blocks whose ids have a prefix, and whose first heading is of level top. owner is
// what their headings belong to.
func (d *document) prose(prefix string, top int, owner Anchor, blocks ...ast.Node) Prose {
	c := chunk{doc: d, prefix: prefix, notePrefix: prefix, top: top, owner: owner}
	return c.prose(blocks...)
}

// prose renders blocks and returns them.
func (c *chunk) prose(blocks ...ast.Node) Prose {
	var words []string
	for _, n := range blocks {
		c.render(n)
		if s := plain(n, c.doc.src); s != "" {
			words = append(words, s)
		}
	}
	c.renderNotes()
	return c.end(words)
}

// end returns what was rendered.
func (c *chunk) end(words []string) Prose {
	c.flush()
	file := c.doc.parsed
	p := Prose{Number: file.Proses, Pieces: c.pieces, Text: strings.Join(words, " ")}
	file.Proses++
	if len(p.Pieces) == 1 && p.Pieces[0].Kind == PieceHTML {
		p.Fixed = []report.Span{{HTML: p.Pieces[0].HTML}}
	}
	for _, piece := range p.Pieces {
		if path, fragment, _ := strings.Cut(piece.Target, "#"); piece.Kind == PieceLink && fragment != "" {
			if file.leads == nil {
				file.leads = map[string]bool{}
			}
			file.leads[path] = true
		}
	}
	return p
}

// render cannot fail: nothing that it calls returns an error.
func (c *chunk) render(n ast.Node) {
	if f := c.doc.keysFence(n); f != nil { // shown as text
		if c.doc.coloured++; c.doc.coloured > maxColoured {
			plain := ast.NewFencedCodeBlock(nil)
			plain.SetLines(f.Lines())
			n = plain
		}
	}
	_ = engine().Renderer().Render(c, c.doc.src, n)
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
			c.add(Piece{Kind: PieceWord, HTML: string(word), Target: string(word), Pos: c.doc.at(pos + i)})
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
	natural, a := naturalOf(h), c.owner
	a.Fragment = c.prefix + natural
	c.doc.parsed.Anchors[natural] = a
	return a.Fragment
}

func naturalOf(h *ast.Heading) string {
	v, _ := h.AttributeString("id")
	s, _ := v.(string)
	return s
}

// mark notes that a heading begins a thing of its own.
func (d *document) mark(h *ast.Heading, kind report.RefKind, id string) {
	d.parsed.Anchors[naturalOf(h)] = Anchor{Kind: kind, ID: id}
}

// Buffered makes a chunk a util.BufWriter: nothing has to be flushed.
func (c *chunk) Buffered() int { return 0 }

// Flush does nothing: the pieces are taken by end.
func (c *chunk) Flush() error { return nil }
