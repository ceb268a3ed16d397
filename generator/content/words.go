package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the known word that was probably meant, or "".
func Nearest(word string, known []string) string {
	best, distance := "", 1+max(1, min(3, len(word)/3))
	if len(word) > maxID {
		return ""
	}
	low := strings.ToLower(word)
	for _, k := range known {
		if abs(len(k)-len(word)) >= distance {
			continue
		}
		if d := levenshtein.ComputeDistance(low, strings.ToLower(k)); d < distance {
			best, distance = k, d
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// DidYouMean is a hint: the nearest known word, or else all of a short list.
func DidYouMean(word string, known []string) string {
	if n := Nearest(word, known); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	if len(known) == 0 || len(known) > 24 {
		return ""
	}
	return "known: " + strings.Join(known, ", ")
}

// DidYouMeanOr is didYouMean, with another hint where no word is near.
func DidYouMeanOr(word string, known []string, other string) string {
	if n := Nearest(word, known); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return other
}

// stringsOf turns a list of words of the domain into plain ones.
func stringsOf[T ~string](words []T) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return out
}

// sortedKeys returns the keys of a map in order, so that nothing depends on the
// order of a map.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Short cuts a word that a message quotes.
func Short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
