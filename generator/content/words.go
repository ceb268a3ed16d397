package content

import (
	"fmt"
	"strings"

	"quarterdeck/generator/report"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the known word that was probably meant, or "".
func Nearest(word string, known []string) string {
	best, distance := "", 1+max(1, min(3, len(word)/3))
	if len(word) > report.MaxID {
		return ""
	}
	low := strings.ToLower(word)
	for _, k := range known {
		if max(len(k)-len(word), len(word)-len(k)) >= distance {
			continue
		}
		if d := levenshtein.ComputeDistance(low, strings.ToLower(k)); d < distance {
			best, distance = k, d
		}
	}
	return best
}

// DidYouMean is a hint: the nearest known word, or else all of a short list.
func DidYouMean(word string, known []string) string {
	all := ""
	if len(known) > 0 && len(known) <= 40 {
		all = "known: " + strings.Join(known, ", ")
	}
	return DidYouMeanOr(word, known, all)
}

// DidYouMeanOr is DidYouMean, with another hint where no word is near.
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
