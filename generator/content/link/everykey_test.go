package link

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

const everyKey = `
-- site.toml --
title = "Reports"
base_url = "https://example.com/sub"
language = "en-GB"
content_language = "de"
fiscal_year_starts = 2
timezone = "Europe/Warsaw"
today = 2026-10-20
themes = ["planning", "design"]
priorities = ["must"]
customer_contact = "mailto:help@example.com"
[[audience]]
id = "internal"
shows = ["plans", "numbers"]
[[audience]]
id = "sales"
title = "What is new"
contact = "#sales"
ids = true
[publish.internal]
url = "s3://bucket/reports"
keep = 3
[publish.sales]
url = "file:///srv/reports"
[retro]
well = "Good"
wrong = "Bad"
change = "Next"
lessons = "Learned"
[look]
company = "Acme"
logo = "logo.svg"
accent = "#0f5c58"
accent_dark = "teal"
font = "Inter, 'Segoe UI', sans-serif"
[sizes]
S = 2
XL = 13.5
[[reason]]
id = "vendor"
title = "Vendor was late"
[[reason]]
id = "no-budget"
[[metric]]
id = "nps"
title = "Net promoter score"
unit = "points"
better = "up"
[[metric]]
id = "on_call_nights"
-- content/logo.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- content/teams/rules.md --
+++
name = "Managed rules"
product = "Ann"
engineering = "Bob"
delivery = "Cleo"
contact = "#rules"
components = ["engine", "api"]
shared = true
capacity = 40
+++
-- content/teams/plain-team.md --
-- content/2026-q2/rules/plan.md --
+++
summary = "Rulesets"
committed = 2026-05-03
capacity = 38.5
declines = ["P-1"]
[lessons]
ask-early = "adopted"
ask-often = "not applicable: no design needed"
+++

## Versioning

` + "```" + `toml
id = "R-1"
kind = "feature"
phase = "beta"
size = 8
owner = "rules"
owners = ["rules", "plain-team"]
priority = "must"
url = "https://tracker.example/R-1"
tickets = [{ id = "AB#12", url = "https://tracker.example/12" }, { id = "acme/app#67" }]
result = [{ measure = "Roll-back time", from = 45, target = 5 }, { measure = "Calls", from = -1.5, target = 0, actual = 3 }]
due = 2026-06-15
added = 2026-05-20
components = ["engine"]
needs = ["P-1", "plain-team"]
serves = ["P-1"]
enables = ["P-1"]
audience = "customers"
customer_title = "Roll back"
value = "A bad release costs minutes"
was = ["OLD-1"]
availability = { plans = ["Business", "Enterprise"], regions = ["EU"], from = 2026-07-01 }
announce = "public"
announced = 2026-07-02
announcement = "https://example.com/changes?id=1"
retracted = 2026-07-20
retracted_why = "It lost rules"
` + "```" + `

- [x] Design
- [ ] Build
- [X] Try
-- content/2026-q1/rules/plan.md --
+++
committed = 2026-02-01
+++

## Old

` + "```" + `toml
id = "OLD-1"
kind = "debt"
` + "```" + `

## Older

` + "```" + `toml
id = "OLD-0"
kind = "feature"
` + "```" + `
-- content/2026-q1/rules/metrics.toml --
[[item]]
id = "OLD-1"
status = "delivered"
finished = 2026-04-02
[[item]]
id = "OLD-0"
status = "dropped"
reason = "scope"
-- content/shipped.toml --
[R-9]
availability = { plans = ["Free"] }
announce = "internal"
announced = 2026-07-03
[P-1]
announce = "none"
retracted = 2026-08-01
retracted_why = "Nobody used it"
-- content/2026-q2/rules/metrics.toml --
source = "jira"
exported = 2026-08-01T09:00:00Z
[[item]]
id = "R-1"
status = "moved"
started = 2026-05-08
size = "XL"
reason = "vendor"
blocked_by = ["P-1"]
note = """
Screens
arrived late"""
result = "Nothing yet"
[[item]]
id = "R-9"
title = "Emergency"
kind = "operations"
phase = "ga"
status = "delivered"
finished = 2026-07-02
[[result]]
item = "R-1"
measure = "roll-back time"
actual = 4
[[sprint]]
name = "S1"
start = 2026-05-01
end = 2026-05-14
planned = 10
completed = 8.5
[effort]
feature = 0.5
debt = 0.25
[quality]
deploys = 38
change_failure_rate = 0.12
nps = -4
-- content/2026-q2/rules/retro.md --
+++
held = 2026-08-02
+++

## Learned

### Ask early

` + "```" + `toml
id = "ask-early"
theme = "design"
applies_to = { kinds = ["feature"], teams = ["plain-team"], components = ["api"], phases = ["ga"] }
learned_from = ["R-1"]
confirms = ["ask-often"]
` + "```" + `

### Ask often

` + "```" + `toml
id = "ask-often"
theme = "planning"
` + "```" + `
-- content/2026-q2/rules/updates/2026-06-30.md --
+++
health = "off track"
[notes]
R-9 = "Came on top."
R-1 = """
Waits for
P-1"""
+++

We stopped.
-- content/2026-q2/rules/updates/2026-06-02.md --
+++
health = "on track"
+++
-- content/2026-q2/plain-team/plan.md --
+++
committed = 2026-05-01
+++

## P

` + "```" + `toml
id = "P-1"
kind = "debt"
` + "```" + `
-- content/2026-q2/plain-team/metrics.toml --
[[item]]
id = "P-1"
status = "delivered"
finished = 2026-07-31
`

// TestEveryKey reads a workspace that uses every key there is.
func TestEveryKey(t *testing.T) {
	a, l := Read(ws(everyKey), Options{})
	if len(l) > 0 {
		t.Fatalf("a workspace without a fault has problems:\n%s", lines(l))
	}
	day := func(m time.Month, d int) report.Day { return report.DayOf(2026, m, d) }
	warsaw, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	const dir = "content/2026-q2/rules/"
	want := func(what string, got, want any) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", what, got, want)
		}
	}
	want("site", a.Site, report.Site{
		Title: "Reports", BaseURL: "https://example.com/sub/", Language: "en-GB", ContentLanguage: "de", Fiscal: report.Fiscal{Starts: 2}, Zone: warsaw, Themes: []string{"planning", "design"},
		Audiences:       []report.Audience{{ID: "internal", Shows: []report.Part{"plans", "numbers"}}, {ID: "sales", Title: "What is new", Contact: "#sales", IDs: true}},
		CustomerContact: "mailto:help@example.com",
		Publish:         map[string]report.Target{"internal": {URL: "s3://bucket/reports", Keep: 3}, "sales": {URL: "file:///srv/reports", Keep: 10}},
		Retro:           report.RetroHeadings{Well: "Good", Wrong: "Bad", Change: "Next", Lessons: "Learned"},
		Measures:        append(append([]report.Measure{}, report.Measures...), report.Measure{ID: "nps", Title: "Net promoter score", Unit: "points", Better: "up"}, report.Measure{ID: "on_call_nights", Title: "On call nights"}),
		Sizes:           []report.NamedSize{{Word: "S", Size: 2}, {Word: "XL", Size: 13.5}}, Reasons: []report.OwnReason{{ID: "vendor", Title: "Vendor was late"}, {ID: "no-budget", Title: "No budget"}}, Priorities: []string{"must"},
		Look: report.Look{Company: "Acme", Logo: "logo.svg", Accent: "#0f5c58", AccentDark: "teal", Font: "Inter, 'Segoe UI', sans-serif"},
	})
	want("today", a.Today, day(10, 20))
	want("files", a.Files, []report.File{{Path: "logo.svg"}})
	rules, plain := a.Teams[0], a.Teams[1]
	want("team", *rules, report.Team{ID: "rules", Name: "Managed rules", Product: "Ann", Engineering: "Bob", Delivery: "Cleo", Contact: "#rules",
		Components: []string{"engine", "api"}, Shared: true, Capacity: 40, Pos: diag.Pos{File: "content/teams/rules.md", Line: 1, Col: 1}})
	want("default name", plain.Name, "Plain team")

	q := a.Quarters[1]
	want("quarter", []any{q.ID.String(), q.Start, q.End, q.State}, []any{"2026-q2", day(5, 1), day(8, 1), report.Closed})
	r := q.Report("rules")
	want("plan", *r.Plan, report.Plan{Summary: "Rulesets", Committed: day(5, 3), Capacity: 38.5, Declines: []string{"P-1"},
		Answers: map[string]report.Answer{
			"ask-early": {Verdict: "adopted", Pos: diag.Pos{File: dir + "plan.md", Line: 7, Col: 1}},
			"ask-often": {Verdict: "not applicable", Why: "no design needed", Pos: diag.Pos{File: dir + "plan.md", Line: 8, Col: 1}},
		}, Pos: diag.Pos{File: dir + "plan.md", Line: 1, Col: 1}})
	if body := r.Items[0].Body; !strings.Contains(body.Text, "Design") {
		t.Errorf("the prose is %+v", body)
	}
	r.Items[0].Body = report.Prose{}
	want("deliverable", *r.Items[0], report.Deliverable{ID: "R-1", Title: "Versioning", Team: rules, Quarter: q, Kind: report.Feature, Phase: report.Beta,
		Size: 8, Owner: "rules", Due: day(6, 15), Added: day(5, 20), Owners: []string{"rules", "plain-team"}, Priority: "must", URL: "https://tracker.example/R-1", Tickets: []report.Ticket{{ID: "AB#12", URL: "https://tracker.example/12"}, {ID: "acme/app#67"}},
		Milestones: report.Milestones{Done: 2, All: 3}, Results: []report.KeyResult{{Measure: "Roll-back time", From: 45, Target: 5, Actual: 4, Known: true}, {Measure: "Calls", From: -1.5, Actual: 3, Known: true}},
		Components: []string{"engine"}, Needs: []string{"P-1", "plain-team"},
		Serves: []string{"P-1"}, Enables: []string{"P-1"}, Customers: true, CustomerTitle: "Roll back", Value: "A bad release costs minutes", Was: []string{"OLD-1"},
		Notice: report.Notice{Plans: []string{"Business", "Enterprise"}, Regions: []string{"EU"}, From: day(7, 1), Announce: report.Public, Announced: day(7, 2),
			Announcement: "https://example.com/changes?id=1", Retracted: day(7, 20), Why: "It lost rules"}, Pos: diag.Pos{File: dir + "plan.md", Line: 11, Col: 1},
		Outcome: report.Outcome{Status: report.Moved, Started: day(5, 8), Size: 13.5, SizeWord: "XL", Reason: "vendor", BlockedBy: []string{"P-1"},
			Note: "Screens arrived late", Result: "Nothing yet", Pos: diag.Pos{File: dir + "metrics.toml", Line: 3, Col: 1}}})
	want("notices", a.Notices, map[string]*report.Notice{
		"R-9": {Plans: []string{"Free"}, Announce: report.Internal, Announced: day(7, 3), Pos: diag.Pos{File: "content/shipped.toml", Line: 1, Col: 1}},
		"P-1": {Announce: report.Silent, Retracted: day(8, 1), Why: "Nobody used it", Pos: diag.Pos{File: "content/shipped.toml", Line: 5, Col: 1}},
	})
	want("unplanned", *r.Items[1], report.Deliverable{ID: "R-9", Title: "Emergency", Team: rules, Quarter: q, Kind: report.Operations, Phase: report.GA,
		FromExport: true, Pos: diag.Pos{File: dir + "metrics.toml", Line: 14, Col: 1},
		Outcome: report.Outcome{Status: report.Delivered, Finished: day(7, 2), Pos: diag.Pos{File: dir + "metrics.toml", Line: 14, Col: 1}}})
	want("metrics", *r.Metrics, report.Metrics{Source: "jira", Exported: time.Date(2026, 8, 1, 9, 0, 0, 0, time.UTC).In(warsaw),
		Sprints: []report.Sprint{{Name: "S1", Start: day(5, 1), End: day(5, 14), Planned: 10, Completed: 8.5, Pos: diag.Pos{File: dir + "metrics.toml", Line: 25, Col: 1}}},
		Effort:  map[report.Kind]float64{report.Feature: 0.5, report.Debt: 0.25},
		Quality: map[string]float64{"deploys": 38, "change_failure_rate": 0.12, "nps": -4}, Pos: diag.Pos{File: dir + "metrics.toml", Line: 1, Col: 1}})
	want("updates", r.Updates, []*report.Update{
		{Day: day(6, 2), Health: report.OnTrack, Pos: diag.Pos{File: dir + "updates/2026-06-02.md", Line: 1, Col: 1}},
		{Day: day(6, 30), Health: report.OffTrack, Notes: []report.Note{
			{ID: "R-9", Text: "Came on top.", Pos: diag.Pos{File: dir + "updates/2026-06-30.md", Line: 4, Col: 1}},
			{ID: "R-1", Text: "Waits for P-1", Pos: diag.Pos{File: dir + "updates/2026-06-30.md", Line: 5, Col: 1}},
		}, Body: report.Prose{Spans: []report.Span{{HTML: "<p>We stopped.</p>\n"}}, Text: "We stopped."}, Pos: diag.Pos{File: dir + "updates/2026-06-30.md", Line: 1, Col: 1}},
	})
	want("lesson", *r.Retro.Lessons[0], report.Lesson{ID: "ask-early", Title: "Ask early", Theme: "design", Team: rules, Quarter: q, Held: day(8, 2),
		Applies:     report.Match{Kinds: []report.Kind{report.Feature}, Teams: []string{"plain-team"}, Components: []string{"api"}, Phases: []report.Phase{report.GA}},
		LearnedFrom: []string{"R-1"}, Confirms: []string{"ask-often"}, Pos: diag.Pos{File: dir + "retro.md", Line: 7, Col: 1}})
}

func TestTodayIsTakenFromTheNearest(t *testing.T) {
	fsys := ws("-- site.toml --\ntoday = 2026-10-20\n")
	now := time.Date(2030, 1, 2, 0, 30, 0, 0, time.FixedZone("", 3600))
	if a, _ := Read(fsys, Options{Now: now, Today: 7}); a.Today != 7 {
		t.Errorf("an option gives %s", a.Today)
	}
	if a, _ := Read(fsys, Options{Now: now}); a.Today.String() != "2026-10-20" {
		t.Errorf("site.toml gives %s", a.Today)
	}
	if a, _ := Read(ws("-- site.toml --\n"), Options{Now: now}); a.Today.String() != "2030-01-02" {
		t.Errorf("the clock gives %s", a.Today)
	}
}
