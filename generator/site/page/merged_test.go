package page

import (
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// The page of a team names those that became part of it, once they have, and so does its Markdown.
func TestTeamsThatBecamePartOfAnother(t *testing.T) {
	a := sample()
	a.Teams = append(a.Teams,
		&report.Team{ID: "checks", Name: "Checks", Until: day("2026-02-28"), MergedInto: "rules"},
		&report.Team{ID: "lists", Name: "Lists", Until: day("2027-12-31"), MergedInto: "rules"})
	s := Plan(a, metrics.Compute(a), i18n.English())
	got := viewOf[*TeamPage](t, s, "teams/rules/index.html").Includes
	if len(got) != 1 || got[0].Team.Text != "Checks" || got[0].Team.Path != "teams/checks/index.html" || got[0].Since != day("2026-03-01") {
		t.Errorf("its page includes %+v", got)
	}
	text := string(bytesOf(t, s, "teams/rules/index.html.md"))
	if !strings.Contains(text, "- Includes [Checks](https://reports.example.com/sub/teams/checks/) since 1 March 2026\n") || strings.Contains(text, "Lists") {
		t.Errorf("its Markdown is %s", text)
	}
	if gone := string(bytesOf(t, s, "teams/checks/index.html.md")); !strings.Contains(gone, "Dissolved on 28 February 2026; merged into [Rules]") {
		t.Errorf("the Markdown of the team that is gone is %s", gone)
	}
}
