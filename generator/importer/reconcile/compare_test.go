package reconcile

import (
	"fmt"
	"strings"
	"testing"

	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// compared is a comparison in one line a difference, and one an item that joined.
func compared(c *Comparison) string {
	var lines []string
	for _, d := range c.Differences {
		lines = append(lines, fmt.Sprintf("%s %s %s [%s] [%s]", d.Team, d.Change, d.ID, d.Was, d.Is))
	}
	for _, team := range []string{"firewall", "logs", "rules"} {
		for _, r := range c.Joined[team] {
			lines = append(lines, fmt.Sprintf("%s %s added = %s", team, r.ID, r.Added))
		}
	}
	return strings.Join(lines, "\n")
}

// How two exports differ, each case worked by hand. The newer one is of 20 August.
func TestCompare(t *testing.T) {
	story := func(i importer.Issue) *importer.Issue {
		if i.Type, i.Project = "Story", "firewall"; i.Status == "" {
			i.Status = "To Do"
		}
		return &i
	}
	list := func(issues ...*importer.Issue) []*importer.Issue { return issues }
	s3, s4 := []string{"S3"}, []string{"S4"}
	points := func(n float64) []importer.Points { return []importer.Points{{Column: "Story Points", Value: n}} }
	for _, c := range []struct {
		name     string
		plan     bool
		old, now []*importer.Issue
		want     string
		errors   string
	}{
		{"nothing", false, list(story(importer.Issue{ID: "A-1", Sprints: s3})), list(story(importer.Issue{ID: "A-1", Sprints: s3, Status: "Done", Finished: day("2026-08-12")})), "", ""},
		{"new in the plan", false, nil, list(story(importer.Issue{ID: "FW-1", Sprints: s3})), "firewall added FW-1 [] [by 2026-08-20]\nfirewall FW-1 added = 2026-08-20", ""},
		{"new in the plan, by its history", false, nil, list(story(importer.Issue{ID: "FW-1", Created: day("2026-07-01"), Sprints: s3, Changes: []importer.Change{{Day: day("2026-08-02"), Field: "sprint", From: "", To: "S3"}}})),
			"firewall added FW-1 [] [2026-08-02]\nfirewall FW-1 added = 2026-08-02", ""},
		{"new, and done by then", false, nil, list(story(importer.Issue{ID: "FW-1", Sprints: s3, Status: "Done", Finished: day("2026-08-12")})), "firewall added FW-1 [] [by 2026-08-20]\nfirewall FW-1 added = 2026-08-12", ""},
		{"done before it joined", false, nil, list(story(importer.Issue{ID: "FW-1", Sprints: s3, Status: "Done", Finished: day("2026-07-12"), Changes: []importer.Change{{Day: day("2026-08-02"), Field: "sprint", From: "", To: "S3"}}})),
			"firewall added FW-1 [] [2026-08-02]", ""},
		{"new, and done before the cut-off", false, nil, list(story(importer.Issue{ID: "FW-1", Sprints: s3, Status: "Done", Finished: day("2026-07-02")})), "firewall added FW-1 [] [by 2026-08-20]", ""},
		{"new in the plan, where added is written", false, nil, list(story(importer.Issue{ID: "acme/app#7", Sprints: s3})), "firewall added app-7 [] [by 2026-08-20]", ""},
		{"in the plan, and in no sprint", false, nil, list(story(importer.Issue{ID: "FW-1"})), "firewall added FW-1 [] [by 2026-08-20]\nfirewall FW-1 added = 2026-08-20", ""},
		{"new in the sprint, and in no plan", false, nil, list(story(importer.Issue{ID: "A-1", Sprints: s3})), "firewall added A-1 [] [by 2026-08-20]", ""},
		{"the same, to be drafted", true, nil, list(story(importer.Issue{ID: "A-1", Sprints: s3})), "firewall added A-1 [] [by 2026-08-20]\nfirewall A-1 added = 2026-08-20", ""},
		{"put into the sprint", false, list(story(importer.Issue{ID: "A-1"})), list(story(importer.Issue{ID: "A-1", Sprints: s3})), "firewall added A-1 [] [by 2026-08-20]", ""},
		{"put into the next one", false, list(story(importer.Issue{ID: "A-1", Sprints: s3})), list(story(importer.Issue{ID: "A-1", Sprints: []string{"S3", "S4"}})), "firewall removed A-1 [] [in 2026-q4]", ""},
		{"taken out", false, list(story(importer.Issue{ID: "A-1", Sprints: s3})), list(story(importer.Issue{ID: "A-1"})), "firewall removed A-1 [] [not in the quarter]", ""},
		{"dropped", false, list(story(importer.Issue{ID: "A-1", Sprints: s3})), list(story(importer.Issue{ID: "A-1", Sprints: s3, Status: "Rejected"})), "firewall removed A-1 [] [dropped]", ""},
		{"gone", false, list(story(importer.Issue{ID: "A-1", Sprints: s3})), nil, "firewall removed A-1 [] [not in the export]", ""},
		{"a part by now", false, list(story(importer.Issue{ID: "A-1", Sprints: s3}), story(importer.Issue{ID: "E-1", Sprints: s3})), list(story(importer.Issue{ID: "A-1", Sprints: s3, Parent: "E-1"}), story(importer.Issue{ID: "E-1", Sprints: s3})),
			"firewall removed A-1 [] [a part of E-1]", ""},
		{"planned, and put into the next sprint", false, list(story(importer.Issue{ID: "FW-1", Sprints: s3})), list(story(importer.Issue{ID: "FW-1", Sprints: s4})), "firewall removed FW-1 [] [in 2026-q4]", ""},
		{"another size and another day", false, list(story(importer.Issue{ID: "A-1", Sprints: s3, Points: points(5), Due: day("2026-08-15")})), list(story(importer.Issue{ID: "A-1", Sprints: s3, Points: points(8)})),
			"firewall re-sized A-1 [5] [8]\nfirewall re-dated A-1 [2026-08-15] []", ""},
		{"sized", false, list(story(importer.Issue{ID: "A-1", Sprints: s3})), list(story(importer.Issue{ID: "A-1", Sprints: s3, Points: points(0.5)})), "firewall re-sized A-1 [] [0.5]", ""},
		{"two estimates", false, list(story(importer.Issue{ID: "A-1", Sprints: s3})), list(story(importer.Issue{ID: "A-1", Sprints: s3, Points: append(points(1), points(2)...)})), "", "A-1 has estimates in the columns"},
		{"in order", false, list(story(importer.Issue{ID: "A-1", Sprints: s3}), story(importer.Issue{ID: "A-2", Sprints: s3, Points: points(1)})),
			list(story(importer.Issue{ID: "A-2", Sprints: s3, Points: points(2)}), story(importer.Issue{ID: "A-3", Sprints: s3}), story(importer.Issue{ID: "LG-4", Sprints: s3})),
			"firewall added A-3 [] [by 2026-08-20]\nfirewall removed A-1 [] [not in the export]\nfirewall re-sized A-2 [1] [2]\nrules added LG-4 [] [by 2026-08-20]\nrules LG-4 added = 2026-08-20", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := asked()
			r.Plan = c.plan
			r.Teams[0].Committed, r.Teams[0].Planned[1].Fixed = day("2026-07-03"), true
			r.Mapping.Quarters = map[string]report.QuarterID{"S3": {Year: 2026, N: 3}, "S4": {Year: 2026, N: 4}}
			got, problems := Compare(r, c.old, c.now, day("2026-08-20"))
			if text := compared(got); text != c.want {
				t.Errorf("got\n%s\nwant\n%s", text, c.want)
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
