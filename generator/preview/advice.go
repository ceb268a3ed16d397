package preview

import (
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// advice is one thing that the writer of a plan or a retro needs to know: what it
// is, how to settle it, and where.
type advice struct {
	Text, Hint string
	At         diag.Pos
	code       string // of the problems that mean the same, or ""
}

// adviceGroup is what belongs together, under a heading.
type adviceGroup struct {
	Title string
	Items []advice
}

// adviser advises the writer of a report.
type adviser struct {
	words   *i18n.Locale
	archive *report.Archive
	*report.Report
}

// adviceFor returns what the writer of a page needs to know: beside the report of a
// quarter that has not ended, for its plan; beside that of a closed one, for its
// retro; beside any other page nothing. It leaves out what the problems shown with it
// tell already. Groups are never empty.
func adviceFor(words *i18n.Locale, a *report.Archive, path string, shown diag.List) []adviceGroup {
	r := reportAt(a, path)
	if r == nil {
		return nil
	}
	w := adviser{words, a, r}
	all := []adviceGroup{
		{w.words.T("preview.todo.plan"), w.forPlan()},
		{w.words.T("preview.todo.our-asks"), w.ourAsks()},
		{w.words.T("preview.todo.asks-of-us"), w.asksOfUs()},
		{w.words.T("preview.todo.lessons"), w.lessons()},
		{w.words.T("preview.todo.actions"), w.openActions()},
	}
	if r.Quarter.State == report.Closed {
		all = []adviceGroup{{w.words.T("preview.todo.outcomes"), w.outcomes()}, {w.words.T("preview.todo.retro"), w.forRetro()}}
	}
	for i := range all {
		all[i].Items = slices.DeleteFunc(all[i].Items, func(item advice) bool {
			return slices.ContainsFunc(shown, func(p diag.Problem) bool {
				return item.code != "" && p.Code == item.code && p.File == item.At.File
			})
		})
	}
	return slices.DeleteFunc(all, func(g adviceGroup) bool { return len(g.Items) == 0 })
}

// reportAt returns the report that a page is about, or nil.
func reportAt(a *report.Archive, path string) *report.Report {
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			if path == q.ID.String()+"/"+site.Slug(r.Team.ID)+"/index.html" {
				return r
			}
		}
	}
	return nil
}

// file is the path of a file of the report that a team writes for its quarter.
func (w adviser) file(team *report.Team, name string) string {
	return fmt.Sprintf("content/%s/%s/%s", w.Quarter.ID, team.ID, name)
}

// planAt is where the plan is, or would be.
func (w adviser) planAt() diag.Pos {
	if w.Plan == nil {
		return diag.Pos{File: w.file(w.Team, "plan.md")}
	}
	return w.Plan.Pos
}

// ourAsks are the asks of a plan to which no other team has said yes or no.
func (w adviser) ourAsks() (out []advice) {
	for _, k := range w.archive.Asks {
		if k.State == report.Asked && k.Quarter == w.Quarter && k.By.Team == w.Team {
			out = append(out, advice{
				w.words.T("preview.our-ask.open", "id", k.By.ID, "named", k.What != "", "item", k.What, "team", k.Of.Name, "day", k.Wanted),
				w.words.T("preview.our-ask.open-how", "team", k.Of.Name, "file", w.file(k.Of, "plan.md"), "id", k.By.ID),
				k.Pos, "unanswered-ask",
			})
		}
	}
	return out
}

// asksOfUs are the asks of other teams to which this one has said neither yes nor no.
func (w adviser) asksOfUs() (out []advice) {
	for _, k := range w.archive.Asks {
		if k.State == report.Asked && k.Quarter == w.Quarter && k.Of == w.Team {
			out = append(out, advice{
				w.words.T("preview.ask-of-us.open", "team", k.By.Team.Name, "named", k.What != "", "item", k.What, "day", k.Wanted, "id", k.By.ID, "title", k.By.Title),
				w.words.T("preview.ask-of-us.open-how", "named", k.What != "", "item", k.What, "id", k.By.ID),
				w.planAt(), "",
			})
		}
	}
	return out
}

// openActions are the actions of the team's last retro before this quarter that
// nobody has ticked.
func (w adviser) openActions() (out []advice) {
	for _, q := range slices.Backward(w.archive.Quarters) {
		before := q.Report(w.Team.ID)
		if q.ID.Compare(w.Quarter.ID) >= 0 || before == nil || before.Retro == nil || len(before.Retro.Actions) == 0 {
			continue
		}
		for _, c := range before.Retro.Actions {
			due := "ahead"
			switch {
			case c.Done:
				continue
			case c.Due == 0:
				due = "none"
			case c.Due < w.archive.Today:
				due = "over"
			}
			out = append(out, advice{w.words.T("preview.action.open", "action", c.Text.Text, "due", due, "day", c.Due), w.words.T("preview.action.open-how"), c.Pos, ""})
		}
		break
	}
	return out
}

// namedItems is how many items a lesson is matched with by name, where there are more than
// a reader wants to see.
const namedItems = 3

// lessons are those of earlier quarters that match the plan and that the team has not
// answered, here or for good in an earlier plan; by id.
func (w adviser) lessons() (out []advice) {
	a := w.archive
	for _, u := range report.NewMatcher(a.Quarters, report.AllLessons(a), a.Asks, a.Today).Unanswered(w.Report) {
		var ids []string
		for _, d := range u.Items {
			ids = append(ids, d.ID)
		}
		if more := len(ids) - namedItems; more > 1 {
			ids = append(ids[:namedItems], w.words.T("preview.lesson.others", "n", more))
		}
		out = append(out, advice{
			w.words.T("preview.lesson.open", "lesson", u.Lesson.Title, "team", u.Lesson.Team.Name, "quarter", u.Lesson.Quarter.ID, "items", ids),
			w.words.T("preview.lesson.open-how", "id", u.Lesson.ID),
			w.Plan.Pos, "unanswered-lesson",
		})
	}
	return out
}

// forPlan is what a plan lacks before it can be committed.
func (w adviser) forPlan() (out []advice) {
	add := func(at diag.Pos, code, text, how string) { out = append(out, advice{text, how, at, code}) }
	p := w.Plan
	if p == nil {
		add(w.planAt(), "", w.words.T("preview.plan.none"), w.words.T("preview.plan.none-how", "quarter", w.Quarter.ID.String(), "team", w.Team.ID))
		return out
	}
	if p.Summary == "" {
		add(p.Pos, "", w.words.T("preview.plan.no-summary"), w.words.T("preview.plan.no-summary-how"))
	}
	planned, sum := 0, 0.0
	for _, d := range w.Items {
		if d.FromExport {
			continue
		}
		if d.InPlan() {
			planned++
			sum += d.Size
		}
		if missing, keys := w.lacks(d); len(keys) > 0 {
			add(d.Pos, "", w.words.T("preview.plan.item", "id", d.ID, "missing", missing), w.words.T("preview.plan.item-how", "keys", strings.Join(keys, ", ")))
		}
	}
	capacity := p.Capacity
	if capacity == 0 {
		capacity = w.Team.Capacity
	}
	if planned == 0 {
		add(p.Pos, "", w.words.T("preview.plan.no-items"), w.words.T("preview.plan.no-items-how"))
	} else if capacity > 0 && sum > capacity {
		add(p.Pos, "", w.words.T("preview.plan.too-much", "sum", sum, "over", sum-capacity, "capacity", capacity), w.words.T("preview.plan.too-much-how"))
	}
	if p.Committed == 0 {
		add(p.Pos, "no-cut-off", w.words.T("preview.plan.not-committed"), w.words.T("preview.plan.not-committed-how", "day", w.Quarter.Start.String()))
	}
	return out
}

// lacks returns what a deliverable of a plan does not have, and the keys to add. An owner
// is not asked for: without one it is the team.
func (w adviser) lacks(d *report.Deliverable) (missing, keys []string) {
	if d.Size == 0 {
		missing, keys = append(missing, w.words.T("preview.plan.no-size")), append(keys, "size = …")
	}
	if d.Due == 0 {
		missing, keys = append(missing, w.words.T("preview.plan.no-due")), append(keys, "due = "+d.Quarter.LastDay().String())
	}
	if d.Customers && d.CustomerTitle == "" {
		missing, keys = append(missing, w.words.T("preview.plan.no-customer-title")), append(keys, `customer_title = "…"`)
	}
	return missing, keys
}

// outcomes are the planned items that did not arrive and of which nobody has said why, or
// what became of them at all.
func (w adviser) outcomes() (out []advice) {
	var reasons []string
	for _, r := range w.archive.Site.ReasonIDs() {
		reasons = append(reasons, string(r))
	}
	for _, d := range w.Items {
		o := d.Outcome
		known := o.Status == report.Moved || o.Status == report.Dropped
		arrived := []report.Status{report.Delivered, report.Partly, report.HandedOver}
		if d.FromExport || slices.Contains(arrived, d.Own().Status) || known && o.Reason != "" {
			continue
		}
		item := advice{w.words.T("preview.outcome.none", "id", d.ID, "title", d.Title),
			w.words.T("preview.outcome.none-how", "file", w.file(w.Team, "metrics.toml")), d.Pos, "unexplained"}
		if known {
			item = advice{w.words.T("preview.outcome.no-reason", "id", d.ID, "title", d.Title, "status", o.Status),
				w.words.T("preview.outcome.no-reason-how", "reasons", w.words.Or(reasons)), d.Pos, "no-reason"}
			if o.Pos.File != "" {
				item.At = o.Pos
			}
		}
		out = append(out, item)
	}
	return out
}

// forRetro is what a retro lacks.
func (w adviser) forRetro() (out []advice) {
	if w.Retro == nil {
		return []advice{{w.words.T("preview.retro.none"), w.words.T("preview.retro.none-how", "quarter", w.Quarter.ID.String(), "team", w.Team.ID),
			diag.Pos{File: w.file(w.Team, "retro.md")}, ""}}
	}
	for _, c := range w.Retro.Actions {
		if !c.Done && c.Owner == "" {
			out = append(out, advice{w.words.T("preview.retro.no-owner", "action", c.Text.Text), w.words.T("preview.retro.no-owner-how"), c.Pos, "no-owner"})
		}
		if !c.Done && c.Due == 0 {
			out = append(out, advice{w.words.T("preview.retro.no-due", "action", c.Text.Text),
				w.words.T("preview.retro.no-due-how", "day", (w.Quarter.End + 30).String()), c.Pos, "no-date"})
		}
	}
	return out
}
