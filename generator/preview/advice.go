package preview

import (
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// advice is one thing that the writer of a plan or a retro needs to know: what it
// is, how to settle it, and where.
type advice struct {
	Text, Hint string
	At         diag.Pos
	// said is the code of the problems that say the same, or "".
	said string
}

// adviceGroup is what belongs together, under a heading.
type adviceGroup struct {
	Title string
	Items []advice
}

// adviceFor returns what the writer of a page needs to know: beside the report of a
// quarter that has not ended, for its plan; beside that of a closed one, for its
// retro; beside any other page nothing. Groups are never empty.
func adviceFor(a *report.Archive, path string) []adviceGroup {
	r := reportAt(a, path)
	if r == nil {
		return nil
	}
	var all []adviceGroup
	if r.Quarter.State == report.Closed {
		all = retroAdvice(r)
	} else {
		all = planAdvice(a, r)
	}
	return slices.DeleteFunc(all, func(g adviceGroup) bool { return len(g.Items) == 0 })
}

// reportAt returns the report that a page is about, or nil.
func reportAt(a *report.Archive, path string) *report.Report {
	parts := strings.Split(path, "/")
	if len(parts) != 3 || parts[2] != "index.html" {
		return nil
	}
	for _, q := range a.Quarters {
		if q.ID.String() != parts[0] {
			continue
		}
		for _, r := range q.Reports {
			if site.Slug(r.Team.ID) == parts[1] {
				return r
			}
		}
	}
	return nil
}

// withoutSaid drops what the problems shown beside it say already.
func withoutSaid(groups []adviceGroup, problems diag.List) []adviceGroup {
	var out []adviceGroup
	for _, g := range groups {
		left := adviceGroup{Title: g.Title}
		for _, item := range g.Items {
			said := item.said != "" && slices.ContainsFunc(problems, func(p diag.Problem) bool {
				return p.Code == item.said && p.File == item.At.File
			})
			if !said {
				left.Items = append(left.Items, item)
			}
		}
		if len(left.Items) > 0 {
			out = append(out, left)
		}
	}
	return out
}

// fileOf is the path of a file of a report.
func fileOf(r *report.Report, name string) string {
	return fmt.Sprintf("content/%s/%s/%s", r.Quarter.ID, r.Team.ID, name)
}

func planAdvice(a *report.Archive, r *report.Report) []adviceGroup {
	if r.Plan == nil {
		return []adviceGroup{{"Before the plan can be committed", []advice{{
			Text: "There is no plan yet",
			Hint: fmt.Sprintf("start it with: quarterdeck new plan %s %s", r.Quarter.ID, r.Team.ID),
			At:   diag.Pos{File: fileOf(r, "plan.md")},
		}}}, {"Asked of this team, not answered", askedOf(a, r)}, {"Open from earlier retros", openActions(a, r)}}
	}
	return []adviceGroup{
		{"Missing in the plan", missing(r)},
		{"Our asks that nobody has answered", unanswered(a, r)},
		{"Asked of this team, not answered", askedOf(a, r)},
		{"Lessons without an answer", lessonsToAnswer(a, r)},
		{"Open from the last retro", openActions(a, r)},
	}
}

// unanswered are the asks of a plan to which no other team has said yes or no.
func unanswered(a *report.Archive, r *report.Report) []advice {
	var out []advice
	for _, k := range a.Asks {
		if k.State != report.Asked || k.Quarter != r.Quarter || k.By.Team != r.Team {
			continue
		}
		what := k.Of.Name
		if k.What != "" {
			what = k.What + " of " + k.Of.Name
		}
		out = append(out, advice{
			Text: fmt.Sprintf("%s needs %s by %s", k.By.ID, what, k.Wanted.Long()),
			Hint: fmt.Sprintf("%s answers in content/%s/%s/plan.md, with serves = [%q] or declines = [%q]", k.Of.Name, k.Quarter.ID, k.Of.ID, k.By.ID, k.By.ID),
			At:   k.Pos,
			said: "unanswered-ask",
		})
	}
	return out
}

// askedOf are the asks of other teams to which this one has said neither yes nor no.
func askedOf(a *report.Archive, r *report.Report) []advice {
	at := diag.Pos{File: fileOf(r, "plan.md")}
	if r.Plan != nil {
		at = r.Plan.Pos
	}
	var out []advice
	for _, k := range a.Asks {
		if k.State != report.Asked || k.Quarter != r.Quarter || k.Of != r.Team {
			continue
		}
		item := advice{
			Text: fmt.Sprintf("%s waits for this team until %s, for %s, %s", k.By.Team.Name, k.Wanted.Long(), k.By.ID, k.By.Title),
			Hint: fmt.Sprintf("add serves = [%q] to what answers it, or declines = [%q] to the plan", k.By.ID, k.By.ID),
			At:   at,
		}
		if k.What != "" {
			item.Text = fmt.Sprintf("%s waits for %s until %s, for %s, %s", k.By.Team.Name, k.What, k.Wanted.Long(), k.By.ID, k.By.Title)
			item.Hint = fmt.Sprintf("plan %s, or add declines = [%q]", k.What, k.By.ID)
		}
		out = append(out, item)
	}
	return out
}

// openActions are the actions of the team's last retro before this quarter that
// nobody has ticked.
func openActions(a *report.Archive, r *report.Report) []advice {
	for _, q := range slices.Backward(a.Quarters) {
		before := q.Report(r.Team.ID)
		if q.ID.Compare(r.Quarter.ID) >= 0 || before == nil || before.Retro == nil || len(before.Retro.Actions) == 0 {
			continue
		}
		var out []advice
		for _, c := range before.Retro.Actions {
			if c.Done {
				continue
			}
			item := advice{Text: c.Text.Text, Hint: "tick it when it is done", At: c.Pos}
			switch {
			case c.Due != 0 && c.Due < a.Today:
				item.Text += fmt.Sprintf(" (overdue since %s)", c.Due.Long())
			case c.Due != 0:
				item.Text += fmt.Sprintf(" (due %s)", c.Due.Long())
			}
			out = append(out, item)
		}
		return out
	}
	return nil
}

// lessonsToAnswer are the lessons of earlier quarters that match the plan and that the team has
// not answered, here or for good in an earlier plan; by id.
func lessonsToAnswer(a *report.Archive, r *report.Report) []advice {
	var out []advice
	for _, u := range report.NewMatcher(a.Quarters, report.AllLessons(a), a.Asks, a.Today).Unanswered(r) {
		var fits []string
		for _, d := range u.Items {
			fits = append(fits, d.ID)
		}
		l := u.Lesson
		out = append(out, advice{
			Text: fmt.Sprintf("%s (%s, %s) speaks to %s", l.Title, l.Team.Name, l.Quarter.ID.Title(), listed(fits)),
			Hint: fmt.Sprintf("answer in [lessons]: %s = \"adopted\", or \"deferred: why\", or \"not applicable: why\"", l.ID),
			At:   r.Plan.Pos,
			said: "unanswered-lesson",
		})
	}
	return out
}

// listed joins ids, naming three at most.
func listed(ids []string) string {
	if len(ids) > 4 {
		return strings.Join(ids[:3], ", ") + fmt.Sprintf(" and %d others", len(ids)-3)
	}
	return strings.Join(ids, ", ")
}
