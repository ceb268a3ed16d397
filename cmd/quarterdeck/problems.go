package main

import (
	"encoding/json"
	"fmt"
	"io"

	"quarterdeck/generator/diag"
)

// printProblems writes one line a problem, then how many there are.
func printProblems(w io.Writer, l diag.List) {
	for _, p := range l {
		fmt.Fprintln(w, p)
	}
	if errors, warnings := l.Count(); errors+warnings > 0 {
		fmt.Fprintf(w, "%s, %s\n", count(errors, "error"), count(warnings, "warning"))
	}
}

// problemsJSON is how machines get problems.
type problemsJSON struct {
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
	Problems diag.List `json:"problems"`
}

func asJSONProblems(l diag.List) problemsJSON {
	errors, warnings := l.Count()
	if l == nil {
		l = diag.List{}
	}
	return problemsJSON{errors, warnings, l}
}

// printJSON writes the problems for machines: {"errors", "warnings", "problems"}.
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
