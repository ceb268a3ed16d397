package content

import "quarterdeck/generator/diag"

// tableKey is a table, which read reads.
func tableKey[T any](name, meaning string, read func(to *T, b *block, l *diag.List)) row[T] {
	return newRow(Key{Name: name, Type: "table", Meaning: meaning, Example: "[" + name + "]"}, func(to *T, v value) {
		if m, ok := v.v.(map[string]any); ok {
			read(to, v.block.sub(v.block.spot.kids[name], m), v.problems)
		} else {
			v.mustBe("a table", "write ["+name+"]")
		}
	})
}

// tablesKey is a list of tables, each of which read reads.
func tablesKey[T any](name, meaning string, read func(to *T, b *block, l *diag.List)) row[T] {
	return newRow(Key{Name: name, Type: "list of tables", Meaning: meaning, Example: "[[" + name + "]]"}, func(to *T, v value) {
		s := v.block.spot.kids[name]
		each := func(i int, m map[string]any) { read(to, v.block.sub(s.elem(i), m), v.problems) }
		switch list := v.v.(type) {
		case []map[string]any:
			for i, m := range list {
				each(i, m)
			}
			return
		case []any:
			for i, item := range list {
				if m, ok := item.(map[string]any); ok {
					each(i, m)
					continue
				}
				e := v
				e.v, e.at = item, v.block.at(name, i)
				e.mustBe("a list of tables", "write [["+name+"]]")
			}
			return
		}
		v.mustBe("a list of tables", "write [["+name+"]]")
	})
}

// namedKey takes every key of a table: writers choose it, and name says what it names.
func namedKey[T any](name, kind, meaning, example string, read func(to *T, v value)) row[T] {
	return newRow(Key{Name: "<" + name + ">", Type: kind, Meaning: meaning, Example: example}, read)
}
