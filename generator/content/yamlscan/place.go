package yamlscan

import (
	"strings"
	"unicode/utf8"
)

// place is a position that moves through a text. Lines and columns are those of the library:
// columns count runes, and a line also ends where Unicode ends one.
type place struct {
	src            string
	off, line, col int
}

func start(src string) *place {
	p := &place{src: src, line: 1, col: 1}
	if strings.HasPrefix(src, "\ufeff") {
		p.off = len("\ufeff")
	}
	return p
}

// offset moves on to a line and a column, and returns its offset. One that lies before gives the
// offset that was reached: what is asked for in order takes one pass.
func (p *place) offset(line, col int) int {
	for p.off < len(p.src) && (p.line < line || p.line == line && p.col < col) {
		r, size := utf8.DecodeRuneInString(p.src[p.off:])
		p.off += size
		p.col++
		switch r {
		case '\n', '\r', '\u0085', '\u2028', '\u2029':
			p.line, p.col = p.line+1, 1
		}
	}
	return p.off
}
