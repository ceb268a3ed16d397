package generator_test

import (
	"slices"

	"quarterdeck/generator/report"
)

// sees reports whether who looks at the workspace is shown any of the parts.
func (s *plainSpace) sees(parts ...report.Part) bool {
	return s.Sees == nil || slices.ContainsFunc(parts, func(p report.Part) bool { return slices.Contains(s.Sees, p) })
}

// inside reports whether who looks at the workspace belongs to the company.
func (s *plainSpace) inside() bool { return s.sees(report.Plans, report.Numbers) }

// seenBy is the workspace with its editions as an audience may see it.
func (m *madeSpace) seenBy(to report.Audience) *madeSpace {
	seen := *m
	seen.archive = m.archive.For(to)
	if !slices.ContainsFunc(report.Parts, func(p report.Part) bool { return !slices.Contains(to.Shows, p) }) {
		return &seen
	}
	done := map[*plainSpace]*plainSpace{}
	seen.space = m.space.seenBy(to.Shows, done)
	seen.editions = map[string]*plainSpace{}
	if seen.space.inside() {
		for folder, edition := range m.editions {
			seen.editions[folder] = edition.seenBy(to.Shows, done)
		}
	}
	return &seen
}

// seenBy is the workspace for who is shown some parts. done are those that were made before.
func (s *plainSpace) seenBy(parts []report.Part, done map[*plainSpace]*plainSpace) *plainSpace {
	if done[s] != nil {
		return done[s]
	}
	c := copied(s)
	done[s], c.Sees, c.from, c.shown = c, parts, s, map[string]*plainSpace{}
	known := map[string]bool{}
	for _, q := range c.Quarters {
		if edition := s.shown[q.ID.String()]; edition != nil && c.inside() {
			c.shown[q.ID.String()] = edition.seenBy(parts, done)
		}
		for _, r := range q.Reports {
			if r.There = c.there(q, r); r.There {
				known[r.Team] = true
			}
			r.keep(c)
		}
		if !c.inside() {
			q.Foreword, q.Frozen, q.Published, q.Promised = false, false, 0, nil
		}
	}
	if !c.inside() {
		c.Quarters = slices.DeleteFunc(c.Quarters, func(q *plainQuarter) bool {
			return !slices.ContainsFunc(q.Reports, func(r *plainReport) bool { return r.There })
		})
		c.Teams = slices.DeleteFunc(c.Teams, func(t *plainTeam) bool { return !known[t.ID] })
		for _, t := range c.Teams {
			t.Shared, t.Contacts, t.Capacity = false, false, 0
		}
	}
	return c
}

// there reports whether there is a report of a team for who looks.
func (s *plainSpace) there(q *plainQuarter, r *plainReport) bool {
	if s.inside() {
		return r.any()
	}
	return r.Retro != nil && s.sees(report.Retros, report.Lessons) ||
		slices.ContainsFunc(plainScope{s, q, r.Team}.everyRow(), func(plainRow) bool { return true })
}

// keep leaves of a report what is shown. What became of its items is in [plainScope.whole].
func (r *plainReport) keep(s *plainSpace) {
	if r.Plan != nil && !s.sees(report.Plans) {
		r.Plan.Summary, r.Plan.Words, r.Plan.Capacity, r.Plan.Declines = false, false, 0, nil
	}
	if !s.inside() {
		r.Plan = nil
	}
	if !s.sees(report.Numbers) {
		r.Metrics = nil
	}
	if !s.sees(report.Plans) {
		r.Updates = nil
	}
	if r.Retro == nil {
		return
	}
	if !s.sees(report.Retros, report.Lessons) {
		r.Retro = nil
		return
	}
	if !s.sees(report.Retros) {
		r.Retro = &plainRetro{Held: r.Retro.Held, Lessons: r.Retro.Lessons}
	}
	if !s.sees(report.Lessons) {
		r.Retro.Lessons = nil
	}
}

// shownRows are those of the rows of a quarter of which who looks may hear, and what of them.
func (c plainScope) shownRows(all []plainRow) (rows []plainRow) {
	if c.space.inside() {
		// Without the lessons, a plan's prose may lack what mentions one: only titles are compared. The
		// figures of an edition were compared when it was frozen.
		compared := c.space.sees(report.Plans) && c.space.sees(report.Lessons) || c.space.Of != "" && c.space.sees(report.Numbers)
		for _, r := range all {
			r.Reworded = r.Reworded && (r.Customers || compared)
			rows = append(rows, r)
		}
		return rows
	}
	for _, r := range all {
		elsewhere := r.Handed != "" || r.Whole
		arrived := came(r) && !elsewhere
		comes := !elsewhere && !r.Removed && isLeft(r) && c.state() != report.Closed
		if !r.Customers || !(arrived && c.space.sees(report.Shipped)) && !(comes && c.space.sees(report.Upcoming)) {
			continue
		}
		row := plainRow{ID: r.ID, Team: r.Team, Phase: r.Phase, Customers: true, Was: r.Was, quarter: r.quarter}
		if arrived {
			row.Status, row.Finished = "delivered", r.Finished
		}
		rows = append(rows, row)
	}
	return rows
}

// unseen is the same with all that who looks is not shown.
func (c plainScope) unseen() plainScope {
	if c.space.from == nil {
		return c
	}
	return plainScope{c.space.from, c.space.from.quarter(c.q.ID.String()), c.team}
}

// exports are the teams that have said in an export what became of their items, as far as who
// looks can know: without the numbers, by what is known of the items.
func (c plainScope) exports(rows []plainRow) map[string]bool {
	have := map[string]bool{}
	for _, r := range c.q.Reports {
		have[r.Team] = r.Metrics != nil && c.space.sees(report.Numbers)
	}
	if !c.space.sees(report.Numbers) {
		for _, row := range rows {
			have[row.Team] = have[row.Team] || row.Status != "" && row.Handed == ""
		}
	}
	return have
}
