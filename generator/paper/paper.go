// Package paper writes short documents for tools and mail, which take text and no pages.
//
// Fill a [Paper], then call [Markdown], [Text] or [HTML]. All are pure.
package paper

// Paper is a document: a title and what follows.
type Paper struct {
	Title  string
	Blocks []Block
}

// Block is one of a heading, a paragraph, a list, a table or prose. The first that is set counts.
type Block struct {
	Heading string
	Level   int // of Heading: 2 to 6
	Line    Line
	Quote   bool // Line stands apart, as the summary of all
	Items   []Line
	Table   *Table
	Prose   *Prose
}

// Line is text with links in it.
type Line []Span

// Span is a piece of a line. URL is where it leads, or "".
type Span struct {
	Text, URL string
	Bold      bool
}

// Table has a row of names, and rows of as many cells.
type Table struct {
	Head []string
	Rows [][]Line
}

// Prose is what somebody wrote, as HTML of known tags and as plain text.
type Prose struct{ HTML, Text string }

// Add appends blocks.
func (p *Paper) Add(blocks ...Block) { p.Blocks = append(p.Blocks, blocks...) }

// Head is a heading.
func Head(level int, text string) Block { return Block{Heading: text, Level: level} }

// Say is a paragraph of plain text; "" gives a block that is left out.
func Say(text string) Block {
	if text == "" {
		return Block{}
	}
	return Block{Line: Line{{Text: text}}}
}
