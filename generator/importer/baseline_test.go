package importer

import (
	"fmt"
	"strings"
	"testing"

	"quarterdeck/generator/report"
)

// plannedAs is what a decision puts into plans, in one line an item.
func plannedAs(d *Decision) string {
	var lines []string
	for _, r := range d.Plans["firewall"] {
		line := r.ID
		if r.Size != 0 {
			line += fmt.Sprintf(" size %g", r.Size)
		}
		if r.Issue.Due != 0 {
			line += " due " + r.Issue.Due.String()
		}
		if r.Added != 0 {
			line += " added " + r.Added.String()
		}
		lines = append(lines, line)
	}
	return strings.Join(append(lines, d.Said...), "\n")
}

// What was in scope on 3 July, and what became of it, each case worked by hand.
func TestBaseline(t *testing.T) {
	before, later, last := day("2026-07-01"), day("2026-08-02"), day("2026-09-05")
	then := func(i Issue, changes ...Change) *Issue {
		i.Type, i.Status, i.Changes = "Story", "To Do", append([]Change{}, changes...)
		if i.Created == 0 {
			i.Created = before
		}
		return &i
	}
	for _, c := range []struct {
		name   string
		issues []*Issue
		want   string
		errors string
	}{
		{"in it all the time", []*Issue{then(Issue{ID: "A-1", Sprints: []string{"S3"}, Points: []Points{{"Story Points", 5}}})}, "A-1 size 5", ""},
		{"on the day itself", []*Issue{then(Issue{ID: "A-1", Sprints: []string{"S3"}}, Change{day("2026-07-03"), "sprint", "", "S3"})}, "A-1", ""},
		{"joined later", []*Issue{then(Issue{ID: "A-1", Sprints: []string{"S3"}}, Change{later, "sprint", "", "S3"})},
			"A-1 added 2026-08-02\n1 joined after the cut-off of 2026-07-03: A-1 (2026-08-02)", ""},
		{"made later", []*Issue{then(Issue{ID: "A-1", Sprints: []string{"S3"}, Created: later})},
			"A-1 added 2026-08-02\n1 joined after the cut-off of 2026-07-03: A-1 (2026-08-02)", ""},
		{"joined twice", []*Issue{then(Issue{ID: "A-1", Sprints: []string{"S3"}}, Change{later, "sprint", "", "S3"}, Change{later + 2, "sprint", "S3", ""}, Change{last, "sprint", "", "S3"})},
			"A-1 added 2026-09-05\n1 joined after the cut-off of 2026-07-03: A-1 (2026-09-05)", ""},
		{"left later", []*Issue{then(Issue{ID: "A-1", Sprints: []string{"S4"}}, Change{later, "sprint", "S3", "S4"})},
			"A-1\n1 left after the cut-off of 2026-07-03, and in the plan all the same: A-1 (2026-08-02)", ""},
		{"in the next sprint of the quarter as well", []*Issue{then(Issue{ID: "A-1", Sprints: []string{"S3", "S3, late"}}, Change{later, "sprint", "S3", "S3, S3, late"})}, "A-1", ""},
		{"came and went", []*Issue{then(Issue{ID: "A-1"}, Change{later, "sprint", "", "S3"}, Change{last, "sprint", "S3", ""})},
			"1 left out, not done and in no plan: A-1\n1 came after the cut-off of 2026-07-03 and left again: A-1 (until 2026-09-05)", ""},
		{"joined after the quarter", []*Issue{then(Issue{ID: "A-1", Sprints: []string{"S3"}}, Change{day("2026-10-02"), "sprint", "", "S3"})}, "1 left out, not done and in no plan: A-1", ""},
		{"re-sized and re-dated", []*Issue{then(Issue{ID: "A-1", Sprints: []string{"S3"}, Points: []Points{{"Story Points", 8}}, Due: day("2026-09-20")},
			Change{later, "points", "5", "8"}, Change{later, "due", "2026-08-15 00:00:00.0", "2026-09-20"})}, "A-1 size 5 due 2026-08-15", ""},
		{"sized later", []*Issue{then(Issue{ID: "A-1", Sprints: []string{"S3"}, Points: []Points{{"Story Points", 8}}}, Change{later, "points", "", "8"})}, "A-1", ""},
		{"by its version", []*Issue{then(Issue{ID: "A-1", Versions: []string{"other", "2.4"}}, Change{later, "version", "2.3", ""}, Change{later, "version", "", "2.4"})},
			"A-1\n1 left after the cut-off of 2026-07-03, and in the plan all the same: A-1 (2026-08-02)", ""},
		{"by its due date", []*Issue{then(Issue{ID: "A-1", Due: day("2026-11-01")}, Change{later, "due", "2026-09-01", "2026-11-01"})},
			"A-1 due 2026-09-01\n1 left after the cut-off of 2026-07-03, and in the plan all the same: A-1 (2026-08-02)", ""},
		{"dropped before it", []*Issue{then(Issue{ID: "A-1", Sprints: []string{"S3"}}, Change{later, "status", "Rejected", "To Do"})},
			"A-1 added 2026-08-02\n1 joined after the cut-off of 2026-07-03: A-1 (2026-08-02)", ""},
		{"a part of an epic that is in no sprint", []*Issue{then(Issue{ID: "E-1"}), then(Issue{ID: "A-1", Parent: "E-1", Sprints: []string{"S4"}}, Change{later, "sprint", "S3", "S4"})},
			"A-1\n1 left out, not done and in no plan: E-1\n1 left after the cut-off of 2026-07-03, and in the plan all the same: A-1 (2026-08-02)", ""},
		{"planned by hand", []*Issue{then(Issue{ID: "FW-1", Sprints: []string{"S3"}, Created: later}), then(Issue{ID: "acme/app#7", Sprints: []string{"S3"}, Created: later})},
			"FW-1 added 2026-08-02\napp-7\n2 joined after the cut-off of 2026-07-03: FW-1 (2026-08-02), acme/app#7 (2026-08-02)", ""},
		{"planned by hand, in no sprint, and sized later", []*Issue{then(Issue{ID: "FW-1", Points: []Points{{"Story Points", 8}}}, Change{later, "points", "5", "8"})}, "FW-1 size 5", ""},
		{"due outside the quarter", []*Issue{then(Issue{ID: "A-1", Sprints: []string{"S3"}, Due: day("2026-10-15")})}, "A-1",
			"x:7: warning: A-1 belongs to 2026-q3, and is due on 2026-10-15: its due date is left out"},
		{"no history", []*Issue{{ID: "A-1", Type: "Story", Status: "To Do", Sprints: []string{"S3"}}}, "A-1", "nobody can tell what was in scope on 2026-07-03 without the history of A-1"},
		{"a part of the history", []*Issue{then(Issue{ID: "A-1", Sprints: []string{"S3"}, Cut: true})}, "A-1", "only a part of the history of A-1 is here"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := asked()
			r.Plan, r.CutOff, r.Team = true, day("2026-07-03"), "firewall"
			r.Teams[0].Planned[1].Fixed = true
			q3, q4 := report.QuarterID{Year: 2026, N: 3}, report.QuarterID{Year: 2026, N: 4}
			r.Mapping.Quarters = map[string]report.QuarterID{"S3": q3, "S3, late": q3, "S4": q4, "2.3": q3, "2.4": q4}
			for _, i := range c.issues {
				i.Pos.File, i.Pos.Line = "x", 7
			}
			d, problems := Decide(r, c.issues)
			if got := plannedAs(d); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			var said []string
			for _, p := range problems {
				said = append(said, p.String())
			}
			if all := strings.Join(said, "\n"); !strings.Contains(all, c.errors) || c.errors == "" && all != "" {
				t.Errorf("problems %q, want %q", all, c.errors)
			}
		})
	}
}

// The history of Jira is read the oldest first, whichever way round it is.
func TestJiraHistory(t *testing.T) {
	const text = `{"names": {"customfield_10016": "Story point estimate", "customfield_10020": "Sprint"}, "total": 1, "issues": [{"key": "A-1", "fields": {
"summary": "One", "status": {"name": "Done", "statusCategory": {"key": "done"}}, "created": "2026-07-01T09:00:00.000+0200", "customfield_10016": 8, "customfield_10020": [{"name": "S3"}]},
"changelog": {"total": 4, "histories": [
{"created": "2026-08-02T18:00:00.000+0200", "items": [{"field": "status", "fieldId": "status", "fromString": "In Progress", "toString": "Done"}]},
{"created": "2026-08-02T09:00:00.000+0200", "items": [{"field": "status", "fieldId": "status", "fromString": "To Do", "toString": "In Progress"}, {"field": "Story point estimate", "fieldId": "customfield_10016", "fromString": "5", "toString": "8"}]},
{"created": "2026-07-09T09:00:00.000+0200", "items": [{"field": "Sprint", "fieldId": "customfield_10020", "fromString": "", "toString": "S3"}, {"field": "duedate", "fromString": "soon", "toString": null}]}
]}}]}`
	_, issues, problems := read(t, "x", text, nil)
	if len(issues) != 1 || len(problems) != 1 || !strings.Contains(problems[0], `x:1:112: record 1, "duedate in the changelog": "soon" is no day that can be read`) {
		t.Fatal(issues, problems)
	}
	i := issues[0]
	got := fmt.Sprint(i.Changes, i.Cut, i.ended(), i.began())
	if want := "[{2026-07-09 sprint  S3} {2026-07-09 due soon } {2026-08-02 status To Do In Progress} {2026-08-02 points 5 8} {2026-08-02 status In Progress Done}] true 2026-08-02 2026-08-02"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
