package generator_test

import (
	"slices"

	"quarterdeck/generator/report"
)

// claimsOfItems are of what an item was before, what it went on as, and how far it came.
var claimsOfItems = map[string]claim{
	"row.came-late": ofRow(func(c plainScope, r plainRow, a args) bool {
		return isMoved(r) && a.day("day") == r.Finished && a.n("days") == int(r.Finished-c.q.End+1) && a.n("days") > 0
	}),
	"row.early":      ofRow(func(c plainScope, r plainRow, a args) bool { return r.Early }),
	"row.handed-to":  ofRow(func(c plainScope, r plainRow, a args) bool { return r.Handed != "" }),
	"row.taken-from": ofRow(func(c plainScope, r plainRow, a args) bool { return r.From != "" }),
	"row.split": ofRow(func(c plainScope, r plainRow, a args) bool {
		return slices.ContainsFunc(partsIn(c.all(), r), func(p plainRow) bool { return a["merged"] == (len(p.Was) > 1) })
	}),
	"row.part-of": ofRow(func(c plainScope, r plainRow, a args) bool {
		return slices.ContainsFunc(c.all(), func(whole plainRow) bool { return whole.has(r) }) && a["merged"] == (len(r.Was) > 1)
	}),
	"row.handed-nowhere": ofRow(func(c plainScope, r plainRow, a args) bool { return r.Handed != "" && !r.Whole && c.laterOf(r) == "" }),
	"row.handed-later": ofRow(func(c plainScope, r plainRow, a args) bool {
		return r.Handed != "" && !r.Whole && a.s("quarter") == c.laterOf(r)
	}),
	"row.handed-state": ofRow(func(c plainScope, r plainRow, a args) bool {
		return r.Handed != "" && slices.ContainsFunc(partsIn(c.all(), r), func(p plainRow) bool { return c.stateOf(p, a) })
	}),
	"row.parts": ofRow(func(c plainScope, r plainRow, a args) bool {
		parts := partsIn(c.all(), r)
		done := slices.DeleteFunc(slices.Clone(parts), not(isDone))
		return a.all("done", len(done), "n", len(parts)) && len(done) < len(parts)
	}),
	"row.partly-size": ofRow(func(c plainScope, r plainRow, a args) bool {
		return isPartly(r) && a.all("done", r.Done, "n", r.Size)
	}),
	"step.partly":      ofAnyRow(func(c plainScope, r plainRow, a args) bool { return isPartly(r) && c.quarter(a, "quarter") }),
	"step.handed_over": ofAnyRow(func(c plainScope, r plainRow, a args) bool { return r.Handed != "" && c.quarter(a, "quarter") }),
	"step.taken-from": ofAnyRow(func(c plainScope, r plainRow, a args) bool {
		return r.From != "" && c.space.called(r.From) == a.s("team")
	}),
	"status.untold": ofAnyRow(func(c plainScope, r plainRow, a args) bool {
		return c.state() == report.Closed && isLeft(r) && r.Awaited
	}),
	"shipped-item.withdrawn": func(c plainScope, a args) bool { return c.space.withdrawn(a.day("day")) },
	"shipped-item.since":     ofAnyRow(func(c plainScope, r plainRow, a args) bool { return came(r) && a.day("day") == r.Finished }),
	"change.due": ofAnyRow(func(c plainScope, r plainRow, a args) bool {
		return r.Planned && a.day("day") == r.NowDue && a.day("was") == r.Due && r.Due != r.NowDue
	}),
	"change.was-withdrawn": func(c plainScope, a args) bool {
		return slices.ContainsFunc(c.space.Notices, func(n plainNotice) bool { return n.Withdrawn != 0 })
	},
	"chart.planned.handed-over":  ofPicture("n", rowsOf(inPlan, isHanded)),
	"chart.planned.counted-once": func(c plainScope, a args) bool { return a.n("n") <= c.handedAmongTeams() },
	"chart.kept.missing": func(c plainScope, a args) bool {
		quarters, _ := a["quarters"].([]string)
		return a.n("n") == len(quarters) && !slices.ContainsFunc(c.quarters(), func(one plainScope) bool {
			return slices.Contains(quarters, one.q.ID.Title()) && one.hasPlan() && toldOf(one) > 0
		})
	},
}

// all are the rows of all teams of the quarter.
func (c plainScope) all() []plainRow { return plainScope{c.space, c.q, ""}.everyRow() }

// laterOf is the first later quarter in which the team that has an item plans it, or "".
func (c plainScope) laterOf(row plainRow) string {
	for _, q := range c.space.Quarters {
		if r := q.report(row.Handed); q.Start > c.q.Start && r != nil && slices.ContainsFunc((plainScope{c.space, q, row.Handed}).everyRow(), func(other plainRow) bool { return other.ID == row.ID }) {
			return q.ID.String()
		}
	}
	return ""
}

// stateOf reports whether it is said right what became of a row, and on which day.
func (c plainScope) stateOf(r plainRow, a args) bool {
	word := r.Status
	switch {
	case r.Handed != "":
		word = "handed_over"
	case !isLeft(r):
	case c.state() != report.Closed:
		word = "open"
	case r.Awaited:
		word = "untold"
	default:
		word = "unexplained"
	}
	return a.s("status") == word && (a["dated"] != true || a.day("day") == r.Finished)
}

// handedAmongTeams is how many items the teams of the quarter handed over.
func (c plainScope) handedAmongTeams() (n int) {
	for _, t := range c.space.Teams {
		n += (plainScope{c.space, c.q, t.ID}).where(isHanded)
	}
	return n
}

// called is the name of a team.
func (s *plainSpace) called(id string) string {
	if t := report.Find(s.Teams, func(t *plainTeam) bool { return t.ID == id }); t != nil {
		return t.Name
	}
	return ""
}
