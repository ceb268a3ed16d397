package content

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"quarterdeck/generator/content/tomlscan"
	"quarterdeck/generator/content/yamlscan"
	"quarterdeck/generator/diag"
)

// Block is one TOML or YAML text inside a file, or a table of it: its values, and where
// each is. The library decodes into plain maps, and says nothing about
// types, so that all problems can be found, each at its own place.
type Block struct {
	text   *text
	base   int // offset of the text in the file
	spot   *tomlscan.Spot
	values map[string]any
	yaml   bool
}

// Pair writes a key with its value, as they are written in the block.
func (b *Block) Pair(key, value string) string {
	if b.yaml {
		return key + ": " + value
	}
	return key + " = " + value
}

// header begins a table, or a list of tables, as it is written in the block.
func (b *Block) header(toml, key string) string {
	if b.yaml {
		return key + ": and its keys below it, indented"
	}
	return toml
}

// readTOML parses a range of a file. It returns nil after a syntax error.
func readTOML(t *text, start, end int, l *diag.List) *Block {
	src := string(t.src[start:end])
	root, deep, bad := tomlscan.Scan(src)
	b := &Block{text: t, base: start, spot: root, values: map[string]any{}}
	if !b.check(deep, bad, l) {
		return nil
	}
	readable := []byte(src)
	for _, d := range bad {
		copy(readable[d.Start:d.End], "0"+strings.Repeat(" ", d.End-d.Start-1))
	}
	if _, err := toml.Decode(string(readable), &b.values); err != nil {
		at, message := start, err.Error()
		if pe, ok := errors.AsType[toml.ParseError](err); ok {
			at, message = start+min(pe.Position.Start, max(0, end-start-1)), pe.Message
		}
		l.Errorf(t.at(at), "syntax", syntaxHint(message), "not valid TOML: %s", lowerFirst(strings.TrimSuffix(message, ".")))
		return nil
	}
	return b
}

// check reports what the scan of a text found, and whether the text can be read.
func (b *Block) check(deep int, bad []tomlscan.BadDate, l *diag.List) bool {
	if deep >= 0 {
		l.Errorf(b.text.at(b.base+deep), "too-deep", "", "nested more than %d levels deep", tomlscan.MaxDepth)
		return false
	}
	for _, d := range bad {
		l.Errorf(b.text.at(b.base+d.Spot.Key), "bad-date", "write "+b.Pair(d.Key, "2026-10-01"), "%s: %q is not a date", diag.Short(d.Key), b.text.src[b.base+d.Start:b.base+d.End])
	}
	return true
}

// readYAML is readTOML for YAML.
func readYAML(t *text, start, end int, l *diag.List) *Block {
	y := yamlscan.Read(string(t.src[start:end]))
	b := &Block{text: t, base: start, spot: y.Root, values: y.Values, yaml: true}
	if !b.check(y.Deep, y.BadDates, l) {
		return nil
	}
	for _, e := range y.Empty {
		l.Warnf(t.at(start+e.Offset), "no-value", "give it one, in quotes where it begins with #; or remove the key", "%s has no value: it counts as left out", diag.Short(e.Key))
	}
	if w := y.Wrong; w != nil {
		l.Errorf(t.at(min(start+w.Offset, max(start, end-1))), "syntax", w.Hint, "%s", w.Message)
		return nil
	}
	return b
}

func syntaxHint(message string) string {
	switch {
	case strings.Contains(message, "already been defined"), strings.Contains(message, "already created"):
		return "keep one of them"
	case strings.Contains(message, "expected value but found"):
		return `strings are quoted: key = "text"`
	case strings.Contains(message, "strings cannot contain newlines"):
		return "end the string with a quote"
	}
	return ""
}

func lowerFirst(s string) string {
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && (s[1] < 'A' || s[1] > 'Z') {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// At returns where a value is: the names of nested keys, with ints for the
// elements of arrays. What is not there has the position of what would hold it.
func (b *Block) At(path ...any) diag.Pos {
	s, _ := b.spot.Find(path...)
	return b.text.at(b.base + s.Key)
}

// Has reports whether a key is set.
func (b *Block) Has(key string) bool { _, ok := b.values[key]; return ok }

// keys returns the keys of the block in the order in which they are written.
func (b *Block) keys() []string {
	offset := func(key string) int { return cmp.Or(b.spot.Kids[key], b.spot).Key }
	return slices.SortedFunc(maps.Keys(b.values), func(x, y string) int {
		return cmp.Or(cmp.Compare(offset(x), offset(y)), cmp.Compare(x, y))
	})
}

// Element returns where an element of a list is; n is where it should be, if no
// element before it was refused.
func (b *Block) Element(key, element string, n int) diag.Pos {
	list, _ := b.values[key].([]any)
	if from := min(n, len(list)); from >= 0 { // those that were refused lie before it
		if i := slices.Index(list[from:], any(element)); i >= 0 {
			n = from + i
		}
	}
	return b.At(key, n)
}

// Elements is where the ids of a list are, of which some may have been refused.
func (b *Block) Elements(key string, ids []string) (at []diag.Pos) {
	list, _ := b.values[key].([]any)
	for i, raw := range list {
		if s, _ := raw.(string); len(at) < len(ids) && strings.TrimSpace(s) == ids[len(at)] {
			at = append(at, b.At(key, i))
		}
	}
	return at
}

// Table returns the table of a key; without one, it is empty.
func (b *Block) Table(key string) *Block {
	values, _ := b.values[key].(map[string]any)
	return b.sub(b.spot.Kids[key], values)
}

// sub returns a table of the block.
func (b *Block) sub(s *tomlscan.Spot, values map[string]any) *Block {
	return &Block{text: b.text, base: b.base, spot: cmp.Or(s, b.spot), values: values, yaml: b.yaml}
}

// typeName says what a value is, in words.
func typeName(v any) string {
	switch v := v.(type) {
	case nil:
		return "nothing"
	case string:
		return "a string"
	case int64:
		return "an integer"
	case float64:
		return "a decimal number"
	case bool:
		return "a boolean"
	case time.Time:
		if v.Location().String() == "time-local" {
			return "a time of day"
		}
		return "a date"
	case []any:
		return "a list"
	case map[string]any:
		return "a table"
	case []map[string]any:
		return "a list of tables"
	}
	return fmt.Sprintf("%T", v)
}
