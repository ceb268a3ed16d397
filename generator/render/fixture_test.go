package render_test

import (
	"context"
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	"quarterdeck/generator/i18n"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/page"
	"quarterdeck/generator/svg"
	"quarterdeck/generator/testsite"
)

// pen stands in for the drawer of charts.
type pen struct{}

func (pen) Draw(_ context.Context, job svg.Job) (string, error) {
	return fmt.Sprintf(`<svg viewBox="0 0 %d %d"></svg>`, job.Width, job.Height), nil
}

// scripts stands in for the assets that templates/ holds.
func scripts(more map[string]string) fstest.MapFS {
	fs := fstest.MapFS{
		"templates/assets/live.js":                {Data: []byte("live")},
		"templates/assets/echarts/echarts.min.js": {Data: []byte("echarts")},
		"templates/assets/tokens.css":             {Data: []byte(":root{}\n")},
		"templates/assets/site.css":               {Data: []byte("@import \"tokens.css\";\nbody{}\n")},
		"templates/assets/code.css":               {Data: []byte("code{}\n")},
		"templates/assets/targets.css":            {Data: []byte("a{}\n")},
		"templates/assets/shipped.css":            {Data: []byte("shipped{}\n")},
		"templates/assets/search.css":             {Data: []byte("search{}\n")},
	}
	for name, text := range more {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fs
}

func renderer(t *testing.T, more map[string]string) *render.Renderer {
	t.Helper()
	r, problems := render.New(render.Config{Templates: scripts(more), Drawer: pen{}})
	if errors, _ := problems.Count(); errors > 0 {
		t.Fatalf("templates: %v", problems)
	}
	return r
}

func said(s string) report.Prose {
	return report.Prose{Spans: []report.Span{{HTML: "<p>" + s + "</p>"}}, Text: s}
}

// inline is prose of one line, as actions have it.
func inline(s string) report.Prose {
	return report.Prose{Spans: []report.Span{{HTML: s}}, Text: s}
}

// archive is two teams over three quarters, seen on 2 November 2026: one closed with a
// report, one running, one ahead.
func archive(t *testing.T) *report.Archive {
	t.Helper()
	d := testsite.Day
	rules := &report.Team{ID: "managed-rules", Name: "Managed Rules", Delivery: "Ida", Components: []string{"rules-engine"}, Capacity: 20, About: said("We write rules.")}
	design := &report.Team{ID: "design", Name: "Design", Shared: true}
	a := &report.Archive{
		Site: report.Site{Title: "Delivery reports", BaseURL: "https://reports.example.com/sub/", Language: "en", FiscalStart: 1,
			Themes: []string{"dependencies"}, Measures: report.Measures, Look: report.Look{Company: "Tidewall"},
			Retro: report.RetroHeadings{Well: "What went well", Wrong: "What went wrong", Change: "What we change", Lessons: "Lessons"}},
		Today:    d("2026-11-02"),
		Audience: report.Audience{ID: "internal", Shows: report.Parts},
		Home:     &report.Document{Body: said("Welcome.")},
		Teams:    []*report.Team{design, rules},
		Files:    []report.File{{Path: "2026-q3/managed-rules/a b.png"}},
	}
	quarter := func(n int, state report.State) *report.Quarter {
		id := report.QuarterID{Year: 2026, N: n}
		if n == 5 {
			id = report.QuarterID{Year: 2027, N: 1}
		}
		q := &report.Quarter{ID: id, State: state}
		q.Start, q.End = id.Range(1)
		a.Quarters = append(a.Quarters, q)
		return q
	}
	add := func(q *report.Quarter, team *report.Team, committed string, items ...*report.Deliverable) *report.Report {
		r := &report.Report{Team: team, Quarter: q, Items: items,
			Plan: &report.Plan{Summary: "Rulesets become versioned", Committed: d(committed), Intro: said("Goals and risks.")}}
		for _, item := range items {
			item.Team, item.Quarter = team, q
		}
		q.Reports = append(q.Reports, r)
		return r
	}
	q3, q4, q1 := quarter(3, report.Closed), quarter(4, report.Running), quarter(5, report.Ahead)

	screens := &report.Deliverable{ID: "DS-7", Title: "Comparison screens", Kind: report.Feature, Size: 3,
		Outcome: report.Outcome{Status: report.Delivered, Finished: d("2026-09-04"), Size: 3}}
	add(q3, design, "2026-07-01", screens)
	version := &report.Deliverable{ID: "MR-101", Title: "Ruleset versioning", Kind: report.Feature, Phase: report.Beta, Size: 8, Due: d("2026-08-15"),
		Serves: []string{"BOT-7"}, Value: "Fewer tickets", Customers: true, CustomerTitle: "Roll back a ruleset", Body: said("How it works."), ForCustomers: said("Undo a change."),
		Outcome: report.Outcome{Status: report.Delivered, Finished: d("2026-08-20"), Size: 13, Result: "Twelve accounts went back"}}
	compare := &report.Deliverable{ID: "MR-104", Title: "Side-by-side comparison", Kind: report.Feature, Phase: report.Alpha, Size: 8, Due: d("2026-09-25"), Needs: []string{"DS-7"},
		Outcome: report.Outcome{Status: report.Moved, Reason: "dependency", BlockedBy: []string{"DS-7"}, Note: "Screens came in week ten."}}
	tags := &report.Deliverable{ID: "MR-107", Title: "Rule tags", Kind: report.Debt, Size: 5}
	flaw := &report.Deliverable{ID: "MR-131", Title: "Emergency rule", Kind: report.Operations, FromExport: true,
		Outcome: report.Outcome{Status: report.Delivered, Finished: d("2026-09-02"), Size: 3}}
	r := add(q3, rules, "2026-07-03", version, compare, tags, flaw)
	r.Metrics = &report.Metrics{Source: "jira", Exported: time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC),
		Sprints: []report.Sprint{{Name: "S1", Start: d("2026-07-01"), End: d("2026-07-14"), Planned: 8, Completed: 5}},
		Effort:  map[report.Kind]float64{report.Feature: .7, report.Operations: .3}, Quality: map[string]float64{"escaped_defects": 3, "change_failure_rate": .12}}
	lesson := &report.Lesson{ID: "ask-design-early", Title: "Ask design early", Theme: "dependencies", Team: rules, Quarter: q3, Held: d("2026-10-02"),
		Applies: report.Match{Kinds: []report.Kind{report.Feature}}, LearnedFrom: []string{"MR-104"}, Body: said("Book design first.")}
	r.Retro = &report.Retro{Held: d("2026-10-02"), Well: said("The rollout was phased."), Wrong: said("Design heard late."), Lessons: []*report.Lesson{lesson},
		Actions: []*report.Action{
			{ID: "book-design", Text: inline("Book design capacity"), Owner: "managed-rules", Team: rules, Quarter: q3, Due: d("2026-10-15"), Done: true},
			{ID: "rota", Text: inline("Agree a review rota"), Owner: "ida", Team: rules, Quarter: q3, Due: d("2026-10-30")},
		}}
	r.Retro.Sections = []report.Section{
		{Title: "What went well", Kind: report.SectionWell, Body: r.Retro.Well}, {Title: "What went wrong", Kind: report.SectionWrong, Body: r.Retro.Wrong},
		{Title: "What we change", Kind: report.SectionChange, Actions: r.Retro.Actions},
	}
	a.Asks = append(a.Asks, &report.Ask{Quarter: q3, By: compare, Of: design, What: "DS-7", Answer: screens, Wanted: d("2026-07-24"), State: report.Late, Met: d("2026-09-04")})

	again := &report.Deliverable{ID: "MR-104", Title: "Side-by-side comparison", Kind: report.Feature, Phase: report.Alpha, Size: 8, Due: d("2026-10-30"), Needs: []string{"design"}}
	now := add(q4, rules, "2026-10-05", again,
		&report.Deliverable{ID: "MR-140", Title: "Signed bundles", Kind: report.Groundwork, Size: 5, Enables: []string{"MR-101"},
			Outcome: report.Outcome{Status: report.Delivered, Finished: d("2026-10-20")}})
	now.Updates = []*report.Update{
		{Day: d("2026-10-06"), Health: report.OnTrack},
		{Day: d("2026-10-30"), Health: report.OffTrack, Notes: []report.Note{{ID: "MR-104", Text: "No screens yet"}}, Body: said("Design has no time.")},
	}
	now.Plan.Answers = map[string]report.Answer{"ask-design-early": {Verdict: "deferred", Why: "screens were thought to be finished"}}
	a.Asks = append(a.Asks, &report.Ask{Quarter: q4, By: again, Of: design, Wanted: d("2026-10-30"), State: report.Late})
	add(q1, rules, "2026-11-01", &report.Deliverable{ID: "MR-150", Title: "Rule search", Kind: report.Feature, Size: 8})
	return a
}

func planned(t *testing.T, a *report.Archive) *site.Site {
	t.Helper()
	return page.Plan(a, metrics.Compute(a), i18n.English())
}

func get(t *testing.T, r *render.Renderer, s *site.Site, path string) string {
	t.Helper()
	p := s.Page(path)
	if p == nil {
		t.Fatalf("there is no page %s in %q", path, s.Paths())
	}
	b, err := r.Render(t.Context(), s, p)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return string(b)
}
