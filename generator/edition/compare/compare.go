// Package compare says what changed from one edition of a quarter to the next: its
// figures, its items and actions, and its prose, word by word.
//
// Call [Quarters] with both sides. It is pure, and bounded: the more two texts differ, the
// less of the likeness between them it looks for.
package compare

import (
	"cmp"
	"iter"
	"slices"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Side is a quarter as one edition, or the working copy, has it, with its figures.
type Side struct {
	Quarter *report.Quarter
	Book    *metrics.Book
}

// Changes are what differs. Each list is in the order of teams and plans.
type Changes struct {
	Figures []Figure
	Items   []Item
	Actions []Item // of the retros
	Texts   []Text
}

// Figure is a number that differs, in words: "78 % (28 of 36)". Team is nil for that of all
// teams. ID is the definition's.
type Figure struct {
	ID, Name      string
	Team          *report.Team
	Before, After string
}

// Item is a deliverable, or an action, that differs. Before is nil where it was added.
type Item struct {
	ID, Title string
	Team      *report.Team
	What      []Difference
}

// Difference is one thing about an item: "added", "size" from "5" to "8". From and To are
// "" where there is nothing to say.
type Difference struct{ What, From, To string }

// Text is a piece of prose that differs. ID is the item's, or "".
type Text struct {
	Team     *report.Team // nil for the quarter's foreword
	Where    string       // "Retro: what went well", "Ruleset versioning"
	ID       string
	Passages []Passage
	More     int // passages that are left out, because there are too many
}

// Quarters returns what changed. A plan edition knows no outcomes, no exports and no
// retros: where either side is one, what only the other can know is left out.
func Quarters(words *i18n.Locale, before, after Side) Changes {
	c := comparison{words: words, before: before, after: after}
	c.whole = !isPlan(before.Quarter) && !isPlan(after.Quarter)
	c.figures(nil)
	c.text(nil, "Foreword", "", foreword(before.Quarter), foreword(after.Quarter))
	for b, a := range pairs(before.Quarter.Reports, after.Quarter.Reports, func(r *report.Report) string { return r.Team.ID }) {
		if b.Team != nil && a.Team != nil {
			c.figures(a.Team)
		}
		c.report(cmp.Or(a.Team, b.Team), b, a)
	}
	return c.out
}

type comparison struct {
	words         *i18n.Locale
	before, after Side
	whole         bool // both sides know what became of the plan
	out           Changes
}

func isPlan(q *report.Quarter) bool { return q.Shown != nil && q.Shown.IsPlan() }

func foreword(q *report.Quarter) string {
	if q.Foreword == nil {
		return ""
	}
	return q.Foreword.Title + "\n" + q.Foreword.Body.Text
}

// pairs goes through two lists whose members have the same key at most once: what is after
// with its counterpart before, then what is before only. What is not there is zero.
func pairs[T any](before, after []*T, key func(*T) string) iter.Seq2[*T, *T] {
	find := func(list []*T, one *T) (*T, bool) {
		if i := slices.IndexFunc(list, func(other *T) bool { return key(other) == key(one) }); i >= 0 {
			return list[i], true
		}
		return new(T), false
	}
	return func(yield func(before, after *T) bool) {
		for _, a := range after {
			if b, _ := find(before, a); !yield(b, a) {
				return
			}
		}
		for _, b := range before {
			if a, both := find(after, b); !both && !yield(b, a) {
				return
			}
		}
	}
}

// differences are those of an item.
type differences []Difference

// add puts one down where the two sides differ.
func (d *differences) add(what, from, to string) {
	if from != to {
		*d = append(*d, Difference{what, from, to})
	}
}
