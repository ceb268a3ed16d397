package generator_test

import (
	"regexp"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

var ofQuarter = regexp.MustCompile(`^(\d{4}-q\d)(?:\.png$|/(editions/(?:plan|\d+)/)?(?:((?:old-)?(?:alpha|beta|gamma|delta))(?:/|\.png$|$))?)`)

// ofToday are the messages that a page of an edition labels as those of today: all else on it is as
// it was on the day of the edition.
var ofToday = []string{"editions.actions-since"}

// holds reports whether a claim is true of what a page is about.
func (m *madeSpace) holds(page, id string, is claim, a args) bool {
	return slices.ContainsFunc(m.about(page, id), func(c plainScope) bool { return is(c, a) })
}

// about is what a message on a page may be about: the quarter and the team that its address names,
// as the edition has them that the page shows; else any.
func (m *madeSpace) about(page, id string) (all []plainScope) {
	page = strings.TrimPrefix(strings.TrimSuffix(page, ".md"), "cards/")
	if at := ofQuarter.FindStringSubmatch(page); at != nil {
		space := m.space
		if edition := m.editions[at[1]+"/"+at[2]]; edition != nil {
			space = edition
		} else if edition := m.space.shown[at[1]]; edition != nil {
			space = edition
		}
		if slices.Contains(ofToday, id) || strings.HasSuffix(page, "/digest") { // a digest is of the day on which it is sent
			space = m.space
		}
		if q := space.quarter(at[1]); q != nil {
			all = append(all, plainScope{space, q, m.called(at[3])})
		}
		return all
	}
	teams := []string{""}
	for _, t := range m.space.Teams {
		teams = append(teams, t.ID)
	}
	if rest, ok := strings.CutPrefix(page, "teams/"); ok && rest != "index.html" {
		team, _, _ := strings.Cut(rest, "/")
		teams = []string{m.called(team)}
	}
	for _, team := range teams {
		if len(m.space.Quarters) == 0 { // customers have not heard of any
			all = append(all, plainScope{m.space, &plainQuarter{}, team})
		}
		for _, q := range m.space.Quarters {
			all = append(all, plainScope{m.space, q, team})
		}
		for _, c := range (plainScope{m.space, nil, team}).quarters() { // figures are those of the editions
			if c.space != m.space {
				all = append(all, c)
			}
		}
	}
	return all
}

// quarters are those of the workspace for the team counted, each as the edition has it as which it
// is shown.
func (c plainScope) quarters() (all []plainScope) {
	for _, q := range c.space.Quarters {
		one := plainScope{c.space, q, c.team}
		if edition := c.space.shown[q.ID.String()]; edition != nil && c.space.sees(report.Numbers) {
			one.space, one.q = edition, edition.quarter(q.ID.String())
		}
		all = append(all, one)
	}
	return all
}

// called is the id that a team has now: a page at the address of a former one is a copy.
func (m *madeSpace) called(team string) string {
	for _, t := range m.archive.Teams {
		if slices.Contains(t.Was, team) {
			return t.ID
		}
	}
	return team
}
