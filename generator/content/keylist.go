package content

import (
	"fmt"
	"slices"

	"quarterdeck/generator/diag"
)

// listKey is a list of strings, each of one line.
func listKey[T any](name, meaning string, at func(*T) *[]string) row[T] {
	return listOf(name, "list of strings", meaning, idForm{func(string) bool { return true }, ""}, at)
}

// idListKey is a list of ids.
func idListKey[T any](name, meaning string, form idForm, at func(*T) *[]string) row[T] {
	return listOf(name, "list of ids", meaning, form, at)
}

func listOf[T any](name, kind, meaning string, form idForm, at func(*T) *[]string) row[T] {
	return keyOf(Key{Name: name, Type: kind, Meaning: meaning, Example: `["…"]`}, at, func(v value) (list []string, ok bool) {
		seen := map[string]bool{}
		v.each(func(e value, s string) {
			s, ok := e.clean(s)
			switch {
			case !ok:
			case s == "" || !form.matches(s):
				v.problems.Errorf(e.at, "bad-id", form.words, "%q is not valid in %s", diag.Short(s), name)
			case seen[s]:
				v.problems.Warnf(e.at, "twice", "keep one of them", "duplicate %q in %s", s, name)
			default:
				seen[s] = true
				list = append(list, s)
			}
		})
		return list, true
	})
}

// wordListKey is a list of some known words. What is one of them in words: "kind".
func wordListKey[T any, W ~string](name, what, meaning string, known []W, at func(*T) *[]W) row[T] {
	words := stringsOf(known)
	return keyOf(Key{Name: name, Type: "list of strings", Values: words, Meaning: meaning, Example: asTOML(words[:1])}, at, func(v value) (list []W, ok bool) {
		v.each(func(e value, s string) {
			if e.known(what, s, words) && !slices.Contains(list, W(s)) {
				list = append(list, W(s))
			}
		})
		return list, true
	})
}

// each calls do for the strings of a list; e has the position of its element.
func (v value) each(do func(e value, s string)) {
	const want = "a list of strings"
	list, ok := v.v.([]any)
	if !ok {
		if s, isString := v.v.(string); isString {
			v.example = fmt.Sprintf("[%q]", diag.Short(s))
		}
		v.wrong(want)
		return
	}
	for i, item := range list {
		e := v
		e.v, e.at = item, v.block.At(v.key, i)
		if s, ok := item.(string); ok {
			do(e, s)
		} else {
			e.mustBe(want, "")
		}
	}
}

// tableKey is a table, which read reads.
func tableKey[T any](name, meaning string, read func(to *T, b *Block, l *diag.List)) row[T] {
	return newRow(Key{Name: name, Type: "table", Meaning: meaning, Example: "[" + name + "]"}, func(to *T, v value) {
		if m, ok := v.v.(map[string]any); ok {
			read(to, v.block.sub(v.block.spot.Kids[name], m), v.problems)
		} else {
			v.mustBe("a table", "write "+v.block.header("["+name+"]", name))
		}
	})
}

// tablesKey is a list of tables, each of which read reads.
func tablesKey[T any](name, meaning string, read func(to *T, b *Block, l *diag.List)) row[T] {
	return newRow(Key{Name: name, Type: "list of tables", Meaning: meaning, Example: "[[" + name + "]]"}, func(to *T, v value) {
		list, ok := v.v.([]any)
		if tables, isTables := v.v.([]map[string]any); isTables {
			ok = true
			for _, m := range tables {
				list = append(list, m)
			}
		}
		if !ok {
			v.mustBe("a list of tables", "write "+v.block.header("[["+name+"]]", name))
		}
		for i, item := range list {
			if m, isTable := item.(map[string]any); isTable {
				spot, _ := v.block.spot.Find(name, i)
				read(to, v.block.sub(spot, m), v.problems)
				continue
			}
			e := v
			e.v, e.at = item, v.block.At(name, i)
			e.mustBe("a list of tables", "write "+v.block.header("[["+name+"]]", name))
		}
	})
}

// namedKey takes every key of a table: writers choose it, and name says what it names.
func namedKey[T any](name, kind, meaning, example string, read func(to *T, v value)) row[T] {
	return newRow(Key{Name: "<" + name + ">", Type: kind, Meaning: meaning, Example: example}, read)
}
