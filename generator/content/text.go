package content

import (
	"bytes"
	"cmp"
	"sort"
	"strings"
	"unicode/utf8"

	"quarterdeck/generator/diag"
)

// text is a file as the parsers see it: without a byte order mark, and with \n
// as the only line end. Neither changes the line or the column of a byte.
type text struct {
	path  string
	src   []byte
	lines []int // offset of the first byte of each line
	given *Given
}

// newText checks and normalises a file. It returns false after an error.
func newText(f File, l *diag.List) (*text, bool) {
	data := bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	}
	t := &text{path: f.Path, src: data, lines: []int{0}, given: cmp.Or(f.Given, given)}
	for i, c := range data {
		if c == '\n' && i+1 < len(data) {
			t.lines = append(t.lines, i+1)
		}
	}
	nul := bytes.IndexByte(data, 0)
	switch {
	case !utf8.Valid(data):
		for i, r := range string(data) {
			if r == utf8.RuneError && !bytes.HasPrefix(data[i:], []byte(string(utf8.RuneError))) {
				l.Errorf(t.at(i), "not-utf8", "save the file as UTF-8", "the file is not UTF-8 text")
				break
			}
		}
		return t, false
	case nul >= 0:
		l.Errorf(t.at(nul), "not-text", "remove the zero byte, or save the file as UTF-8", "the file is not text: it contains a zero byte")
		return t, false
	}
	return t, true
}

// at returns the position of a byte. An offset outside the file gives the
// nearest one inside.
func (t *text) at(off int) diag.Pos {
	off = max(0, min(off, len(t.src)-1))
	line := sort.SearchInts(t.lines, off+1) - 1
	return diag.Pos{File: t.path, Line: line + 1, Col: off - t.lines[line] + 1}
}

// frontMatter finds the TOML between +++ lines at the top of a file: its range,
// and the offset where the prose begins. Without any, all three are 0.
func (t *text) frontMatter(l *diag.List) (start, end, body int, ok bool) {
	first, rest, _ := bytes.Cut(t.src, []byte("\n"))
	if fence(first) == "---" && bytes.Contains(rest, []byte("\n---\n")) {
		l.Errorf(t.at(0), "yaml", "write it as TOML: key = \"value\" between two lines of +++", "the front matter is YAML, which is not supported")
		return 0, 0, 0, false
	}
	if fence(first) != "+++" {
		return 0, 0, 0, true
	}
	start = min(len(first)+1, len(t.src))
	off := start
	for line := range bytes.Lines(rest) {
		if fence(line) == "+++" {
			return start, off, off + len(line), true
		}
		off += len(line)
	}
	l.Errorf(t.at(0), "open-front-matter", "close it with a line of +++", "the front matter is not closed")
	return 0, 0, 0, false
}

func fence(line []byte) string { return strings.TrimRight(string(line[:min(len(line), 80)]), " \t\n") }
