package page

import (
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// A quarter that is shown as an edition is that edition: the teams' names, the words of
// site.toml, and how far actions had come on its day. What has become of the actions since is
// one line with the day of today.
func TestQuarterShownAsEditionIsThatEdition(t *testing.T) {
	a, _ := publishedSample(false)
	two := a.Quarters[1].Editions[2]
	act := func(q *report.Quarter) *report.Action {
		r := q.Reports[0]
		return &report.Action{ID: "agree", Quarter: q, Team: r.Team, Owner: "rules", Due: day("2026-07-20"), Text: report.Prose{Text: "Agree on a rota"}}
	}
	first := two.Archive
	two.Archive = func() *report.Archive {
		was := first()
		q := was.Quarters[1]
		q.Reports[0].Team.Name = "Rules as it was"
		was.Site.Retro.Change = "What we agreed"
		q.Reports[0].Retro.Actions = []*report.Action{act(q)}
		q.Reports[0].Retro.Sections = []report.Section{{Title: "Else", Actions: q.Reports[0].Retro.Actions}}
		return was
	}
	now := a.Quarters[1]
	now.Reports[0].Retro.Actions = []*report.Action{act(now)}
	a.Today = day("2026-08-01")
	s := Plan(a.For(report.Audience{ID: "test", Shows: report.Parts}), metrics.Compute(a), i18n.English())

	for _, path := range []string{"2026-q2/rules/index.html", "2026-q2/editions/2/rules/index.html"} {
		v := viewOf[*Report](t, s, path)
		if v.Title != "Rules as it was" || v.Retro.NoChange != "What we agreed" {
			t.Errorf("%s shows %q and %q of today", path, v.Title, v.Retro.NoChange)
		}
		if one := v.Retro.Sections[0][0].Actions[0]; one.Late || one.State != "Open." {
			t.Errorf("%s calls an action %q, which was open on the day of the edition", path, one.State)
		}
		if got := strings.ReplaceAll(v.Retro.Since.Text, "\u00a0", " "); got != "As of 1 August 2026, 0 of these 2 actions are done, and two are overdue." || v.Retro.Since.All.Path != "actions/rules/index.html" {
			t.Errorf("%s says %q and leads to %q", path, got, v.Retro.Since.All.Path)
		}
		if strings.Contains(v.Retro.Follow, "now") {
			t.Errorf("%s speaks of now: %q", path, v.Retro.Follow)
		}
	}
	v := viewOf[*Quarter](t, s, "2026-q2/index.html")
	if v.Reports[0].Text != "Rules as it was" || v.Reports[0].Path != "2026-q2/rules/index.html" || v.Retros.Since.Text == "" {
		t.Errorf("the quarter shows %+v and %+v", v.Reports[0], v.Retros.Since)
	}
	if p := s.Page("2026-q2/rules/index.html"); strings.Contains(p.Head.Title, "edition") || p.Canonical != "" || p.Head.Twin == "" {
		t.Errorf("the address of the quarter is treated as that of an edition: %+v", p.Head)
	}
	if !strings.Contains(string(bytesOf(t, s, "2026-q2/rules/data.json")), "Rules as it was") || !strings.Contains(string(bytesOf(t, s, "2026-q2/rules/index.html.md")), "Rules as it was") {
		t.Error("the data or the Markdown is of today")
	}
	if now := viewOf[*TeamPage](t, s, "teams/rules/index.html"); now.Name == "Rules as it was" || !now.Actions[0].Overdue {
		t.Errorf("the page of the team is not of today: %+v", now.Actions)
	}
}
