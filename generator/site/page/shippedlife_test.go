package page

import (
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
	"strings"
	"testing"
)

// renamed is the sample after MR-1 was called MR-20 in its third quarter, by another title and team,
// and delivered there.
func renamed(change func(a *report.Archive, mr20 *report.Deliverable), parts ...report.Part) *site.Site {
	a := sample()
	q := a.Quarters[2]
	d := q.Reports[0].Items[0]
	q.Reports[0].Items = q.Reports[0].Items[1:]
	q.Reports = append(q.Reports, &report.Report{Team: a.Teams[0], Quarter: q, Plan: &report.Plan{Committed: day("2026-07-03")}, Items: []*report.Deliverable{d}})
	d.ID, d.Was, d.CustomerTitle = "MR-20", []string{"MR-1", "MR-0"}, "Go back to any version"
	d.Team = a.Teams[0]
	d.Outcome = report.Outcome{Status: report.Delivered, Finished: day("2026-08-18")}
	if change != nil {
		change(a, d)
	}
	a = a.For(report.Audience{ID: "test", Shows: parts, IDs: true})
	return Plan(a, metrics.Compute(a), i18n.English())
}

func texts(facts []part.Fact) string {
	var out []string
	for _, f := range facts {
		s := f.Name + ":"
		for _, l := range f.Links {
			s += " " + l.Text
			if l.External {
				s += "<" + l.Path + ">"
			}
		}
		out = append(out, strings.TrimSpace(s+" "+f.Note+f.Alert))
	}
	return strings.ReplaceAll(strings.Join(out, "; "), "\u00a0", " ")
}

// One page for life: what was renamed keeps its history, and its old address leads on.
func TestARenamedItemHasOnePage(t *testing.T) {
	for _, parts := range [][]report.Part{report.Parts, {report.Shipped, report.Upcoming}} {
		s := renamed(nil, parts...)
		v := viewOf[*ShippedItem](t, s, "shipped/mr-20/index.html")
		if v.Title != "Go back to any version" || len(v.Steps) != 3 || !v.Steps[2].Current {
			t.Errorf("%v: %q with %d steps", parts, v.Title, len(v.Steps))
		}
		if to := s.Page("shipped/mr-1/index.html").Head.Redirect; to != "shipped/mr-20/index.html" {
			t.Errorf("%v: the old address leads to %q", parts, to)
		}
		// MR-0 is in no quarter: customers never saw it, and inside it leads on, too.
		if s.Has("shipped/mr-0/index.html") != slices.Contains(parts, report.Plans) {
			t.Errorf("%v: there is a page of an id that no quarter has: %v", parts, s.Has("shipped/mr-0/index.html"))
		}
		if strings.Contains(string(bytesOf(t, s, "sitemap.xml")), "/mr-1/") {
			t.Error("the sitemap lists a page that leads on")
		}
		list := viewOf[*Shipped](t, s, site.ShippedListPath)
		for _, m := range list.Months {
			for _, r := range m.Rows {
				if r.Title.Path == "shipped/mr-1/index.html" {
					t.Errorf("%v: a row leads to the old address", parts)
				}
			}
		}
		var changes []string
		for _, c := range v.Changes {
			changes = append(changes, c.When+": "+c.What)
		}
		if want := []string{"2026 Q3: Went from Rules to Design.", "2026 Q3: Its id is MR-20; was MR-1.", "2026 Q3: Called “Go back to any version”; was “Roll back a ruleset”."}; !slices.Equal(changes, want) {
			t.Errorf("%v: changes %q", parts, changes)
		}
	}
}

func TestWhoHasAnItem(t *testing.T) {
	told := func(a *report.Archive, d *report.Deliverable) {
		d.Team.Contact = "help@rules.example"
		d.Notice = report.Notice{Plans: []string{"Business", "Enterprise"}, From: day("2026-09-01")}
		a.Notices = map[string]*report.Notice{"MR-1": {Regions: []string{"EU"}, Announced: day("2026-05-21"), Announcement: "https://example.com/x"}}
	}
	for _, c := range []struct {
		parts  []report.Part
		change func(*report.Archive, *report.Deliverable)
		want   string
	}{
		{report.Parts, nil, "Ask: Design; Announced: Not yet."},
		{[]report.Part{report.Shipped}, nil, "Ask: Design"},
		{report.Parts, told, "Plans: Business and Enterprise; Regions: EU; Available from: 1 September 2026; Ask: Design help@rules.example<mailto:help@rules.example>; " +
			"Announced: 21 May 2026<https://example.com/x> The newest phase is not announced yet."},
		{[]report.Part{report.Shipped}, told, "Plans: Business and Enterprise; Regions: EU; Available from: 1 September 2026; Ask: Design help@rules.example<mailto:help@rules.example>; " +
			"Announced: 21 May 2026<https://example.com/x>"},
		{report.Parts, func(_ *report.Archive, d *report.Deliverable) {
			d.Notice.Announce = report.Internal
			d.Team.Contact = "https://help.example/rules/"
		}, "Ask: Design help.example/rules<https://help.example/rules/>; Announced: Inside the company only.Not yet."},
		{report.Parts, func(_ *report.Archive, d *report.Deliverable) { d.Notice.Announce = report.Silent }, "Ask: Design"},
	} {
		if got := texts(viewOf[*ShippedItem](t, renamed(c.change, c.parts...), "shipped/mr-20/index.html").For); got != c.want {
			t.Errorf("%v:\ngot  %s\nwant %s", c.parts, got, c.want)
		}
	}
}

// What was withdrawn says so on its page and in every list, to everybody.
func TestWithdrawn(t *testing.T) {
	gone := func(a *report.Archive, _ *report.Deliverable) {
		a.Notices = map[string]*report.Notice{"MR-20": {Retracted: day("2026-08-19"), Why: "It lost rules"}}
	}
	for _, parts := range [][]report.Part{report.Parts, {report.Shipped}} {
		s := renamed(gone, parts...)
		p := s.Page("shipped/mr-20/index.html")
		if b := p.Head.Banners; len(b) != 1 || b[0].Text != "Withdrawn on 19\u00a0August\u00a02026: It lost rules" {
			t.Errorf("%v: banners %v", parts, b)
		}
		v := p.View().(*ShippedItem)
		if last := v.Steps[len(v.Steps)-1]; !last.Gone || last.Title != "Withdrawn, 19 August 2026" || last.Text != "It lost rules" || v.Steps[2].Current {
			t.Errorf("%v: the last step is %+v", parts, last)
		}
		for _, m := range viewOf[*Shipped](t, s, site.ShippedListPath).Months {
			for _, r := range m.Rows {
				if (r.Title.Path == "shipped/mr-20/index.html") != (r.Withdrawn == day("2026-08-19")) {
					t.Errorf("%v: %s is withdrawn on %s", parts, r.Title.Text, r.Withdrawn)
				}
			}
		}
		if data := string(bytesOf(t, s, "shipped/data/2026-q3.js")); !strings.Contains(data, `"2026-08-19"`) {
			t.Errorf("%v: the data does not say so: %s", parts, data)
		}
	}
	again := renamed(func(a *report.Archive, _ *report.Deliverable) {
		a.Notices = map[string]*report.Notice{"MR-1": {Retracted: day("2026-06-01"), Why: "It lost rules"}}
	}, report.Parts...)
	if p := again.Page("shipped/mr-20/index.html"); len(p.Head.Banners) > 0 || len(p.View().(*ShippedItem).Changes) == 0 {
		t.Error("it came back after it was withdrawn: that is history, not how it is")
	}
}

func TestAnnouncements(t *testing.T) {
	s := renamed(nil, report.Parts...)
	v := viewOf[*Announcements](t, s, announcementsPath)
	if len(v.To) != 1 || v.To[0].ID != "MR-20" || v.To[0].Days != "2\u00a0days" || v.To[0].To != "customers" || len(v.Done.First) != 0 {
		t.Errorf("to announce: %+v", v)
	}
	for name, c := range map[string]struct {
		notice   report.Notice
		to, done int
	}{
		"announced":             {report.Notice{Announced: day("2026-08-19")}, 0, 1},
		"a day early":           {report.Notice{Announced: day("2026-08-17")}, 0, 1},
		"its beta was":          {report.Notice{Announced: day("2026-05-20")}, 1, 0},
		"not to be":             {report.Notice{Announce: report.Silent}, 0, 0},
		"inside":                {report.Notice{Announce: report.Internal}, 1, 0},
		"withdrawn before that": {report.Notice{Retracted: day("2026-08-19"), Why: "x"}, 0, 0},
	} {
		v := viewOf[*Announcements](t, renamed(func(_ *report.Archive, d *report.Deliverable) { d.Notice = c.notice }, report.Parts...), announcementsPath)
		if len(v.To) != c.to || len(v.Done.First) != c.done {
			t.Errorf("%s: %d to announce, %d announced; want %d and %d", name, len(v.To), len(v.Done.First), c.to, c.done)
		}
	}
	for _, parts := range [][]report.Part{{report.Shipped}, {report.Plans}} {
		if renamed(nil, parts...).Has(announcementsPath) {
			t.Errorf("%v get the list of what is to be announced", parts)
		}
	}
}
