// Package tomlscan finds where the keys and values of a TOML text are, which the TOML
// library keeps to itself. Call [Scan].
package tomlscan

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var dateLike = regexp.MustCompile(`^\d{1,4}-\d{1,2}-\d{1,4}$`)

// MaxDepth is how deeply tables, arrays and dotted keys may nest. The TOML
// library recurses without a limit.
const MaxDepth = 32

// Spot is where a value of a TOML text is: the offsets of its key (for a table, of its
// header; for an element of an array, of the element) and of what is in it.
type Spot struct {
	Key int
	// Value and End are the range of the value. Of a table with a header, and of the root,
	// which has none, it is what follows the header, up to the last value.
	Value, End int
	Header     bool // a table with a header, or the root
	Inline     bool // part of another value: of an inline table, or of a list
	Kids       map[string]*Spot
	Elems      []*Spot
	Bad        bool // a date that names no day: reported, and not to be read
}

// Find walks the names of keys, and indexes of lists from 0. Where one is not there, it
// returns the last one that is, and false.
func (s *Spot) Find(path ...any) (*Spot, bool) {
	for _, step := range path {
		var next *Spot
		switch step := step.(type) {
		case string:
			next = s.Kids[step]
		case int:
			if step >= 0 && step < len(s.Elems) {
				next = s.Elems[step]
			}
		}
		if next == nil {
			return s, false
		}
		s = next
	}
	return s, true
}

func (s *Spot) kid(name string, off int) *Spot {
	if k := s.Kids[name]; k != nil {
		return k
	}
	if s.Kids == nil {
		s.Kids = map[string]*Spot{}
	}
	k := &Spot{Key: off}
	s.Kids[name] = k
	return k
}

// last is the table that a header continues: of an array of tables, its last.
func (s *Spot) last() *Spot {
	if len(s.Elems) > 0 {
		return s.Elems[len(s.Elems)-1]
	}
	return s
}

// scanner judges nothing: on a text that is not TOML it stops early.
type scanner struct {
	src  string
	i    int
	end  int // of the last value
	in   int // how many lists and inline tables are open
	deep int // offset where the text nests too deeply, or -1

	// Dates such as 2026-02-30, which the library would take for a syntax error, and so
	// not read the rest of the text.
	badDates []BadDate
	key      string // the last one that was read
}

// BadDate is a word that was meant as a date and names no day.
type BadDate struct {
	Spot       *Spot
	Key        string
	Start, End int
}

// Scan returns the spots of a text's root table, the offset where it nests
// too deeply (or -1), and the dates that name no day.
func Scan(src string) (root *Spot, deep int, bad []BadDate) {
	s := &scanner{src: src, deep: -1}
	root = &Spot{Header: true}
	table := root
	for s.deep < 0 {
		s.blank(true)
		if s.i >= len(s.src) {
			break
		}
		at, ok := s.i, false
		if s.src[s.i] == '[' {
			table, ok = s.header(root)
		} else {
			ok = s.pair(table, 0)
			table.End = s.end
		}
		if !ok || s.i == at {
			break
		}
	}
	return root, s.deep, s.badDates
}

// blank skips spaces and, with lines, line ends and comments.
func (s *scanner) blank(lines bool) {
	for s.i < len(s.src) {
		switch c := s.src[s.i]; {
		case c == ' ' || c == '\t':
			s.i++
		case lines && c == '\n' || c == '\r':
			s.i++
		case lines && c == '#':
			comment, _, _ := strings.Cut(s.src[s.i:], "\n")
			s.i += len(comment)
		default:
			return
		}
	}
}

func (s *scanner) is(c byte) bool { return s.i < len(s.src) && s.src[s.i] == c }

// take goes on behind a byte, if it is there.
func (s *scanner) take(c byte) bool {
	if !s.is(c) {
		return false
	}
	s.i++
	return true
}

// header reads [a.b] or [[a.b]] and returns the table that it opens.
func (s *scanner) header(root *Spot) (*Spot, bool) {
	at := s.i
	s.i++
	array := s.take('[')
	table, ok := s.path(root, at, 0)
	if !ok || !s.take(']') || array && !s.take(']') {
		return root, false
	}
	if array {
		table.Elems = append(table.Elems, &Spot{Key: at})
	}
	table = table.last()
	table.Header, table.Value, table.End = true, s.i, s.i
	s.blank(false)
	return table, true
}

// path reads a key with its dots, and returns the spot to which it leads from a table. at is the
// offset of the header that it is in, or -1 for a key by itself.
func (s *scanner) path(spot *Spot, at, depth int) (*Spot, bool) {
	for ; ; depth++ {
		s.blank(false)
		key := at
		if at < 0 {
			key = s.i
		}
		name, ok := s.name()
		if !ok || s.tooDeep(depth, key) {
			return nil, false
		}
		s.key, spot = name, spot.last().kid(name, key)
		spot.Inline = s.in > 0
		s.blank(false)
		if !s.take('.') {
			return spot, true
		}
	}
}

// tooDeep reports whether a depth is too much, and notes where that is so first.
func (s *scanner) tooDeep(depth, at int) bool {
	if depth > MaxDepth && s.deep < 0 {
		s.deep = at
	}
	return depth > MaxDepth
}

// name reads one part of a key.
func (s *scanner) name() (name string, ok bool) {
	at := s.i
	if s.is('"') || s.is('\'') {
		raw, ok := s.str(false)
		if raw[0] == '"' {
			if plain, err := strconv.Unquote(raw); err == nil {
				return plain, ok
			}
		}
		return strings.Trim(raw, `"'`), ok
	}
	for s.i < len(s.src) && !strings.ContainsRune(" \t\r\n.=[]{}\"'#,", rune(s.src[s.i])) {
		s.i++
	}
	return s.src[at:s.i], s.i > at
}

// pair reads key = value into a table.
func (s *scanner) pair(table *Spot, depth int) bool {
	spot, ok := s.path(table, -1, depth)
	if !ok || !s.take('=') {
		return false
	}
	s.blank(false)
	spot.Value = s.i
	ok = s.value(spot, depth+1)
	spot.End = s.end
	return ok
}

// value reads a value; its parts become kids or elements of at.
func (s *scanner) value(at *Spot, depth int) bool {
	switch {
	case s.tooDeep(depth, s.i) || s.i >= len(s.src):
		return false
	case s.is('"') || s.is('\''):
		_, ok := s.str(true)
		s.end = s.i
		return ok
	case s.is('['):
		return s.list(']', func() bool {
			e := &Spot{Key: s.i, Value: s.i, Inline: true}
			at.Elems = append(at.Elems, e)
			ok := s.value(e, depth+1)
			e.End = s.end
			return ok
		})
	case s.is('{'):
		return s.list('}', func() bool { return s.pair(at, depth+1) })
	}
	start := s.i
	for s.i < len(s.src) && strings.IndexByte(",]}#\n", s.src[s.i]) < 0 {
		s.i++
	}
	word := strings.TrimRight(s.src[start:s.i], " \t\r")
	s.end = start + len(word)
	if dateLike.MatchString(word) {
		if _, err := time.Parse(time.DateOnly, word); err != nil {
			at.Bad = true
			s.badDates = append(s.badDates, BadDate{at, s.key, start, s.end})
		}
	}
	return s.i > start
}

// list reads an array or an inline table up to its closing byte.
func (s *scanner) list(end byte, item func() bool) bool {
	s.i++
	s.in++
	defer func() { s.in-- }()
	for {
		s.blank(true)
		if s.take(end) {
			s.end = s.i
			return true
		}
		if !item() {
			return false
		}
		s.blank(true)
		if !s.take(',') && !s.is(end) {
			return false
		}
	}
}

// str reads a string of any of the four forms and returns it with its quotes.
func (s *scanner) str(lines bool) (string, bool) {
	at, q := s.i, s.src[s.i]
	if triple := strings.Repeat(string(q), 3); lines && strings.HasPrefix(s.src[s.i:], triple) {
		for s.i += 3; s.i < len(s.src); s.i++ {
			switch {
			case q == '"' && s.src[s.i] == '\\':
				s.i++
			case strings.HasPrefix(s.src[s.i:], triple):
				for s.i += 3; s.is(q) && s.i-at < len(s.src); s.i++ { // up to two quotes may end the text itself
				}
				return s.src[at:s.i], true
			}
		}
		s.i = len(s.src)
		return s.src[at:], false
	}
	for s.i++; s.i < len(s.src) && s.src[s.i] != '\n'; s.i++ {
		switch {
		case q == '"' && s.src[s.i] == '\\':
			s.i++
		case s.src[s.i] == q:
			s.i++
			return s.src[at:s.i], true
		}
	}
	s.i = min(s.i, len(s.src))
	return s.src[at:s.i], false
}
