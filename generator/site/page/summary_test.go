package page

import (
	"fmt"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
	"testing"
)

// risky is a quarter of 2026 of some teams, each with planned items "A-1", "A-2", …, as
// many as told: "A3 B2".
func risky(state report.State, teams string) (*report.Archive, map[string]*report.Report) {
	q := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 3}, State: state}
	q.Start, q.End = q.ID.Range(report.Fiscal{})
	a := &report.Archive{Quarters: []*report.Quarter{q}, Today: day("2026-08-20")}
	if state == report.Closed {
		a.Today = day("2026-11-20")
	}
	by := map[string]*report.Report{}
	for _, t := range strings.Fields(teams) {
		team := &report.Team{ID: strings.ToLower(t[:1]), Name: t[:1]}
		a.Teams = append(a.Teams, team)
		r := &report.Report{Team: team, Quarter: q, Plan: &report.Plan{}}
		for i := range int(t[1] - '0') {
			r.Items = append(r.Items, &report.Deliverable{ID: fmt.Sprintf("%s-%d", t[:1], i+1), Title: "Item", Team: team, Quarter: q, Kind: report.Feature, Size: 1})
		}
		q.Reports, by[t[:1]] = append(q.Reports, r), r
	}
	return a, by
}

func addAsk(a *report.Archive, by *report.Deliverable, of *report.Team, state report.AskState) {
	a.Asks = append(a.Asks, &report.Ask{Quarter: by.Quarter, By: by, Of: of, Wanted: by.Quarter.LastDay(), State: state})
}

// says are the risks of the summary in words.
func (v *SummaryRisks) says() string {
	var out []string
	for _, r := range v.Rows {
		var ids []string
		for _, l := range r.Items {
			ids = append(ids, l.Text)
		}
		if r.More.Text != "" {
			ids = append(ids, r.More.Text)
		}
		out = append(out, strings.TrimSpace(r.Team.Text+": "+r.What+" ("+strings.Join(ids, " ")+") "+r.Why))
	}
	return strings.ReplaceAll(strings.Join(out, "; "), "\u00a0", " ")
}

// says is what is asked, in words.
func (v *SummaryWanted) says() string {
	var out []string
	for _, g := range v.Groups {
		out = append(out, g.Title)
		for _, w := range g.Rows {
			s := w.Team.Text + ": " + w.What
			for _, l := range w.Items {
				s += " " + l.Text
			}
			out = append(out, strings.TrimSpace(s+" "+w.Why))
		}
		if g.More.Text != "" {
			out = append(out, g.More.Text)
		}
	}
	return strings.ReplaceAll(strings.Join(out, "; "), "\u00a0", " ")
}

func summaryOf(t *testing.T, a *report.Archive, parts ...report.Part) *Summary {
	t.Helper()
	return viewOf[*Summary](t, siteOf(a, parts...), "2026-q3/summary/index.html")
}

func TestRisksOfARunningQuarter(t *testing.T) {
	a, by := risky(report.Running, "A4 B6 C2 D1 E3")
	say := func(team, on string, h report.Health, notes ...string) {
		u := &report.Update{Day: day("2026-" + on), Health: h, Body: say("It is late. And more.")}
		for _, id := range notes {
			u.Notes = append(u.Notes, report.Note{ID: id, Text: "late"})
		}
		by[team].Updates = append(by[team].Updates, u)
	}
	say("A", "08-18", report.OffTrack, "A-4", "A-2") // all four, those it names first
	say("B", "08-01", report.AtRisk)                 // silent for 19 days: all six
	say("C", "08-18", report.OffTrack)               // two
	say("D", "08-18", report.OnTrack)
	say("E", "08-18", report.OnTrack)
	addAsk(a, by["A"].Items[0], a.Teams[3], report.Late)
	addAsk(a, by["B"].Items[0], a.Teams[3], report.Declined)
	addAsk(a, by["B"].Items[0], a.Teams[3], report.Asked) // the same item waits once
	addAsk(a, by["C"].Items[0], a.Teams[3], report.Agreed)
	addAsk(a, by["C"].Items[0], a.Teams[3], report.Met)
	v := summaryOf(t, a, report.Parts...)
	// Silence stands below what was said and counted, however much is open.
	want := "A: off track, as it said on 18 Aug (A-2 A-4 A-1 A-3) It is late.; C: off track, as it said on 18 Aug (C-1 C-2) It is late.; D: 2 items of 2 teams wait for it (A-1 B-1) Asks: 1 late, 1 declined, 1 unanswered."
	if got := v.Risks.says(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	say("C", "08-19", report.OnTrack) // what was said before counts no more
	want = "A: off track, as it said on 18 Aug (A-2 A-4 A-1 A-3) It is late.; D: 2 items of 2 teams wait for it (A-1 B-1) Asks: 1 late, 1 declined, 1 unanswered.; B: no word for 19 days (B-1 B-2 B-3 B-4 and 2 more)"
	if got := summaryOf(t, a, report.Parts...).Risks.says(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := v.Wanted.says(), "Answer those who wait, or decide for them; D: 1 late, 1 declined, 1 unanswered, for A-1 B-1"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	// Numbers alone tell neither of updates nor of asks.
	if v := summaryOf(t, a, report.Numbers); len(v.Risks.Rows) != 0 || len(v.Wanted.Groups) != 0 {
		t.Errorf("without plans: %s, %s", v.Risks.says(), v.Wanted.says())
	}
}

func TestAForecastBelowThePlanIsARisk(t *testing.T) {
	v := viewOf[*Summary](t, siteOf(weekly(8), report.Numbers), "2026-q4/summary/index.html")
	if got, want := v.Risks.says(), "Team A: 2 of its 8 open items are not expected by 31 Dec () Forecast: at least 6 as likely as not, at least 6 with 85 %."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestSummaryOfAClosedQuarter(t *testing.T) {
	a, by := risky(report.Closed, "A9 B4 C1 D2")
	outcome := func(team string, i int, s report.Status, why report.Reason, note string) {
		d := by[team].Items[i-1]
		d.Outcome = report.Outcome{Status: s, Reason: why, Note: note}
		if s == report.Delivered {
			d.Outcome.Finished = day("2026-07-01") + report.Day(i)
		}
	}
	for i := 1; i <= 8; i++ {
		outcome("A", i, report.Delivered, "", "")
	}
	by["A"].Items[2].Customers, by["A"].Items[2].CustomerTitle, by["A"].Items[2].ForCustomers = true, "A thing for you", say("You can. And more.")
	outcome("A", 9, report.Moved, "external", "The vendor is late")
	outcome("B", 1, report.Moved, "dependency", "D-1 came late")
	outcome("B", 2, report.Dropped, "dependency", "")
	outcome("B", 3, report.Moved, "dependency", "")
	outcome("B", 4, report.Dropped, "external", "Not wanted any more")
	outcome("C", 1, report.Moved, "people", strings.Repeat("long words ", 20))
	by["A"].Items[7].Value, by["A"].Items[7].Outcome.Result = "They wait less", "Half the calls"
	addAsk(a, by["B"].Items[0], a.Teams[3], report.Late) // it moved, and is still wanted
	addAsk(a, by["B"].Items[1], a.Teams[3], report.Late) // it was dropped
	before := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 2}, State: report.Closed}
	before.Start, before.End = before.ID.Range(report.Fiscal{})
	before.Reports = []*report.Report{{Team: a.Teams[0], Quarter: before, Retro: &report.Retro{Actions: []*report.Action{
		{ID: "a1", Text: say("Book it"), Owner: "c", Team: a.Teams[0], Quarter: before, Due: day("2026-08-01")},
		{ID: "a2", Text: say("Do it"), Owner: "Ada", Team: a.Teams[0], Quarter: before, Due: day("2026-08-01"), Done: true},
	}}}}
	a.Quarters = slices.Insert(a.Quarters, 0, before)

	if got, want := summaryOf(t, a, report.Parts...).Answer.Act, "Two have no outcome yet."; got != want {
		t.Errorf("without an export of D: got %q, want %q", got, want)
	}
	by["D"].Metrics = &report.Metrics{}
	v := summaryOf(t, a, report.Parts...)
	if got, want := v.Answer.Bold+v.Answer.After+v.Answer.Act, "8 of the 16\u00a0items that we planned (50\u00a0%).Two are unexplained."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var shipped []string
	for _, r := range v.Shipped.Rows {
		shipped = append(shipped, r.Item.Text+" "+r.Text+r.Worth+r.Changed)
	}
	if got, want := strings.Join(shipped, "; "), "A thing for you You can.; Item They wait lessHalf the calls; Item ; Item ; Item ; Item "; got != want || v.Shipped.More != (site.Link{Text: "and 2 more", Path: "2026-q3/index.html#shipped"}) {
		t.Errorf("shipped %q, %+v", got, v.Shipped.More)
	}
	var moved []string
	for _, r := range v.Moved.Rows {
		moved = append(moved, fmt.Sprintf("%s %d (%d shown) %t %s", r.Reason, r.N, len(r.Items), r.Act, r.More.Text))
	}
	if got, want := strings.Join(moved, "; "), "Unexplained 2 (2 shown) true ; Dependency 3 (2 shown) false and 1 more; External 2 (2 shown) false ; People 1 (1 shown) false "; got != want {
		t.Errorf("moved %q", got)
	}
	if got, want := v.Risks.says(), "D: 2 planned items without any outcome (D-1 D-2) Nobody has said what became of them.; C: 1 action overdue: () Book it"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	long := strings.TrimSpace(strings.Repeat("long words ", 10)) + "…"
	if got, want := v.Wanted.says(), "Answer those who wait, or decide for them; D: 1 late, for B-1; Clear the way from outside; A: external, A-9 The vendor is late; C: people, C-1 "+long+
		"; Finish what retros agreed; C: 1 action overdue: Book it"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	// Retros inside stay inside.
	if got := summaryOf(t, a, report.Numbers, report.Plans).Wanted.says(); strings.Contains(got, "Book it") {
		t.Errorf("who sees no retros reads %s", got)
	}
}

func TestItemsCarriedTwiceAreARisk(t *testing.T) {
	a, by := risky(report.Closed, "A3")
	for i, s := range []report.Status{report.Moved, report.Delivered, report.Dropped} {
		by["A"].Items[i].Outcome = report.Outcome{Status: s, Reason: "scope", Note: "Too large"}
	}
	for n := range 2 {
		q := &report.Quarter{ID: report.QuarterID{Year: 2026, N: n + 1}, State: report.Closed}
		q.Start, q.End = q.ID.Range(report.Fiscal{})
		r := &report.Report{Team: a.Teams[0], Quarter: q, Plan: &report.Plan{}}
		for _, d := range by["A"].Items {
			r.Items = append(r.Items, &report.Deliverable{ID: d.ID, Title: "Item", Team: d.Team, Quarter: q, Kind: d.Kind, Outcome: report.Outcome{Status: report.Moved, Reason: "scope"}})
		}
		q.Reports = []*report.Report{r}
		a.Quarters = slices.Insert(a.Quarters, n, q)
	}
	if got, want := summaryOf(t, a, report.Parts...).Risks.says(), "A: 1 item carried in twice or more, and again not delivered (A-1) Scope: Too large"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A quarter that has not begun has a plan to speak of, and nothing else.
func TestSummaryAhead(t *testing.T) {
	a, by := risky(report.Ahead, "A2 B1")
	addAsk(a, by["A"].Items[1], a.Teams[1], report.Asked)
	v := summaryOf(t, a, report.Parts...)
	if v.Shipped != nil || v.Moved != nil || v.Risks.says() != "B: 1 item of 1 team waits for it (A-2) Asks: 1 unanswered." {
		t.Errorf("%+v %s", v, v.Risks.says())
	}
}

// Only who sees every deliverable has a summary, and is led there.
func TestWhoHasASummary(t *testing.T) {
	for _, c := range []struct {
		ShowsAny []report.Part
		has      bool
	}{{report.Parts, true}, {[]report.Part{report.Numbers}, true}, {[]report.Part{report.Plans}, true},
		{[]report.Part{report.Retros, report.Lessons}, false}, {[]report.Part{report.Shipped, report.Upcoming}, false}} {
		a, _ := risky(report.Running, "A1")
		s := siteOf(a, c.ShowsAny...)
		led := false
		if p := s.Page("2026-q3/index.html"); p != nil {
			led = p.View().(*Quarter).Summary.Path != ""
		}
		home := viewOf[*Home](t, s, "index.html").Summary.Path != ""
		if has := s.Page("2026-q3/summary/index.html") != nil; has != c.has || led != c.has || home != c.has {
			t.Errorf("%v: has one %t, led there by the quarter %t, by the first page %t", c.ShowsAny, has, led, home)
		}
	}
}

func TestClip(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"short", "short"}, {"ten letter", "ten letter"}, {"ten letters", "ten letter…"}, {"one two, three", "one two…"}, {"eleventeenth", "eleventeen…"}, {"äöüäöüäöüäöü", "äöüäöüäöüä…"},
	} {
		if got := clip(c.text, 10); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
