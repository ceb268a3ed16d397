package preview

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

func at(file string, line int) diag.Pos {
	return diag.Pos{File: "content/" + file, Line: line, Col: 1}
}

// twoQuarters is an archive made by hand: a closed quarter and a running one of the
// teams Rules and Design.
func twoQuarters() *report.Archive {
	a := &report.Archive{Today: testsite.Day("2026-11-20")}
	rules, design := &report.Team{ID: "rules", Name: "Rules", Capacity: 20}, &report.Team{ID: "design", Name: "Design"}
	a.Teams = []*report.Team{design, rules}
	q3 := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 3}, Start: testsite.Day("2026-07-01"), End: testsite.Day("2026-10-01"), State: report.Closed}
	q4 := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 4}, Start: testsite.Day("2026-10-01"), End: testsite.Day("2027-01-01"), State: report.Running}
	a.Quarters = []*report.Quarter{q3, q4}

	old := &report.Report{Team: rules, Quarter: q3, Plan: &report.Plan{Summary: "s", Committed: testsite.Day("2026-07-03"), Pos: at("2026-q3/rules/plan.md", 1)}}
	item := func(r *report.Report, id, title string, line int, status report.Status, reason report.Reason) *report.Deliverable {
		d := &report.Deliverable{ID: id, Title: title, Team: r.Team, Quarter: r.Quarter, Kind: report.Feature, Size: 5, Due: r.Quarter.LastDay(),
			Pos: at(fmt.Sprintf("%s/%s/plan.md", r.Quarter.ID, r.Team.ID), line), Outcome: report.Outcome{Status: status, Reason: reason}}
		if status != "" {
			d.Outcome.Pos = at(fmt.Sprintf("%s/%s/metrics.toml", r.Quarter.ID, r.Team.ID), line)
		}
		r.Items = append(r.Items, d)
		return d
	}
	item(old, "MR-1", "Versions", 10, report.Delivered, "")
	item(old, "MR-2", "Roll back", 20, report.Moved, "estimate")
	item(old, "MR-3", "Compare", 30, report.Moved, "")
	item(old, "MR-4", "Migrate", 40, "", "")
	item(old, "MR-5", "Stage", 50, report.Open, "scope")
	item(old, "MR-6", "Urgent", 60, report.Dropped, "").FromExport = true
	old.Retro = &report.Retro{Held: testsite.Day("2026-10-02"), Pos: at("2026-q3/rules/retro.md", 1)}
	for n, c := range []report.Action{
		{Text: report.Prose{Text: "Book design"}, Owner: "rules", Due: testsite.Day("2026-10-15"), Done: true},
		{Text: report.Prose{Text: "Agree a rota"}, Owner: "rules", Due: testsite.Day("2026-11-13")},
		{Text: report.Prose{Text: "Write it down"}, Owner: "", Due: testsite.Day("2026-12-13")},
		{Text: report.Prose{Text: "Think"}, Owner: "mira"},
		{Text: report.Prose{Text: "Done without a date"}, Done: true},
	} {
		c.Pos = at("2026-q3/rules/retro.md", 20+n)
		old.Retro.Actions = append(old.Retro.Actions, &c)
	}
	for n, l := range []report.Lesson{
		{ID: "ask-early", Title: "Ask early", Applies: report.Match{Kinds: []report.Kind{report.Feature}, Teams: []string{"design"}}},
		{ID: "answered", Title: "Answered", Applies: report.Match{Kinds: []report.Kind{report.Feature}}},
		{ID: "debt-only", Title: "Debt only", Applies: report.Match{Kinds: []report.Kind{report.Debt}}},
		{ID: "for-nobody", Title: "For nobody"},
		{ID: "beta", Title: "Beta", Applies: report.Match{Phases: []report.Phase{report.Beta}, Kinds: []report.Kind{report.Feature}}},
	} {
		l.Team, l.Quarter, l.Pos = rules, q3, at("2026-q3/rules/retro.md", 40+n)
		old.Retro.Lessons = append(old.Retro.Lessons, &l)
	}
	q3.Reports = []*report.Report{{Team: design, Quarter: q3}, old}

	now := &report.Report{Team: rules, Quarter: q4, Plan: &report.Plan{Pos: at("2026-q4/rules/plan.md", 1), Answers: map[string]report.Answer{"answered": {Verdict: "adopted"}}}}
	versions := item(now, "MR-10", "Names", 10, "", "")
	versions.Needs, versions.Phase, versions.Size = []string{"DS-1"}, report.Beta, 13
	next := item(now, "MR-11", "Preview", 20, "", "")
	next.Needs, next.Size, next.Due, next.Customers = []string{"design"}, 0, 0, true
	item(now, "MR-12", "Stage", 30, "", "").Size = 8
	late := item(now, "MR-13", "Later", 40, "", "")
	late.Added, late.Kind, late.Size = testsite.Day("2026-11-01"), report.Debt, 100
	theirs := &report.Report{Team: design, Quarter: q4}
	screens := item(theirs, "DS-9", "Screens", 10, "", "")
	q4.Reports = []*report.Report{theirs, now}

	a.Asks = []*report.Ask{
		{Quarter: q4, By: screens, Of: rules, Wanted: testsite.Day("2026-11-30"), State: report.Asked, Pos: at("2026-q4/design/plan.md", 15)},
		{Quarter: q4, By: screens, Of: rules, What: "MR-99", Wanted: testsite.Day("2026-12-01"), State: report.Asked, Pos: at("2026-q4/design/plan.md", 15)},
		{Quarter: q4, By: screens, Of: rules, What: "MR-12", Wanted: testsite.Day("2026-12-01"), State: report.Agreed, Pos: at("2026-q4/design/plan.md", 15)},
		{Quarter: q4, By: versions, Of: design, What: "DS-1", Wanted: testsite.Day("2026-10-20"), State: report.Late, Pos: at("2026-q4/rules/plan.md", 15)},
		{Quarter: q4, By: next, Of: design, Wanted: testsite.Day("2026-12-31"), State: report.Asked, Pos: at("2026-q4/rules/plan.md", 25)},
	}
	return a
}

// told is the advice as lines: heading, then text @ place.
func told(groups []adviceGroup) string {
	var out []string
	for _, g := range groups {
		out = append(out, g.Title)
		for _, a := range g.Items {
			out = append(out, "  "+a.Text+" @ "+strings.TrimPrefix(a.At.String(), "content/"))
		}
	}
	return strings.ReplaceAll(strings.Join(out, "\n"), "\u00a0", " ")
}

func TestAdvice(t *testing.T) {
	for name, c := range map[string]struct {
		path   string
		change func(a *report.Archive)
		want   string
	}{
		"a plan": {"2026-q4/rules/index.html", nil, `The plan
  No summary yet @ 2026-q4/rules/plan.md:1:1
  MR-11: no size, no due date and no title for customers @ 2026-q4/rules/plan.md:20:1
  The sizes add up to 21, which is 1 more than the capacity of 20 @ 2026-q4/rules/plan.md:1:1
  No cut-off date yet, so the plan is not committed @ 2026-q4/rules/plan.md:1:1
Our asks still without an answer
  MR-11 needs Design by 31 December 2026 @ 2026-q4/rules/plan.md:25:1
Asks of us, still to be answered
  Design needs us by 30 November 2026, for DS-9: Screens @ 2026-q4/rules/plan.md:1:1
  Design needs MR-99 from us by 1 December 2026, for DS-9: Screens @ 2026-q4/rules/plan.md:1:1
Lessons to answer
  “Ask early” (Rules, 2026 Q3) may help with MR-10 and MR-11 @ 2026-q4/rules/plan.md:1:1
  “Beta” (Rules, 2026 Q3) may help with MR-10 @ 2026-q4/rules/plan.md:1:1
Still open from our last retro
  Agree a rota (due 13 November 2026, overdue) @ 2026-q3/rules/retro.md:21:1
  Write it down (due 13 December 2026) @ 2026-q3/rules/retro.md:22:1
  Think @ 2026-q3/rules/retro.md:23:1`},
		"a plan that is whole": {"2026-q4/rules/index.html", func(a *report.Archive) {
			r := a.Quarters[1].Report("rules")
			r.Plan.Summary, r.Plan.Committed, r.Plan.Capacity = "s", testsite.Day("2026-10-02"), 26
			r.Plan.Answers["ask-early"], r.Plan.Answers["beta"] = report.Answer{}, report.Answer{}
			r.Items[1].Size, r.Items[1].Due, r.Items[1].CustomerTitle = 5, testsite.Day("2026-12-01"), "See it"
			a.Asks = nil
			a.Quarters[0].Report("rules").Retro.Actions = nil
		}, ""},
		"no plan yet": {"2026-q4/design/index.html", func(a *report.Archive) { a.Asks = nil }, `The plan
  There is no plan yet @ 2026-q4/design/plan.md`},
		"asked of a team without a plan": {"2026-q4/design/index.html", nil, `The plan
  There is no plan yet @ 2026-q4/design/plan.md
Our asks still without an answer
  DS-9 needs Rules by 30 November 2026 @ 2026-q4/design/plan.md:15:1
  DS-9 needs MR-99 from Rules by 1 December 2026 @ 2026-q4/design/plan.md:15:1
Asks of us, still to be answered
  Rules needs us by 31 December 2026, for MR-11: Preview @ 2026-q4/design/plan.md`},
		"a plan without anything in it": {"2026-q4/rules/index.html", func(a *report.Archive) {
			r := a.Quarters[1].Report("rules")
			r.Plan.Summary, r.Plan.Committed, r.Items, a.Asks, a.Quarters[0].Reports = "s", 1, nil, nil, nil
		}, `The plan
  No deliverable yet @ 2026-q4/rules/plan.md:1:1`},
		"an action of a retro before the last": {"2026-q4/rules/index.html", func(a *report.Archive) {
			r := a.Quarters[1].Report("rules")
			r.Plan.Summary, r.Plan.Committed, r.Items, a.Asks = "s", 1, r.Items[2:3], nil
			before := *a.Quarters[0]
			before.ID = before.ID.Prev()
			last := *a.Quarters[0].Report("rules")
			last.Retro = &report.Retro{Actions: []*report.Action{{Text: report.Prose{Text: "All done"}, Done: true}}}
			newest := *a.Quarters[0]
			newest.Reports = []*report.Report{&last}
			a.Quarters = []*report.Quarter{&before, &newest, a.Quarters[1]}
			r.Plan.Answers["ask-early"], r.Plan.Answers["beta"] = report.Answer{}, report.Answer{}
		}, ""},
		"a retro": {"2026-q3/rules/index.html", nil, `Planned but not delivered
  MR-3, Compare, moved without a reason @ 2026-q3/rules/metrics.toml:30:1
  MR-4, Migrate, has no outcome yet @ 2026-q3/rules/plan.md:40:1
  MR-5, Stage, has no outcome yet @ 2026-q3/rules/plan.md:50:1
The retro
  No owner: Write it down @ 2026-q3/rules/retro.md:22:1
  No due date: Think @ 2026-q3/rules/retro.md:23:1`},
		"every outcome": {"2026-q3/rules/index.html", func(a *report.Archive) {
			r := a.Quarters[0].Report("rules")
			r.Retro.Actions, r.Items = nil, r.Items[:1]
			for n, status := range report.Statuses {
				d := *r.Items[0]
				d.ID, d.Title, d.Outcome = fmt.Sprintf("MR-%d", 20+n), string(status), report.Outcome{Status: status}
				r.Items = append(r.Items, &d)
			}
		}, `Planned but not delivered
  MR-23, moved, moved without a reason @ 2026-q3/rules/plan.md:10:1
  MR-24, dropped, was dropped without a reason @ 2026-q3/rules/plan.md:10:1
  MR-25, open, has no outcome yet @ 2026-q3/rules/plan.md:10:1`},
		"no retro":       {"2026-q3/design/index.html", nil, "The retro\n  There is no retro yet @ 2026-q3/design/retro.md"},
		"another page":   {"2026-q4/index.html", nil, ""},
		"no such team":   {"2026-q4/logs/index.html", nil, ""},
		"data of a team": {"2026-q4/rules/data.json", nil, ""},
	} {
		a := twoQuarters()
		if c.change != nil {
			c.change(a)
		}
		if got := told(adviceFor(i18n.English(), a, c.path, nil)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

// Every piece of advice says how to settle it.
func TestAdviceHasAHint(t *testing.T) {
	a := twoQuarters()
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			for _, g := range adviceFor(i18n.English(), a, q.ID.String()+"/"+r.Team.ID+"/index.html", nil) {
				for _, item := range g.Items {
					if item.Hint == "" || item.At.File == "" || strings.HasSuffix(item.Hint, ".") {
						t.Errorf("%s: hint %q at %q", item.Text, item.Hint, item.At)
					}
				}
			}
		}
	}
}

// What the problems above say is not said again.
func TestAdviceIsNotSaidTwice(t *testing.T) {
	advice := func(shown diag.List) string {
		return told(adviceFor(i18n.English(), twoQuarters(), "2026-q3/rules/index.html", shown))
	}
	problems := diag.List{
		{Pos: at("2026-q3/rules/plan.md", 40), Code: "unexplained"},
		{Pos: at("2026-q3/rules/retro.md", 22), Code: "no-owner"},
		{Pos: at("2026-q3/rules/metrics.toml", 30), Code: "other"},
	}
	want := `Planned but not delivered
  MR-3, Compare, moved without a reason @ 2026-q3/rules/metrics.toml:30:1
The retro
  No due date: Think @ 2026-q3/rules/retro.md:23:1`
	if got := advice(problems); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	all := slices.Concat(problems, diag.List{{Pos: at("2026-q3/rules/retro.md", 1), Code: "no-date"}, {Pos: at("2026-q3/rules/metrics.toml", 1), Code: "no-reason"}})
	if got := advice(all); got != "" {
		t.Errorf("left: %s", got)
	}
}

// Beside a plan and a retro, whatever is in them, the panel has words of the catalogue and of
// the workspace alone, and each message gets all that it needs.
func TestPanelInThePseudoLanguage(t *testing.T) {
	a := twoQuarters()
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			m := markup{Locale: i18n.Pseudo()}
			m.panel(pageState{Path: q.ID.String() + "/" + r.Team.ID + "/index.html", Archive: a})
			doc, err := html.Parse(strings.NewReader(m.b.String()))
			if err != nil {
				t.Fatal(err)
			}
			for n := range doc.Descendants() {
				s := strings.TrimSpace(n.Data)
				if n.Type != html.TextNode || s == "" || n.Parent.Data == "code" {
					continue
				}
				if !strings.HasPrefix(s, "⟦") || !strings.HasSuffix(s, "⟧") || strings.Contains(s, "⟨") {
					t.Errorf("%s: %q", r.Team.ID, s)
				}
			}
		}
	}
}
