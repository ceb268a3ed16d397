package generator_test

import (
	"fmt"
	"slices"

	"quarterdeck/generator/report"
)

// change lets the plan change after the cut-off: items join, leave, and become otherwise. What
// left or became otherwise is known where the plan was frozen alone.
func (d *dice) change(q *plainQuarter, r *plainReport) {
	for _, i := range r.Plan.Items {
		i.WasSize, i.WasDue = i.Size, i.Due
		if !q.Frozen {
			continue
		}
		switch d.IntN(8) {
		case 0:
			i.WasSize = pick(d, 0, 1.0, 4, 9)
		case 1:
			i.WasDue = q.Start + report.Day(d.IntN(80))
		case 2:
			i.Reworded = true
		case 3:
			i.Gone = len(i.Serves)+len(i.Needs) == 0 && d.chance(50) && !d.needed(q, i.ID)
		}
	}
	for range d.IntN(3) {
		if q.Start > d.space.Today && d.chance(60) {
			continue
		}
		d.next[r.Team]++
		i := d.item(q, r.Plan, fmt.Sprintf("%s-%d", string(d.team(r.Team).Name[0]), d.next[r.Team]))
		i.WasSize, i.WasDue = i.Size, i.Due
		if q.Frozen && (r.Plan.Committed == 0 || d.chance(30)) {
			i.Late = true // the frozen plan tells; no day is given
		} else {
			i.Added = max(q.Start, r.Plan.Committed) + report.Day(1+d.IntN(40))
		}
		r.Plan.Items = append(r.Plan.Items, i)
	}
}

func (d *dice) team(id string) *plainTeam {
	return report.Find(d.space.Teams, func(t *plainTeam) bool { return t.ID == id })
}

// needed reports whether an item of a quarter names an id.
func (d *dice) needed(q *plainQuarter, id string) bool {
	for _, r := range q.Reports {
		if r.Plan != nil && slices.ContainsFunc(r.Plan.Items, func(i *plainItem) bool {
			return slices.Contains(i.Needs, id) || slices.Contains(i.Serves, id) || slices.Contains(i.Enables, id)
		}) {
			return true
		}
	}
	return false
}

var reasons = []string{"dependency", "estimate", "scope", "priority", "people", "incident", "external"}

func (d *dice) metrics(q *plainQuarter, r *plainReport) *plainMetrics {
	m := &plainMetrics{Exported: max(q.Start, min(q.End, d.space.Today)), Effort: d.chance(50), Quality: d.chance(60)}
	kept := []string{"delivered", "delivered", "delivered", "moved", "dropped", "partly", "open", ""}
	if q.state(d.space.Today) == report.Running {
		kept = []string{"delivered", "delivered", "open", "open", "open", "moved", "dropped", "partly", ""}
	}
	all := d.chance(12) // everything was delivered
	add := func(o *plainOutcome) {
		if all {
			o.Status = "delivered"
		}
		if d.chance(8) {
			o.Was = pick(d, "open", "moved", "delivered")
			if o.Was == "delivered" || o.Status == "delivered" {
				o.Was = "open"
			}
		}
		if o.Status == "delivered" {
			o.Finished = d.day(q)
			if r.Plan != nil && r.Plan.Committed > q.Start && d.chance(15) {
				o.Finished = r.Plan.Committed - 1
			}
			if r.Plan != nil { // what joined was not finished before that
				if i := report.Find(r.Plan.Items, func(i *plainItem) bool { return i.ID == o.ID }); i != nil {
					if o.Finished = max(o.Finished, i.Added); i.From != "" || len(i.Was) > 0 { // nor what goes on with another one
						o.Finished = max(o.Finished, r.Plan.Committed)
					}
				}
			}
		}
		if o.Status == "partly" && d.chance(70) {
			o.Done = pick(d, 1.0, 1, 2, 3)
		}
		if o.Status == "delivered" && d.chance(70) {
			o.Size = pick(d, 1.0, 2, 3, 5, 8, 13)
		}
		if late := d.space.Today - q.End; o.Status == "moved" && late > 0 && d.chance(20) {
			o.Finished = q.End + report.Day(d.IntN(min(30, int(late))))
		}
		if (o.Status == "moved" || o.Status == "dropped") && d.chance(85) {
			o.Reason = pick(d, reasons[:2+d.IntN(6)]...)
		}
		if o.Status == "open" && d.chance(15) {
			o.Reason = pick(d, "people", "external", "scope")
		}
		o.Note, o.Result = d.chance(15), d.chance(10) && o.Status == "delivered"
		m.Outcomes = append(m.Outcomes, o)
	}
	if r.Plan != nil {
		for _, i := range r.Plan.Items {
			status := pick(d, kept...)
			switch {
			case q.continued(i.ID): // its parts say
			case i.Handed != "":
				if d.chance(50) { // the export says so, and not the plan
					m.Outcomes = append(m.Outcomes, &plainOutcome{ID: i.ID, HandedTo: i.Handed})
					i.Handed = ""
				}
			case status != "" || all:
				add(&plainOutcome{ID: i.ID, Status: status})
			}
		}
	}
	for range d.IntN(3) {
		d.next[r.Team]++
		add(&plainOutcome{ID: fmt.Sprintf("%s-%d", string(d.team(r.Team).Name[0]), d.next[r.Team]), Kind: pick(d, "operations", "debt", "feature"),
			Status: pick(d, "delivered", "delivered", "open", "moved", "dropped")})
	}
	if d.chance(40) {
		for n := range 1 + d.IntN(6) {
			s := plainSprint{Start: q.Start + report.Day(14*n), Planned: float64(d.IntN(10)), Completed: float64(d.IntN(9))}
			if d.chance(10) {
				s.Planned = 0
			}
			m.Sprints = append(m.Sprints, s)
		}
		if d.chance(10) {
			for i := range m.Sprints {
				m.Sprints[i].Planned = 0
			}
		}
	}
	return m
}

func (d *dice) retro(q *plainQuarter, team string) *plainRetro {
	t := &plainRetro{Well: d.chance(80), Wrong: d.chance(80), Change: d.chance(75), Noted: d.chance(70), Other: d.chance(20)}
	if d.chance(85) {
		t.Held = min(q.End+report.Day(d.IntN(5)), d.space.Today)
	}
	if t.Change && d.chance(70) {
		for _, text := range d.actions[team] {
			if d.chance(40) {
				t.Actions = append(t.Actions, &plainAction{Text: text, Again: true})
			}
		}
		for range d.IntN(3) {
			text := fmt.Sprintf("Do thing %d of %s in %s", len(d.actions[team])+1, team, q.ID)
			d.actions[team] = append(d.actions[team], text)
			t.Actions = append(t.Actions, &plainAction{Text: text, Moves: pick(d, "", "", "kept", "deploys")})
		}
		for _, a := range t.Actions {
			a.Owner, a.Done = d.chance(80), d.chance(50)
			if d.chance(80) {
				a.Due = q.End + report.Day(d.IntN(120))
			}
		}
	}
	for n := range d.IntN(3) {
		l := &plainLesson{ID: fmt.Sprintf("%s-%s-%d", team, q.ID, n), Theme: pick(d, "planning", "planning", "quality"), Kind: pick(d, "", "feature", "debt")}
		if len(d.lessons) > 0 && d.chance(30) {
			l.Confirms = []string{pick(d, d.lessons...).ID}
		}
		t.Lessons = append(t.Lessons, l)
	}
	defer func() { d.lessons = append(d.lessons, t.Lessons...) }()
	return t
}

func (d *dice) updates(q *plainQuarter, r *plainReport) (all []plainUpdate) {
	day := q.Start + report.Day(d.IntN(20))
	for day < q.End && day <= d.space.Today && len(all) < 6 {
		u := plainUpdate{Day: day, Health: pick(d, "on track", "on track", "at risk", "off track")}
		if r.Plan != nil && len(r.Plan.Items) > 0 && d.chance(50) {
			u.Notes = []string{pick(d, r.Plan.Items...).ID}
		}
		all = append(all, u)
		day += report.Day(1 + d.IntN(35))
	}
	return all
}

// notices say what became of things after their quarter.
func (d *dice) notices() {
	ids := slices.Compact(slices.Sorted(slices.Values(d.shipped)))
	for _, id := range ids {
		if !d.chance(40) {
			continue
		}
		n := plainNotice{ID: id, Plans: d.chance(30), Announce: pick(d, "", "", "public", "internal", "none")}
		if n.Announce != "none" && d.chance(50) {
			n.Announced = d.space.Today - report.Day(d.IntN(60))
		}
		if d.chance(15) {
			n.Withdrawn = d.space.Today - report.Day(d.IntN(20))
		}
		if d.chance(20) {
			n.From = d.space.Today + report.Day(d.IntN(80)-40)
		}
		d.space.Notices = append(d.space.Notices, n)
	}
}
