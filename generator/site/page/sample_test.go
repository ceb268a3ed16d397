package page

import (
	"encoding/json"
	"testing"
	"time"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/testsite"
)

// goldenView compares a view as JSON.
func goldenView(t *testing.T, name string, view any) {
	t.Helper()
	b, err := site.JSON(view)
	if err != nil {
		t.Fatal(err)
	}
	testsite.Golden(t, name, b)
}

var (
	day = testsite.Day
	say = testsite.Said
)

// sample is an archive of two teams and three quarters, made by hand: Rules
// takes MR-1 through its phases and moves MR-2; Design answers one ask late.
func sample() *report.Archive {
	rules := &report.Team{ID: "rules", Name: "Rules", Product: "Ada", Components: []string{"engine"}, Capacity: 20}
	design := &report.Team{ID: "design", Name: "Design", Shared: true}
	q := func(n int, state report.State) *report.Quarter {
		id := report.QuarterID{Year: 2026, N: n}
		start, end := id.Range(report.Fiscal{})
		return &report.Quarter{ID: id, Start: start, End: end, State: state}
	}
	q1, q2, q3 := q(1, report.Closed), q(2, report.Closed), q(3, report.Running)

	put := func(q *report.Quarter, t *report.Team, plan *report.Plan, retro *report.Retro, items ...*report.Deliverable) *report.Report {
		r := &report.Report{Team: t, Quarter: q, Plan: plan, Retro: retro, Items: items,
			Metrics: &report.Metrics{Source: "tracker", Exported: time.Date(2026, time.Month(3*q.ID.N+1), 1, 9, 0, 0, 0, time.UTC)}}
		for _, d := range items {
			d.Team, d.Quarter = t, q
		}
		q.Reports = append(q.Reports, r)
		return r
	}
	done := func(finished string, size float64) report.Outcome {
		return report.Outcome{Status: report.Delivered, Finished: day(finished), Size: size}
	}

	lesson := &report.Lesson{ID: "ask-early", Title: "Ask design early", Theme: "dependencies", Team: rules, Quarter: q1, Held: day("2026-04-02"),
		Applies: report.Match{Kinds: []report.Kind{report.Feature}, Teams: []string{"design"}}, LearnedFrom: []string{"MR-2"}, Body: say("Screens that are asked for late come late. Ask first.")}
	again := &report.Lesson{ID: "ask-earlier", Title: "Ask even earlier", Theme: "dependencies", Team: rules, Quarter: q2, Held: day("2026-07-02"),
		LearnedFrom: []string{"MR-2"}, Confirms: []string{"ask-early"}, Body: say("It happened again.")}

	booked := []*report.Action{{ID: "a1", Text: say("Book design"), Owner: "rules", Team: rules, Quarter: q1, Due: day("2026-05-01")}}
	put(q1, design, &report.Plan{Summary: "Screens", Committed: day("2026-01-05")}, nil,
		&report.Deliverable{ID: "DS-1", Title: "Screens", Kind: report.Feature, Size: 3, Due: day("2026-02-20"), Outcome: done("2026-03-10", 5)})
	put(q1, rules, &report.Plan{Summary: "Versions", Committed: day("2026-01-02")},
		&report.Retro{Held: day("2026-04-02"), Lessons: []*report.Lesson{lesson}, Actions: booked,
			Sections: []report.Section{{Title: "What we change", Kind: report.SectionChange, Actions: booked}, {Title: "What went well", Kind: report.SectionWell, Body: say("Versions.")}}},
		&report.Deliverable{ID: "MR-1", Title: "Ruleset versioning", Kind: report.Feature, Phase: report.Alpha, Size: 8, Due: day("2026-03-01"),
			Customers: true, CustomerTitle: "Roll back a ruleset", ForCustomers: say("Return to the previous version. For six customers."), Body: say("Behind a switch."), Outcome: done("2026-02-27", 13)},
		&report.Deliverable{ID: "MR-2", Title: "Compare rules", Kind: report.Feature, Size: 5, Needs: []string{"DS-1", "design"},
			Outcome: report.Outcome{Status: report.Moved, Reason: "dependency", BlockedBy: []string{"DS-1"}, Note: "Screens came in week ten"}})

	put(q2, rules, &report.Plan{Summary: "More versions", Committed: day("2026-04-03"), Answers: map[string]report.Answer{"ask-early": {Verdict: "deferred", Why: "screens were thought to be finished"}}},
		&report.Retro{Held: day("2026-07-02"), Lessons: []*report.Lesson{again}},
		&report.Deliverable{ID: "MR-1", Title: "Ruleset versioning", Kind: report.Feature, Phase: report.Beta, Size: 5, Due: day("2026-05-15"),
			Customers: true, CustomerTitle: "Roll back a ruleset", ForCustomers: say("Return to any of the last fifty versions. On request."), Body: say("The old path stays."), Outcome: done("2026-05-20", 5)},
		&report.Deliverable{ID: "MR-2", Title: "Compare rules", Kind: report.Feature, Size: 5, Needs: []string{"design"}, Outcome: report.Outcome{Status: report.Dropped, Reason: "priority"}},
		&report.Deliverable{ID: "MR-3", Title: "=cmd|'/C calc'!A0", Kind: report.Debt, Size: 2},
		&report.Deliverable{ID: "MR-9", Title: "Emergency rule", Kind: report.Operations, FromExport: true, Outcome: done("2026-06-02", 0)})
	put(q3, rules, &report.Plan{Summary: "Versions for all", Committed: day("2026-07-03")}, nil,
		&report.Deliverable{ID: "MR-1", Title: "Ruleset versioning", Kind: report.Feature, Phase: report.GA, Size: 5, Due: day("2026-09-15"), Serves: []string{"BOT-7"}, Enables: []string{"MR-9"},
			Customers: true, CustomerTitle: "Roll back a ruleset", ForCustomers: say("For every plan.")},
		&report.Deliverable{ID: "MR-4", Title: "Design tokens", Kind: report.Feature, Size: 1, Needs: []string{"design"}})

	a := &report.Archive{
		Site:     report.Site{Title: "Delivery reports", BaseURL: "https://reports.example.com/sub/", Language: "en", Themes: []string{"planning", "dependencies"}, Measures: report.Measures},
		Today:    day("2026-08-20"),
		Audience: report.Audience{ID: "internal", Shows: report.Parts},
		Teams:    []*report.Team{design, rules},
		Quarters: []*report.Quarter{q1, q2, q3},
	}
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			for _, d := range r.Items {
				for _, need := range d.Needs {
					ask := &report.Ask{Quarter: q, By: d, Of: design, Wanted: q.LastDay(), State: report.Asked}
					if need != "design" {
						ask.What, ask.Answer, ask.State, ask.Met = need, q.Reports[0].Items[0], report.Met, day("2026-03-10")
					}
					a.Asks = append(a.Asks, ask)
				}
			}
		}
	}
	return a
}

// plan is the site of the sample, for an audience that sees some parts.
func plan(parts ...report.Part) *site.Site {
	a := sample().For(report.Audience{ID: "test", Shows: parts, IDs: true})
	return Plan(a, metrics.Compute(a), i18n.English())
}

// bytesOf is a file of data.
func bytesOf(t *testing.T, s *site.Site, path string) []byte {
	t.Helper()
	p := s.Page(path)
	if p == nil || p.Bytes == nil {
		t.Fatalf("the site has no data at %s", path)
	}
	b, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// viewOf is what the template of a page gets.
func viewOf[T any](t *testing.T, s *site.Site, path string) T {
	t.Helper()
	p := s.Page(path)
	if p == nil || p.View == nil {
		t.Fatalf("the site has no page at %s", path)
	}
	v, ok := p.View().(T)
	if !ok {
		t.Fatalf("the view of %s is a %T", path, p.View())
	}
	return v
}

func unmarshal(t *testing.T, b []byte, v any) {
	t.Helper()
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
}

// english is a context for texts that need no more than words.
func english() *site.Context {
	return &site.Context{Archive: &report.Archive{}, Book: metrics.Compute(&report.Archive{}), Words: i18n.English()}
}
