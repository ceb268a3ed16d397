package reconcile

import (
	"fmt"
	"strings"
	"testing"

	"quarterdeck/generator/importer"
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
	then := func(i importer.Issue, changes ...importer.Change) *importer.Issue {
		i.Type, i.Status, i.Changes = "Story", "To Do", append([]importer.Change{}, changes...)
		if i.Created == 0 {
			i.Created = before
		}
		return &i
	}
	for _, c := range []struct {
		name   string
		issues []*importer.Issue
		want   string
		errors string
	}{
		{"in it all the time", []*importer.Issue{then(importer.Issue{ID: "A-1", Sprints: []string{"S3"}, Points: []importer.Points{{Column: "Story Points", Value: 5}}})}, "A-1 size 5", ""},
		{"on the day itself", []*importer.Issue{then(importer.Issue{ID: "A-1", Sprints: []string{"S3"}}, importer.Change{Day: day("2026-07-03"), Field: "sprint", From: "", To: "S3"})}, "A-1", ""},
		{"joined later", []*importer.Issue{then(importer.Issue{ID: "A-1", Sprints: []string{"S3"}}, importer.Change{Day: later, Field: "sprint", From: "", To: "S3"})},
			"A-1 added 2026-08-02\n1 joined after the cut-off of 2026-07-03: A-1 (2026-08-02)", ""},
		{"made later", []*importer.Issue{then(importer.Issue{ID: "A-1", Sprints: []string{"S3"}, Created: later})},
			"A-1 added 2026-08-02\n1 joined after the cut-off of 2026-07-03: A-1 (2026-08-02)", ""},
		{"joined twice", []*importer.Issue{then(importer.Issue{ID: "A-1", Sprints: []string{"S3"}}, importer.Change{Day: later, Field: "sprint", From: "", To: "S3"}, importer.Change{Day: later + 2, Field: "sprint", From: "S3", To: ""}, importer.Change{Day: last, Field: "sprint", From: "", To: "S3"})},
			"A-1 added 2026-09-05\n1 joined after the cut-off of 2026-07-03: A-1 (2026-09-05)", ""},
		{"left later", []*importer.Issue{then(importer.Issue{ID: "A-1", Sprints: []string{"S4"}}, importer.Change{Day: later, Field: "sprint", From: "S3", To: "S4"})},
			"A-1\n1 left after the cut-off of 2026-07-03, and in the plan all the same: A-1 (2026-08-02)", ""},
		{"in the next sprint of the quarter as well", []*importer.Issue{then(importer.Issue{ID: "A-1", Sprints: []string{"S3", "S3, late"}}, importer.Change{Day: later, Field: "sprint", From: "S3", To: "S3, S3, late"})}, "A-1", ""},
		{"came and went", []*importer.Issue{then(importer.Issue{ID: "A-1"}, importer.Change{Day: later, Field: "sprint", From: "", To: "S3"}, importer.Change{Day: last, Field: "sprint", From: "S3", To: ""})},
			"1 left out, not done and in no plan: A-1\n1 came after the cut-off of 2026-07-03 and left again: A-1 (until 2026-09-05)", ""},
		{"joined after the quarter", []*importer.Issue{then(importer.Issue{ID: "A-1", Sprints: []string{"S3"}}, importer.Change{Day: day("2026-10-02"), Field: "sprint", From: "", To: "S3"})}, "1 left out, not done and in no plan: A-1", ""},
		{"re-sized and re-dated", []*importer.Issue{then(importer.Issue{ID: "A-1", Sprints: []string{"S3"}, Points: []importer.Points{{Column: "Story Points", Value: 8}}, Due: day("2026-09-20")},
			importer.Change{Day: later, Field: "points", From: "5", To: "8"}, importer.Change{Day: later, Field: "due", From: "2026-08-15 00:00:00.0", To: "2026-09-20"})}, "A-1 size 5 due 2026-08-15", ""},
		{"sized later", []*importer.Issue{then(importer.Issue{ID: "A-1", Sprints: []string{"S3"}, Points: []importer.Points{{Column: "Story Points", Value: 8}}}, importer.Change{Day: later, Field: "points", From: "", To: "8"})}, "A-1", ""},
		{"by its version", []*importer.Issue{then(importer.Issue{ID: "A-1", Versions: []string{"other", "2.4"}}, importer.Change{Day: later, Field: "version", From: "2.3", To: ""}, importer.Change{Day: later, Field: "version", From: "", To: "2.4"})},
			"A-1\n1 left after the cut-off of 2026-07-03, and in the plan all the same: A-1 (2026-08-02)", ""},
		{"by its due date", []*importer.Issue{then(importer.Issue{ID: "A-1", Due: day("2026-11-01")}, importer.Change{Day: later, Field: "due", From: "2026-09-01", To: "2026-11-01"})},
			"A-1 due 2026-09-01\n1 left after the cut-off of 2026-07-03, and in the plan all the same: A-1 (2026-08-02)", ""},
		{"dropped before it", []*importer.Issue{then(importer.Issue{ID: "A-1", Sprints: []string{"S3"}}, importer.Change{Day: later, Field: "status", From: "Rejected", To: "To Do"})},
			"A-1 added 2026-08-02\n1 joined after the cut-off of 2026-07-03: A-1 (2026-08-02)", ""},
		{"a part of an epic that is in no sprint", []*importer.Issue{then(importer.Issue{ID: "E-1"}), then(importer.Issue{ID: "A-1", Parent: "E-1", Sprints: []string{"S4"}}, importer.Change{Day: later, Field: "sprint", From: "S3", To: "S4"})},
			"A-1\n1 left out, not done and in no plan: E-1\n1 left after the cut-off of 2026-07-03, and in the plan all the same: A-1 (2026-08-02)", ""},
		{"planned by hand", []*importer.Issue{then(importer.Issue{ID: "FW-1", Sprints: []string{"S3"}, Created: later}), then(importer.Issue{ID: "acme/app#7", Sprints: []string{"S3"}, Created: later})},
			"FW-1 added 2026-08-02\napp-7\n2 joined after the cut-off of 2026-07-03: FW-1 (2026-08-02), acme/app#7 (2026-08-02)", ""},
		{"planned by hand, in no sprint, and sized later", []*importer.Issue{then(importer.Issue{ID: "FW-1", Points: []importer.Points{{Column: "Story Points", Value: 8}}}, importer.Change{Day: later, Field: "points", From: "5", To: "8"})}, "FW-1 size 5", ""},
		{"due outside the quarter", []*importer.Issue{then(importer.Issue{ID: "A-1", Sprints: []string{"S3"}, Due: day("2026-10-15")})}, "A-1",
			"x:7: warning: A-1 belongs to 2026-q3, and is due on 2026-10-15: its due date is left out"},
		{"no history", []*importer.Issue{{ID: "A-1", Type: "Story", Status: "To Do", Sprints: []string{"S3"}}}, "A-1", "nobody can tell what was in scope on 2026-07-03 without the history of A-1"},
		{"a part of the history", []*importer.Issue{then(importer.Issue{ID: "A-1", Sprints: []string{"S3"}, Cut: true})}, "A-1", "only a part of the history of A-1 is here"},
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
