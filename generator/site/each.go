package site

import (
	"iter"
	"quarterdeck/generator/report"
)

// Each returns what of makes of each of some things, in their order; nil of none.
func Each[T, U any](list []T, of func(T) U) []U {
	var out []U
	for _, t := range list {
		out = append(out, of(t))
	}
	return out
}

// Number returns of how many things something is true.
func Number[T any](list []T, is func(T) bool) int {
	n := 0
	for _, t := range list {
		if is(t) {
			n++
		}
	}
	return n
}

// Items are all deliverables of an archive, quarter by quarter.
func Items(a *report.Archive) iter.Seq[*report.Deliverable] {
	return func(yield func(*report.Deliverable) bool) {
		for _, q := range a.Quarters {
			for _, r := range q.Reports {
				for _, d := range r.Items {
					if !yield(d) {
						return
					}
				}
			}
		}
	}
}
