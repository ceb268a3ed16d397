package page

import (
	"quarterdeck/generator/report"
	"slices"
	"strings"
	"unicode/utf8"
)

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
