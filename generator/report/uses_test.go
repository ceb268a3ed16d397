package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Worked by hand: which lessons speak to a plan of two items, and which of them it had to answer.
func TestUses(t *testing.T) {
	day := func(s string) Day { d, _ := ParseDay(s); return d }
	design, rules := &Team{ID: "design"}, &Team{ID: "rules"}
	q := func(id string, state State) *Quarter {
		of, _ := ParseQuarter(id)
		start, end := of.Range(Fiscal{})
		return &Quarter{ID: of, State: state, Start: start, End: end}
	}
	q2, q3, q4, next := q("2026-q2", Closed), q("2026-q3", Closed), q("2026-q4", Running), q("2027-q1", Ahead)
	lesson := func(id string, of *Quarter, held string, m Match) *Lesson {
		return &Lesson{ID: id, Theme: "planning", Team: rules, Quarter: of, Held: day(held), Applies: m}
	}
	lessons := []*Lesson{
		lesson("kinds", q2, "2026-07-02", Match{Kinds: []Kind{Feature}}),
		lesson("component", q2, "2026-07-02", Match{Components: []string{"api", "ui"}, Kinds: []Kind{Feature}}),
		lesson("team", q2, "2026-07-02", Match{Teams: []string{"design"}}),
		lesson("phase", q2, "2026-07-02", Match{Phases: []Phase{GA}}),
		lesson("nothing", q2, "2026-07-02", Match{}),
		lesson("undated", q2, "", Match{Kinds: []Kind{Debt}}),
		lesson("later", q3, "2026-10-02", Match{Kinds: []Kind{Feature}}),
	}
	one := &Deliverable{ID: "MR-1", Kind: Feature, Components: []string{"ui", "api"}}
	two := &Deliverable{ID: "MR-2", Kind: Debt, Needs: []string{"DS-1"}}
	export := &Deliverable{ID: "MR-3", Kind: Feature, Phase: GA, FromExport: true}
	asks := []*Ask{{By: two, What: "DS-1", Of: design}}
	answers := map[string]Answer{"kinds": {Verdict: "adopted"}, "nothing": {Verdict: "deferred", Why: "x"}, "gone": {Verdict: "adopted"}}
	for _, c := range []struct {
		what      string
		quarter   *Quarter
		committed string
		today     string
		want      string
	}{
		{"committed after the retro", q3, "2026-07-03", "2026-11-20", "component MR-1 due; kinds MR-1 adopted due; nothing deferred; team MR-2 due; undated MR-2 due"},
		{"committed before it", q3, "2026-07-01", "2026-11-20", "component MR-1; kinds MR-1 adopted; nothing deferred; team MR-2; undated MR-2 due"},
		{"committed on its day", q3, "2026-07-02", "2026-11-20", "component MR-1 due; kinds MR-1 adopted due; nothing deferred; team MR-2 due; undated MR-2 due"},
		{"a later quarter", q4, "2026-10-01", "2026-11-20", "component MR-1 due; kinds MR-1 adopted due; later MR-1; nothing deferred; team MR-2 due; undated MR-2 due"},
		{"the same quarter", q2, "2026-07-03", "2026-11-20", "kinds adopted; nothing deferred"},
		{"not committed, running", q4, "", "2026-11-20", "component MR-1 due; kinds MR-1 adopted due; later MR-1 due; nothing deferred; team MR-2 due; undated MR-2 due"},
		{"not committed, ahead", next, "", "2026-11-20", "component MR-1; kinds MR-1 adopted; later MR-1; nothing deferred; team MR-2; undated MR-2"},
		{"to be committed", next, "2026-12-20", "2026-11-20", "component MR-1; kinds MR-1 adopted; later MR-1; nothing deferred; team MR-2; undated MR-2"},
	} {
		for range 4 {
			slices.Reverse(lessons)
			r := &Report{Team: rules, Quarter: c.quarter, Plan: &Plan{Committed: day(c.committed), Answers: answers}, Items: []*Deliverable{one, two, export}}
			var got []string
			for _, u := range NewMatcher(nil, lessons, asks, day(c.today)).Uses(r) {
				s := u.Lesson.ID
				for _, d := range u.Items {
					s += " " + d.ID
				}
				if u.Answer != nil {
					s += " " + u.Answer.Verdict
				}
				if u.Due {
					s += " due"
				}
				got = append(got, s)
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%s:\ngot  %s\nwant %s", c.what, s, c.want)
			}
			lessons = append(lessons[2:], lessons[:2]...)
		}
	}
	if NewMatcher(nil, lessons, asks, 1).Uses(&Report{Team: rules, Quarter: q3}) != nil {
		t.Error("lessons speak to what has no plan")
	}
}

// An answer stands in the team's later plans, until it is another one; what was deferred comes back.
func TestAnswersStand(t *testing.T) {
	rules, logs := &Team{ID: "rules"}, &Team{ID: "logs"}
	lesson := &Lesson{ID: "one", Team: logs, Quarter: &Quarter{ID: QuarterID{2025, 1}}, Held: 1, Applies: Match{Kinds: []Kind{Debt}}}
	a := &Archive{Today: 100}
	// By quarter, what the plan of rules answers; "" is nothing.
	for n, verdict := range []string{"", "deferred", "", "adopted", "", "deferred", "", "not applicable", ""} {
		q := &Quarter{ID: quarterAt(QuarterID{2026, 1}.Index() + n), State: Closed}
		for _, team := range []*Team{logs, rules} {
			r := &Report{Team: team, Quarter: q, Plan: &Plan{Committed: 10}, Items: []*Deliverable{{ID: "A", Kind: Debt}}}
			if team == rules && verdict != "" {
				r.Plan.Answers = map[string]Answer{"one": {Verdict: verdict}}
			}
			q.Reports = append(q.Reports, r)
		}
		a.Quarters = append(a.Quarters, q)
	}
	a.Quarters[0].Reports[0].Retro = &Retro{Lessons: []*Lesson{lesson}}
	var got []string
	for _, u := range Uses(a) {
		if u.Report.Team == logs && (u.Stands != nil || !u.Due) {
			t.Error("the answer of one team stands for another")
		}
		if u.Report.Team == rules {
			s := "silent"
			if u.Answer != nil {
				s = u.Answer.Verdict
			}
			if u.Stands != nil {
				s += ", " + u.Stands.Verdict + " stands"
			}
			if u.Due {
				s += ", due"
			}
			got = append(got, s)
		}
	}
	want := "silent, due; deferred, due; silent, due; adopted, due; silent, adopted stands; deferred, due; silent, due; not applicable, due; silent, not applicable stands"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestReturns(t *testing.T) {
	a := retros("2026-q1 a: x\n2026-q1 b: x\n2026-q2 a: x\n2026-q3 b: x")
	add := func(q, r int, theme string) {
		to := a.Quarters[q].Reports[r]
		to.Retro.Lessons = append(to.Retro.Lessons, &Lesson{ID: fmt.Sprint(theme, q, r), Theme: theme, Team: to.Team, Quarter: to.Quarter})
	}
	add(0, 0, "planning")
	add(0, 1, "planning") // the same quarter
	add(1, 0, "planning")
	add(0, 0, "quality")
	add(1, 0, "quality")
	if got := Returns(a); len(got) != 0 {
		t.Errorf("two quarters are enough: %v", got)
	}
	add(2, 0, "planning")
	got := Returns(a)
	if len(got) != 1 || got[0].Theme != "planning" || len(got[0].Lessons) != 4 || len(got[0].Quarters) != 3 || len(got[0].Teams) != 2 {
		t.Errorf("got %+v", got)
	}
}
