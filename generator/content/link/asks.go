package link

import (
	"cmp"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// linkAsks derives the asks: one for each need of a planned item towards another team. One that
// was promised and has left the plan still has those of the plan edition: it still counts.
func (a *assembler) linkAsks() {
	all := make([][]*report.Ask, len(a.reports))
	a.eachQuarter(func(i int) {
		var asks []*report.Ask
		answers := newAnswers(a, i)
		for _, r := range a.reports[i] {
			for n, d := range r.Items {
				if d.FromExport {
					continue
				}
				for i, need := range d.Needs {
					if ask := answers.ask(d, need); ask != nil {
						if ask.Pos = d.Pos; !d.Removed { // the plan edition's lines are not those of the file
							ask.Pos = r.from[n].item.NeedsAt[i]
						}
						asks = append(asks, ask)
					}
				}
			}
		}
		slices.SortStableFunc(asks, func(x, y *report.Ask) int {
			return cmp.Or(strings.Compare(x.By.ID, y.By.ID), strings.Compare(x.Of.ID, y.Of.ID), strings.Compare(x.What, y.What))
		})
		all[i] = asks
	})
	a.archive.Asks = slices.Concat(all...)
}

// ask makes the ask of one need, or returns nil where there is none: inside a
// team, or towards what is not known.
func (a *answers) ask(d *report.Deliverable, need string) *report.Ask {
	q := d.Quarter
	ask := &report.Ask{Quarter: q, By: d, Wanted: cmp.Or(d.Due, q.LastDay())}
	if team := a.teams[need]; team != nil && len(a.items[need]) == 0 {
		ask.Of = team
		ask.Answer = a.servant(team, d)
	} else if there := nearestPlan(a.items[need], q); there != nil {
		ask.Of, ask.What = there.Team, need
		if ask.Answer = answer(a.items[need], q); ask.Answer == nil || ask.Answer.Quarter.ID.Compare(q.ID) > 0 {
			ask.Answer = cmp.Or(a.servant(there.Team, d), ask.Answer)
		}
	}
	if ask.Of == nil || ask.Of == d.Team {
		return nil
	}
	a.setState(ask)
	return ask
}

// answers are what the reports of a quarter say to the asks of others.
type answers struct {
	*assembler
	serving  map[service][]*report.Deliverable
	declined map[service]bool
	by       *report.Deliverable // whose needs are in the next one
	needs    map[string]bool
}

// service is what a team says of the id of another one's deliverable.
type service struct{ team, id string }

func newAnswers(a *assembler, i int) *answers {
	all := &answers{assembler: a, serving: map[service][]*report.Deliverable{}, declined: map[service]bool{}}
	for _, r := range a.reports[i] {
		for _, d := range r.Items {
			for _, id := range d.Serves {
				to := service{r.Team.ID, id}
				all.serving[to] = append(all.serving[to], d)
			}
		}
		if r.Plan != nil {
			for _, id := range r.Plan.Declines {
				all.declined[service{r.Team.ID, id}] = true
			}
		}
	}
	return all
}

// servant is the item of a team that says it serves d. One that d needs by its id answers
// that need, and no other.
func (a *answers) servant(team *report.Team, d *report.Deliverable) *report.Deliverable {
	serving := a.serving[service{team.ID, d.ID}]
	if len(serving) == 0 {
		return nil
	}
	if a.by != d {
		a.by, a.needs = d, make(map[string]bool, len(d.Needs))
		for _, id := range d.Needs {
			a.needs[id] = true
		}
	}
	return report.Find(serving, func(item *report.Deliverable) bool { return !a.needs[item.ID] })
}

// nearestPlan is the item of an id in the same quarter, else in the newest
// earlier one, else in the next later one. items are in time. What was handed over is with the
// team that took it.
func nearestPlan(items []*report.Deliverable, q *report.Quarter) *report.Deliverable {
	var best *report.Deliverable
	for _, d := range items {
		if gone(d) {
			continue
		}
		if d.Quarter.ID.Compare(q.ID) <= 0 || best == nil {
			best = d
		}
	}
	return best
}

// gone reports whether another team has taken an item over in the same quarter.
func gone(d *report.Deliverable) bool {
	return d.Outcome.Status == report.HandedOver && len(d.Parts) > 0
}

// answer is the item that answers an ask by id: the one of the same quarter, else
// one that was delivered before, else a later one.
func answer(items []*report.Deliverable, q *report.Quarter) *report.Deliverable {
	var earlier, later *report.Deliverable
	for _, d := range items {
		switch c := d.Quarter.ID.Compare(q.ID); {
		case gone(d):
		case c == 0:
			return d
		case c < 0 && d.Outcome.Status == report.Delivered:
			earlier = d
		case c > 0 && later == nil:
			later = d
		}
	}
	return cmp.Or(earlier, later)
}

func (a *answers) setState(ask *report.Ask) {
	ask.State = report.Asked
	if a.declined[service{ask.Of.ID, ask.By.ID}] || ask.What != "" && a.declined[service{ask.Of.ID, ask.What}] {
		ask.State = report.Declined
		return
	}
	if ask.Answer == nil {
		return
	}
	o := ask.Answer.Outcome
	switch {
	case o.Status == report.Delivered && o.Finished <= ask.Wanted:
		ask.State, ask.Met = report.Met, o.Finished
	case o.Status == report.Delivered:
		ask.State, ask.Met = report.Late, o.Finished
	case o.Status == report.Moved || o.Status == report.Dropped || ask.Quarter.State == report.Closed || a.archive.Today > ask.Wanted:
		ask.State = report.Late
	default:
		ask.State = report.Agreed
	}
}
