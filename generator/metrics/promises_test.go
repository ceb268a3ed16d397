package metrics

import (
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

func TestAsks(t *testing.T) {
	a := testsite.Archive(t, "2026-06-01", `
quarter 2026-q1 closed
team alpha
A-1 delivered
team design
D-1 delivered
quarter 2026-q2 running
team alpha
A-2 open
`)
	q := a.Quarters[0]
	alpha, design := q.Report("alpha"), q.Report("design")
	ask := func(q *report.Quarter, by *report.Deliverable, of *report.Team, state report.AskState) {
		a.Asks = append(a.Asks, &report.Ask{Quarter: q, By: by, Of: of, State: state})
	}
	ask(q, alpha.Items[0], design.Team, report.Met)
	ask(q, alpha.Items[0], design.Team, report.Late) // also met, but after the day it was wanted
	ask(q, alpha.Items[0], design.Team, report.Declined)
	ask(q, alpha.Items[0], nil, report.Asked)
	ask(q, design.Items[0], alpha.Team, report.Met)
	ask(a.Quarters[1], alpha.Items[0], design.Team, report.Agreed)
	b := Compute(a)
	for name, tt := range map[string]struct{ got, want Ratio }{
		"of all":          {b.Quarter(q.ID).Ratio("asks-met"), Ratio{2, 5}},
		"towards all":     {b.Quarter(q.ID).Ratio("asks-of-met"), Ratio{2, 5}},
		"of alpha":        {b.Team(q.ID, "alpha").Ratio("asks-met"), Ratio{1, 4}},
		"towards alpha":   {b.Team(q.ID, "alpha").Ratio("asks-of-met"), Ratio{1, 1}},
		"towards design":  {b.Team(q.ID, "design").Ratio("asks-of-met"), Ratio{1, 3}},
		"of design":       {b.Team(q.ID, "design").Ratio("asks-met"), Ratio{1, 1}},
		"next quarter":    {b.Quarter(a.Quarters[1].ID).Ratio("asks-met"), Ratio{0, 1}},
		"of alpha, later": {b.Team(a.Quarters[1].ID, "alpha").Ratio("asks-met"), Ratio{0, 1}},
	} {
		if tt.got != tt.want {
			t.Errorf("asks met %s is %v, not %v", name, tt.got, tt.want)
		}
	}
}

func TestFollowThrough(t *testing.T) {
	a := testsite.Archive(t, "2026-05-10", `
quarter 2026-q1 closed
team alpha
team beta
quarter 2026-q2 running
team alpha
`)
	act := func(q int, team, due string, done bool) {
		r := a.Quarters[q].Report(team)
		c := &report.Action{Team: r.Team, Quarter: r.Quarter, Done: done}
		if due != "" {
			c.Due = testsite.Day(due)
		}
		r.Retro.Actions = append(r.Retro.Actions, c)
	}
	act(0, "alpha", "2026-03-31", true)  // due on the last day of Q1
	act(0, "alpha", "2026-04-01", false) // a day later: not of Q1
	act(0, "alpha", "2026-05-10", true)  // due today
	act(0, "alpha", "2026-05-11", false) // due tomorrow: not yet
	act(0, "alpha", "", false)           // no date
	act(0, "beta", "2026-02-01", false)
	b := Compute(a)
	q1, q2 := a.Quarters[0].ID, a.Quarters[1].ID
	for name, tt := range map[string]struct{ got, want Ratio }{
		"Q1":       {b.Quarter(q1).Ratio("follow-through"), Ratio{1, 2}},
		"Q1 alpha": {b.Team(q1, "alpha").Ratio("follow-through"), Ratio{1, 1}},
		"Q1 beta":  {b.Team(q1, "beta").Ratio("follow-through"), Ratio{0, 1}},
		"Q2":       {b.Quarter(q2).Ratio("follow-through"), Ratio{2, 4}},
		"Q2 alpha": {b.Team(q2, "alpha").Ratio("follow-through"), Ratio{2, 3}},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: follow-through is %v, not %v", name, tt.got, tt.want)
		}
	}
}

func TestSprints(t *testing.T) {
	a := testsite.Archive(t, "2026-06-01", "quarter 2026-q1 closed\nteam alpha\nteam beta")
	m := a.Quarters[0].Report("alpha").Metrics
	m.Sprints = []report.Sprint{{Name: "S2", Start: 20}, {Name: "S1", Start: 10}, {Name: "S3", Start: 20}}
	m.Effort = map[report.Kind]float64{report.Debt: .4}
	b := Compute(a)
	var names []string
	for _, s := range b.Team(a.Quarters[0].ID, "alpha").Sprints {
		names = append(names, s.Name)
	}
	if !slices.Equal(names, []string{"S1", "S2", "S3"}) {
		t.Errorf("sprints come as %v", names)
	}
	if m.Sprints[0].Name != "S2" {
		t.Error("the archive was changed")
	}
	if all := b.Quarter(a.Quarters[0].ID); all.Sprints != nil || all.Mix.Effort != nil {
		t.Error("sprints or effort of one team stand for all teams")
	}
}

func TestTrend(t *testing.T) {
	a := testsite.Archive(t, "2026-06-01", `
quarter 2025-q4 closed
team alpha
quarter 2025-q2 closed
team alpha
team beta
`)
	b := Compute(a)
	for team, want := range map[string]string{"": "2025-q2 - 2025-q4", "alpha": "2025-q2 - 2025-q4", "beta": "2025-q2 - -", "nobody": "- - -"} {
		var got []string
		for _, f := range b.Trend(a, team) {
			if f == nil {
				got = append(got, "-")
			} else {
				got = append(got, f.Quarter.ID.String())
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("the trend of %q is %q, not %q", team, s, want)
		}
	}
	if Compute(&report.Archive{}).Trend(&report.Archive{}, "") != nil {
		t.Error("an empty archive has a trend")
	}
}
