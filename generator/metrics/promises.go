package metrics

import (
	"cmp"
	"slices"

	"quarterdeck/generator/report"
)

// reasons counts why items moved or were dropped: most first, then in the order
// of report.Reasons, "no reason given" after the named ones.
func reasons(rows Rows) []Reason {
	by := map[report.Reason]Rows{}
	for _, d := range rows {
		reason := d.Became().Reason
		if reason == "" && d.Outcome.Status == report.HandedOver {
			reason = "handover"
		}
		by[reason] = append(by[reason], d)
	}
	var list []Reason
	for r, items := range by {
		list = append(list, Reason{r, items})
	}
	rank := func(r report.Reason) int {
		if i := slices.Index(report.Reasons, r); i >= 0 {
			return i
		}
		return len(report.Reasons)
	}
	slices.SortFunc(list, func(x, y Reason) int {
		return cmp.Or(cmp.Compare(len(y.Items), len(x.Items)),
			cmp.Compare(rank(x.Reason), rank(y.Reason)), cmp.Compare(x.Reason, y.Reason))
	})
	return list
}

// asks fills the asks by and of the teams counted, from all of this quarter.
func (f *Figures) asks(all []*report.Ask) {
	for _, k := range all {
		if k == nil {
			continue
		}
		if f.Team == nil || k.By != nil && report.TeamID(k.By.Team) == f.Team.ID {
			f.Asks = append(f.Asks, k)
		}
		if f.Team == nil || report.TeamID(k.Of) == f.Team.ID {
			f.AsksOf = append(f.AsksOf, k)
		}
	}
	unmet := func(k *report.Ask) bool { return k.State != report.Met } // Late is met too late, or not yet
	f.AsksMet, f.AsksOfMet = slices.DeleteFunc(slices.Clone(f.Asks), unmet), slices.DeleteFunc(slices.Clone(f.AsksOf), unmet)
}

// follow fills ActionsDue and ActionsDone from those of all actions that are of the teams
// counted here; an action belongs to the team whose retro it is in. It is due by the end of the
// quarter, or by today if that is earlier.
func (f *Figures) follow(actions []*report.Action, today report.Day) {
	by := min(f.Quarter.LastDay(), today)
	for _, c := range actions {
		if c == nil || c.Due == 0 || c.Due > by || f.Team != nil && report.TeamID(c.Team) != f.Team.ID {
			continue
		}
		f.ActionsDue = append(f.ActionsDue, c)
		if c.Done {
			f.ActionsDone = append(f.ActionsDone, c)
		}
	}
}
