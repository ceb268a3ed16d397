package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

func text(s string) report.Prose { return report.Prose{Text: s} }

// side is a closed quarter of one team: A delivered, B moved.
func side(change func(q *report.Quarter, r *report.Report)) Side {
	rules := &report.Team{ID: "rules", Name: "Rules"}
	q := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 3}, State: report.Closed, Foreword: &report.Document{Title: "To all", Body: text("A good quarter.")}}
	q.Start, q.End = q.ID.Range(report.Fiscal{})
	r := &report.Report{Team: rules, Quarter: q, Plan: &report.Plan{Summary: "Versions", Intro: text("Goals.")}}
	r.Items = []*report.Deliverable{
		{ID: "A", Title: "Versioning", Kind: report.Feature, Phase: report.Beta, Size: 8, Due: report.DayOf(2026, 8, 15), Body: text("Behind a switch."),
			Outcome: report.Outcome{Status: report.Delivered, Finished: report.DayOf(2026, 8, 20), Size: 13}},
		{ID: "B", Title: "Comparing", Kind: report.Feature, Size: 5, Outcome: report.Outcome{Status: report.Moved, Reason: "dependency"}},
	}
	r.Retro = &report.Retro{Well: text("Feedback came early."), Actions: []*report.Action{{ID: "a1", Text: text("Book design"), Owner: "rules", Team: rules, Quarter: q}},
		Lessons: []*report.Lesson{{ID: "ask", Title: "Ask early", Team: rules, Quarter: q, Body: text("Ask first.")}}}
	q.Reports = []*report.Report{r}
	if change != nil {
		change(q, r)
	}
	for _, one := range q.Reports {
		for _, d := range one.Items {
			d.Team, d.Quarter = one.Team, q
		}
	}
	return Side{q, metrics.Compute(&report.Archive{Quarters: []*report.Quarter{q}, Teams: []*report.Team{rules}, Today: q.End})}
}

// followed are the metrics of which these tests know what they come to.
var followed = []string{"Planned items", "Planned size", "Carried in", "Kept", "Kept, by size", "Capacity", "Unplanned", "Moved", "Dropped",
	"Unexplained or open", "On time", "Velocity", "Asks met", "Follow-through"}

// told writes changes as lines.
func told(c Changes) []string {
	var out []string
	who := func(t *report.Team) string {
		if t == nil {
			return "all"
		}
		return t.ID
	}
	what := func(list []Difference) string {
		var parts []string
		for _, d := range list {
			if d.From+d.To == "" {
				parts = append(parts, d.What)
			} else {
				parts = append(parts, fmt.Sprintf("%s %s>%s", d.What, d.From, d.To))
			}
		}
		return strings.ReplaceAll(strings.Join(parts, ", "), "\u00a0", " ")
	}
	for _, f := range c.Figures {
		if f.Team == nil && slices.Contains(followed, f.Name) {
			out = append(out, strings.ReplaceAll("figure "+f.Name+": "+f.Before+" > "+f.After, "\u00a0", " "))
		}
	}
	for _, i := range c.Items {
		out = append(out, "item "+who(i.Team)+" "+i.ID+": "+what(i.What))
	}
	for _, i := range c.Actions {
		out = append(out, "action "+who(i.Team)+" "+i.Title+": "+what(i.What))
	}
	for _, x := range c.Texts {
		out = append(out, "text "+who(x.Team)+" "+x.Where+": "+marked(x.Passages))
	}
	return out
}

func TestQuarters(t *testing.T) {
	for name, c := range map[string]struct {
		change func(q *report.Quarter, r *report.Report)
		want   []string
	}{
		"nothing": {nil, nil},
		"an outcome": {func(_ *report.Quarter, r *report.Report) {
			r.Items[0].Outcome = report.Outcome{Status: report.Moved, Reason: "external", Note: "Review took long."}
		}, []string{
			"figure Kept: 50 % (1 of 2) > 0 % (0 of 2)", "figure Kept, by size: 62 % (8 of 13) > 0 % (0 of 13)", "figure Capacity: 50 % (1 of 2) > 0 % (0 of 2)", "figure Unplanned: 0 % (0 of 1) > n/a",
			"figure Moved: 50 % (1 of 2) > 100 % (2 of 2)", "figure On time: 0 % (0 of 1) > n/a", "figure Velocity: 13 > n/a",
			"item rules A: outcome delivered>moved, reason >external, finished 20 Aug 2026>, actual size 13>",
			"text rules Versioning, in the export: {+Review took long.+}",
		}},
		"the plan's facts": {func(_ *report.Quarter, r *report.Report) {
			d := r.Items[1]
			d.Title, d.Phase, d.Due, d.Owner, d.Customers = "Comparing rules", report.Alpha, report.DayOf(2026, 9, 1), "Ada", true
		}, []string{"item rules B: title Comparing>Comparing rules, phase >Alpha, due >1 Sep 2026, owner >Ada, audience company>customers"}},
		"an item more": {func(_ *report.Quarter, r *report.Report) {
			r.Items = append(r.Items, &report.Deliverable{ID: "C", Title: "New", Added: 1, Outcome: report.Outcome{Status: report.Open}})
		}, []string{"item rules C: added, outcome >open"}},
		"an item less": {func(_ *report.Quarter, r *report.Report) { r.Items = r.Items[:1] }, []string{
			"figure Planned items: 2 > 1", "figure Planned size: 13 > 8", "figure Carried in: 0 % (0 of 2) > 0 % (0 of 1)", "figure Kept: 50 % (1 of 2) > 100 % (1 of 1)",
			"figure Kept, by size: 62 % (8 of 13) > 100 % (8 of 8)", "figure Capacity: 50 % (1 of 2) > 100 % (1 of 1)", "figure Moved: 50 % (1 of 2) > 0 % (0 of 1)", "figure Dropped: 0 % (0 of 2) > 0 % (0 of 1)",
			"figure Unexplained or open: 0 % (0 of 2) > 0 % (0 of 1)",
			"item rules B: removed",
		}},
		"words": {func(q *report.Quarter, r *report.Report) {
			q.Foreword.Body = text("A fair quarter.")
			r.Plan.Intro, r.Items[0].Body, r.Retro.Well = text("Goals and risks."), text("Behind no switch."), text("Feedback came late.")
			r.Retro.Other = []report.Document{{Title: "Thanks", Body: text("To design.")}}
			r.Retro.Lessons[0].Body = text("Ask first. Then plan.")
		}, []string{
			"text all Foreword: A [-good-] {+fair+} quarter.", "text rules Plan: [-Goals.-] {+Goals and risks.+}", "text rules Versioning: Behind [-a-] {+no+} switch.",
			"text rules Retro: what went well: Feedback came [-early.-] {+late.+}", "text rules Retro: Thanks: {+To design.+}", "text rules Lesson: Ask early: {+Then plan.+}",
		}},
		"actions": {func(_ *report.Quarter, r *report.Report) {
			r.Retro.Actions = []*report.Action{{ID: "a1", Text: text("Book design"), Done: true, Owner: "design", Due: report.DayOf(2026, 11, 1)}, {ID: "a2", Text: text("Rota")}}
		}, []string{"action rules Book design: ticked as done, owner rules>design, due >1 Nov 2026", "action rules Rota: added"}},
		"a retro less": {func(_ *report.Quarter, r *report.Report) { r.Retro = nil }, []string{
			"action rules Book design: removed", "text rules Retro: what went well: [-Feedback came early.-]", "text rules Lesson: Ask early: [-Ask early. Ask first.-]",
		}},
		"another team": {func(q *report.Quarter, r *report.Report) {
			r.Items = nil
			r.Plan, r.Retro = nil, nil
			other := &report.Report{Team: &report.Team{ID: "design", Name: "Design"}, Quarter: q, Items: []*report.Deliverable{{ID: "D", Title: "Screens"}}}
			q.Reports = []*report.Report{other}
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := told(Quarters(i18n.English(), side(nil), side(c.change)))
			if name == "another team" {
				for _, want := range []string{"item design D: added", "item rules A: removed", "item rules B: removed", "action rules Book design: removed"} {
					if !slices.Contains(got, want) {
						t.Errorf("%q is not told in %q", want, got)
					}
				}
				return
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			back := Quarters(i18n.English(), side(c.change), side(nil))
			there := Quarters(i18n.English(), side(nil), side(c.change))
			none := len(there.Figures)+len(there.Items)+len(there.Actions)+len(there.Texts) == 0
			if none != (c.want == nil) || len(back.Items) != len(there.Items) || len(back.Figures) != len(there.Figures) {
				t.Errorf("the other way round %q", told(back))
			}
		})
	}
}

// A plan edition knows no outcomes: what became of the plan is not a change of it.
func TestPlansAloneAreCompared(t *testing.T) {
	plan := side(func(q *report.Quarter, r *report.Report) {
		q.Shown = &report.Edition{ID: report.PlanEdition}
		r.Retro = nil
		for _, d := range r.Items {
			d.Outcome = report.Outcome{}
		}
		r.Items[0].Size = 5
	})
	now := side(func(_ *report.Quarter, r *report.Report) {
		r.Items = append(r.Items, &report.Deliverable{ID: "E", Title: "Emergency", FromExport: true, Outcome: report.Outcome{Status: report.Delivered}})
	})
	want := []string{"figure Planned size: 10 > 13", "item rules A: size 5>8"}
	if got := told(Quarters(i18n.English(), plan, now)); !slices.Equal(got, want) {
		t.Errorf("got %q, not %q", got, want)
	}
}

func TestWithoutFigures(t *testing.T) {
	before, after := side(nil), side(func(_ *report.Quarter, r *report.Report) { r.Items[0].Size = 5 })
	before.Book, after.Book = nil, nil
	if got := told(Quarters(i18n.English(), before, after)); !slices.Equal(got, []string{"item rules A: size 8>5"}) {
		t.Errorf("an audience that is shown no numbers is told %q", got)
	}
}

// Of two sections with one heading, the second is compared with the second.
func TestSectionsOfOneHeading(t *testing.T) {
	notes := func(second string) func(*report.Quarter, *report.Report) {
		return func(_ *report.Quarter, r *report.Report) {
			r.Retro.Other = []report.Document{{Title: "Notes", Body: text("From Ana.")}, {Title: "Notes", Body: text(second)}}
		}
	}
	words := i18n.English()
	if got := told(Quarters(words, side(notes("From Ben.")), side(notes("From Ben.")))); len(got) != 0 {
		t.Errorf("nothing changed, and it tells %q", got)
	}
	if got := told(Quarters(words, side(notes("From Ben.")), side(notes("From Bo.")))); len(got) != 1 {
		t.Errorf("one section changed, and it tells %q", got)
	}
}
