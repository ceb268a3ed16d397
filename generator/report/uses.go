package report

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Use is one lesson in one plan that it speaks to, or that answers it.
type Use struct {
	Lesson *Lesson
	Report *Report
	Items  []*Deliverable // planned ones that the lesson fits, in plan order; none where the plan answers unasked
	Answer *Answer        // nil = none in this plan
	// Stands is, where this plan has none, the team's answer in an earlier plan that still holds: a lesson that was
	// adopted, or does not apply, need not be answered again; one that was deferred must be.
	Stands *Answer
	// Due is set where the plan must have answered: the lesson was held before the plan was
	// committed, or the quarter has begun without a cut-off; and no earlier answer stands.
	Due bool
}

// Matcher finds the lessons that speak to a plan. It is made once for an archive, and may be asked
// from any goroutine.
type Matcher struct {
	today   Day
	lessons []*Lesson // by id
	byID    map[string]int
	// Each lesson stands in one list: under what it names that the fewest plans have.
	ofComponent, ofTeam map[string][]int
	others              []int
	needs               map[need]*Team
	plans               map[string][]*Report // by team, oldest first
}

type need struct {
	by   *Deliverable
	what string
}

// NewMatcher reads the quarters of an archive, oldest first, and its lessons and asks, each in
// any order. Asks are needed of those quarters alone whose plans are to be matched.
func NewMatcher(quarters []*Quarter, lessons []*Lesson, asks []*Ask, today Day) *Matcher {
	m := &Matcher{today: today, lessons: slices.Clone(lessons), byID: make(map[string]int, len(lessons)),
		ofComponent: map[string][]int{}, ofTeam: map[string][]int{}, needs: make(map[need]*Team, len(asks)), plans: map[string][]*Report{}}
	for _, q := range quarters {
		for _, r := range q.Reports {
			if r.Plan != nil && len(r.Plan.Answers) > 0 {
				m.plans[r.Team.ID] = append(m.plans[r.Team.ID], r)
			}
		}
	}
	slices.SortFunc(m.lessons, func(x, y *Lesson) int { return strings.Compare(x.ID, y.ID) })
	for i, l := range m.lessons {
		m.byID[l.ID] = i
		switch a := l.Applies; {
		case len(a.Components) > 0:
			for _, c := range a.Components {
				m.ofComponent[c] = append(m.ofComponent[c], i)
			}
		case len(a.Teams) > 0:
			for _, t := range a.Teams {
				m.ofTeam[t] = append(m.ofTeam[t], i)
			}
		case !a.Empty():
			m.others = append(m.others, i)
		}
	}
	for _, k := range asks {
		if k.What != "" {
			m.needs[need{k.By, k.What}] = k.Of
		}
	}
	return m
}

// Uses returns what a plan makes of lessons, by id of the lesson; none without a plan. A lesson
// speaks to plans of later quarters than its own.
func (m *Matcher) Uses(r *Report) []*Use { return m.uses(r, true) }

// Unanswered returns those of Uses that have no answer, neither here nor one that stands.
func (m *Matcher) Unanswered(r *Report) []*Use { return m.uses(r, false) }

func (m *Matcher) uses(r *Report, all bool) []*Use {
	if r.Plan == nil {
		return nil
	}
	standing := m.standing(r)
	answered := func(id string) bool {
		_, here := r.Plan.Answers[id]
		_, stands := standing[id]
		return here || stands
	}
	found := map[int]*Use{}
	use := func(i int) *Use {
		u := found[i]
		if u == nil {
			u = &Use{Lesson: m.lessons[i], Report: r}
			found[i] = u
		}
		return u
	}
	for _, d := range r.Items {
		if d.InPlan() {
			teamOf := func(what string) string { return TeamID(m.needs[need{d, what}]) }
			for _, i := range m.candidates(d) {
				l := m.lessons[i]
				if !all && answered(l.ID) {
					continue
				}
				if l.Quarter.ID.Compare(r.Quarter.ID) < 0 && l.Applies.Fits(d, teamOf) {
					if u := use(i); len(u.Items) == 0 || u.Items[len(u.Items)-1] != d {
						u.Items = append(u.Items, d)
					}
				}
			}
		}
	}
	if all {
		for id, answer := range r.Plan.Answers {
			if i, known := m.byID[id]; known {
				use(i).Answer = &answer
			}
		}
	}
	list := make([]*Use, 0, len(found))
	for _, u := range found {
		if answer, ok := standing[u.Lesson.ID]; ok && u.Answer == nil {
			u.Stands = &answer
		}
		u.Due = len(u.Items) > 0 && u.Stands == nil && m.due(u)
		list = append(list, u)
	}
	slices.SortFunc(list, func(x, y *Use) int { return strings.Compare(x.Lesson.ID, y.Lesson.ID) })
	return list
}

// candidates are the lessons that may fit an item.
func (m *Matcher) candidates(d *Deliverable) []int {
	all := slices.Clone(m.others)
	for _, c := range d.Components {
		all = append(all, m.ofComponent[c]...)
	}
	for _, what := range d.Needs {
		all = append(all, m.ofTeam[what]...)
		if t := m.needs[need{d, what}]; t != nil && t.ID != what {
			all = append(all, m.ofTeam[t.ID]...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// standing are the answers of a team's earlier plans, by lesson: of each the newest, unless
// that one puts it off.
func (m *Matcher) standing(r *Report) map[string]Answer {
	all := make(map[string]Answer, 4*len(m.plans[r.Team.ID]))
	for _, before := range m.plans[r.Team.ID] {
		if before.Quarter.ID.Compare(r.Quarter.ID) >= 0 {
			break
		}
		for id, answer := range before.Plan.Answers {
			if answer.Verdict == "deferred" {
				delete(all, id)
			} else {
				all[id] = answer
			}
		}
	}
	return all
}

// due says whether a plan that a lesson speaks to had to answer it by now.
func (m *Matcher) due(u *Use) bool {
	held := cmp.Or(u.Lesson.Held, u.Lesson.Quarter.End)
	if on := u.Report.Plan.Committed; on != 0 {
		return held <= on && on <= m.today
	}
	return held <= m.today && u.Report.Quarter.State != Ahead
}

// Uses returns what all plans make of lessons, by quarter, team and lesson.
func Uses(a *Archive) []*Use {
	m := NewMatcher(a.Quarters, AllLessons(a), a.Asks, a.Today)
	of := make([][]*Use, len(a.Quarters))
	var wg sync.WaitGroup
	for i, q := range a.Quarters {
		wg.Go(func() {
			for _, r := range q.Reports {
				of[i] = append(of[i], m.Uses(r)...)
			}
		})
	}
	wg.Wait()
	return slices.Concat(of...)
}

// AllLessons returns the lessons of every retro, by quarter, team and place in the retro.
func AllLessons(a *Archive) []*Lesson {
	var all []*Lesson
	for r := range a.AllReports() {
		if r.Retro != nil {
			all = append(all, r.Retro.Lessons...)
		}
	}
	return all
}

// Return is a theme that comes back: the same lesson again.
type Return struct {
	Theme    string
	Lessons  []*Lesson   // by quarter, team and place in the retro
	Quarters []QuarterID // whose retros have them, oldest first; at least three
	Teams    []*Team     // whose retros have them, in that order
}

// returnsAfter is in how many quarters a theme is told before it counts as the same lesson again.
const returnsAfter = 3

// Returns returns the themes that stand in the retros of three or more quarters, whichever the
// team, by name of the theme.
func Returns(a *Archive) []Return {
	by := map[string]*Return{}
	for _, l := range AllLessons(a) {
		r := by[l.Theme]
		if r == nil {
			r = &Return{Theme: l.Theme}
			by[l.Theme] = r
		}
		r.Lessons = append(r.Lessons, l)
		if n := len(r.Quarters); n == 0 || r.Quarters[n-1] != l.Quarter.ID {
			r.Quarters = append(r.Quarters, l.Quarter.ID)
		}
		if !slices.Contains(r.Teams, l.Team) {
			r.Teams = append(r.Teams, l.Team)
		}
	}
	var all []Return
	for _, r := range by {
		if len(r.Quarters) >= returnsAfter {
			all = append(all, *r)
		}
	}
	slices.SortFunc(all, func(x, y Return) int { return strings.Compare(x.Theme, y.Theme) })
	return all
}
