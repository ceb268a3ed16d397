package importer

import (
	"bytes"
	"io"
)

// lines counts the lines of a text while somebody else reads it, who tells how far they are.
type lines struct {
	r      io.Reader
	read   int64
	starts []int64 // of the lines that begin after the one that was asked for last
	line   int     // lines before it
	begin  int64   // where it begins
}

// Read reads on.
func (l *lines) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for i, c := range p[:n] {
		if c == '\n' {
			l.starts = append(l.starts, l.read+int64(i)+1)
		}
	}
	l.read += int64(n)
	return n, err
}

// at is the line and the column of an offset, which count from 1. Offsets do not go back.
func (l *lines) at(offset int64) (line, column int) {
	passed := 0
	for passed < len(l.starts) && l.starts[passed] <= offset {
		l.line, l.begin = l.line+1, l.starts[passed]
		passed++
	}
	l.starts = append(l.starts[:0], l.starts[passed:]...)
	return l.line + 1, int(offset-l.begin) + 1
}

// between is how much of a text is only between two values of JSON.
func between(text []byte) int64 { return int64(len(text) - len(bytes.TrimLeft(text, ":, \t\r\n"))) }
