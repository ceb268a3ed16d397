package scaffold

import (
	"cmp"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// Carried is what a plan takes over from the quarter before.
type Carried struct {
	From    report.QuarterID
	Moved   []*report.Deliverable // in plan order; without those that a plan of the new quarter has
	Actions []*report.Action      // of the team's retros, those that are open as they were raised last
	Lessons []*report.Lesson      // without an answer that holds, by id
}

// Carry finds what the plan of a team for a quarter takes over.
func Carry(a *report.Archive, q report.QuarterID, team string) Carried {
	c := Carried{From: q.Prev()}
	for _, t := range report.Tracks(a) {
		if last := t.Last(); t.Team.ID == team && !t.Done() && last.Quarter.ID.Compare(q) < 0 {
			c.Actions = append(c.Actions, last)
		}
	}
	before := a.Quarter(c.From)
	if before == nil || before.Report(team) == nil {
		return c
	}
	r := before.Report(team)
	here := plannedIn(a.Quarter(q))
	for _, d := range r.Items {
		if d.Outcome.Status == report.Moved && !here[d.ID] {
			c.Moved = append(c.Moved, d)
		}
	}
	c.Lessons = unanswered(a, r, q, c.Moved)
	return c
}

// plannedIn are the ids that the plans of a quarter have.
func plannedIn(q *report.Quarter) map[string]bool {
	ids := map[string]bool{}
	if q != nil {
		for _, r := range q.Reports {
			for _, d := range r.Items {
				ids[d.ID] = ids[d.ID] || !d.FromExport
			}
		}
	}
	return ids
}

// unanswered are the lessons that the plan of a report has not answered, and those that speak to
// what is taken over from it into a quarter.
func unanswered(a *report.Archive, r *report.Report, q report.QuarterID, moved []*report.Deliverable) []*report.Lesson {
	m := report.NewMatcher(a.Quarters, report.AllLessons(a), a.Asks, a.Today)
	next := &report.Report{Team: r.Team, Quarter: &report.Quarter{ID: q}, Plan: &report.Plan{}}
	for _, d := range moved {
		item := *d
		item.Quarter, item.Added, item.FromExport = next.Quarter, 0, false
		next.Items = append(next.Items, &item)
	}
	var list []*report.Lesson
	for _, u := range slices.Concat(m.Unanswered(r), m.Unanswered(next)) {
		if !slices.Contains(list, u.Lesson) {
			list = append(list, u.Lesson)
		}
	}
	slices.SortFunc(list, func(x, y *report.Lesson) int { return cmp.Compare(x.ID, y.ID) })
	return list
}

// again is an action as a retro raises it again.
func again(k *report.Action) string {
	var ends []string
	if k.Owner != "" {
		ends = append(ends, "@"+k.Owner)
	}
	if k.Due != 0 {
		ends = append(ends, "due "+k.Due.String())
	}
	if k.Moves != "" {
		ends = append(ends, "moves "+k.Moves)
	}
	ends = append(ends, "again "+k.Quarter.ID.String())
	return remark(k.Text.Text) + " — " + strings.Join(ends, ", ")
}

// remark is a text as it can be inside a comment of Markdown, which nothing in it may end.
func remark(text string) string { return strings.ReplaceAll(text, "--", "—") }

// prose is a text as Markdown reads it back.
func prose(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_[]<>&#~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
