package page

import (
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
	"unicode/utf8"
)

// Fold is a list of which a page shows the first rows at once and the others on
// demand, so that a phone need not scroll through all of them.
type Fold[T any] struct{ First, More []T }

func fold[T any](rows []T) Fold[T] {
	if len(rows) < worthFolding {
		return Fold[T]{First: rows}
	}
	return Fold[T]{rows[:shownAtOnce], rows[shownAtOnce:]}
}

// shownAtOnce is how many rows a Fold shows; a few more are not worth a click.
const shownAtOnce, worthFolding = 10, 13

// All is how many rows there are.
func (f Fold[T]) All() int { return len(f.First) + len(f.More) }

// splitLead parts prose after its first paragraph; lead is empty where it starts
// with something else.
func splitLead(p report.Prose) (lead, rest report.Prose) {
	if len(p.Spans) == 0 || p.Spans[0].Ref != nil || !strings.HasPrefix(strings.TrimSpace(p.Spans[0].HTML), "<p>") {
		return report.Prose{}, p
	}
	const end = "</p>"
	for i, s := range p.Spans {
		if s.Ref != nil {
			continue
		}
		at := strings.Index(s.HTML, end)
		if at < 0 {
			continue
		}
		at += len(end)
		lead.Spans = append(slices.Clone(p.Spans[:i]), report.Span{HTML: s.HTML[:at]})
		if after := s.HTML[at:]; strings.TrimSpace(after) != "" {
			rest.Spans = append(rest.Spans, report.Span{HTML: after})
		}
		rest.Spans = append(rest.Spans, p.Spans[i+1:]...)
		return lead, rest
	}
	return report.Prose{}, p
}

// andMore leads to the rows that a bounded list leaves out; no link where there are none.
func andMore(c *site.Context, n int, path string) site.Link {
	if n <= 0 {
		return site.Link{}
	}
	return site.Link{Text: "and " + digits(n) + " more", Path: path}
}

// clip ends a text that is too long for its place after a word.
func clip(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	cut := string([]rune(s)[:most])
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:.–") + "…"
}
