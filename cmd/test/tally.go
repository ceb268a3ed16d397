package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// without begins what a test says that is left out, as generator/testsite has it; the name of
// the program that it wants follows.
const without = "left out for want of "

// event is a line of go test -json: see go doc test2json.
type event struct {
	Action, Package, Test, Output string
}

// test is a test or a part of one; of the package as a whole, the name is "".
type test struct{ pkg, name string }

// tally counts tests, and prints what go test would print without -json.
type tally struct {
	out io.Writer
	all bool // print what tests say that pass, as well

	said                 map[test][]string // by tests that have not ended
	ran, failed, skipped int
	missing              map[string]int // tests by the program that each wants
}

func (t *tally) take(e event) {
	at := test{e.Package, e.Test}
	switch {
	case e.Action == "build-output" || e.Action == "output" && (t.all || e.Test == "" && e.Output != "PASS\n"):
		fmt.Fprint(t.out, e.Output)
	case e.Action == "output":
		t.said[at] = append(t.said[at], e.Output)
	case e.Test == "":
		t.end(e)
		return
	}
	if e.Action == "output" {
		t.want(at, e.Output)
		return
	}
	switch e.Action {
	case "pass":
		t.ran++
	case "fail":
		t.ran++
		t.failed++
		t.print(at)
	case "skip":
		t.skipped++
	default:
		return
	}
	delete(t.said, at)
}

// want notes the program for want of which a test says that it is left out.
func (t *tally) want(at test, said string) {
	if _, program, ok := strings.Cut(said, without); ok && at.name != "" {
		t.missing[strings.TrimSpace(program)]++
	}
}

// end prints, of a package that failed, what its tests said that did not come to an end.
func (t *tally) end(e event) {
	for _, at := range slices.SortedFunc(maps.Keys(t.said), func(a, b test) int { return strings.Compare(a.name, b.name) }) {
		if at.pkg != e.Package {
			continue
		}
		if e.Action == "fail" {
			t.print(at)
		}
		delete(t.said, at)
	}
}

func (t *tally) print(at test) {
	for _, line := range t.said[at] {
		if !strings.HasPrefix(line, "=== ") {
			fmt.Fprint(t.out, line)
		}
	}
}

// line says what ran and what did not.
func (t *tally) line() string {
	s := fmt.Sprintf("%d tests ran, %d failed", t.ran, t.failed)
	if t.skipped == 0 {
		return s + "; none was left out"
	}
	var wants []string
	rest := t.skipped
	for _, program := range slices.Sorted(maps.Keys(t.missing)) {
		wants = append(wants, fmt.Sprintf("%d for want of %s", t.missing[program], program))
		rest -= t.missing[program]
	}
	if rest > 0 {
		wants = append(wants, fmt.Sprintf("%d for other reasons", rest))
	}
	return fmt.Sprintf("%s; %d not run: %s", s, t.skipped, strings.Join(wants, ", "))
}
