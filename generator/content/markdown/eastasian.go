package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// unspaced reports whether a letter or a sign belongs to a script that has no spaces between
// words. Korean has them.
func unspaced(r rune) bool {
	return util.IsEastAsianWideRune(r) && !unicode.Is(unicode.Hangul, r) || r >= 0xff01 && r <= 0xff65
}

// breaksWord reports whether a soft line break after a text is a space: between two letters of a
// script without spaces it is nothing.
func breaksWord(t *ast.Text, src []byte) bool {
	last, _ := utf8.DecodeLastRune(t.Segment.Value(src))
	return !unspaced(last) || !unspaced(firstRune(t.NextSibling(), src))
}

// firstRune is the first letter of a node's text, or 0.
func firstRune(n ast.Node, src []byte) rune {
	for n != nil {
		if t, ok := n.(*ast.Text); ok {
			r, _ := utf8.DecodeRune(t.Segment.Value(src))
			return r
		}
		n = n.FirstChild()
	}
	return 0
}

// emphasisParser is the parser of * for text of scripts without spaces: there a mark of
// punctuation and a letter stand side by side, and ** between them would not end what it began.
// All other text is left to the parser of goldmark.
type emphasisParser struct{}

// Trigger implements parser.InlineParser.
func (emphasisParser) Trigger() []byte { return []byte{'*'} }

// Parse implements parser.InlineParser.
func (e emphasisParser) Parse(_ ast.Node, r gmtext.Reader, pc parser.Context) ast.Node {
	before := r.PrecendingCharacter()
	line, seg := r.PeekLine()
	n := 0
	for n < len(line) && line[n] == '*' {
		n++
	}
	after := ' '
	if n < len(line) {
		after, _ = utf8.DecodeRune(line[n:])
	}
	if !unspaced(before) && !unspaced(after) {
		return nil
	}
	open := !util.IsSpaceRune(after) && (!util.IsPunctRune(after) || util.IsSpaceRune(before) || util.IsPunctRune(before) || unspaced(before))
	shut := !util.IsSpaceRune(before) && (!util.IsPunctRune(before) || util.IsSpaceRune(after) || util.IsPunctRune(after) || unspaced(after))
	d := parser.NewDelimiter(open, shut, n, '*', e)
	d.Segment = seg.WithStop(seg.Start + n)
	r.Advance(n)
	pc.PushDelimiter(d)
	return d
}

// IsDelimiter implements parser.DelimiterProcessor.
func (emphasisParser) IsDelimiter(b byte) bool { return b == '*' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (emphasisParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements parser.DelimiterProcessor.
func (emphasisParser) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }
