package generator_test

import (
	"fmt"
	"slices"

	"quarterdeck/generator/report"
)

// part lets work change hands, and be split and merged, while a quarter runs.
func (d *dice) part(q *plainQuarter) {
	if q.state(d.space.Today) == report.Ahead {
		return
	}
	for _, r := range q.Reports {
		if r.Plan == nil {
			continue
		}
		for _, i := range slices.Clone(r.Plan.Items) {
			if !d.alone(q, i) {
				continue
			}
			switch d.IntN(24) {
			case 0:
				d.handOver(q, r, i)
			case 1:
				for range 2 + d.IntN(2) {
					r.Plan.Items = append(r.Plan.Items, d.partOf(q, r, i))
				}
			case 2:
				others := slices.DeleteFunc(slices.Clone(r.Plan.Items), func(other *plainItem) bool { return other == i || !d.alone(q, other) })
				if len(others) > 0 {
					one := d.partOf(q, r, i)
					one.Was = append(one.Was, pick(d, others...).ID)
					r.Plan.Items = append(r.Plan.Items, one)
				}
			}
		}
	}
}

// gave reports whether the team handed an item over, as its plan or its export says.
func (r *plainReport) gave(i *plainItem) bool {
	return i.Handed != "" || r.Metrics != nil && slices.ContainsFunc(r.Metrics.Outcomes, func(o *plainOutcome) bool { return o.ID == i.ID && o.HandedTo != "" })
}

// alone reports whether nothing hangs on an item, which has not changed hands either.
func (d *dice) alone(q *plainQuarter, i *plainItem) bool {
	return !i.Gone && i.Handed == "" && i.From == "" && len(i.Was)+len(i.Needs)+len(i.Serves)+len(i.Enables) == 0 && !d.needed(q, i.ID) && !q.continued(i.ID)
}

// continued reports whether an item of the quarter is what became of another one.
func (q *plainQuarter) continued(id string) bool {
	return slices.ContainsFunc(q.Reports, func(r *plainReport) bool {
		return r.Plan != nil && slices.ContainsFunc(r.Plan.Items, func(i *plainItem) bool { return slices.Contains(i.Was, id) })
	})
}

// partOf is a new item that goes on with one of the quarter.
func (d *dice) partOf(q *plainQuarter, r *plainReport, i *plainItem) *plainItem {
	d.next[r.Team]++
	part := &plainItem{ID: fmt.Sprintf("%s-%d", string(d.team(r.Team).Name[0]), d.next[r.Team]), Kind: i.Kind, Customers: i.Customers, Was: []string{i.ID}}
	if d.chance(75) {
		part.Size = pick(d, 1.0, 2, 3)
	}
	part.WasSize, part.Late = part.Size, q.Frozen
	return part
}

// handOver gives an item to another team: in this quarter, or for a later one.
func (d *dice) handOver(q *plainQuarter, r *plainReport, i *plainItem) {
	others := slices.DeleteFunc(slices.Clone(q.Reports), func(other *plainReport) bool { return other == r || other.Plan == nil })
	if len(others) == 0 {
		return
	}
	to := pick(d, others...)
	i.Handed = to.Team
	if d.chance(30) {
		d.given[to.Team] = append(d.given[to.Team], &plainItem{ID: i.ID, From: r.Team})
		return
	}
	taken := copied(i)
	taken.From, taken.Handed, taken.Added, taken.Reworded, taken.Late = r.Team, "", 0, false, q.Frozen
	taken.Size, taken.Due = i.WasSize, i.WasDue
	to.Plan.Items = append(to.Plan.Items, taken)
}

// goOn is what a team plans again of an item: as it was, under another id, or in two parts.
func (d *dice) goOn(team string, i *plainItem) []*plainItem {
	next := func() *plainItem {
		d.next[team]++
		return &plainItem{ID: fmt.Sprintf("%s-%d", string(d.team(team).Name[0]), d.next[team]), Was: []string{i.ID}}
	}
	switch d.IntN(12) {
	case 0:
		return []*plainItem{next()}
	case 1:
		return []*plainItem{next(), next()}
	}
	return []*plainItem{{ID: i.ID}}
}

// ends lets a team end, be taken over by another one, or be renamed.
func (d *dice) ends(n int, first report.QuarterID) {
	if len(d.space.Teams) < 2 || !d.chance(15) {
		return
	}
	t := pick(d, d.space.Teams...)
	last := first
	for range d.IntN(n) {
		last = last.Next()
	}
	start, end := last.Range(report.Fiscal{})
	t.Until = start + report.Day(40+d.IntN(int(end-start)-40))
	if d.chance(50) {
		for _, other := range d.space.Teams {
			if other != t {
				t.MergedInto = other.ID
			}
		}
	}
}

// rename gives a team another id from some quarter on, where no edition has the old one.
func (d *dice) rename() {
	edited := slices.ContainsFunc(d.space.Quarters, func(q *plainQuarter) bool { return q.Frozen || q.Published > 0 })
	if !edited && d.chance(20) {
		pick(d, d.space.Teams...).Renamed = pick(d, d.space.Quarters...).End
	}
}
