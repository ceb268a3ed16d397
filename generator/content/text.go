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

// frontMatter is where the keys at the top of a file are, and where its prose begins. Without
// any, all of it is 0.
type frontMatter struct {
	start, end, body int
	yaml             bool
}

// frontMatter finds TOML between lines of +++, or YAML from a line of --- to one of --- or three
// dots. Where no such line follows, --- is a line across the page.
func (t *text) frontMatter(l *diag.List) (f frontMatter, ok bool) {
	first, rest, _ := bytes.Cut(t.src, []byte("\n"))
	opened := fence(first)
	if f.yaml = opened == "---"; !f.yaml && opened != "+++" {
		return frontMatter{}, true
	}
	f.start = min(len(first)+1, len(t.src))
	f.end = f.start
	for line := range bytes.Lines(rest) {
		if closed := fence(line); closed == opened || f.yaml && closed == "..." {
			f.body = f.end + len(line)
			return f, true
		}
		f.end += len(line)
	}
	if !f.yaml {
		l.Errorf(t.at(0), "open-front-matter", "close it with a line of +++", "the front matter is not closed")
	}
	return frontMatter{}, f.yaml
}

func fence(line []byte) string { return strings.TrimRight(string(line[:min(len(line), 80)]), " \t\n") }
