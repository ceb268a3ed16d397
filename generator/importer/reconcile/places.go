package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// placeOf is where an issue is planned; else the id that it gets as unplanned work.
func (d *decider) placeOf(i *importer.Issue) (place, bool) {
	id := PlanID(i.ID)
	for _, known := range []string{i.ID, id, i.URL} {
		if at, ok := d.planned[strings.ToLower(known)]; ok && known != "" && (d.Team == "" || d.Team == at.team) {
			return at, true
		}
	}
	return place{id: id}, false
}

// PlanID is the id that an issue gets in a plan: its own, without the signs that no id of a plan
// may have. acme/app#67 becomes app-67.
func PlanID(id string) string {
	if _, after, ok := strings.Cut(id, "/"); ok && strings.Contains(after, "#") {
		id = after
	}
	id = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
			return r
		}
		return '-'
	}, strings.TrimLeft(id, "#"))
	return strings.Trim(id, "-._")
}

// top is the parent of the parents of an issue, as far as the export has them; or the first one
// that is planned. Where a plan is drafted, it is the last one that belongs into it, if any does: an
// epic often has no sprint of its own.
func (d *decider) top(i *importer.Issue) *importer.Issue {
	if d.All {
		return i
	}
	var drafted *importer.Issue
	seen := map[*importer.Issue]bool{}
	for !seen[i] {
		seen[i] = true
		if _, planned := d.placeOf(i); planned {
			return i
		}
		if d.Plan && d.belongs(i) {
			drafted = i
		}
		parent := d.byID[i.Parent]
		if i.Parent == "" || parent == nil {
			return cmp.Or(drafted, i)
		}
		i = parent
	}
	return i // parents in a circle
}

// parts says what became of the parts of issues. What was finished in the quarter is not lost in
// silence where the whole is left out.
func (d *decider) parts(issues []*importer.Issue, all map[string][]Row) {
	kept := map[*importer.Issue]bool{}
	for _, rows := range all {
		for _, row := range rows {
			kept[row.Issue] = true
		}
	}
	for _, i := range issues {
		whole := d.wholes[i]
		if whole == nil {
			continue
		}
		meaning, _ := d.Mapping.Means(d.Format.Name, i)
		switch ended := i.Ended(); {
		case kept[whole]:
			d.folded++
			d.into[whole] = true
		case meaning == report.MeansDelivered && ended >= d.Start && ended < d.End:
			d.leave(i, report.LeftDone)
		default:
			d.leave(i, report.LeftWith)
		}
	}
}

// blockers are the ids that each issue waits for, of the links of both directions.
func (d *decider) blockers(issues []*importer.Issue) map[*importer.Issue][]string {
	all := map[*importer.Issue][]string{}
	add := func(i *importer.Issue, id string) {
		at := place{id: PlanID(id)}
		if blocker := d.byID[id]; blocker != nil {
			at, _ = d.placeOf(blocker)
		} else if planned, ok := d.planned[strings.ToLower(id)]; ok {
			at = planned
		}
		if i != nil && at.id != "" && !slices.Contains(all[i], at.id) {
			all[i] = append(all[i], at.id)
		}
	}
	for _, i := range issues {
		for _, id := range i.BlockedBy {
			add(i, id)
		}
		for _, id := range i.Blocks {
			add(d.byID[id], i.ID)
		}
	}
	return all
}

// dropUnknownBlockers leaves out what is in no plan and no row: nobody could look it up.
func (d *decider) dropUnknownBlockers(all map[string][]Row) {
	ids := map[string]bool{}
	for _, at := range d.planned {
		ids[at.id] = true
	}
	for _, rows := range all {
		for _, row := range rows {
			ids[row.ID] = true
		}
	}
	for _, rows := range all {
		for i := range rows {
			rows[i].BlockedBy = slices.DeleteFunc(rows[i].BlockedBy, func(id string) bool { return !ids[id] && (d.Known == nil || !d.Known(id)) })
		}
	}
}
