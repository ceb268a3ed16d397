package generator_test

import (
	"slices"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/report"
)

// said is what a page of a workspace says: a message, with some of its parameters.
type said struct {
	page, id string
	want     args
}

// What pages say of workspaces in which a sentence and its count once differed.
func TestSaid(t *testing.T) {
	for name, test := range map[string]struct {
		space *plainSpace
		says  []said
	}{
		// Q1 was published with A-1 open, and its export was corrected only after Q2 was published. Q2
		// is shown as it was published, on each page that has its figures: A-1 was carried in.
		"a correction after the next quarter was published": {correctedLate(), []said{
			{"2026-q1/alpha/index.html", "answer.closed-team", args{"kept": 1, "n": 1}},
			{"2026-q2/alpha/index.html", "lead.carried", args{"n": 1}},
			{"teams/alpha/index.html", "chart.planned.carried", args{"n": 1}},
		}},
		"an action that is due today": {dueToday(), []said{
			{"2026-q2/summary/index.html", "summary.actions", args{"n": 1}}, // the other one is in time
			{"2026-q2/index.html", "retros.overdue", args{"n": 1}},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			teller := newTeller(t)
			if faults := teller.tell(t, test.space, map[string]bool{}); len(faults) > 0 {
				t.Error(faults)
			}
			m := made(t, test.space)
			defer m.close()
			for _, want := range test.says {
				if heard := teller.listen(t, m, want.page, want.id); !slices.ContainsFunc(heard, want.want.within) {
					t.Errorf("%s says %s with %v; want %v", want.page, want.id, heard, want.want)
				}
			}
		})
	}
}

// listen returns the parameters of each message with an id on a page for colleagues.
func (te *teller) listen(t *testing.T, m *madeSpace, page, id string) (heard []args) {
	t.Helper()
	s, problems := generator.SiteOf(m.workspace, m.archive.For(m.archive.Site.Audiences[0]), te.renderer)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	te.hear = func(said string, list []any) {
		if said == id {
			heard = append(heard, argsOf(list))
		}
	}
	defer func() { te.hear = func(string, []any) {} }()
	if err := te.page(s, page); err != nil {
		t.Fatal(err)
	}
	return heard
}

// within reports whether other parameters have all of these.
func (a args) within(other args) bool {
	for name := range a {
		if a[name] != other[name] {
			return false
		}
	}
	return true
}

// dueToday has a running quarter with two actions of the retro before: of yesterday, and of today.
func dueToday() *plainSpace {
	s := correctedLate()
	first, second := s.Quarters[0], s.Quarters[1]
	first.Published, second.Published, s.Today = 0, 0, second.Start+20
	first.Reports[0].Retro = &plainRetro{Held: first.End, Change: true, Actions: []*plainAction{{Text: "Ask", Due: s.Today - 1}, {Text: "Tell", Due: s.Today}}}
	second.Reports[0].Retro = &plainRetro{Held: s.Today, Change: true}
	return s
}

func correctedLate() *plainSpace {
	quarter := func(n int, metrics *plainMetrics) *plainQuarter {
		q := &plainQuarter{ID: report.QuarterID{Year: 2026, N: n}, Published: 1}
		q.Start, q.End = q.ID.Range(report.Fiscal{})
		q.Reports = []*plainReport{{Team: "alpha", Plan: &plainPlan{Items: []*plainItem{{ID: "A-1", Kind: "feature"}}}, Metrics: metrics}}
		return q
	}
	first := quarter(1, nil)
	first.Reports[0].Metrics = &plainMetrics{Exported: first.End, Outcomes: []*plainOutcome{{ID: "A-1", Status: "delivered", Was: "open", Finished: first.Start + 7}}}
	second := quarter(2, nil)
	return &plainSpace{Today: second.End + 90, Teams: []*plainTeam{{ID: "alpha", Name: "Alpha"}}, Quarters: []*plainQuarter{first, second}}
}
