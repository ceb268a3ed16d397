package page

import (
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
	"testing"
)

// followed is the sample with more actions: today is 20 August 2026, in its running third quarter.
// Rules agreed to book design in Q1 and raises it again in Q2; Q2's retro has one that is done and
// names a number, and one without a day.
func followed(shows ...report.Part) *site.Site {
	a := sample()
	rules, q2 := a.Teams[1], a.Quarters[1]
	q2.Report("rules").Retro.Actions = []*report.Action{
		{ID: "b1", Text: say("book design!"), Owner: "rules", Team: rules, Quarter: q2, Due: day("2026-08-01")},
		{ID: "b2", Text: say("Cut items above 5"), Owner: "Ada", Team: rules, Quarter: q2, Due: day("2026-07-31"), Done: true, Moves: "kept"},
		{ID: "b3", Text: say("Share the list"), Team: rules, Quarter: q2},
	}
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			if r.Retro != nil {
				r.Retro.Sections = []report.Section{{Title: "What we change", Kind: report.SectionChange, Actions: r.Retro.Actions}}
			}
		}
	}
	a.Quarters[0].Report("rules").Retro.Actions[0].Moves = "kept"
	a = a.For(report.Audience{ID: "test", Shows: shows})
	return Plan(a, metrics.Compute(a), i18n.English())
}

// spaced is a text with ordinary spaces.
func spaced(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestActionsPage(t *testing.T) {
	v := viewOf[*Actions](t, followed(report.Parts...), site.ActionsPath)
	if got := spaced(v.Answer.Before + v.Answer.Bold + v.Answer.After + " " + v.Answer.Act); got != "Of 3 actions from retros, 1 is done and 2 are open. One is overdue." {
		t.Errorf("the answer is %q", got)
	}
	var figs []string
	for _, f := range v.Figs {
		figs = append(figs, spaced(f.Rows.Text+" "+f.Value+", "+f.Count+" "+f.Definition.Path))
	}
	if want := []string{"Follow-through 50 %, 1 of 2 due by now numbers/index.html#follow-through", "Overdue 1, of 2 open ", "Raised again 1, by a later retro of the team "}; !slices.Equal(figs, want) {
		t.Errorf("the figures are %q", figs)
	}
	if len(v.Overdue) != 1 || len(v.Open) != 1 || len(v.Done) != 1 {
		t.Fatalf("%d overdue, %d open, %d done", len(v.Overdue), len(v.Open), len(v.Done))
	}
	again := v.Overdue[0]
	if again.ID != "b1" || again.First.Path != "2026-q1/rules/index.html#action-a1" || len(again.Again) != 1 || again.Again[0].Path != "2026-q2/rules/index.html#action-b1" || spaced(again.Age) != "2 quarters old" {
		t.Errorf("the one that was raised again is %+v", again)
	}
	// Rules kept 1 of 2 in Q1, and 1 of 3 in Q2, the newest quarter that has closed.
	if e := again.Effect; e == nil || e.Name.Path != "numbers/index.html#kept" || spaced(e.Before) != "50 % (1 of 2)" || spaced(e.After) != "33 % (1 of 3)" || e.From != "2026 Q1" || e.Until != "2026 Q2" {
		t.Errorf("its number is %+v", e)
	}
	if e := v.Done[0].Effect; e == nil || spaced(e.Before) != "33 % (1 of 3)" || e.After != "" {
		t.Errorf("no quarter has closed since: %+v", e)
	}
	if v.Ages == nil || len(v.Ages.Rows) != 1 || v.Ages.Rows[0].Cells[1].Open != 1 || v.Ages.Rows[0].Cells[2] != (ActionAge{"2 quarters", 1, 1}) {
		t.Errorf("the ages are %+v", v.Ages)
	}
	if len(v.Picture) != 1 || v.Picture[0].ID != "c-actions" {
		t.Errorf("the pictures are %+v", v.Picture)
	}
	own := viewOf[*Actions](t, followed(report.Parts...), "actions/rules/index.html")
	if own.Title != "Actions of Rules" || len(own.Overdue) != 1 || own.Ages != nil || !own.Teams[1].Current || own.Teams[1].Count != 2 {
		t.Errorf("the team's page is %+v", own)
	}
	if s := followed(report.Parts...); s.Has("actions/design/index.html") {
		t.Error("a team without actions has a page of them")
	}
}

// A team's own page has an action once, as the newest retro has it.
func TestTeamHasAnActionOnce(t *testing.T) {
	v := viewOf[*TeamPage](t, followed(report.Parts...), "teams/rules/index.html")
	if len(v.Actions) != 2 || v.Actions[0].Text.Text != "book design!" || !v.Actions[0].Overdue || v.Actions[1].Due != 0 {
		t.Errorf("its open actions are %+v", v.Actions)
	}
}

// A plan begins with the actions of the last retro and what is still open; in a closed quarter they
// stand with the retro.
func TestActionsOnTopOfAPlan(t *testing.T) {
	s := followed(report.Parts...)
	v := viewOf[*Report](t, s, "2026-q3/rules/index.html")
	if v.Actions == nil || len(v.Actions.Rows) != 3 || v.Contents[0].Path != "#actions" || v.Actions.All.Path != "actions/rules/index.html" || len(v.Retro.Earlier) != 0 {
		t.Fatalf("on top stands %+v", v.Actions)
	}
	if first, last := v.Actions.Rows[0], v.Actions.Rows[2]; first.ID != "b2" || last.ID != "b3" {
		t.Errorf("they are in the order %s … %s", first.ID, last.ID)
	}
	closed := viewOf[*Report](t, s, "2026-q2/rules/index.html")
	if closed.Actions != nil || len(closed.Retro.Earlier) != 1 || closed.Retro.Earlier[0].ID != "b1" {
		t.Errorf("in a closed quarter: %+v and %+v", closed.Actions, closed.Retro.Earlier)
	}
	first := viewOf[*Report](t, s, "2026-q1/rules/index.html").Retro
	if a := first.Sections[0][0].Actions[0]; a.Late || spaced(a.State) != "Raised again in 2026 Q2." {
		t.Errorf("what a later retro raised again is %q where it was first", a.State)
	}
	if first.Earlier != nil {
		t.Error("the first quarter has earlier actions")
	}
}

// Customers have no page of actions; who sees no numbers sees none beside an action.
func TestActionsForOthers(t *testing.T) {
	if followed(report.Shipped, report.Upcoming).Has(site.ActionsPath) {
		t.Error("customers see actions")
	}
	v := viewOf[*Actions](t, followed(report.Retros), site.ActionsPath)
	if v.Overdue[0].Effect != nil || v.Picture != nil || v.Figs[0].Definition.Path != "" {
		t.Errorf("without numbers: %+v", v)
	}
}

// The plan at the cut-off begins with them too, as they were on the day of its edition; it leads
// to the action in the working copy, or to its retro where the action has gone since.
func TestActionsOnTopOfAnEdition(t *testing.T) {
	s, _ := planPublished(false, report.Parts...)
	v := viewOf[*Report](t, s, "2026-q2/editions/plan/rules/index.html").Actions
	if v == nil || len(v.Rows) != 1 || v.Rows[0].Late || v.Rows[0].First.Path != "2026-q1/rules/index.html#action-a1" || v.All.Path != "" {
		t.Errorf("the plan edition begins with %+v", v)
	}
	a, _ := publishedSample(false)
	for _, r := range a.Quarters[0].Reports {
		if r.Retro != nil {
			r.Retro.Actions = nil
		}
	}
	gone := viewOf[*Report](t, Plan(a.For(report.Audience{ID: "test", Shows: report.Parts}), metrics.Compute(a), i18n.English()), "2026-q2/editions/plan/rules/index.html").Actions
	if gone.Rows[0].First.Path != "2026-q1/rules/index.html#retro" || gone.Since.Text != "" {
		t.Errorf("an action that has gone since leads to %q: %+v", gone.Rows[0].First.Path, gone.Since)
	}
}
