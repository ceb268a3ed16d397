package report_test

import (
	"reflect"
	"strings"
	"testing"

	"quarterdeck/generator/report"
)

// outside is an audience that is shown no ids.
var outside = report.Audience{ID: "customers", Shows: []report.Part{report.Shipped, report.Upcoming}}

// publicID is what an audience that is shown no ids knows an id by, in the newest quarter.
func publicID(t *testing.T, a *report.Archive, id string) string {
	t.Helper()
	found := ""
	var of []string
	for d := range a.AllItems() {
		of = append(of, d.ID)
	}
	shown := a.For(outside)
	at := 0
	for d := range shown.AllItems() {
		if at < len(of) && of[at] == id {
			found = d.ID
		}
		at++
	}
	if at != len(of) || found == "" {
		t.Fatalf("customers see %d of %v", at, of)
	}
	return found
}

func titled(a *report.Archive, title string) *report.Archive {
	for d := range a.AllItems() {
		d.CustomerTitle = title
	}
	return a
}

// An address depends on the thing alone: no other one that joins changes it, be it called the same.
func TestPublicIDsStay(t *testing.T) {
	before := publicID(t, titled(lived(t, "2026-q2 MR-1 ga 2026-05-06"), "Roll back a ruleset"), "MR-1")
	if !strings.HasPrefix(before, "roll-back-a-ruleset-") || strings.Contains(before, "mr") {
		t.Errorf("it is %s", before)
	}
	for _, others := range [][]string{
		{"2026-q2 MR-1 ga 2026-05-06", "2026-q2 MR-2 ga 2026-05-06"},
		{"2026-q2 AA-1 ga 2026-04-06", "2026-q2 MR-1 ga 2026-05-06"},
		{"2026-q1 AA-1 ga 2026-02-06", "2026-q2 MR-1 ga 2026-05-06", "2026-q3 ZZ-1 ga 2026-08-06"},
	} {
		a := titled(lived(t, others...), "Roll back a ruleset")
		if now := publicID(t, a, "MR-1"); now != before {
			t.Errorf("%v: it is %s, and was %s", others, now, before)
		}
		seen := map[string]bool{}
		for d := range a.For(outside).AllItems() {
			if seen[d.ID] {
				t.Errorf("%v: two are called %s", others, d.ID)
			}
			seen[d.ID] = true
		}
	}
}

// A thing keeps its address with another id and another title, and says of no id what it was.
func TestPublicIDOfALife(t *testing.T) {
	a := lived(t, "2026-q1 MR-1 beta 2026-02-03", "2026-q2 MR-2 ga 2026-05-06 < MR-1", "2026-q3 MR-2 ga")
	first, second := a.Quarters[0].Reports[0].Items[0], a.Quarters[1].Reports[0].Items[0]
	first.CustomerTitle, second.CustomerTitle = "Before", "After"
	a.Notices = map[string]*report.Notice{"MR-1": {Regions: []string{"EU"}, Plans: []string{"Old"}}, "MR-2": {Plans: []string{"New"}}}
	shown := a.For(outside)
	for d := range shown.AllItems() {
		if !strings.HasPrefix(d.ID, "before-") || len(d.Was) > 0 {
			t.Errorf("it is %s, and was %v", d.ID, d.Was)
		}
	}
	lives := report.NewLives(shown)
	if len(lives.All) != 1 || len(lives.All[0].Items) != len(shown.Quarters) {
		t.Fatalf("lives: %+v", lives.All)
	}
	if n := lives.All[0].Notice; !reflect.DeepEqual(n.Regions, []string{"EU"}) || !reflect.DeepEqual(n.Plans, []string{"New"}) {
		t.Errorf("its notice is %+v", n)
	}
}

func TestSlugs(t *testing.T) {
	for title, want := range map[string]string{
		"Roll back, & forward!":     "roll-back-forward-",
		"Größere Übersicht":         "groessere-uebersicht-",
		"Don’t ask":                 "dont-ask-",
		"回滚":                        "item-",
		"":                          "item-",
		strings.Repeat("word ", 40): strings.Repeat("word-", 12),
		strings.Repeat("x", 300):    strings.Repeat("x", 60) + "-",
	} {
		a := lived(t, "2026-q2 MR-1 ga 2026-05-06")
		d := a.Quarters[0].Reports[0].Items[0]
		d.Title, d.CustomerTitle = title, title
		got := publicID(t, a, "MR-1")
		if mark, ok := strings.CutPrefix(got, want); !ok || len(mark) != 6 {
			t.Errorf("%q becomes %s", title, got)
		}
	}
}

// Links, and the names of headings, lead to the thing under its other name.
func TestNoIDInProse(t *testing.T) {
	a := lived(t, "2026-q2 MR-1 ga 2026-05-06")
	d := a.Quarters[0].Reports[0].Items[0]
	d.ForCustomers = report.Prose{Spans: []report.Span{{HTML: `<h4 id="public-mr-1.2026-q2.why">Why</h4><a href="#public-mr-1.2026-q2.fn1">1</a>`},
		{HTML: "back", Ref: &report.Ref{Kind: report.RefDeliverable, ID: "MR-1", Fragment: "public-mr-1.2026-q2.why"}}}}
	before := d.ForCustomers.Spans[0].HTML
	shown := a.For(outside)
	got := shown.Quarters[0].Reports[0].Items[0]
	if ref := got.ForCustomers.Spans[1].Ref; ref.ID != got.ID || ref.Fragment != "public-"+got.ID+".2026-q2.why" {
		t.Errorf("the link leads to %+v", ref)
	}
	want := `<h4 id="public-` + got.ID + `.2026-q2.why">Why</h4><a href="#public-` + got.ID + `.2026-q2.fn1">1</a>`
	if html := got.ForCustomers.Spans[0].HTML; html != want {
		t.Errorf("its prose is %s", html)
	}
	if d.ForCustomers.Spans[0].HTML != before {
		t.Error("the archive itself was changed")
	}
}

// An entry of a feed has one id, whether its audience reads ids or not.
func TestFeedIDsAreTheSameWithoutIDs(t *testing.T) {
	a := lived(t, "2026-q1 MR-1 beta 2026-02-03", "2026-q2 MR-2 ga 2026-05-06 < MR-1")
	a.Site.Title = "Reports"
	with := outside
	with.IDs = true
	known := a.For(with)
	titled := outside
	titled.Title = "What is new"
	for _, to := range []report.Audience{outside, titled} {
		shown := a.For(to)
		for i, q := range shown.Quarters {
			d, names := q.Reports[0].Items[0], report.NewNames(known)
			raw := known.Quarters[i].Reports[0].Items[0]
			if want := known.FeedID("delivery", names.First(raw.ID), q.ID.String(), string(raw.Phase)); d.FeedID != want || raw.FeedID != "" {
				t.Errorf("%s has %s, not %s", d.ID, d.FeedID, want)
			}
		}
		if shown.FeedID("feed", "x") != a.FeedID("feed", "x") {
			t.Error("another title makes another feed")
		}
	}
}

// Who sees plans or numbers reads ids; so does who asks for them.
func TestWhoReadsIDs(t *testing.T) {
	for _, c := range []struct {
		to   report.Audience
		want bool
	}{
		{report.Audience{Shows: report.Parts}, true},
		{report.Audience{Shows: []report.Part{report.Plans}}, true},
		{report.Audience{Shows: []report.Part{report.Numbers}}, true},
		{outside, false},
		{report.Audience{Shows: []report.Part{report.Retros, report.Lessons, report.Shipped}}, false},
		{report.Audience{Shows: []report.Part{report.Shipped}, IDs: true}, true},
	} {
		a := lived(t, "2026-q2 MR-1 ga 2026-05-06")
		shown := a.For(c.to)
		if d := shown.Quarters[0].Reports[0].Items[0]; (d.ID == "MR-1") != c.want || c.to.ShowsIDs() != c.want {
			t.Errorf("%+v reads %s", c.to, d.ID)
		}
		if again := shown.For(c.to); !reflect.DeepEqual(again, shown) {
			t.Errorf("%+v: for the second time something else", c.to)
		}
	}
}

// An audience has a title and somebody to ask, of its own or as customers have.
func TestTitleAndContact(t *testing.T) {
	for _, c := range []struct {
		to                  report.Audience
		title, contact, ask string
	}{
		{outside, "Reports", "help@example.com", ""},
		{report.Audience{Shows: []report.Part{report.Shipped}, Title: "New", Contact: "#partners"}, "New", "#partners", ""},
		{report.Audience{Shows: report.Parts}, "Reports", "", "#ours"},
		{report.Audience{Shows: report.Parts, Title: "Inside"}, "Inside", "", "#ours"},
		{report.Audience{Shows: []report.Part{report.Numbers}, Contact: "pmo@example.com"}, "Reports", "pmo@example.com", ""},
	} {
		a := lived(t, "2026-q2 MR-1 ga 2026-05-06")
		a.Site.Title, a.Site.CustomerContact = "Reports", "help@example.com"
		a.Quarters[0].Reports[0].Team.Contact = "#ours"
		shown := a.For(c.to)
		if got := shown.Quarters[0].Reports[0].Team.Contact; shown.Site.Title != c.title || shown.Contact() != c.contact || got != c.ask {
			t.Errorf("%+v: %q asks %q and %q", c.to, shown.Site.Title, shown.Contact(), got)
		}
	}
}
