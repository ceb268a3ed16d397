package link

import (
	"slices"

	"quarterdeck/generator/report"
)

// checkAgain wants an action that is marked `again` to raise an earlier one. It runs once
// actions have their texts.
func (a *assembler) checkAgain() {
	marked := func(k *report.Action) bool { return k.Again }
	if !slices.ContainsFunc(slices.Concat(a.reports...), func(r *linked) bool { return r.Retro != nil && slices.ContainsFunc(r.Retro.Actions, marked) }) {
		return
	}
	for _, t := range report.Tracks(a.archive) {
		if k := t.First(); k.Again {
			of := "earlier"
			if k.AgainOf != (report.QuarterID{}) {
				of = k.AgainOf.String()
			}
			a.problems.Warnf(k.Pos, "again-of-nothing", "repeat its words, or name the quarter: again "+k.Quarter.ID.Prev().String(),
				"action is marked again, but no %s retro of %s has it", of, k.Team.ID)
		}
	}
}
