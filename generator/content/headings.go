package content

import (
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// fillers are words that make no difference between two headings.
var fillers = []string{"what", "we", "the", "our", "all", "your", "did", "do", "was", "is", "to", "that", "it", "will", "would", "should", "could", "can", "want"}

// letters is a heading in small letters, without its number and the signs around its words.
func letters(heading string) string {
	heading = strings.TrimLeftFunc(heading, func(r rune) bool { return !unicode.IsLetter(r) })
	return strings.Join(strings.FieldsFunc(strings.ToLower(heading), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r) && r != '\'' && r != '’'
	}), " ")
}

// SameHeading reports whether two headings have the same words: capitals and signs make no difference.
func SameHeading(a, b string) bool { return foldHeading(a) == foldHeading(b) }

// foldHeading is what the same headings have in common: their words in small letters, or their
// signs where they have none.
func foldHeading(heading string) string {
	if words := letters(heading); words != "" {
		return words
	}
	return strings.ToLower(strings.TrimSpace(heading))
}

// NearHeading is the heading that was probably meant, or "": the one with the same words but for
// fillers, or for single letters.
func NearHeading(heading string, known []string) string {
	words := meaningful(heading)
	for _, k := range known {
		of := meaningful(k)
		if len(words) == 0 || len(of) == 0 || len(words) > len(of) {
			continue
		}
		if strangers := slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(of, w) }); !strangers && slices.Contains(words, of[len(of)-1]) {
			return k
		}
	}
	return Nearest(letters(heading), known)
}

func meaningful(heading string) []string {
	return slices.DeleteFunc(strings.Fields(letters(heading)), func(w string) bool { return slices.Contains(fillers, w) })
}

// nearCustomers reports whether a heading was most probably meant to be "For customers".
func (d *document) nearCustomers(h *ast.Heading) bool {
	title := d.Plain(h)
	return len(title) < 2*len(customersHeading) && NearHeading(title, []string{customersHeading}) != ""
}

// warnNearCustomers reports a heading that is not that of customers' prose, but looks like it.
func (d *document) warnNearCustomers(h *ast.Heading) {
	if d.nearCustomers(h) {
		d.Problems.Warnf(d.At(h.Pos()), "near-customers", "write ### For customers", "this heading does not begin the prose for customers")
	}
}
