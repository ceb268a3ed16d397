// Package tomledit changes TOML files that people wrote: comments, order and layout stay as
// they are, and so does every byte that an edit is not about. [Parse] a file, call Set,
// Remove and Append, and write Bytes back.
package tomledit

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"quarterdeck/generator/content/tomlscan"
)

// Document is a TOML file that can be edited. After an error it is as it was before.
type Document struct {
	src  []byte
	root *tomlscan.Spot
}

// Error is what is wrong at a place of the file. Line and Col count from 1, Col in bytes.
type Error struct {
	Line, Col int
	Message   string
}

func (e *Error) Error() string { return fmt.Sprintf("%d:%d: %s", e.Line, e.Col, e.Message) }

// Parse reads a file, which must be valid TOML.
func Parse(src []byte) (*Document, error) {
	if _, err := decode(src); err != nil {
		return nil, err
	}
	root, _, _ := tomlscan.Scan(string(src))
	return &Document{bytes.Clone(src), root}, nil
}

func decode(src []byte) (map[string]any, error) {
	values := map[string]any{}
	err := Decode(src, &values)
	return values, err
}

// Decode reads a file into a struct, or a map: a key goes into the field with its name,
// whatever the case, and nowhere where there is none.
func Decode(src []byte, into any) error {
	if _, deep, _ := tomlscan.Scan(string(src)); deep >= 0 {
		return errorAt(src, deep, "nested too deeply")
	}
	_, err := toml.Decode(string(src), into)
	if bad, ok := errors.AsType[toml.ParseError](err); ok {
		return errorAt(src, bad.Position.Start, "%s", bad.Message)
	}
	return err
}

func errorAt(src []byte, off int, format string, args ...any) error {
	before := src[:min(off, len(src))]
	return &Error{bytes.Count(before, []byte("\n")) + 1, len(before) - bytes.LastIndexByte(before, '\n'), fmt.Sprintf(format, args...)}
}

// Bytes is the file as it now is.
func (d *Document) Bytes() []byte { return bytes.Clone(d.src) }

// Pair is a key and its value.
type Pair struct {
	Key   string
	Value any
}

// find walks names of keys and indexes of lists; it returns nil where nothing is.
func (d *Document) find(path []any) *tomlscan.Spot {
	if s, ok := d.root.Find(path...); ok {
		return s
	}
	return nil
}

// Set gives a key a value, which is a string, bool, int, int64, float64, time.Time, Date or
// []string. The path to it is of names and, in lists of tables, of indexes from 0. A key
// that is not there joins its table, after the last one; so does a table its file.
func (d *Document) Set(value any, path ...any) error {
	text, err := encode(value)
	if err != nil {
		return err
	}
	if len(path) == 0 {
		return errors.New("no key to set")
	}
	if s := d.find(path); s != nil && !s.Header && s.End > s.Value {
		return d.splice(s.Value, s.End, text, path, text)
	} else if s != nil {
		return errorAt(d.src, s.Key, "%v is a table, not a value", path[len(path)-1])
	}
	name, ok := path[len(path)-1].(string)
	if !ok {
		return fmt.Errorf("there is no element %v", path[len(path)-1])
	}
	pair := Key(name) + " = " + text
	table := d.find(path[:len(path)-1])
	switch {
	case table == nil:
		return d.addTable(path, pair, text)
	case table.Header:
		at, before, after := d.lineAfter(table)
		return d.splice(at, at, before+pair+after, path, text)
	}
	return errorAt(d.src, table.Key, "this table has no header: add %s by hand", name)
}

// addTable adds a table with one key at the end of the file.
func (d *Document) addTable(path []any, pair, value string) error {
	header, err := dotted(path[:len(path)-1])
	if err != nil {
		return err
	}
	at := len(d.src)
	return d.splice(at, at, d.section(at, "["+header+"]", pair), path, value)
}

// Append adds a table at the end of a list of tables.
func (d *Document) Append(pairs []Pair, path ...any) error {
	header, err := dotted(path)
	if err != nil {
		return err
	}
	var inline []string
	for _, p := range pairs {
		text, err := encode(p.Value)
		if err != nil {
			return err
		}
		inline = append(inline, Key(p.Key)+" = "+text)
	}
	n, at := 0, len(d.src)
	if list := d.find(path); list != nil {
		if n = len(list.Elems); n > 0 {
			at = d.lineEnd(tail(list.Elems[n-1]))
		}
	}
	lines := append([]string{"[[" + header + "]]"}, inline...)
	return d.splice(at, at, d.section(at, lines...), append(slices.Clone(path), n), "{ "+strings.Join(inline, ", ")+" }")
}

// Remove takes a key out, with its line and the comment on it. One that is not there is
// no error.
func (d *Document) Remove(path ...any) error {
	s := d.find(path)
	switch {
	case s == nil:
		return nil
	case s.Header || s.Inline || s.End <= s.Value:
		return errorAt(d.src, s.Key, "only a key on a line of its own can be removed")
	}
	from := bytes.LastIndexByte(d.src[:s.Key], '\n') + 1
	return d.splice(from, d.lineEnd(s.End), "", path, "")
}

// splice replaces a range, unless the file would then differ from what it was in more than
// the value at a path; text is the value as TOML, and "" removes it.
func (d *Document) splice(from, to int, with string, path []any, text string) error {
	src := append(append(bytes.Clone(d.src[:from]), with...), d.src[to:]...)
	want, err := decode(d.src)
	if err != nil {
		return err
	}
	got, err := decode(src)
	if err != nil {
		return errorAt(d.src, from, "this cannot be edited: do it by hand")
	}
	value, err := decode([]byte("value = " + text))
	if text == "" {
		value, err = nil, nil
	}
	if err != nil {
		return err
	}
	if !put(want, path, value["value"]) || !reflect.DeepEqual(want, got) {
		return errorAt(d.src, from, "this cannot be edited: do it by hand")
	}
	d.src = src
	d.root, _, _ = tomlscan.Scan(string(src))
	return nil
}

// put sets a decoded value, or removes it where it is nil; it reports whether it could.
func put(table map[string]any, path []any, value any) bool {
	name, ok := path[0].(string)
	switch {
	case !ok:
		return false
	case len(path) == 1 && value == nil:
		delete(table, name)
		return true
	case len(path) == 1:
		table[name] = value
		return true
	}
	if n, isIndex := path[1].(int); isIndex {
		list, _ := table[name].([]map[string]any)
		if n == len(list) {
			list = append(list, map[string]any{})
			table[name] = list
		}
		if n >= len(list) {
			return false
		}
		if element, isTable := value.(map[string]any); isTable && len(path) == 2 {
			list[n] = element
			return true
		}
		return len(path) > 2 && put(list[n], path[2:], value)
	}
	if table[name] == nil {
		table[name] = map[string]any{}
	}
	inner, ok := table[name].(map[string]any)
	return ok && put(inner, path[1:], value)
}
