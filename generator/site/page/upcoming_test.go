package page

import (
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"strings"
	"testing"
)

func upcomingOf(t *testing.T, change func(*report.Report), parts ...report.Part) *Upcoming {
	t.Helper()
	a := sample()
	if change != nil {
		change(a.Quarters[2].Reports[0])
	}
	a = a.For(report.Audience{ID: "test", Shows: parts})
	return viewOf[*Upcoming](t, Plan(a, metrics.Compute(a), i18n.English()), site.UpcomingPath)
}

// What comes next stands with the cut-off of its plan, what moved since, and when anything was last
// said of it.
func TestUpcoming(t *testing.T) {
	u := upcomingOf(t, nil, report.Parts...)
	if u.Answer != "Two\u00a0items are planned next." || u.AsOf != 0 || len(u.Quarters) != 1 {
		t.Fatalf("%+v", u)
	}
	team := u.Quarters[0].Teams[0]
	if team.Committed != day("2026-07-03") || len(team.Rows) != 2 || team.Rows[0].Phase != report.GA {
		t.Fatalf("%+v", team)
	}
	for _, c := range []struct {
		name        string
		change      func(*report.Report)
		moves, last string // of MR-1
	}{
		{"as planned", nil, "", "not changed since the cut-off"},
		{"added", func(r *report.Report) { r.Items[0].Added = day("2026-07-20") }, "added after the cut-off", "last changed 20 July 2026"},
		{"told of", func(r *report.Report) {
			r.Updates = []*report.Update{{Day: day("2026-07-27"), Notes: []report.Note{{ID: "MR-1"}}}, {Day: day("2026-08-03"), Notes: []report.Note{{ID: "MR-4"}}}}
		}, "", "last changed 27 July 2026"},
		{"another date and phase than in the edition", func(r *report.Report) {
			r.Items[0].Promise = &report.Promise{Title: "Ruleset versioning", Phase: report.Beta, Due: day("2026-08-30")}
		}, "due 15 September 2026, was 30 August 2026, was planned as Beta", "not changed since the cut-off"},
	} {
		r := upcomingOf(t, c.change, report.Parts...).Quarters[0].Teams[0].Rows[0]
		moves, last := strings.ReplaceAll(strings.Join(r.Moves, ", "), "\u00a0", " "), strings.ReplaceAll(r.Last, "\u00a0", " ")
		if moves != c.moves || last != c.last {
			t.Errorf("%s: %q and %q, want %q and %q", c.name, moves, last, c.moves, c.last)
		}
	}
	moved := upcomingOf(t, func(r *report.Report) {
		r.Items[0].Outcome.Status, r.Items[1].Outcome.Status = report.Moved, report.Dropped
	}, report.Parts...).Quarters[0].Teams[0]
	if len(moved.Rows) != 0 || moved.Moved[0].Text != "Roll back a ruleset" || moved.Dropped[0].Text != "Design tokens" {
		t.Errorf("moved and dropped: %+v", moved)
	}
}

// Customers read what comes, and nothing of how it goes.
func TestUpcomingForCustomers(t *testing.T) {
	u := upcomingOf(t, func(r *report.Report) { r.Items[0].Added = day("2026-07-20") }, report.Shipped, report.Upcoming)
	team := u.Quarters[0].Teams[0]
	if u.AsOf != day("2026-08-20") || u.Answer != "One\u00a0item is planned next." || team.Committed != 0 || len(team.Rows) != 1 {
		t.Fatalf("%+v", u)
	}
	if r := team.Rows[0]; r.Title.Text != "Roll back a ruleset" || r.Text != "For every plan." || len(r.Moves) != 0 || r.Last != "" || r.Kind != "" {
		t.Errorf("%+v", r)
	}
	if gone := upcomingOf(t, func(r *report.Report) { r.Items[0].Outcome.Status = report.Dropped }, report.Shipped, report.Upcoming); len(gone.Quarters) != 0 || gone.Answer != "Nothing is planned next yet." {
		t.Errorf("what was dropped: %+v", gone)
	}
}
