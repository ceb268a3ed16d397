package metrics

import (
	"cmp"
	"slices"

	"quarterdeck/generator/report"
)

// reasons counts why items moved or were dropped: most first, then in the order in which
// they are offered, "no reason given" after the named ones.
func reasons(rows Rows, own []report.OwnReason) []Reason {
	by := map[report.Reason]Rows{}
	for _, d := range rows {
		reason := ReasonOf(d)
		by[reason] = append(by[reason], d)
	}
	var list []Reason
	for r, items := range by {
		list = append(list, Reason{r, items})
	}
	offered := (&report.Site{Reasons: own}).ReasonIDs()
	rank := func(r report.Reason) int {
		if i := slices.Index(offered, r); i >= 0 {
			return i
		}
		return len(offered)
	}
	slices.SortFunc(list, func(x, y Reason) int {
		return cmp.Or(cmp.Compare(len(y.Items), len(x.Items)),
			cmp.Compare(rank(x.Reason), rank(y.Reason)), cmp.Compare(x.Reason, y.Reason))
	})
	return list
}

// ReasonOf is why an item moved or was dropped, as those said who had it last. What was handed over
// and is in no plan of the quarter any more has moved for that.
func ReasonOf(d *report.Deliverable) report.Reason {
	if d.Outcome.Status == report.HandedOver && len(d.Parts) == 0 && d.Outcome.Reason == "" {
		return "handover"
	}
	return d.Became().Reason
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
