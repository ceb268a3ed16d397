package compare

import (
	"reflect"
	"strings"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/report"
)

// differences gathers the fields of an item that differ.
type differences struct {
	words *i18n.Locale
	all   []Difference
}

// add compares a field, by the id of its name.
func (d *differences) add(field, from, to string) {
	if from != to {
		d.all = append(d.all, Difference{d.words.T("compare.field." + field), from, to})
	}
}

// say is what has no value before and after.
func (d *differences) say(what string) { d.all = append(d.all, Difference{What: what}) }

// word is a word of a closed list, any type of string; one that no catalogue has, as it is.
func (c *comparison) word(list string, v any) string {
	s := reflect.ValueOf(v).String()
	if id := list + "." + s; s != "" && c.words.Has(id) {
		return c.words.T(id)
	}
	return s
}

func (c *comparison) size(n float64) string {
	if n == 0 {
		return ""
	}
	return c.words.Number(n)
}

func (c *comparison) audience(d *report.Deliverable) string {
	if d.Customers {
		return c.words.T("compare.customers")
	}
	return c.words.T("compare.company")
}

// list are ids, one after the other.
func (c *comparison) list(ids []string) string { return strings.Join(ids, c.words.T("list.comma")) }
