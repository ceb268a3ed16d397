package sample

import (
	"fmt"
	"math/rand/v2"

	"quarterdeck/generator/report"
)

// itemsInPlan is how many items a plan has.
const itemsInPlan = 10

// item is one deliverable in one quarter.
type item struct {
	id, title     string
	team          *team
	kind          report.Kind
	phase         report.Phase
	size          int
	due           report.Day
	public        bool
	added         report.Day // 0 = in the plan
	needs, serves []string
	component     string

	status            report.Status
	started, finished report.Day
	actual            int
	reason            report.Reason
}

// draw makes the items of a team's quarter: what was carried over first.
func (m *maker) draw(t *team, q report.QuarterID) {
	r := m.random(q.String() + t.id)
	start, end := q.Range(report.Fiscal{})
	t.items = nil
	for n := range itemsInPlan {
		i := &item{team: t}
		if n < len(t.carried) {
			old := t.carried[n]
			i = &item{team: t, id: old.id, title: old.title, kind: old.kind, size: old.size, phase: old.phase, public: old.public, component: old.component}
		} else {
			t.next++
			i.id = fmt.Sprintf("%s-%d", t.short, 100+t.next)
			i.title = capital(one(r, verbs)) + " the " + one(r, nouns) + " " + one(r, things)
			i.kind = one(r, []report.Kind{report.Feature, report.Feature, report.Feature, report.Groundwork, report.Debt, report.Operations})
			i.size = one(r, []int{1, 2, 3, 5, 8, 13})
			i.component = one(r, t.components)
			if i.kind == report.Feature {
				i.phase = one(r, report.Phases)
				i.public = r.IntN(2) == 0
			}
			if n == itemsInPlan-1 && r.IntN(3) == 0 {
				i.added = start + 20
			}
		}
		i.due = start + report.Day(30+r.IntN(55))
		m.finish(i, r, start, end)
		t.items = append(t.items, i)
	}
}

// finish decides what became of an item.
func (m *maker) finish(i *item, r *rand.Rand, start, end report.Day) {
	i.started = start + report.Day(5+r.IntN(20))
	i.actual = i.size + r.IntN(3)
	finished := i.due + report.Day(r.IntN(14)-9)
	switch n := r.IntN(100); {
	case end > m.today && finished > m.today, end > m.today && n >= 75:
		i.status, i.actual = report.Open, 0
		if n >= 90 {
			i.status, i.reason = report.Moved, one(r, report.Reasons)
		}
	case n < 75:
		i.status, i.finished = report.Delivered, max(i.started, min(finished, end-1))
	case n < 93:
		i.status, i.reason = report.Moved, one(r, report.Reasons)
	default:
		i.status, i.reason = report.Dropped, one(r, report.Reasons)
	}
}

// connect lets some items of a team need others, or another team, one of whose items then serves
// them. In the quarter that runs every ask is answered, and in time.
func (m *maker) connect(t *team, q report.QuarterID) {
	r := m.random(q.String() + t.id + " needs")
	_, end := q.Range(report.Fiscal{})
	if len(m.teams) == 1 {
		return
	}
	for _, i := range t.items {
		other := m.teams[r.IntN(len(m.teams))]
		if r.IntN(5) == 0 {
			other = m.teams[0]
		}
		answer := one(r, other.items)
		late := answer.status == report.Moved || answer.status == report.Dropped || answer.due > i.due || answer.finished > i.due
		if other == t || end > m.today && (late || answer.needs != nil) {
			continue
		}
		switch r.IntN(4) {
		case 0:
			i.needs = append(i.needs, answer.id)
		case 1:
			i.needs = append(i.needs, other.id)
			if r.IntN(3) > 0 || end > m.today {
				answer.serves = append(answer.serves, i.id)
			}
		}
	}
}
