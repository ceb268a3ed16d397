package report

import "slices"

// Empty reports whether nothing is named, so that nothing matches.
func (m Match) Empty() bool {
	return len(m.Kinds)+len(m.Components)+len(m.Teams)+len(m.Phases) == 0
}

// Fits reports whether all that m names fits a deliverable; of each list one is
// enough. A team fits the deliverables that need it or something of it: teamOf
// returns the id of the team towards which a need of d goes, or "".
func (m Match) Fits(d *Deliverable, teamOf func(need string) string) bool {
	if m.Empty() {
		return false
	}
	if len(m.Kinds) > 0 && !slices.Contains(m.Kinds, d.Kind) {
		return false
	}
	if len(m.Phases) > 0 && !slices.Contains(m.Phases, d.Phase) {
		return false
	}
	if len(m.Components) > 0 && !slices.ContainsFunc(m.Components, func(c string) bool { return slices.Contains(d.Components, c) }) {
		return false
	}
	return len(m.Teams) == 0 || slices.ContainsFunc(m.Teams, func(team string) bool {
		return slices.ContainsFunc(d.Needs, func(need string) bool { return need == team || teamOf(need) == team })
	})
}
