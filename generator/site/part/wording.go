package part

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
)

// OneLine keeps words on one line.
func OneLine(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

// Word is a word of a closed list, as pages write it inside a sentence; one that no
// catalogue has, as it is: a preview shows what is not right yet.
func Word(c *site.Context, list, s string) string {
	if id := list + "." + s; c.Words.Has(id) {
		return c.T(id)
	}
	return s
}

// CutOff is the day, or the days, on which plans were committed: "on 3 July
// 2026", "between 1 and 3 July 2026"; "" where none is known.
func CutOff(c *site.Context, s metrics.Span) string {
	if s.From == 0 {
		return ""
	}
	return c.T("days.at", "apart", Apart(s), "from", s.From, "to", s.To)
}

// Apart says which parts of two dates differ, and need be named twice.
func Apart(s metrics.Span) string {
	a, b := s.From.Time(), s.To.Time()
	switch {
	case s.From == s.To:
		return "none"
	case a.Year() != b.Year():
		return "years"
	case a.Month() != b.Month():
		return "months"
	}
	return "days"
}

// Dated adds to the parameters of a message how many days a span names, none to two, and which.
func Dated(c *site.Context, s metrics.Span, args ...any) []any {
	days := 2
	if s.From == s.To {
		days = min(1, int(s.From))
	}
	return append(args, "days", days, "at", CutOff(c, s))
}

// SpanOf is from the first to the last day that some reports have; 0 is none.
func SpanOf(reports []*report.Report, day func(*report.Report) report.Day) metrics.Span {
	days := slices.DeleteFunc(site.Each(reports, day), func(d report.Day) bool { return d == 0 })
	if len(days) == 0 {
		return metrics.Span{}
	}
	return metrics.Span{From: slices.Min(days), To: slices.Max(days)}
}

func held(r *report.Report) report.Day {
	if r.Retro == nil {
		return 0
	}
	return r.Retro.Held
}
