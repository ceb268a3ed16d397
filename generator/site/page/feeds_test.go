package page

import (
	"encoding/xml"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/feed"
	"strings"
	"testing"
)

type readFeed struct {
	ID      string `xml:"id"`
	Title   string `xml:"title"`
	Updated string `xml:"updated"`
	Entries []struct {
		ID        string `xml:"id"`
		Title     string `xml:"title"`
		Updated   string `xml:"updated"`
		Published string `xml:"published"`
		Link      struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Content string `xml:"content"`
	} `xml:"entry"`
}

func feedOf(t *testing.T, s *site.Site, path string) readFeed {
	t.Helper()
	var f readFeed
	if err := xml.Unmarshal(bytesOf(t, s, path), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// The id of an entry stays when the item is renamed, retitled or goes to another team, and when the
// site moves; the next phase is a new entry.
func TestEntriesKeepTheirIDs(t *testing.T) {
	before := feedOf(t, plan(report.Parts...), "shipped/feed.xml")
	var titles []string
	known := map[string]bool{}
	for _, e := range before.Entries {
		titles = append(titles, e.Title)
		if known[e.ID] || !strings.HasPrefix(e.ID, "urn:uuid:") {
			t.Errorf("%s has the id %s", e.Title, e.ID)
		}
		known[e.ID] = true
	}
	if got, want := strings.Join(titles, "; "), "Emergency rule; Roll back a ruleset (Beta); Screens; Roll back a ruleset (Alpha)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	after := feedOf(t, renamed(func(a *report.Archive, _ *report.Deliverable) {
		a.Site.BaseURL = "https://elsewhere.example/"
		for _, d := range a.Quarters[0].Reports[1].Items {
			d.CustomerTitle += " now"
		}
	}, report.Parts...), "shipped/feed.xml")
	var fresh []string
	for _, e := range after.Entries {
		if !known[e.ID] {
			fresh = append(fresh, e.Title)
		}
		if !strings.HasPrefix(e.Link.Href, "https://elsewhere.example/shipped/") {
			t.Errorf("%s leads to %s", e.Title, e.Link.Href)
		}
	}
	if len(fresh) != 1 || fresh[0] != "Go back to any version (GA)" {
		t.Errorf("new entries: %q", fresh)
	}
	if before.ID != after.ID {
		t.Error("the feed has another id after the site moved")
	}
}

func TestWithdrawnEntries(t *testing.T) {
	f := feedOf(t, renamed(func(a *report.Archive, _ *report.Deliverable) {
		a.Notices = map[string]*report.Notice{"MR-20": {Retracted: day("2026-08-19"), Why: "It lost <rules>"}}
	}, report.Shipped), "shipped/feed.xml")
	for _, e := range f.Entries {
		if !strings.HasPrefix(e.Title, "Withdrawn: ") || e.Updated != "2026-08-19T00:00:00Z" || e.Published == e.Updated ||
			!strings.HasPrefix(e.Content, "<p><strong>Withdrawn on 19 August 2026: It lost &lt;rules&gt;</strong></p>") {
			t.Errorf("%+v", e)
		}
	}
	if f.Updated != "2026-08-19T00:00:00Z" || len(f.Entries) != 3 {
		t.Errorf("%d entries, updated %s", len(f.Entries), f.Updated)
	}
}

// Each audience has the feeds of what it sees, each team its own, and a site without an address none.
func TestFeedsOfAudiences(t *testing.T) {
	for path, parts := range map[string][]report.Part{
		"shipped/feed.xml": {report.Shipped}, "shipped/teams/rules/feed.json": {report.Shipped}, "lessons/feed.xml": {report.Lessons},
	} {
		if !plan(parts...).Has(path) {
			t.Errorf("%v do not get %s", parts, path)
		}
		if plan(report.Plans, report.Numbers).Has(path) {
			t.Errorf("who sees neither gets %s", path)
		}
	}
	if plan(report.Shipped).Has("shipped/teams/design/feed.xml") {
		t.Error("customers get a feed of a team of which they see nothing")
	}
	if f := feedOf(t, plan(report.Shipped), "shipped/feed.xml"); len(f.Entries) != 2 || strings.Contains(f.Entries[0].Content, "old path") {
		t.Errorf("customers get %+v", f)
	}
	if f := feedOf(t, plan(report.Parts...), "lessons/feed.xml"); len(f.Entries) != 2 || f.Entries[0].Title != "Ask even earlier" {
		t.Errorf("lessons: %+v", f)
	}
	for _, where := range []string{"shipped/index.html", "teams/rules/index.html", "lessons/index.html"} {
		feeds := plan(report.Parts...).Page(where).Head.Feeds
		if want := map[string]int{"shipped/index.html": 1}[where]; len(feeds) != max(want, 1)+1-want || feeds[0] != feed.Shipped(english()) {
			t.Errorf("%s names %v", where, feeds)
		}
	}
	a := sample()
	a.Site.BaseURL = ""
	s := Plan(a, metrics.Compute(a), i18n.English())
	if s.Has("shipped/feed.xml") || len(s.Page("index.html").Head.Feeds) > 0 {
		t.Error("a feed needs whole addresses, and none is known")
	}
}
