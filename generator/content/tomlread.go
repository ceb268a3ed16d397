package content

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"quarterdeck/generator/diag"
)

// block is one TOML text inside a file, or a table of it: its values, and where
// each stands. The library decodes into plain maps, and says nothing about
// types, so that all problems can be found, each at its own place.
type block struct {
	text   *text
	base   int // offset of the TOML text in the file
	spot   *spot
	values map[string]any
}

// readTOML parses a range of a file. It returns nil after a syntax error.
func readTOML(t *text, start, end int, l *diag.List) *block {
	src := string(t.src[start:end])
	root, deep, bad := scanTOML(src)
	if deep >= 0 {
		l.Errorf(t.at(start+deep), "too-deep", "", "nested more than %d levels deep", maxDepth)
		return nil
	}
	for _, d := range bad {
		l.Errorf(t.at(start+d.spot.key), "bad-date", "write "+d.key+" = 2026-10-01", "%s: %q is not a date", short(d.key), src[d.start:d.end])
		src = src[:d.start] + "0" + strings.Repeat(" ", d.end-d.start-1) + src[d.end:]
	}
	b := &block{text: t, base: start, spot: root, values: map[string]any{}}
	if _, err := toml.Decode(src, &b.values); err != nil {
		at, message := start, err.Error()
		var pe toml.ParseError
		if errors.As(err, &pe) {
			at, message = start+min(pe.Position.Start, max(0, end-start-1)), pe.Message
		}
		l.Errorf(t.at(at), "syntax", syntaxHint(message), "not valid TOML: %s", lowerFirst(strings.TrimSuffix(message, ".")))
		return nil
	}
	return b
}

func syntaxHint(message string) string {
	switch {
	case strings.Contains(message, "already been defined"), strings.Contains(message, "already created"):
		return "keep one of them"
	case strings.Contains(message, "expected value but found"):
		return `texts stand in quotes: key = "text"`
	case strings.Contains(message, "strings cannot contain newlines"):
		return "end the text with a quote"
	}
	return ""
}

func lowerFirst(s string) string {
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && (s[1] < 'A' || s[1] > 'Z') {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// at returns where a value stands: the names of nested keys, with ints for the
// elements of arrays. What is not there has the position of what would hold it.
func (b *block) at(path ...any) diag.Pos {
	s := b.spot
	for _, step := range path {
		var next *spot
		switch step := step.(type) {
		case string:
			next = s.kids[step]
		case int:
			if step < len(s.elems) {
				next = s.elems[step]
			}
		}
		if next == nil {
			break
		}
		s = next
	}
	return b.text.at(b.base + s.key)
}

// has reports whether a key is set.
func (b *block) has(key string) bool { _, ok := b.values[key]; return ok }

// keys returns the keys of the block in the order in which they stand.
func (b *block) keys() []string {
	keys := sortedKeys(b.values)
	slices.SortStableFunc(keys, func(x, y string) int { return cmp.Compare(b.offset(x), b.offset(y)) })
	return keys
}

func (b *block) offset(key string) int {
	if s := b.spot.kids[key]; s != nil {
		return s.key
	}
	return b.spot.key
}

// element returns where an element of a list stands; n is where it should, if no
// element before it was refused.
func (b *block) element(key, element string, n int) diag.Pos {
	list, _ := b.values[key].([]any)
	if i := slices.Index(list, any(element)); i >= 0 {
		n = i
	}
	return b.at(key, n)
}

// elements is element for a whole list, which may be long.
func (b *block) elements(key string, elements []string) []diag.Pos {
	if len(elements) == 0 {
		return nil
	}
	list, _ := b.values[key].([]any)
	first := make(map[string]int, len(list))
	for i, raw := range list {
		if s, ok := raw.(string); ok {
			if _, known := first[s]; !known {
				first[s] = i
			}
		}
	}
	at := make([]diag.Pos, len(elements))
	for n, s := range elements {
		i, known := first[s]
		if !known {
			i = n
		}
		at[n] = b.at(key, i)
	}
	return at
}

// sub returns a table of the block.
func (b *block) sub(s *spot, values map[string]any) *block {
	if s == nil {
		s = b.spot
	}
	return &block{text: b.text, base: b.base, spot: s, values: values}
}

// elem returns the spot of an element of an array, or the array's own.
func (s *spot) elem(i int) *spot {
	if s != nil && i < len(s.elems) {
		return s.elems[i]
	}
	return s
}

// typeName says what a TOML value is, in words.
func typeName(v any) string {
	switch v := v.(type) {
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
