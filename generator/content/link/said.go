package link

import (
	"slices"
	"strings"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// linkResults gives the numbers of a report's deliverables where they came to, as its export says.
func (a *assembler) linkResults(l *linked) {
	own := map[*report.Deliverable]bool{} // whose results are no longer those of the parsed file
	for _, r := range l.metrics.Metrics.Results {
		d := a.plannedBy(l, r.Item)
		if d == nil {
			a.unknownItem(r.Block.At("item"), "result", r.Item)
			continue
		}
		i := slices.IndexFunc(d.Results, func(k report.KeyResult) bool { return strings.EqualFold(k.Measure, r.Measure) })
		if i < 0 {
			var known []string
			for _, k := range d.Results {
				known = append(known, k.Measure)
			}
			a.problems.Errorf(r.Block.At("measure"), "unknown-measure", content.DidYouMeanOr(r.Measure, known, "add it to the fence of "+r.Item+" as [[result]], with from and target"),
				"%q has no measure %q", r.Item, diag.Short(r.Measure))
			continue
		}
		if !own[d] {
			d.Results, own[d] = slices.Clone(d.Results), true
		}
		d.Results[i].Actual, d.Results[i].Known = r.Actual, true
	}
}

// checkOwners finds owners that are nearly the ids of teams.
func (a *assembler) checkOwners(d *report.Deliverable, b *content.Block) {
	a.checkOwnerID(d.Owner, b.At("owner"))
	for n, id := range d.Owners {
		a.checkOwnerID(id, b.Element("owners", id, n))
	}
}

func (a *assembler) checkOwnerID(id string, at diag.Pos) {
	if id == "" || a.teams[id] != nil {
		return
	}
	if near := content.Nearest(id, a.words.teams().Near(id)); near != "" {
		a.problems.Warnf(at, "unknown-owner", content.DidYouMean(id, []string{near}), "unknown team %q", id)
	}
}
