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

// Spot is where a value of a TOML text stands: offsets of its key (for a table,
// of its header; for an element of an array, of the element) and of what it holds.
type Spot struct {
	Key int
	// Value and End are the range of the value. Of a table with a header, and of the root,
	// which has none, it is what follows the header, up to the last value.
	Value, End int
	Header     bool // a table with a header, or the root
	Inline     bool // part of another value: of an inline table, or of a list
	Kids       map[string]*Spot
	Elems      []*Spot
	Bad        bool // a date that is none: reported, and not to be read
}

// Elem returns the spot of an element of an array, or the array's own.
func (s *Spot) Elem(i int) *Spot {
	if s != nil && i < len(s.Elems) {
		return s.Elems[i]
	}
	return s
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

// scanner finds the keys of a TOML text, which the TOML library keeps to itself.
// It judges nothing: on a text that is not TOML it stops early.
type scanner struct {
	src  string
	i    int
	end  int // of the last value
	in   int // how many lists and inline tables are open
	deep int // offset where the text nests too deeply, or -1

	// Dates that are none, such as 2026-02-30. The library would take one for a
	// syntax error, and say nothing about the rest of the text.
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
// too deeply (or -1), and the dates that are none.
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
			s.line()
		default:
			return
		}
	}
}

// line skips to the end of the line.
func (s *scanner) line() {
	if n := strings.IndexByte(s.src[s.i:], '\n'); n >= 0 {
		s.i += n
	} else {
		s.i = len(s.src)
	}
}

func (s *scanner) is(c byte) bool { return s.i < len(s.src) && s.src[s.i] == c }

// header reads [a.b] or [[a.b]] and returns the table that it opens.
func (s *scanner) header(root *Spot) (*Spot, bool) {
	at := s.i
	s.i++
	array := s.is('[')
	if array {
		s.i++
	}
	table := root
	for n := 0; ; n++ {
		s.blank(false)
		name, _, ok := s.name()
		if !ok || n > MaxDepth {
			s.tooDeep(n, at)
			return root, false
		}
		table = table.last().kid(name, at)
		s.blank(false)
		if !s.is('.') {
			break
		}
		s.i++
	}
	if !s.is(']') {
		return root, false
	}
	s.i++
	if array {
		if !s.is(']') {
			return root, false
		}
		s.i++
		table.Elems = append(table.Elems, &Spot{Key: at})
	}
	table = table.last()
	table.Header, table.Value, table.End = true, s.i, s.i
	s.blank(false)
	return table, true
}

func (s *scanner) tooDeep(depth, at int) {
	if depth > MaxDepth && s.deep < 0 {
		s.deep = at
	}
}

// name reads one part of a key.
func (s *scanner) name() (name string, at int, ok bool) {
	at = s.i
	if s.is('"') || s.is('\'') {
		raw, ok := s.str(false)
		if raw[0] == '"' {
			if plain, err := strconv.Unquote(raw); err == nil {
				return plain, at, ok
			}
		}
		return strings.Trim(raw, `"'`), at, ok
	}
	for s.i < len(s.src) && !strings.ContainsRune(" \t\r\n.=[]{}\"'#,", rune(s.src[s.i])) {
		s.i++
	}
	return s.src[at:s.i], at, s.i > at
}

// pair reads key = value into a table.
func (s *scanner) pair(table *Spot, depth int) bool {
	var name string
	for n := depth; ; n++ {
		part, at, ok := s.name()
		if !ok || n > MaxDepth {
			s.tooDeep(n, at)
			return false
		}
		name, table = part, table.kid(part, at)
		table.Inline = s.in > 0
		s.blank(false)
		if !s.is('.') {
			break
		}
		s.i++
		s.blank(false)
	}
	if !s.is('=') {
		return false
	}
	s.i++
	s.blank(false)
	s.key = name
	table.Value = s.i
	ok := s.value(table, depth+1)
	table.End = s.end
	return ok
}

// value reads a value; its parts become kids or elements of at.
func (s *scanner) value(at *Spot, depth int) bool {
	if depth > MaxDepth {
		s.tooDeep(depth, s.i)
		return false
	}
	switch {
	case s.i >= len(s.src):
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
	if isBadDate(word) {
		at.Bad = true
		s.badDates = append(s.badDates, BadDate{at, s.key, start, start + len(word)})
	}
	return s.i > start
}

// isBadDate tells words that were meant as a date, and name no day.
func isBadDate(word string) bool {
	if !dateLike.MatchString(word) {
		return false
	}
	_, err := time.Parse(time.DateOnly, word)
	return err != nil
}

// list reads an array or an inline table up to its closing byte.
func (s *scanner) list(end byte, item func() bool) bool {
	s.i++
	s.in++
	defer func() { s.in-- }()
	for {
		s.blank(true)
		if s.is(end) {
			s.i++
			s.end = s.i
			return true
		}
		if !item() {
			return false
		}
		s.blank(true)
		if s.is(',') {
			s.i++
		} else if !s.is(end) {
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
