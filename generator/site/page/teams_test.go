package page

import (
	"quarterdeck/generator/report"
	"strings"
	"testing"
)

func TestTeamsGolden(t *testing.T) {
	goldenView(t, "teams.json", viewOf[*Teams](t, plan(report.Parts...), "teams/index.html"))
}

// Rules over its two closed quarters, by hand: kept 1 of 2 and 1 of 3, on time 1
// of 1 and 0 of 1; nobody asked it for anything.
func TestTeamFigures(t *testing.T) {
	v := viewOf[*TeamPage](t, plan(report.Parts...), "teams/rules/index.html")
	var got []string
	for _, f := range v.Figs {
		got = append(got, f.Rows.Text+" "+f.Value+" "+f.Count+" "+f.Rows.Path)
	}
	want := "Kept 40 % 2 of 5 planned items #quarters|On time 50 % 1 of 2 dated items #quarters|Unplanned 33 % 1 of 3 delivered items #quarters|Asks of it met n/a no asks "
	if s := strings.ReplaceAll(strings.Join(got, "|"), "\u00a0", " "); s != want {
		t.Errorf("figures are\n%s, want\n%s", s, want)
	}
	if len(v.Quarters) != 3 || v.Quarters[0].Report.Path != "2026-q3/rules/index.html" {
		t.Errorf("quarters are %+v", v.Quarters)
	}
	if len(v.Actions) != 1 || !v.Actions[0].Overdue || v.Actions[0].Owner != "Rules" {
		t.Errorf("actions are %+v", v.Actions)
	}
	if len(v.Lessons) != 2 || v.Lessons[0].Title.Text != "Ask even earlier" {
		t.Errorf("lessons are %+v", v.Lessons)
	}
}

func TestTeamAsks(t *testing.T) {
	v := viewOf[*TeamPage](t, plan(report.Parts...), "teams/design/index.html")
	if len(v.Asks) != 2 || strings.ReplaceAll(v.AsksOf, "\u00a0", " ") != "2026 Q1" {
		t.Errorf("%d asks of %q, want the two of the quarter in which it has a report", len(v.Asks), v.AsksOf)
	}
}

// An audience that sees no plans reads nothing of a plan.
func TestTeamsWithoutPlans(t *testing.T) {
	s := plan(report.Numbers)
	for _, row := range viewOf[*Teams](t, s, "teams/index.html").Rows {
		if row.Summary != "" {
			t.Errorf("%s: %s", row.Team.Text, row.Summary)
		}
	}
	v := viewOf[*TeamPage](t, s, "teams/design/index.html")
	if len(v.Asks) != 0 || len(v.Actions) != 0 || len(v.Lessons) != 0 || len(v.Figs) == 0 {
		t.Errorf("sees %+v", v)
	}
}
