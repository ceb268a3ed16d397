package content

import "quarterdeck/generator/diag"

// tableKey is a table, which read reads.
func tableKey[T any](name, meaning string, read func(to *T, b *Block, l *diag.List)) row[T] {
	return newRow(Key{Name: name, Type: "table", Meaning: meaning, Example: "[" + name + "]"}, func(to *T, v value) {
		if m, ok := v.v.(map[string]any); ok {
			read(to, v.block.sub(v.block.spot.Kids[name], m), v.problems)
		} else {
			v.mustBe("a table", "write ["+name+"]")
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
			v.mustBe("a list of tables", "write [["+name+"]]")
		}
		for i, item := range list {
			if m, isTable := item.(map[string]any); isTable {
				spot, _ := v.block.spot.Find(name, i)
				read(to, v.block.sub(spot, m), v.problems)
				continue
			}
			e := v
			e.v, e.at = item, v.block.At(name, i)
			e.mustBe("a list of tables", "write [["+name+"]]")
		}
	})
}

// namedKey takes every key of a table: writers choose it, and name says what it names.
func namedKey[T any](name, kind, meaning, example string, read func(to *T, v value)) row[T] {
	return newRow(Key{Name: "<" + name + ">", Type: kind, Meaning: meaning, Example: example}, read)
}
