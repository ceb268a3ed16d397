package page

import (
	"slices"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// ReturnRow is a theme that comes back in quarter after quarter: the same lesson again.
type ReturnRow struct {
	Theme    Link
	Quarters []Link
	Teams    string
	Lessons  string // "5 lessons"
}

// returns are the themes that came back; of a theme alone where one is given.
func (p *planner) returns(theme string) []ReturnRow {
	var out []ReturnRow
	for _, r := range report.Returns(p.archive) {
		if r.Theme == "" || theme != "" && r.Theme != theme {
			continue
		}
		row := ReturnRow{Theme: p.theme(r.Theme), Lessons: count(len(r.Lessons), "lesson")}
		row.Theme.Text = capital(r.Theme)
		for _, q := range r.Quarters {
			row.Quarters = append(row.Quarters, Link{Text: nb(q.Title()), Path: p.quarterPath(q)})
		}
		var names []string
		for _, t := range r.Teams {
			names = append(names, t.Name)
		}
		slices.Sort(names)
		row.Teams = joined(names, "and")
		out = append(out, row)
	}
	return out
}

// everyUse is what all plans make of all lessons.
func (p *planner) everyUse() []*report.Use {
	var all []*report.Use
	for _, uses := range p.over.uses() {
		all = append(all, uses...)
	}
	return all
}

// adopted is in how many plans a lesson is adopted.
func (p *planner) adopted(l *report.Lesson) int {
	n := 0
	for _, u := range p.usesOf(l.ID) {
		if u.Answer != nil && u.Answer.Verdict == "adopted" {
			n++
		}
	}
	return n
}

// reuseFigs are the rate of reuse, and what current plans still have to answer; rows is the page of the lessons.
// None where the audience does not see how plans answer.
func (p *planner) reuseFigs(rows string) []Fig {
	if !p.showsAnswers() {
		return nil
	}
	uses := p.everyUse()
	missing := 0
	for _, u := range uses {
		if useWords(u).Act {
			missing++
		}
	}
	return []Fig{p.fig("reuse", "Lessons reused", rows, metrics.Reuse(uses), "matches"),
		{Rows: Link{Text: "Not answered", Path: rows}, Value: digits(missing), Count: "matches in current plans", Act: missing > 0}}
}
