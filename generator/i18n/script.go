package i18n

import (
	"maps"
	"slices"

	"golang.org/x/text/feature/plural"
)

// Script returns a message for a script to fill in, with its parameters as {name}. Where it
// counts, there is a text for each plural form of the language, by the name that
// Intl.PluralRules has for it; else there is one for "other".
func (l *Locale) Script(id string) map[string]string {
	m := l.messages[id]
	forms := map[string]plural.Form{"other": plural.Other}
	each(m.segments, func(s segment) {
		for name, form := range pluralForms {
			if _, ok := s.forms[form]; ok {
				forms[name] = form
			}
		}
	})
	texts := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(forms)) {
		var args []any
		for _, param := range m.params() {
			args = append(args, param, blank{param, forms[name]})
		}
		texts[name] = l.T(id, args...)
	}
	return texts
}

// blank is a parameter that a script fills in.
type blank struct {
	name string
	form plural.Form
}

// Format shows where the parameter goes.
func (b blank) Format(*Locale) string { return "{" + b.name + "}" }

// DatePattern returns a form of [date] with {day}, {month}, {mon} and {year} in it.
func (l *Locale) DatePattern(form string) string {
	return l.Script("date." + form)["other"]
}

// Months returns the names of the months, and their short ones.
func (l *Locale) Months() (long, short []string) {
	return slices.Clone(l.lists[months]), slices.Clone(l.lists[monthsShort])
}
