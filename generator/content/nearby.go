package content

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// searched is how many known words are compared with one that is not known. Of more words
// than that, those are which begin or end like it, so that a hint costs the same in a
// workspace of any size.
const searched = 256

// Words are known words of which one may have been meant. They are safe for concurrent use.
type Words struct {
	forward, backward []string // sorted; by their ends, where there are many
}

// NewWords takes words in order, each once.
func NewWords(sorted []string) *Words {
	w := &Words{forward: sorted}
	if len(sorted) > searched {
		w.backward = slices.Clone(sorted)
		slices.SortFunc(w.backward, compareEnds)
	}
	return w
}

// Near returns the words that may be near one: all of a few, or else those beside
// it, in the order of their beginnings and in that of their ends.
func (w *Words) Near(word string) []string {
	if len(w.forward) <= searched {
		return w.forward
	}
	at, _ := slices.BinarySearch(w.forward, word)
	end, _ := slices.BinarySearchFunc(w.backward, word, compareEnds)
	return slices.Concat(beside(w.forward, at), beside(w.backward, end))
}

// beside is the words on both sides of a place.
func beside(words []string, at int) []string {
	return words[max(0, at-searched/4):min(len(words), at+searched/4)]
}

// compareEnds orders words by what they end with.
func compareEnds(x, y string) int {
	for x != "" && y != "" {
		a, n := utf8.DecodeLastRuneInString(x)
		b, m := utf8.DecodeLastRuneInString(y)
		if c := cmp.Compare(a, b); c != 0 {
			return c
		}
		x, y = x[:len(x)-n], y[:len(y)-m]
	}
	return cmp.Compare(len(x), len(y))
}
