package page

import (
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// matchWords says which plans a lesson speaks to: "plans with a feature in beta
// that needs Console Design".
func (p *planner) matchWords(m report.Match) string {
	if m.Empty() {
		return ""
	}
	var kinds, phases, teams []string
	for _, k := range m.Kinds {
		switch k {
		case report.Feature:
			kinds = append(kinds, "a feature")
		case report.Operations:
			kinds = append(kinds, "operations work")
		default:
			kinds = append(kinds, string(k))
		}
	}
	for _, ph := range m.Phases {
		phases = append(phases, ph.Title())
	}
	for _, id := range m.Teams {
		name := id
		if t := p.index().teams[id]; t != nil {
			name = t.Name
		}
		teams = append(teams, name)
	}
	s := "plans with "
	if len(kinds) == 0 {
		s += "an item"
	}
	s += joined(kinds, "or")
	if len(phases) > 0 {
		s += " in " + joined(phases, "or")
	}
	if len(m.Components) > 0 {
		s += " on " + joined(m.Components, "or")
	}
	if len(teams) > 0 {
		s += " that needs " + joined(teams, "or")
	}
	return s
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
