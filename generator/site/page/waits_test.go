package page

import (
	"fmt"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"strings"
	"testing"
)

// waiting is a running quarter, worked by hand: MR-2 waits for MR-1's answer DS-1, which
// moved; LG-1 waits for MR-2; LG-1 and LG-2 wait for one another; and Design, which is
// shared, has 5 to give and is asked for 8.
func waiting(t *testing.T) (*report.Archive, *report.Quarter) {
	t.Helper()
	q := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 3}, State: report.Running, Start: testDay(t, "2026-07-01"), End: testDay(t, "2026-10-01")}
	a := &report.Archive{Today: testDay(t, "2026-08-20"), Audience: report.Audience{ID: "internal", Shows: report.Parts}, Quarters: []*report.Quarter{q}}
	team := func(id, name string, items ...string) []*report.Deliverable {
		r := &report.Report{Team: &report.Team{ID: id, Name: name}, Quarter: q, Plan: &report.Plan{}}
		for _, i := range items {
			r.Items = append(r.Items, &report.Deliverable{ID: i, Title: "Title of " + i, Team: r.Team, Quarter: q})
		}
		a.Teams, q.Reports = append(a.Teams, r.Team), append(q.Reports, r)
		return r.Items
	}
	ds, lg, mr := team("design", "Design", "DS-1", "DS-2"), team("logs", "Logs", "LG-1", "LG-2"), team("rules", "Rules", "MR-1", "MR-2")
	ds[0].Team.Shared, ds[0].Team.Capacity = true, 5
	ds[0].Outcome.Status, ds[1].Size = report.Moved, 8
	ask := func(by, answer *report.Deliverable, state report.AskState) {
		a.Asks = append(a.Asks, &report.Ask{Quarter: q, By: by, Of: answer.Team, What: answer.ID, Answer: answer, Wanted: testDay(t, "2026-09-01"), State: state})
	}
	ask(mr[1], ds[0], report.Late)
	ask(mr[0], ds[1], report.Agreed)
	ask(lg[0], mr[1], report.Agreed)
	ask(lg[0], lg[1], report.Agreed)
	ask(lg[1], lg[0], report.Agreed)
	return a, q
}

func TestWaits(t *testing.T) {
	a, q := waiting(t)
	s := Plan(a, metrics.Compute(a), i18n.English())
	v := s.Page(asksPath).View().(*Asks)
	if want := "0 of 5 asks between teams are met so far (0 %), 42 days left. One is late."; spoken(v.Answer) != want {
		t.Errorf("the answer is %q, not %q", spoken(v.Answer), want)
	}
	if want := "One slip touches what others do. One circle of asks has no way out. One shared team is asked for more than it can take on."; v.Lead != want {
		t.Errorf("the lead is %q", v.Lead)
	}
	if len(v.Waits.Slips.First) != 1 {
		t.Fatalf("%d slips", len(v.Waits.Slips.First))
	}
	slip := v.Waits.Slips.First[0]
	if got := fmt.Sprint(slip.Of.Text, " ", slip.What, " ", slip.Items, slip.Teams, idsOf(slip.Direct), slip.AtRisk); got != "DS-1 moved 3 [Logs Rules]MR-2true" {
		t.Errorf("the slip is %s", got)
	}
	var ways []string
	for _, w := range slip.Ways {
		ways = append(ways, idsOf(w))
	}
	if got := strings.Join(ways, "; "); got != "LG-1 MR-2 DS-1; LG-2 LG-1 MR-2 DS-1" {
		t.Errorf("the ways are %s", got)
	}
	if c := v.Waits.Circles; len(c) != 1 || idsOf(c[0].Way) != "LG-1 LG-2 LG-1" || c[0].Teams != "Logs" {
		t.Errorf("circles: %+v", c)
	}
	if l := v.Waits.Loads; len(l) != 1 || l[0].Asks != 2 || l[0].Size != "8" || l[0].Capacity != "5" || l[0].Over != "3 more than it can take on" {
		t.Errorf("loads: %+v", l)
	}
	if p := v.Waits.Pairs.First; len(p) != 3 || p[2].By.Text != "Rules" || p[2].Of.Text != "Design" || p[2].All != 2 || p[2].States[0] != (part.StateCount{Class: "moved", State: "late", N: 1}) {
		t.Errorf("pairs: %+v", p)
	}
	if v.Open.First[0].State != "late" || v.Open.All() != 5 || v.Met.All() != 0 {
		t.Errorf("open asks: %+v", v.Open)
	}

	r := s.Page(site.ReportPath(q.ID, "rules")).View().(*Report)
	if risks := r.Rows.First[1].Threats; len(risks) != 1 || idsOf(risks[0].Way) != "MR-2 DS-1" || risks[0].What != "moved" {
		t.Errorf("MR-2 is at risk because of %+v", risks)
	}
	if risks := r.Rows.First[0].Threats; risks != nil {
		t.Errorf("MR-1 is at risk because of %+v", risks)
	}
	team := s.Page(site.TeamPath("rules")).View().(*TeamPage)
	if team.Waits.All() != 2 || team.Waits.First[0].State != "late" || len(team.Asks) != 1 {
		t.Errorf("it waits for %+v, and is asked %+v", team.Waits, team.Asks)
	}

	q.State = report.Closed
	s = Plan(a, metrics.Compute(a), i18n.English())
	closed := s.Page(site.QuarterPath(q.ID)).View().(*Quarter).Asks.Waits
	if closed.Slips.First[0].AtRisk || closed.Circles != nil {
		t.Error("a quarter that has closed still has something at risk")
	}
	if s.Page(site.ReportPath(q.ID, "rules")).View().(*Report).Rows.First[1].Threats != nil {
		t.Error("an item of a closed quarter is at risk")
	}
}

// An item that is past its date has slipped, before anybody says that it moved.
func TestPastItsDate(t *testing.T) {
	a, q := waiting(t)
	d := q.Reports[0].Items[0]
	d.Outcome.Status, d.Due = report.Open, testDay(t, "2026-08-18")
	p := Plan(a, metrics.Compute(a), i18n.English()).Living()
	if got := part.WaitsOf(p, q, a.Asks).Slips.First[0].What; got != "is 2\u00a0days past its date" {
		t.Errorf("it %s", got)
	}
}

func TestNoAsks(t *testing.T) {
	a, q := waiting(t)
	a.Asks = nil
	if v := Plan(a, metrics.Compute(a), i18n.English()).Page(asksPath).View().(*Asks); v.Answer.Before != "No team asked another for anything in "+part.OneLine(q.ID.Title())+"." || v.Contents != nil {
		t.Errorf("%+v", v)
	}
	a.Quarters = nil
	if v := Plan(a, metrics.Compute(a), i18n.English()).Page(asksPath).View().(*Asks); v.Answer.Before == "" || v.Waits != nil {
		t.Errorf("%+v", v)
	}
}

func idsOf(way []site.Link) string {
	var s []string
	for _, l := range way {
		s = append(s, l.Text)
	}
	return strings.Join(s, " ")
}

func spoken(a Answer) string {
	s := a.Before + a.Bold + a.After
	if a.Act != "" {
		s += " " + a.Act
	}
	return strings.ReplaceAll(s, "\u00a0", " ")
}
