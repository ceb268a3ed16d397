package page

import (
	"cmp"
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

// part is a section in the contents of a page: whether the page has it, its id, and its
// title where that is no message of its own.
type part struct {
	shown     bool
	id, title string
}

// contents lists the sections that a page has; their titles are messages of a section.
func contents(c *site.Context, messages string, all ...part) []site.Link {
	var out []site.Link
	for _, l := range all {
		if !l.shown {
			continue
		}
		if l.title == "" {
			l.title = c.T(messages + l.id)
		}
		out = append(out, site.Link{Text: l.title, Path: "#" + l.id})
	}
	return out
}

// reportLinks leads to the reports of a quarter.
func reportLinks(c *site.Context, q *report.Quarter) []site.Link {
	return site.Each(q.Reports, func(r *report.Report) site.Link { return c.Report(q, r.Team) })
}

// teamName is the name of a team by its id; what is no team's id is as it was written.
func teamName(c *site.Context, id string) string {
	if t := c.Index().Teams[id]; t != nil {
		return t.Name
	}
	return id
}

// byDay puts the earlier day first, and none last.
func byDay(a, b report.Day) int {
	if (a == 0) != (b == 0) {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

func teamNames(teams []*report.Team) []string {
	return site.Each(teams, func(t *report.Team) string { return t.Name })
}

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
	return site.Link{Text: c.T("row.and-more", "n", n), Path: path}
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
