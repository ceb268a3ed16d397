package content

import (
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
)

// Key is one key that a table may have, as [Reference] documents it.
type Key struct {
	// Name is the key as it is written, or what it names in angle brackets where
	// writers choose it: "<lesson>".
	Name     string
	Type     string // in words: "string", "list of ids", "number from 0 to 1"
	Required bool
	Values   []string // the only ones that are accepted; nil where there is no such list
	Default  string   // as TOML; "" where leaving the key out means nothing
	Meaning  string   // one sentence
	Example  string   // a value, as TOML; the header of a table
}

// written is the key with an example, as it is written in a block.
func (k Key) written(in *Block) string {
	if strings.HasPrefix(k.Example, "["+k.Name) || strings.HasPrefix(k.Example, "[["+k.Name) {
		return in.header(k.Example, k.Name)
	}
	return in.Pair(k.Name, k.Example)
}

// row is a key whose value is read into a T.
type row[T any] struct {
	Key
	read func(to *T, v value)
	// silent leaves it to others to report that a required key is missing.
	silent bool
}

func newRow[T any](k Key, read func(to *T, v value)) row[T] { return row[T]{Key: k, read: read} }

// keyOf is a key whose value parse reads, or refuses; at is where it goes.
func keyOf[T, V any](k Key, at func(*T) *V, parse func(v value) (V, bool)) row[T] {
	return newRow(k, func(to *T, v value) {
		if out, ok := parse(v); ok {
			*at(to) = out
		}
	})
}

// required marks a key that must be there.
func required[T any](r row[T]) row[T] { r.Required = true; return r }

// or says what leaving the key out means.
func (r row[T]) or(value any) row[T] { r.Default = asTOML(value); return r }

// like gives an example.
func (r row[T]) like(value any) row[T] { r.Example = asTOML(value); return r }

// unsaid is what counts where a key is left out, in words instead of a value.
type unsaid string

// asTOML writes a string, a list of strings, a number or a boolean.
func asTOML(value any) string {
	switch v := value.(type) {
	case string:
		return fmt.Sprintf("%q", v)
	case []string:
		quoted := make([]string, len(v))
		for i, s := range v {
			quoted[i] = asTOML(s)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	return fmt.Sprint(value)
}

// table is the keys of one kind of TOML table. Values are read with it, and it is the
// reference of what can be written.
type table[T any] struct {
	id    string // in the reference
	title string // what messages call it: "a deliverable"
	where string // the file, and the place in it
	rows  []row[T]
}

// value is one value to read, and its position.
type value struct {
	key, example string
	v            any
	at           diag.Pos
	block        *Block // the table that has it
	problems     *diag.List
}

// as returns what a value is, where it has the type that is wanted.
func as[V any](v value, want string) (V, bool) {
	out, ok := v.v.(V)
	if !ok {
		v.wrong(want)
	}
	return out, ok
}

func (v value) wrong(want string) {
	v.mustBe(want, "write "+v.block.Pair(v.key, v.example))
}

func (v value) mustBe(want, hint string) {
	v.problems.Errorf(v.at, "wrong-type", hint, "%s must be %s; found %s", v.key, want, typeName(v.v))
}

// read reads the values of a block, in the order in which they are written, and reports
// keys that are unknown and keys that are missing.
func (t *table[T]) read(b *Block, to *T, l *diag.List) { t.readAs(t.title, b, to, l) }

// readAs is read for a table that messages call by another title.
func (t *table[T]) readAs(title string, b *Block, to *T, l *diag.List) {
	for _, key := range b.keys() {
		r := t.row(key)
		if r == nil {
			l.Errorf(b.At(key), "unknown-key", DidYouMean(key, t.names()), "unknown key %q in %s", diag.Short(key), title)
			continue
		}
		if s := b.spot.Kids[key]; s != nil && s.Bad {
			continue // its date was reported
		}
		r.read(to, value{key, r.Example, b.values[key], b.At(key), b, l})
	}
	for i := range t.rows {
		if r := &t.rows[i]; r.Required && !r.silent && !b.Has(r.Name) {
			l.Errorf(b.At(), "missing-key", "add "+r.written(b), "%s has no %s", title, r.Name)
		}
	}
}

// row returns the row of a key, or nil. A row in angle brackets takes every key.
func (t *table[T]) row(key string) *row[T] {
	for i := range t.rows {
		if r := &t.rows[i]; r.Name == key || r.Name[0] == '<' {
			return r
		}
	}
	return nil
}

func (t *table[T]) names() (names []string) {
	for i := range t.rows {
		names = append(names, t.rows[i].Name)
	}
	return names
}

// public is the table in the reference.
func (t *table[T]) public() Table {
	out := Table{ID: t.id, Title: t.title, Where: t.where}
	for _, r := range t.rows {
		k := r.Key
		k.Values = slices.Clone(k.Values)
		out.Keys = append(out.Keys, k)
	}
	return out
}
