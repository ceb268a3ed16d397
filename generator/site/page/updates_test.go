package page

import (
	"fmt"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
	"strings"
	"testing"
)

// updated is the sample in which Rules has written updates in the quarter that runs, on
// days such as "07-03 off track".
func updated(said ...string) *report.Archive {
	a := sample()
	r := a.Quarters[2].Reports[0]
	for _, s := range said {
		on, health, _ := strings.Cut(s, " ")
		u := &report.Update{Day: day("2026-" + on), Health: report.Health(health), Body: say("It goes on. More follows.")}
		if u.Health == report.OffTrack {
			u.Notes = []report.Note{{ID: "MR-4", Text: "stands still"}}
		}
		r.Updates = append(r.Updates, u)
	}
	return a
}

func siteOf(a *report.Archive, parts ...report.Part) *site.Site {
	shown := a.For(report.Audience{ID: "test", Shows: parts})
	return Plan(shown, metrics.Compute(shown), i18n.English())
}

// inWords is a line of time, newest first; | is where it is folded.
func inWords(v *part.Updates) string {
	if v == nil {
		return ""
	}
	words := func(list []part.Moment) string {
		var out []string
		for _, m := range list {
			s := m.Silence
			if m.Update != nil {
				s = m.Day.Time().Format("0102 ") + string(m.State.Word)
			}
			if m.Act || m.State.Act {
				s += "!"
			}
			out = append(out, strings.ReplaceAll(s, "\u00a0", " "))
		}
		return strings.Join(out, "; ")
	}
	s := words(v.First)
	if len(v.More) > 0 {
		s += " | " + strings.ReplaceAll(v.Older, "\u00a0", " ") + ": " + words(v.More)
	}
	return s
}

// Today is 20 August 2026, and the quarter began on 1 July.
func TestLineOfTime(t *testing.T) {
	for _, c := range []struct {
		said []string
		want string
	}{
		{nil, ""},
		{[]string{"07-03 on track"}, "No word for 48 days.!; 0703 on track"},
		{[]string{"06-29 at risk", "08-10 on track"}, "0810 on track; No word for 40 days, until 10 Aug.; 0629 at risk"},
		{[]string{"07-17 on track", "08-06 off track"}, "0806 off track!; No word for 20 days, until 6 Aug.; 0717 on track; No word for 16 days, until 17 Jul."},
		{[]string{"07-01 on track", "07-02 at risk", "07-20 at risk", "08-03 at risk", "08-13 on track"},
			"0813 on track; 0803 at risk; 0720 at risk; No word for 18 days, until 20 Jul. | 2 older updates: 0702 at risk; 0701 on track"},
		{[]string{"07-20 on track", "07-21 on track", "07-22 on track", "08-19 on track"},
			"0819 on track; No word for 28 days, until 19 Aug.; 0722 on track; 0721 on track | 1 older update and 1 silence: 0720 on track; No word for 19 days, until 20 Jul."},
	} {
		v := viewOf[*Report](t, siteOf(updated(c.said...), report.Parts...), "2026-q3/rules/index.html")
		if got := inWords(v.Updates); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.said, got, c.want)
		}
	}
}

func TestWhereUpdatesStand(t *testing.T) {
	a := updated("08-06 off track")
	r := a.Quarters[2].Reports[0]
	path := "2026-q3/rules/index.html"
	v := viewOf[*Report](t, siteOf(a, report.Parts...), path)
	m := v.Updates.First[0]
	if m.Anchor() != "update-2026-08-06" || m.Notes[0] != (part.UpdateNote{Item: site.Link{Text: "MR-4", Path: "#item-mr-4"}, Text: "stands still"}) || v.Contents[1].Path != "#updates" {
		t.Errorf("%+v, contents %v", m, v.Contents)
	}
	// Who is shown no plans is told nothing of it.
	for _, page := range []string{path, "2026-q3/index.html", "index.html"} {
		switch v := siteOf(a, report.Numbers, report.Retros).Page(page).View().(type) {
		case *Report:
			if v.Updates != nil {
				t.Errorf("%s tells of updates", page)
			}
		case *Quarter:
			if v.Standing != nil {
				t.Errorf("%s tells of updates", page)
			}
		case *Home:
			if v.Standing != nil {
				t.Errorf("%s tells of updates", page)
			}
		}
	}
	// A closed quarter keeps its own, folded, and nobody has to act on a silence any more.
	r.Quarter.State, a.Today = report.Closed, day("2026-11-20")
	v = viewOf[*Report](t, siteOf(a, report.Parts...), path)
	want := " | 1 update and 2 silences: No word for 55 days, until 30 Sep.; 0806 off track!; No word for 36 days, until 6 Aug."
	if got := inWords(v.Updates); got != want || slices.Contains(v.Contents[:1], site.Link{Text: "How it went", Path: "#updates"}) {
		t.Errorf("closed: %s, contents %v", got, v.Contents)
	}
}

func TestStandingOfTeams(t *testing.T) {
	words := func(a *report.Archive) string {
		v := viewOf[*Quarter](t, siteOf(a, report.Parts...), "2026-q3/index.html").Standing
		if v == nil {
			return ""
		}
		var out []string
		for _, r := range v.Rows.First {
			out = append(out, strings.ReplaceAll(fmt.Sprint(r.Team.Text, ": ", r.State.Word, " ", r.All.Text, " ", r.Said, " ", r.Silent, " → ", r.All.Path), "\u00a0", " "))
		}
		return fmt.Sprintf("off track %d, silent %d; %s", len(v.OffTrack), len(v.Silent), strings.Join(out, "; "))
	}
	if got := words(updated()); got != "" {
		t.Errorf("nobody writes updates, but %q", got)
	}
	a := updated("07-10 on track", "08-06 off track")
	if got, want := words(a), "off track 1, silent 0; Rules: off track 6 Aug It goes on.  → 2026-q3/rules/index.html#update-2026-08-06"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	q := a.Quarters[2]
	q.Reports = append([]*report.Report{{Team: a.Teams[0], Quarter: q, Plan: &report.Plan{}}}, q.Reports...)
	if got := words(a); !strings.HasPrefix(got, "off track 1, silent 1; Design:  Everything it said  No word for 50 days → 2026-q3/design/index.html#updates; Rules: ") {
		t.Errorf("a team that says nothing: %s", got)
	}
	home := viewOf[*Home](t, siteOf(a, report.Parts...), "index.html")
	if home.Standing == nil || len(home.Standing.Silent) != 1 {
		t.Errorf("the first page says %+v", home.Standing)
	}
}
