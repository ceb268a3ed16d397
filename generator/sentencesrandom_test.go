package generator_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"quarterdeck/generator/report"
)

// dice is a plain workspace while it is drawn.
type dice struct {
	*rand.Rand
	space   *plainSpace
	next    map[string]int          // number of the next item, by team
	carried map[string][]*plainItem // planned before and not delivered, by team
	lessons []*plainLesson
	actions map[string][]string // texts of earlier actions, by team
	shipped []string
	given   map[string][]*plainItem // handed over for a later quarter, by the team that has it now
	planned []string                // groundwork may enable these
}

// randomSpace draws a workspace of one to four teams and one to four quarters.
func randomSpace(seed uint64) *plainSpace {
	d := &dice{Rand: rand.New(rand.NewPCG(seed, 11)), space: &plainSpace{}, next: map[string]int{}, carried: map[string][]*plainItem{}, given: map[string][]*plainItem{}, actions: map[string][]string{}}
	names := []string{"Alpha", "Beta", "Gamma", "Delta"}
	for i := range 1 + d.IntN(len(names)) {
		t := &plainTeam{ID: []string{"alpha", "beta", "gamma", "delta"}[i], Name: names[i], Shared: d.chance(30), Contacts: d.chance(50)}
		if d.chance(60) {
			t.Capacity = float64(5 + d.IntN(20))
		}
		d.space.Teams = append(d.space.Teams, t)
	}
	slices.SortFunc(d.space.Teams, func(a, b *plainTeam) int { return cmpText(a.Name, b.Name) })
	n := 1 + d.IntN(4)
	id := report.QuarterID{Year: 2026, N: 1 + d.IntN(4)}
	runs := d.IntN(n + 2) // which quarter runs; after the last one, all have closed
	if d.chance(50) {
		runs = n - 1
	}
	d.space.Today = d.today(id, runs-1, n)
	d.ends(n, id)
	for range n {
		d.quarter(id)
		id = id.Next()
	}
	d.rename()
	d.notices()
	if d.chance(40) {
		d.space.Own = slices.DeleteFunc(slices.Clone(report.Parts), func(report.Part) bool { return d.chance(50) })
	}
	return d.space
}

func cmpText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// today lies in the quarter that runs: before the first one, where runs is -1.
func (d *dice) today(first report.QuarterID, runs, n int) report.Day {
	id := first
	for range runs {
		id = id.Next()
	}
	if runs < 0 {
		id = first.Prev()
	}
	start, end := id.Range(report.Fiscal{})
	if d.chance(8) {
		return end - 1 // the last day
	}
	return start + report.Day(d.IntN(int(end-start)))
}

func (d *dice) chance(percent int) bool { return d.IntN(100) < percent }

func pick[T any](d *dice, of ...T) T { return of[d.IntN(len(of))] }

// day is one of a quarter, and not after today where it has begun by then.
func (d *dice) day(q *plainQuarter) report.Day {
	last := q.End - 1
	if d.space.Today >= q.Start {
		last = min(last, d.space.Today)
	}
	return q.Start + report.Day(d.IntN(int(last-q.Start)+1))
}

func (d *dice) quarter(id report.QuarterID) {
	q := &plainQuarter{ID: id, Foreword: d.chance(20)}
	q.Start, q.End = id.Range(report.Fiscal{})
	state := q.state(d.space.Today)
	committedAll := d.chance(50)
	for _, t := range d.space.Teams {
		if t.Until != 0 && t.Until < q.Start {
			continue
		}
		if d.chance(8) && len(d.space.Teams) > 1 {
			continue // it has nothing in this quarter
		}
		r := &plainReport{Team: t.ID}
		if d.chance(92) {
			r.Plan = d.plan(q, t, committedAll)
		}
		q.Reports = append(q.Reports, r)
	}
	if len(q.Reports) == 0 {
		goes := report.Find(d.space.Teams, func(t *plainTeam) bool { return t.Until == 0 })
		q.Reports = []*plainReport{{Team: goes.ID}}
	}
	q.Frozen = d.chance(25) && q.planned() && q.Start+3 <= d.space.Today
	d.connect(q)
	for _, r := range q.Reports {
		if r.Plan != nil {
			d.change(q, r)
		}
	}
	d.part(q)
	for _, r := range q.Reports {
		if state != report.Ahead && (d.chance(85) || r.Plan == nil) {
			r.Metrics = d.metrics(q, r)
		}
		if state == report.Closed && d.chance(75) || state == report.Running && d.chance(5) {
			r.Retro = d.retro(q, r.Team)
		}
		if state != report.Ahead && d.chance(60) {
			r.Updates = d.updates(q, r)
		}
	}
	if !slices.ContainsFunc(q.Reports, (*plainReport).any) {
		q.Reports[0].Plan = &plainPlan{}
	}
	if state == report.Closed && d.chance(40) && q.End+1 <= d.space.Today {
		q.Published = 1 + d.IntN(2)
	}
	d.space.Quarters = append(d.space.Quarters, q)
	for _, r := range q.Reports {
		d.carry(q, r)
	}
}

// carry keeps what a team may plan again.
func (d *dice) carry(q *plainQuarter, r *plainReport) {
	d.carried[r.Team] = nil
	if r.Plan == nil {
		return
	}
	for _, i := range r.Plan.Items {
		if r.gave(i) || q.continued(i.ID) {
			continue
		}
		status := ""
		if r.Metrics != nil {
			if o := report.Find(r.Metrics.Outcomes, func(o *plainOutcome) bool { return o.ID == i.ID }); o != nil {
				status = o.Status
			}
		}
		again := 60
		if status == "delivered" {
			d.shipped = append(d.shipped, i.ID)
			again = 15 // its next phase
		}
		if d.chance(again) {
			d.carried[r.Team] = append(d.carried[r.Team], d.goOn(r.Team, i)...)
		}
	}
	if r.Metrics != nil {
		for _, o := range r.Metrics.Outcomes {
			if o.Kind != "" && o.Status == "delivered" {
				d.shipped = append(d.shipped, o.ID)
			}
		}
	}
}

func (d *dice) plan(q *plainQuarter, t *plainTeam, all bool) *plainPlan {
	p := &plainPlan{Summary: d.chance(70), Words: d.chance(40)}
	if all || d.chance(60) {
		p.Committed = min(q.Start+report.Day(d.IntN(3)), max(d.space.Today, q.Start-20))
		if d.chance(30) {
			p.Committed = q.Start - report.Day(1+d.IntN(10))
		}
	}
	if d.chance(50) {
		p.Capacity = float64(5 + d.IntN(30))
	}
	for _, was := range append(d.carried[t.ID], d.given[t.ID]...) {
		i := d.item(q, p, was.ID)
		i.Was, i.From = was.Was, was.From
		p.Items = append(p.Items, i)
	}
	d.given[t.ID] = nil
	for range d.IntN(6) {
		d.next[t.ID]++
		p.Items = append(p.Items, d.item(q, p, fmt.Sprintf("%s-%d", string(t.Name[0]), d.next[t.ID])))
	}
	for _, l := range d.lessons {
		if d.chance(50) {
			if p.Answers == nil {
				p.Answers = map[string]string{}
			}
			p.Answers[l.ID] = pick(d, "adopted", "deferred: later", "not applicable: other work")
		}
	}
	return p
}

func (d *dice) item(q *plainQuarter, p *plainPlan, id string) *plainItem {
	i := &plainItem{ID: id, Kind: pick(d, "feature", "feature", "groundwork", "debt", "operations"), Phase: pick(d, "", "", "alpha", "beta", "ga"),
		Customers: d.chance(40), Worth: d.chance(20)}
	if d.chance(75) {
		i.Size = pick(d, 1.0, 2, 3, 5, 8)
	}
	if d.chance(60) {
		i.Due = q.Start + report.Day(d.IntN(int(q.End-q.Start)))
	}
	if i.Kind == "groundwork" && len(d.planned) > 0 && d.chance(50) {
		i.Enables = []string{pick(d, append(d.planned, "X-1")...)}
	}
	d.planned = append(d.planned, id)
	return i
}

// connect lets items need what others have, or a team.
func (d *dice) connect(q *plainQuarter) {
	var all []*plainItem
	of := map[*plainItem]*plainReport{}
	for _, r := range q.Reports {
		if r.Plan != nil {
			for _, i := range r.Plan.Items {
				all, of[i] = append(all, i), r
			}
		}
	}
	for _, i := range all {
		if !d.chance(35) || len(q.Reports) < 2 {
			continue
		}
		to := pick(d, all...)
		if d.chance(40) {
			team := pick(d, q.Reports...)
			if team == of[i] {
				continue
			}
			i.Needs = append(i.Needs, team.Team)
			if team.Plan != nil && len(team.Plan.Items) > 0 && d.chance(60) {
				servant := pick(d, team.Plan.Items...)
				servant.Serves = append(servant.Serves, i.ID)
			} else if team.Plan != nil && d.chance(50) {
				team.Plan.Declines = append(team.Plan.Declines, i.ID)
			}
			continue
		}
		if of[to] != of[i] {
			i.Needs = append(i.Needs, to.ID)
			if d.chance(15) {
				of[to].Plan.Declines = append(of[to].Plan.Declines, i.ID)
			}
		}
	}
}
