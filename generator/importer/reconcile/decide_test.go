package reconcile

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

func day(text string) report.Day {
	d, err := report.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

// asked is an import for the third quarter, in which two teams have planned something.
func asked() Request {
	return Request{
		Format: importer.Find("jira"), Mapping: &importer.Mapping{}, Quarter: report.QuarterID{Year: 2026, N: 3}, Start: day("2026-07-01"), End: day("2026-10-01"),
		Teams: []Team{
			{ID: "firewall", Name: "Firewall", Planned: []Planned{{ID: "FW-1"}, {ID: "app-7", Tickets: []string{"acme/app#7"}}}},
			{ID: "logs", Planned: []Planned{{ID: "LG-1", Tickets: []string{"https://tracker.example/LG-1"}}, {ID: "LG-3", From: "rules"}, {ID: "LG-4"}}},
			{ID: "rules", Planned: []Planned{{ID: "LG-3"}, {ID: "LG-4", From: "logs"}}},
		},
		Known: func(id string) bool { return id == "MR-9" },
	}
}

// written is a decision in one line a row.
func written(d *Decision) string {
	var lines []string
	for team, rows := range d.Rows {
		for _, r := range rows {
			line := fmt.Sprintf("%s %s %s", team, r.ID, r.Status)
			for _, more := range []string{r.Started.String(), r.Finished.String(), string(r.Kind), strings.Join(r.BlockedBy, "+"), r.Note} {
				if more != "" {
					line += " " + more
				}
			}
			if r.Size != 0 {
				line += fmt.Sprintf(" size %g", r.Size)
			}
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return strings.Join(append(lines, d.Said...), "\n")
}

// What an issue becomes, each case worked by hand.
func TestDecide(t *testing.T) {
	done := func(i importer.Issue) *importer.Issue { i.Status, i.Category = "Done", importer.Done; return &i }
	august := day("2026-08-12")
	for _, c := range []struct {
		name   string
		change func(*Request)
		issues []*importer.Issue
		want   string
		errors string
	}{
		{"planned and done", nil, []*importer.Issue{done(importer.Issue{ID: "FW-1", Finished: august, Started: day("2026-07-20"), Points: []importer.Points{{Column: "Story Points", Value: 5}}})},
			"firewall FW-1 delivered 2026-07-20 2026-08-12 size 5", ""},
		{"found by its ticket", nil, []*importer.Issue{done(importer.Issue{ID: "acme/app#7", Finished: august})}, "firewall app-7 delivered 2026-08-12", ""},
		{"found by its address", nil, []*importer.Issue{done(importer.Issue{ID: "X-1", URL: "https://tracker.example/LG-1", Finished: august})}, "logs LG-1 delivered 2026-08-12", ""},
		{"handed over, to the team that got it", nil, []*importer.Issue{done(importer.Issue{ID: "LG-3", Finished: august}), done(importer.Issue{ID: "LG-4", Finished: august})},
			"logs LG-3 delivered 2026-08-12\nrules LG-4 delivered 2026-08-12", ""},
		{"finished after the quarter", nil, []*importer.Issue{done(importer.Issue{ID: "FW-1", Finished: day("2026-10-01")})}, "firewall FW-1 moved 2026-10-01", ""},
		{"finished on its last day", nil, []*importer.Issue{done(importer.Issue{ID: "FW-1", Finished: day("2026-09-30")})}, "firewall FW-1 delivered 2026-09-30", ""},
		{"finished before it", nil, []*importer.Issue{done(importer.Issue{ID: "FW-1", Finished: day("2026-06-30")})}, "1 left out, finished before the quarter: FW-1", ""},
		{"done without a day", nil, []*importer.Issue{done(importer.Issue{ID: "FW-1", Created: august})}, "1 left out, done without a day (--finished-when-unknown DAY gives them one): FW-1", ""},
		{"a day for those", func(r *Request) { r.Unknown = day("2026-09-30") }, []*importer.Issue{done(importer.Issue{ID: "FW-1"})},
			"firewall FW-1 delivered 2026-09-30 The tracker has no day for this; 2026-09-30 was given for it", ""},
		{"a day of its history", nil, []*importer.Issue{done(importer.Issue{ID: "FW-1", Changes: []importer.Change{{Day: day("2026-07-03"), Field: "status", From: "To Do", To: "In Progress"}, {Day: august, Field: "status", From: "In Progress", To: "Done"}}})},
			"firewall FW-1 delivered 2026-07-03 2026-08-12", ""},
		{"open", nil, []*importer.Issue{{ID: "FW-1", Status: "In Progress", Created: august}}, "firewall FW-1 open", ""},
		{"open, and in a sprint of the next quarter", func(r *Request) {
			r.Mapping.Quarters = map[string]report.QuarterID{"Sprint 7": {Year: 2026, N: 3}, "Sprint 8": {Year: 2026, N: 4}}
		}, []*importer.Issue{{ID: "FW-1", Status: "To Do", Sprints: []string{"Sprint 7", "Sprint 8"}}}, "firewall FW-1 moved", ""},
		{"won't do", nil, []*importer.Issue{done(importer.Issue{ID: "FW-1", Resolution: "Won't Do", Finished: august})}, "firewall FW-1 dropped", ""},
		{"archived and not done", nil, []*importer.Issue{{ID: "FW-1", Status: "Todo", Archived: true}}, "firewall FW-1 dropped", ""},
		{"open and in no plan", nil, []*importer.Issue{{ID: "FW-2", Status: "To Do"}}, "1 left out, not done and in no plan: FW-2", ""},
		{"unplanned work", nil, []*importer.Issue{done(importer.Issue{ID: "FW-2", Type: "Bug", Project: "firewall", Finished: august})}, "firewall FW-2 delivered 2026-08-12 operations", ""},
		{"of a team by the mapping", func(r *Request) { r.Mapping.Teams = map[string]string{"netsec": "logs"} },
			[]*importer.Issue{done(importer.Issue{ID: "N-2", Type: "Bug", Components: []string{"NetSec"}, Finished: august})}, "logs N-2 delivered 2026-08-12 operations", ""},
		{"of another team", func(r *Request) { r.Team, r.Mapping.Teams = "firewall", map[string]string{"netsec": "logs"} },
			[]*importer.Issue{done(importer.Issue{ID: "N-2", Type: "Bug", Project: "netsec", Finished: august})}, "1 left out, of other teams: N-2", ""},
		{"a part of what is planned", nil, []*importer.Issue{{ID: "FW-1", Status: "To Do"}, done(importer.Issue{ID: "FW-3", Parent: "FW-1", Finished: august})},
			"firewall FW-1 open\n1 folded into the 1 that they are parts of (--all keeps them apart)", ""},
		{"a part that is planned itself", nil, []*importer.Issue{{ID: "E-1", Status: "To Do"}, done(importer.Issue{ID: "FW-1", Parent: "E-1", Finished: august})},
			"firewall FW-1 delivered 2026-08-12\n1 left out, not done and in no plan: E-1", ""},
		{"a part of a part", nil, []*importer.Issue{done(importer.Issue{ID: "E-1", Number: "10", Type: "Epic", Project: "logs", Finished: august}), done(importer.Issue{ID: "S-1", Number: "11", Parent: "10", Finished: august}), done(importer.Issue{ID: "T-1", Parent: "11", Finished: august})},
			"logs E-1 delivered 2026-08-12 feature\n2 folded into the 1 that they are parts of (--all keeps them apart)", ""},
		{"parents in a circle", nil, []*importer.Issue{{ID: "A-1", Parent: "A-2", Status: "To Do"}, {ID: "A-2", Parent: "A-1", Status: "To Do"}}, "2 left out, not done and in no plan: A-1, A-2", ""},
		{"a sub-task alone", nil, []*importer.Issue{done(importer.Issue{ID: "T-1", Subtask: true, Parent: "99", Finished: august})}, "1 left out, parts of issues that are not in the export: T-1", ""},
		{"links of both directions", nil, []*importer.Issue{{ID: "FW-1", Status: "To Do", BlockedBy: []string{"LG-1", "X-404"}}, {ID: "MR-9", Status: "To Do", Blocks: []string{"FW-1"}}},
			"firewall FW-1 open LG-1+MR-9\n1 left out, not done and in no plan: MR-9", ""},
		{"two estimates", nil, []*importer.Issue{done(importer.Issue{ID: "FW-1", Finished: august, Points: []importer.Points{{Column: "A", Value: 1}, {Column: "B", Value: 2}}})}, "", `FW-1 has estimates in the columns "A" and "B"`},
		{"an unknown status", nil, []*importer.Issue{{ID: "FW-1", Status: "やること"}}, "", `unknown status: "やること"`},
		{"an unknown status with a category", nil, []*importer.Issue{{ID: "FW-1", Status: "Waiting", Category: importer.Active}}, "firewall FW-1 open", ""},
		{"no kind", nil, []*importer.Issue{done(importer.Issue{ID: "FW-2", Project: "firewall", Finished: august})}, "", "FW-2: no kind"},
		{"a kind for all others", func(r *Request) { r.Mapping.Kind = report.Debt }, []*importer.Issue{done(importer.Issue{ID: "FW-2", Project: "firewall", Finished: august})}, "firewall FW-2 delivered 2026-08-12 debt", ""},
		{"no team", nil, []*importer.Issue{done(importer.Issue{ID: "N-2", Type: "Bug", Project: "netsec", Finished: august})}, "", `unknown team: "netsec"`},
		{"ready, but resolved", nil, []*importer.Issue{{ID: "FW-1", Status: "Ready", Category: importer.New, Resolution: "Done", Finished: august}}, "firewall FW-1 open",
			`warning: FW-1: the status "Ready" counts as open, but it has the resolution "Done" of 2026-08-12`},
		{"twice", nil, []*importer.Issue{done(importer.Issue{ID: "FW-1", Finished: august}), {ID: "FW-1", Status: "To Do"}}, "firewall FW-1 delivered 2026-08-12", "FW-1 is in the export twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := asked()
			if c.change != nil {
				c.change(&r)
			}
			d, problems := Decide(r, c.issues)
			if got := written(d); got != c.want {
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

func TestPlanID(t *testing.T) {
	for id, want := range map[string]string{"FW-1": "FW-1", "acme/app#67": "app-67", "AB#12": "AB-12", "#9": "9", "PVTI_x": "PVTI_x", "267244": "267244"} {
		if got := PlanID(id); got != want {
			t.Errorf("%s becomes %s, want %s", id, got, want)
		}
	}
}
