package markdown

import (
	"cmp"

	"github.com/yuin/goldmark/ast"

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

// Empty reports whether there is nothing to read.
func (p Prose) Empty() bool { return len(p.Pieces) == 0 }

// Anchor is where a heading of a file ends up.
type Anchor struct {
	Kind     report.RefKind // deliverable or lesson; "" = the file's own page
	ID       string
	Fragment string // id on the page, or ""
}

// Frame is what a prose is rendered for: its ids differ from those of the other proses of a
// page, and its headings are below the one that it comes after.
type Frame struct {
	Prefix     string // of the ids of headings
	NotePrefix string // of the ids of footnotes; "" = Prefix
	Top        int    // the level of its first heading
	Owner      Anchor // what the headings belong to; its fragment is not used
}

// Prose renders blocks, and their footnotes below them. Blocks can be rendered more than once.
func (d *Document) Prose(f Frame, blocks ...ast.Node) Prose {
	f.NotePrefix = cmp.Or(f.NotePrefix, f.Prefix)
	c := chunk{doc: d, frame: f}
	var words []string
	for _, n := range blocks {
		c.render(n)
		if s := d.Plain(n); s != "" {
			words = append(words, s)
		}
	}
	c.renderNotes()
	return c.end(words)
}

// Line renders blocks without footnotes, and the first one without the tags of a paragraph.
func (d *Document) Line(f Frame, blocks ...ast.Node) Prose {
	c := chunk{doc: d, frame: f, inline: true}
	words := []string{d.Plain(blocks[0])}
	for n := range from(blocks[0].FirstChild()) {
		c.render(n)
	}
	for _, n := range blocks[1:] {
		c.render(n)
		words = append(words, d.Plain(n))
	}
	return c.end(words)
}

// Mark notes that a heading begins a thing of its own.
func (d *Document) Mark(h *ast.Heading, kind report.RefKind, id string) {
	d.Anchors[naturalOf(h)] = Anchor{Kind: kind, ID: id}
}
