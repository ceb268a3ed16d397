package content

import (
	"fmt"
	"slices"

	"quarterdeck/generator/diag"
)

// listField reads a list of texts that all have a form, which what describes; a
// nil form takes any text.
func listField(name string, to *[]string, form func(string) bool, what string) field {
	return field{name: name, read: func(v value) {
		*to = nil
		v.each(func(e value, s string) {
			s, ok := e.clean(s)
			switch {
			case !ok:
			case s == "" || form != nil && !form(s):
				v.problems.Errorf(e.at, "bad-id", what, "%q cannot stand in %s", short(s), name)
			case slices.Contains(*to, s):
				v.problems.Warnf(e.at, "twice", "keep one of them", "%q stands twice in %s", s, name)
			default:
				*to = append(*to, s)
			}
		})
	}}
}

// wordsField reads a list of known words.
func wordsField[T ~string](name, what string, to *[]T, known []T) field {
	return field{name: name, read: func(v value) {
		*to = nil
		v.each(func(e value, s string) {
			if e.known(what, s, stringsOf(known)) && !slices.Contains(*to, T(s)) {
				*to = append(*to, T(s))
			}
		})
	}}
}

// each calls do for the texts of a list; e has the position of its element.
func (v value) each(do func(e value, s string)) {
	list, ok := v.v.([]any)
	if !ok {
		example := v.key + ` = ["…"]`
		if s, isText := v.v.(string); isText {
			example = fmt.Sprintf("%s = [%q]", v.key, short(s))
		}
		v.wrong("a list of texts", example)
		return
	}
	for i, item := range list {
		e := value{v.key, item, v.block.at(v.key, i), v.block, v.problems}
		if s, ok := item.(string); ok {
			do(e, s)
		} else {
			v.problems.Errorf(e.at, "wrong-type", "", "%s must hold texts, not %s", v.key, typeName(item))
		}
	}
}

// tableField reads a table.
func tableField(name string, read func(b *block, l *diag.List)) field {
	return field{name: name, read: func(v value) {
		if m, ok := v.v.(map[string]any); ok {
			read(v.block.sub(v.block.spot.kids[name], m), v.problems)
		} else {
			v.wrong("a table", "["+name+"]")
		}
	}}
}

// tablesField reads an array of tables, calling read for each.
func tablesField(name string, read func(b *block, l *diag.List)) field {
	return field{name: name, read: func(v value) {
		s := v.block.spot.kids[name]
		switch list := v.v.(type) {
		case []map[string]any:
			for i, m := range list {
				read(v.block.sub(s.elem(i), m), v.problems)
			}
		case []any:
			for i, item := range list {
				if m, ok := item.(map[string]any); ok {
					read(v.block.sub(s.elem(i), m), v.problems)
				} else {
					v.problems.Errorf(v.block.at(name, i), "wrong-type", "write [["+name+"]]", "%s must hold tables, not %s", name, typeName(item))
				}
			}
		default:
			v.wrong("a list of tables", "[["+name+"]]")
		}
	}}
}
