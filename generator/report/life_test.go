package report_test

import (
	"fmt"
	"strings"
	"testing"

	"quarterdeck/generator/report"
)

// lived makes an archive of items in quarters: "2026-q1 A ga 2026-02-03", the day where it
// was delivered, and after < what it was.
func lived(t *testing.T, items ...string) *report.Archive {
	t.Helper()
	a := &report.Archive{Site: report.Site{}}
	team := &report.Team{ID: "ours"}
	for _, text := range items {
		text, was, _ := strings.Cut(text, " < ")
		words := strings.Fields(text)
		id, err := report.ParseQuarter(words[0])
		if err != nil {
			t.Fatal(err)
		}
		if n := len(a.Quarters); n == 0 || a.Quarters[n-1].ID != id {
			q := &report.Quarter{ID: id, State: report.Closed}
			q.Start, q.End = id.Range(report.Fiscal{})
			q.Reports = []*report.Report{{Team: team, Quarter: q}}
			a.Quarters = append(a.Quarters, q)
		}
		q := a.Quarters[len(a.Quarters)-1]
		d := &report.Deliverable{ID: words[1], Title: words[1], Team: team, Quarter: q, Customers: true, Phase: report.Phase(words[2]), Was: strings.Fields(was)}
		if len(words) > 3 {
			d.Outcome.Status = report.Delivered
			if d.Outcome.Finished, err = report.ParseDay(words[3]); err != nil {
				t.Fatal(err)
			}
		}
		q.Reports[0].Items = append(q.Reports[0].Items, d)
	}
	return a
}

func TestLives(t *testing.T) {
	for _, c := range []struct {
		items []string
		want  string
	}{
		{[]string{"2026-q1 A alpha 2026-02-03", "2026-q2 A beta 2026-05-06"}, "A of [] 2 A"},
		{[]string{"2026-q1 A alpha 2026-02-03", "2026-q1 B ga", "2026-q2 C beta 2026-05-06 < A"}, "C of [A] 2 C; B of [] 1 -"},
		{[]string{"2026-q1 A alpha 2026-02-03", "2026-q2 B beta < A", "2026-q3 C ga < B"}, "C of [B A] 3 A"},
		{[]string{"2026-q1 A alpha", "2026-q1 B ga 2026-02-03", "2026-q2 C ga < A B"}, "A of [] 1 -; B of [] 1 B; C of [] 1 -"},   // two become one: each keeps its page
		{[]string{"2026-q1 A alpha", "2026-q2 B ga < A", "2026-q2 C ga 2026-05-06 < A"}, "A of [] 1 -; B of [] 1 -; C of [] 1 C"}, // one becomes two
		{[]string{"2026-q1 A alpha", "2026-q2 B ga < A", "2026-q3 B ga 2026-08-01", "2026-q3 D ga"}, "B of [A] 3 B; D of [] 1 -"},
		{[]string{"2026-q2 B ga < A"}, "B of [A] 1 -"}, // what it was is not in this archive
	} {
		lives := report.NewLives(lived(t, c.items...))
		var got []string
		for _, l := range lives.All {
			delivery := "-"
			if d := l.Delivery(); d != nil {
				delivery = d.ID
			}
			got = append(got, fmt.Sprint(l.ID, " of ", l.Was, " ", len(l.Items), " ", delivery))
			for _, id := range append([]string{l.ID}, l.Was...) {
				if lives.Of(id) != l {
					t.Errorf("%v: %s has another life", c.items, id)
				}
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%v: %s, want %s", c.items, s, c.want)
		}
		if lives.Of("none") != nil {
			t.Error("an unknown id has a life")
		}
	}
}

// What is said later overrules what was said before, part by part, whatever the id was.
func TestNoticesOfALife(t *testing.T) {
	a := lived(t, "2026-q1 A alpha 2026-02-03", "2026-q2 B ga 2026-05-06 < A")
	a.Quarters[0].Reports[0].Items[0].Notice = report.Notice{Plans: []string{"Free"}, Regions: []string{"EU"}, Announce: report.Internal, Retracted: 1, Why: "first"}
	a.Notices = map[string]*report.Notice{"A": {Plans: []string{"Business"}, Announced: 9}, "B": {Announce: report.Public, Plans: []string{"Enterprise"}}}
	l := report.NewLives(a).Of("A")
	if n := l.Notice; n.Plans[0] != "Enterprise" || n.Regions[0] != "EU" || n.Announce != report.Public || n.Announced != 9 || n.Why != "first" {
		t.Errorf("got %+v", n)
	}
	if l.Withdrawn() {
		t.Error("it was delivered again after it was withdrawn")
	}
	a.Notices["B"].Retracted = a.Quarters[1].LastDay()
	if !report.NewLives(a).Of("A").Withdrawn() {
		t.Error("it was withdrawn after it was delivered")
	}
}

// Customers hear of an announcement only where it was for the public, of what was
// withdrawn, and of no id that they never saw.
func TestNoticesForCustomers(t *testing.T) {
	customers := report.Audience{ID: "customers", Shows: []report.Part{report.Shipped, report.Upcoming}, IDs: true}
	told := report.Notice{Plans: []string{"Free"}, Announced: 9, Announcement: "https://example.com", Retracted: 99999, Why: "why"}
	make := func(announce report.Announce) *report.Archive {
		a := lived(t, "2025-q4 SECRET ga", "2026-q1 A alpha 2026-02-03", "2026-q2 B ga 2026-05-06 < A SECRET", "2026-q2 C ga")
		a.Quarters[1].Reports[0].Items[0].Notice = told
		a.Quarters[2].Reports[0].Items[0].Notice = report.Notice{Announce: announce}
		b, c, s := told, told, told
		a.Notices = map[string]*report.Notice{"B": &b, "C": &c, "SECRET": &s}
		return a
	}
	for announce, public := range map[report.Announce]bool{"": true, report.Public: true, report.Internal: false, report.Silent: false} {
		whole := make(announce)
		shown := whole.For(customers)
		first, second := shown.Quarters[0].Reports[0].Items[0], shown.Quarters[1].Reports[0].Items[0]
		if len(second.Was) != 1 || second.Was[0] != "A" {
			t.Errorf("%q: customers hear that it was %v", announce, second.Was)
		}
		if len(shown.Notices) != 1 || shown.Notices["B"] == nil {
			t.Fatalf("%q: customers hear of %v", announce, shown.Notices)
		}
		for _, n := range []report.Notice{first.Notice, *shown.Notices["B"]} {
			if (n.Announced != 0) != public || (n.Announcement != "") != public || n.Announce != "" {
				t.Errorf("%q: customers hear %+v", announce, n)
			}
			if n.Plans[0] != "Free" || n.Retracted != 99999 || n.Why != "why" {
				t.Errorf("%q: customers do not hear what is theirs: %+v", announce, n)
			}
		}
		if whole.Notices["B"].Announced != 9 {
			t.Error("the whole archive was changed")
		}
	}
}

// Customers hear of every withdrawal of what they know, wherever it is said, and the life of
// what they know has no gap where an id is hidden from them.
func TestCustomersHearOfEveryWithdrawal(t *testing.T) {
	customers := report.Audience{ID: "customers", Shows: []report.Part{report.Shipped, report.Upcoming}}
	withdrawn := report.Notice{Announced: 9, Announcement: "https://example.com/inside", Announce: report.Internal, Retracted: 99999, Why: "why"}
	for name, c := range map[string]struct {
		items  []string
		hidden string // the id that is not for customers
		fence  string // the id whose newest fence says it
		notice string // the id that shipped.toml has it under
	}{
		"its own notice":         {items: []string{"2026-q1 A ga 2026-02-03"}, notice: "A"},
		"its own fence":          {items: []string{"2026-q1 A ga 2026-02-03"}, fence: "A"},
		"an old id's notice":     {items: []string{"2026-q1 OLD alpha 2026-02-03", "2026-q2 A ga 2026-05-06 < OLD"}, hidden: "OLD", notice: "OLD"},
		"a new id's notice":      {items: []string{"2026-q1 A ga 2026-02-03", "2026-q2 NEW ga 2026-05-06 < A"}, hidden: "NEW", notice: "NEW"},
		"an id of no quarter":    {items: []string{"2026-q1 A ga 2026-02-03 < OLD"}, notice: "OLD"},
		"a phase to come":        {items: []string{"2026-q1 A beta 2026-02-03", "2026-q2 A ga"}, fence: "A"},
		"a hidden id in between": {items: []string{"2026-q1 A beta 2026-02-03", "2026-q2 MID beta < A", "2026-q3 B ga 2026-08-01 < MID"}, hidden: "MID", notice: "MID"},
	} {
		a := lived(t, c.items...)
		for _, q := range a.Quarters {
			for _, d := range q.Reports[0].Items {
				d.Customers = d.ID != c.hidden
				if d.ID == c.fence {
					d.Notice = report.Notice{}
					if q == a.Quarters[len(a.Quarters)-1] {
						d.Notice = withdrawn
					}
				}
			}
		}
		if n := withdrawn; c.notice != "" {
			a.Notices = map[string]*report.Notice{c.notice: &n}
		}
		lives := report.NewLives(a.For(customers))
		if len(lives.All) != 1 {
			t.Errorf("%s: customers see %d lives of one thing", name, len(lives.All))
			continue
		}
		l := lives.All[0]
		if !l.Withdrawn() || l.Notice.Why != "why" {
			t.Errorf("%s: customers see it as available: %+v", name, l.Notice)
		}
		if l.Notice.Announced != 0 || l.Notice.Announcement != "" {
			t.Errorf("%s: customers hear where the company announced it: %+v", name, l.Notice)
		}
		for _, id := range append([]string{l.ID}, l.Was...) {
			if id == c.hidden {
				t.Errorf("%s: customers hear of %s", name, id)
			}
		}
	}
}

// Customers hear of a withdrawal that lies on or after the first delivery that they know. What was
// withdrawn before, when it was the company's alone, is not told, wherever it is written.
func TestWithdrawnBeforeCustomersHadIt(t *testing.T) {
	customers := report.Audience{ID: "customers", Shows: []report.Part{report.Shipped, report.Upcoming}}
	for name, c := range map[string]struct {
		finished, withdrawn, where string
		told                       bool
	}{
		"before, in shipped.toml":      {"2026-05-10", "2026-05-09", "B", false},
		"before, under the first id":   {"2026-05-10", "2026-02-20", "A", false},
		"before, in the fence":         {"2026-05-10", "2026-05-09", "fence", false},
		"before, in the fence of then": {"2026-05-10", "2026-05-09", "first fence", false},
		"on the day":                   {"2026-05-10", "2026-05-10", "B", true},
		"on the day, in the fence":     {"2026-05-10", "2026-05-10", "fence", true},
		"after":                        {"2026-05-10", "2026-05-11", "B", true},
		"after, under the first id":    {"2026-05-10", "2026-05-11", "A", true},
		"after, in the fence of then":  {"2026-05-10", "2026-05-11", "first fence", true},
		"no day, before its quarter":   {"", "2026-03-31", "B", false},
		"no day, in its quarter":       {"", "2026-04-01", "B", true},
	} {
		a := lived(t, "2026-q1 A alpha 2026-02-03", "2026-q2 B ga 2026-05-10 < A")
		day := func(s string) report.Day {
			d, err := report.ParseDay(s)
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		first, second := a.Quarters[0].Reports[0].Items[0], a.Quarters[1].Reports[0].Items[0]
		first.Customers = false
		if c.finished == "" {
			second.Outcome.Finished = 0
		}
		notice := report.Notice{Retracted: day(c.withdrawn), Why: "It lost data"}
		switch c.where {
		case "fence":
			second.Notice = notice
		case "first fence":
			first.Notice = notice
		default:
			a.Notices = map[string]*report.Notice{c.where: &notice}
		}
		lives := report.NewLives(a.For(customers))
		if len(lives.All) != 1 {
			t.Fatalf("%s: customers see %d things", name, len(lives.All))
		}
		if l := lives.All[0]; l.Withdrawn() != c.told || (l.Notice.Why != "") != c.told {
			t.Errorf("%s: customers are told %v %q, not %v", name, l.Withdrawn(), l.Notice.Why, c.told)
		}
	}
}

// What was handed over comes before what the other team made of it, whichever team is first.
func TestLifeOfWhatWasHandedOver(t *testing.T) {
	a := lived(t, "2026-q1 A ga 2026-02-03", "2026-q1 A ga")
	taken, given := a.Quarters[0].Reports[0].Items[0], a.Quarters[0].Reports[0].Items[1]
	given.Outcome = report.Outcome{Status: report.HandedOver, HandedTo: "other"}
	given.Parts, taken.Continues = []*report.Deliverable{taken}, []*report.Deliverable{given}
	l := report.NewLives(a).Of("A")
	if len(l.Items) != 2 || l.Items[0] != given || l.Newest() != taken || l.Delivery() != taken {
		t.Errorf("its items are %+v", l.Items)
	}
}
