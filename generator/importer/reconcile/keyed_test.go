package reconcile

import (
	"strings"
	"testing"

	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// Which deliverable an issue is a part of, each case worked by hand.
func TestKeys(t *testing.T) {
	issue := func(i importer.Issue, status string, ended string) *importer.Issue {
		i.Type, i.Project, i.Status = "Story", "firewall", status
		if ended != "" {
			i.Finished = day(ended)
		}
		return &i
	}
	labelled := []string{"urgent", "Plan/FW-1"}
	size := func(n float64) []importer.Points { return []importer.Points{{Column: "Story Points", Value: n}} }
	for _, c := range []struct {
		name, key string
		issues    []*importer.Issue
		want      string
	}{
		{"the epic is in the plan alone", "", []*importer.Issue{issue(importer.Issue{ID: "S-1", Parent: "FW-1"}, "Done", "2026-08-12")}, "firewall S-1 delivered 2026-08-12 feature"},
		{"all parts are done", "epic", []*importer.Issue{issue(importer.Issue{ID: "S-1", Parent: "FW-1", Started: day("2026-07-09"), Points: size(2)}, "Done", "2026-08-12"), issue(importer.Issue{ID: "S-2", Parent: "FW-1", Points: size(3)}, "Done", "2026-08-01")},
			"firewall FW-1 delivered 2026-07-09 2026-08-12 size 5\n2 folded into the 1 that they are parts of (--all keeps them apart)"},
		{"one is not sized", "epic", []*importer.Issue{issue(importer.Issue{ID: "S-1", Parent: "FW-1", Points: size(2)}, "Done", "2026-08-12"), issue(importer.Issue{ID: "S-2", Parent: "FW-1"}, "Done", "2026-08-01")},
			"firewall FW-1 delivered 2026-08-12\n2 folded into the 1 that they are parts of (--all keeps them apart)"},
		{"one is open", "epic", []*importer.Issue{issue(importer.Issue{ID: "S-1", Parent: "FW-1"}, "Done", "2026-08-12"), issue(importer.Issue{ID: "S-2", Parent: "FW-1"}, "To Do", "")},
			"firewall FW-1 open\n2 folded into the 1 that they are parts of (--all keeps them apart)"},
		{"one was dropped", "epic", []*importer.Issue{issue(importer.Issue{ID: "S-1", Parent: "FW-1"}, "Done", "2026-08-12"), issue(importer.Issue{ID: "S-2", Parent: "FW-1"}, "Rejected", "")},
			"firewall FW-1 delivered 2026-08-12\n2 folded into the 1 that they are parts of (--all keeps them apart)"},
		{"all were dropped", "epic", []*importer.Issue{issue(importer.Issue{ID: "S-1", Parent: "FW-1"}, "Rejected", "")}, "firewall FW-1 dropped\n1 folded into the 1 that they are parts of (--all keeps them apart)"},
		{"one is done without a day", "epic", []*importer.Issue{issue(importer.Issue{ID: "S-1", Parent: "FW-1"}, "Done", "2026-08-12"), issue(importer.Issue{ID: "S-2", Parent: "FW-1"}, "Done", "")},
			"1 left out, done without a day (--finished-when-unknown DAY gives them one): FW-1\n1 left out, finished in the quarter, as parts of what is left out (--all keeps them apart): S-1\n1 left out, parts of what is left out: S-2"},
		{"found by a ticket, with a part of a part", "epic", []*importer.Issue{issue(importer.Issue{ID: "S-1", Parent: "acme/app#7"}, "Done", "2026-08-12"), issue(importer.Issue{ID: "T-1", Parent: "S-1"}, "To Do", "")},
			"firewall app-7 delivered 2026-08-12\n2 folded into the 1 that they are parts of (--all keeps them apart)"},
		{"the epic is in the export as well", "epic", []*importer.Issue{issue(importer.Issue{ID: "FW-1"}, "To Do", ""), issue(importer.Issue{ID: "S-1", Parent: "FW-1"}, "Done", "2026-08-12")},
			"firewall FW-1 open\n1 folded into the 1 that they are parts of (--all keeps them apart)"},
		{"an epic that nobody has planned", "epic", []*importer.Issue{issue(importer.Issue{ID: "S-1", Parent: "E-404"}, "Done", "2026-08-12")}, "firewall S-1 delivered 2026-08-12 feature"},
		{"by a label", "label:plan/", []*importer.Issue{issue(importer.Issue{ID: "S-1", Labels: labelled, Parent: "E-1"}, "Done", "2026-08-12"), issue(importer.Issue{ID: "E-1"}, "To Do", ""), issue(importer.Issue{ID: "S-2", Labels: labelled}, "Done", "2026-08-01")},
			"firewall FW-1 delivered 2026-08-12\n2 folded into the 1 that they are parts of (--all keeps them apart)\n1 left out, not done and in no plan: E-1"},
		{"by a label that nobody has planned", "label:plan/", []*importer.Issue{issue(importer.Issue{ID: "S-1", Labels: []string{"plan/alarms"}}, "Done", "2026-08-12"), issue(importer.Issue{ID: "S-2", Labels: []string{"plan/alarms"}}, "Done", "2026-08-14")},
			"firewall alarms delivered 2026-08-14 feature\n2 folded into the 1 that they are parts of (--all keeps them apart)"},
		{"by a label, and the item has it itself", "label:plan/", []*importer.Issue{issue(importer.Issue{ID: "FW-1", Labels: labelled}, "To Do", ""), issue(importer.Issue{ID: "S-2", Labels: labelled}, "Done", "2026-08-01")},
			"firewall FW-1 open\n1 folded into the 1 that they are parts of (--all keeps them apart)"},
		{"its own", "own", []*importer.Issue{issue(importer.Issue{ID: "E-1"}, "To Do", ""), issue(importer.Issue{ID: "S-1", Parent: "E-1"}, "Done", "2026-08-12")}, "firewall S-1 delivered 2026-08-12 feature\n1 left out, not done and in no plan: E-1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := asked()
			r.Mapping.Key = c.key
			d, problems := Decide(r, c.issues)
			if got := written(d); got != c.want || len(problems) > 0 {
				t.Errorf("%v, got\n%s\nwant\n%s", problems, got, c.want)
			}
		})
	}
}

// What contradicts itself is said, and nothing else is.
func TestContradictions(t *testing.T) {
	august := day("2026-08-12")
	for _, c := range []struct {
		format string
		says   map[string]report.Meaning // site.toml's
		issue  importer.Issue
		want   string
	}{
		{"jira", nil, importer.Issue{Status: "Done", Category: importer.Done, Resolution: "Done", Finished: august}, ""},
		{"jira", nil, importer.Issue{Status: "Done", Category: importer.Done, Resolution: "Won't Do", Finished: august}, ""}, // dropped
		{"jira", nil, importer.Issue{Status: "Cancelled", Category: importer.Done, Resolution: "Won't Do", Finished: august}, ""},
		{"jira", nil, importer.Issue{Status: "Done", Category: importer.Active, Finished: august}, `the status "Done" counts as delivered, but its category is in progress`},
		{"jira", nil, importer.Issue{Status: "In Progress", Category: importer.Done}, `the status "In Progress" counts as open, but its category is done`},
		{"jira", nil, importer.Issue{Status: "Ready", Category: importer.New, Resolution: "Done", Finished: august}, `the status "Ready" counts as open, but it has the resolution "Done" of 2026-08-12`},
		{"jira", nil, importer.Issue{Status: "Ready", Resolution: "Duplicate"}, `the status "Ready" counts as open, but it has the resolution "Duplicate"`},
		{"jira", nil, importer.Issue{Status: "Ready", Resolution: "Unresolved"}, ""},
		{"jira", nil, importer.Issue{Status: "Rejected", Resolution: "Fixed", Finished: august}, `the status "Rejected" counts as dropped, but it has the resolution "Fixed"`},
		{"jira", map[string]report.Meaning{"Done": "delivered"}, importer.Issue{Status: "Done", Resolution: "Duplicate", Finished: august}, `the status "Done" counts as delivered, but it has the resolution "Duplicate"`},
		{"linear", nil, importer.Issue{Status: "In Progress", Finished: august}, `the status "In Progress" counts as open, but it was finished on 2026-08-12`},
		{"linear", nil, importer.Issue{Status: "Canceled", Finished: august}, `the status "Canceled" counts as dropped, but it was finished on 2026-08-12`},
		{"linear", nil, importer.Issue{Status: "Canceled", Canceled: august}, ""},
		{"linear", nil, importer.Issue{Status: "Done", Finished: august, Canceled: august}, `the status "Done" counts as delivered, but it was cancelled on 2026-08-12`},
		{"linear", nil, importer.Issue{Status: "Todo", Canceled: august}, `the status "Todo" counts as open, but it was cancelled on 2026-08-12`},
		{"linear", nil, importer.Issue{Status: "Todo", Canceled: august, Archived: true}, ""},
		{"github", nil, importer.Issue{Status: "open", Resolution: "REOPENED"}, ""},
	} {
		r := asked()
		r.Format, r.Mapping.Statuses = importer.Find(c.format), c.says
		i := c.issue
		i.ID, i.Pos.File, i.Pos.Line = "FW-1", "x", 7
		_, problems := Decide(r, []*importer.Issue{&i})
		var said []string
		for _, p := range problems {
			said = append(said, p.String())
		}
		all := strings.Join(said, "\n")
		if c.want == "" && all != "" || c.want != "" && !strings.HasPrefix(all, "x:7: warning: FW-1: "+c.want+" (hint: correct it in the tracker, or say what") {
			t.Errorf("%+v: %q, want %q", c.issue, all, c.want)
		}
	}
}
