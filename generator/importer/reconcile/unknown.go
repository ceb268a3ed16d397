package reconcile

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"quarterdeck/generator/content/tomledit"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// unknown are words that neither a mapping nor what is built in knows: by what they are, the ids
// of the issues that have each.
type unknown map[string]map[string][]string

func (u *unknown) add(what, word, id string) {
	if *u == nil {
		*u = unknown{}
	}
	if (*u)[what] == nil {
		(*u)[what] = map[string][]string{}
	}
	(*u)[what][word] = append((*u)[what][word], id)
}

// guesses are the values that lines to paste begin with, by what the words are.
var guesses = map[string]string{"status": string(report.MeansOpen), "kind": string(report.Feature), "team": ""}

// hints say what helps where issues have no word at all, by what is missing.
var hints = map[string]func(format string) string{
	"status": func(string) string { return "export the column of the status" },
	"kind": func(format string) string {
		return "write default_kind = \"feature\" under [import." + format + "], or a label under [import." + format + ".kind]"
	},
	"team": func(string) string { return "name the team: --team ID" },
}

// problems are one error for each kind of unknown words, with all lines to paste.
func (u unknown) problems(format string) diag.List {
	var l diag.List
	for _, what := range slices.Sorted(maps.Keys(u)) {
		words := u[what]
		names := slices.Sorted(maps.Keys(words))
		if words[""] != nil {
			l.Errorf(diag.Pos{File: "site.toml"}, "no-"+what, hints[what](format), "%s: no %s", diag.Some(words[""]), what)
			names = slices.DeleteFunc(names, func(n string) bool { return n == "" })
		}
		if len(names) == 0 {
			continue
		}
		l.Errorf(diag.Pos{File: "site.toml"}, "unknown-"+what, "add these lines to site.toml, with the right values", "unknown %s: %s", what, strings.Join(diag.Quoted(names), ", "))
	}
	return l
}

// lines are what can be pasted into site.toml.
func (u unknown) lines(format string) []string {
	var all []string
	for _, what := range slices.Sorted(maps.Keys(u)) {
		var pairs []string
		for _, word := range slices.Sorted(maps.Keys(u[what])) {
			if word != "" {
				ids := u[what][word]
				pairs = append(pairs, fmt.Sprintf("%s = %s # %d: %s", tomledit.Key(word), tomledit.Quote(guesses[what]), len(ids), diag.Some(ids)))
			}
		}
		if len(pairs) > 0 {
			all = append(append(all, "["+strings.Join([]string{"import", format, what}, ".")+"]"), pairs...)
		}
	}
	return all
}
