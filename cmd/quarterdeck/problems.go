package main

import (
	"encoding/json"
	"fmt"
	"io"

	"quarterdeck/generator/diag"
)

// mostHints is how many hints check prints. They are for a quiet hour, and must not drown
// what is wrong.
const mostHints = 10

// printProblems writes one line a problem, then the last hints, at most so many, which are of
// the newest quarters, then how many problems there are.
func printProblems(w io.Writer, l diag.List, most int) {
	problems, hints := l.Hints()
	older := max(0, len(hints)-most)
	for _, p := range append(problems, hints[older:]...) {
		fmt.Fprintln(w, p)
	}
	if most > 0 && older > 0 {
		fmt.Fprintf(w, "and %d more in older files; --json lists all hints\n", older)
	}
	if errors, warnings := l.Count(); errors+warnings > 0 {
		fmt.Fprintf(w, "%s, %s\n", count(errors, "error"), count(warnings, "warning"))
	}
}

// problemsJSON is how machines get problems; hints are among them.
type problemsJSON struct {
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
	Hints    int       `json:"hints"`
	Problems diag.List `json:"problems"`
}

func asJSONProblems(l diag.List) problemsJSON {
	errors, warnings := l.Count()
	_, hints := l.Hints()
	if l == nil {
		l = diag.List{}
	}
	return problemsJSON{errors, warnings, len(hints), l}
}

// printJSON writes the problems for machines: {"errors", "warnings", "hints", "problems"}.
func printJSON(w io.Writer, l diag.List) error { return encodeJSON(w, asJSONProblems(l)) }

func encodeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// count writes "1 error", "2 errors".
func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
