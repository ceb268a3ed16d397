// Package compare says what changed from one edition of a quarter to the next: its
// figures, its items and actions, and its prose, word by word.
//
// Call [Quarters] with both sides. It is pure, and bounded: the more two texts differ, the
// less of the likeness between them it looks for.
package compare

import (
	"cmp"

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
	c.text(nil, c.words.T("compare.foreword"), "", foreword(before.Quarter), foreword(after.Quarter))
	for _, p := range pairs(before.Quarter.Reports, after.Quarter.Reports, func(r *report.Report) string { return r.Team.ID }) {
		if p.before != nil && p.after != nil {
			c.figures(p.after.Team)
		}
		c.report(p)
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

// pair is one thing as it is on both sides; nil where it is not there.
type pair[T any] struct{ before, after *T }

// either is the thing as it is now, or else as it was.
func (p pair[T]) either() *T { return cmp.Or(p.after, p.before) }

// both is the thing on both sides, empty where it is not there.
func (p pair[T]) both() (before, after *T) { return cmp.Or(p.before, new(T)), cmp.Or(p.after, new(T)) }

// pairs finds what two lists have under the same key, those that are gone last. Where a list has a
// key more than once, the first goes with the first, the second with the second.
func pairs[T any](before, after []*T, key func(*T) string) []pair[T] {
	was := map[string][]*T{}
	for _, one := range before {
		was[key(one)] = append(was[key(one)], one)
	}
	var out []pair[T]
	found := map[*T]bool{}
	for _, one := range after {
		p := pair[T]{nil, one}
		if same := was[key(one)]; len(same) > 0 {
			p.before, was[key(one)] = same[0], same[1:]
			found[p.before] = true
		}
		out = append(out, p)
	}
	for _, one := range before {
		if !found[one] {
			out = append(out, pair[T]{one, nil})
		}
	}
	return out
}
