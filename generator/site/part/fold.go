package part

import (
	"cmp"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// Fold is a list of which a page shows the first rows at once and the others on
// demand, so that a phone need not scroll through all of them.
type Fold[T any] struct{ First, More []T }

// Folded are rows as a Fold.
func Folded[T any](rows []T) Fold[T] {
	if len(rows) < worthFolding {
		return Fold[T]{First: rows}
	}
	return Fold[T]{rows[:shownAtOnce], rows[shownAtOnce:]}
}

// shownAtOnce is how many rows a Fold shows; a few more are not worth a click.
const shownAtOnce, worthFolding = 10, 13

// All is how many rows there are.
func (f Fold[T]) All() int { return len(f.First) + len(f.More) }

// byDay puts the earlier day first, and none last.
func byDay(a, b report.Day) int {
	if (a == 0) != (b == 0) {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// TeamNames are the names of teams, in their order.
func TeamNames(teams []*report.Team) []string {
	return site.Each(teams, func(t *report.Team) string { return t.Name })
}

// AndMore leads to the rows that a bounded list leaves out; no link where there are none.
func AndMore(c *site.Context, n int, path string) site.Link {
	if n <= 0 {
		return site.Link{}
	}
	return site.Link{Text: c.T("row.and-more", "n", n), Path: path}
}
