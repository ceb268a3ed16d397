package edition

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// randomArchive is a random workspace with everything that figures are counted from: ids are
// unique in a quarter, as content demands, and there are asks, actions, sprints and
// promises.
func randomArchive(t *testing.T, r *rand.Rand) *report.Archive {
	a := testsite.Archive(t, "2025-08-01", testsite.Random(r))
	for _, q := range a.Quarters {
		seen := map[string]bool{}
		if r.IntN(2) == 0 {
			q.Editions = []*report.Edition{{ID: report.PlanEdition, Quarter: q.ID}}
		}
		for _, rep := range q.Reports {
			rep.Items = slices.DeleteFunc(rep.Items, func(d *report.Deliverable) bool {
				twice := seen[d.ID]
				seen[d.ID] = true
				return twice
			})
			rep.Promised = r.IntN(3) == 0
			for _, d := range rep.Items {
				if q.Plan() != nil && r.IntN(3) > 0 {
					d.Promise = &report.Promise{Title: d.Title, Kind: report.Kinds[r.IntN(4)], Size: float64(r.IntN(3)) / 10, Due: report.Day(20000 + r.IntN(300))}
					d.Removed = r.IntN(5) == 0
				}
				if r.IntN(4) == 0 {
					k := &report.Ask{Quarter: q, By: d, Of: a.Teams[r.IntN(len(a.Teams))], Wanted: 20000, Met: report.Day(r.IntN(2) * 20001), Pos: d.Pos,
						State: []report.AskState{report.Asked, report.Met, report.Late}[r.IntN(3)]}
					if r.IntN(2) == 0 {
						k.What, k.Answer = d.ID, d
					}
					a.Asks = append(a.Asks, k)
				}
			}
			for i := range r.IntN(3) {
				rep.Retro.Actions = append(rep.Retro.Actions, &report.Action{ID: fmt.Sprint("a", i), Text: report.Prose{Text: fmt.Sprint("do ", i, " & <more>")}, Team: rep.Team, Quarter: q,
					Due: report.Day(20000 + r.IntN(300)), Done: r.IntN(2) == 0})
			}
			if r.IntN(2) == 0 {
				rep.Metrics.Sprints = []report.Sprint{{Name: "S1", Start: 20000, End: 20013, Planned: .1, Completed: 1. / 3}}
				rep.Metrics.Effort = map[report.Kind]float64{report.Debt: 1. / 3}
			}
		}
	}
	return a
}

// freezeFigures returns an edition with the figures of a quarter, whose archive is a.
func freezeFigures(t *testing.T, a *report.Archive, q *report.Quarter) *report.Edition {
	t.Helper()
	b, err := Figures(a, q.ID)
	if err != nil {
		t.Fatal(err)
	}
	return editionOf(a, q, b)
}

// editionOf is an edition of a quarter with figures.json and an archive to count from.
func editionOf(a *report.Archive, q *report.Quarter, figures []byte) *report.Edition {
	return &report.Edition{ID: "1", Quarter: q.ID, Figures: figures, Archive: func() *report.Archive { return a }}
}

var english = i18n.English()

// whole is everything that figures say, with asks and actions by what they say.
func whole(f *metrics.Figures) string {
	var b strings.Builder
	for _, set := range sets {
		fmt.Fprintln(&b, set.id, testsite.IDs(*set.of(f)))
	}
	for _, m := range metrics.All() {
		if m.Ratio != nil {
			r := f.Ratio(m.ID)
			fmt.Fprintln(&b, m.ID, r.Value, r.Of)
		}
		if m.Amount != nil {
			fmt.Fprintln(&b, m.ID, m.Text(f, english))
		}
	}
	for _, set := range askSets {
		for _, k := range *set.of(f) {
			answer := ""
			if k.Answer != nil {
				answer = k.Answer.ID
			}
			fmt.Fprintln(&b, set.id, k.Quarter.ID, k.By.ID, report.TeamID(k.Of), k.What, answer, k.Wanted, k.State, k.Met)
		}
	}
	for _, set := range actionSets {
		for _, c := range *set.of(f) {
			fmt.Fprintln(&b, set.id, c.Quarter.ID, report.TeamID(c.Team), c.ID, c.Text.Text, c.Owner, c.Due, c.Done)
		}
	}
	_, unsized := f.KeptSize()
	fmt.Fprintln(&b, f.HasPlan, f.CutOff, unsized, f.Velocity, f.Mix, f.Sprints)
	for _, r := range f.Reasons {
		fmt.Fprintln(&b, r.Reason, testsite.IDs(r.Items))
	}
	for _, s := range f.Slips {
		fmt.Fprintln(&b, s.Item.ID, s.Quarters)
	}
	for _, e := range f.Estimates {
		fmt.Fprintln(&b, e.Class, testsite.IDs(e.Items), e.Planned, e.Actual)
	}
	for _, c := range f.Changes {
		fmt.Fprintln(&b, c.Item.ID, c.Kinds)
	}
	return b.String()
}

// everyFigure is the figures of a quarter, then those of each team in it.
func everyFigure(a *report.Archive, q *report.Quarter) []string {
	b := Compute(a, nil)
	all := []string{whole(b.Quarter(q.ID))}
	for _, r := range q.Reports {
		all = append(all, whole(b.Team(q.ID, r.Team.ID)))
	}
	return all
}

// TestThawed proves that frozen figures say what counted ones said, on any workspace, and
// that today's counting then finds nothing to differ.
func TestThawed(t *testing.T) {
	for seed := range uint64(200) {
		a := randomArchive(t, rand.New(rand.NewPCG(seed, 3)))
		for _, q := range a.Quarters {
			q.Shown = nil
			counted := everyFigure(a, q)
			e := freezeFigures(t, a, q)
			q.Shown = e
			thawed := Compute(a, nil)
			if thawed.Quarter(q.ID).Recorded == nil {
				t.Fatal("the figures do not come from the edition")
			}
			for i, is := range everyFigure(a, q) {
				if was := counted[i]; was != is {
					t.Fatalf("seed %d, %s: counted\n%s\nthawed\n%s", seed, q.ID, was, is)
				}
			}
			if again := freezeFigures(t, a, q); !bytes.Equal(again.Figures, e.Figures) {
				t.Fatalf("seed %d, %s: frozen twice, the bytes differ", seed, q.ID)
			}
			if list, _, err := recount(e); err != nil || len(list) > 0 {
				t.Fatalf("seed %d, %s: recounting gives %v, %v", seed, q.ID, list, err)
			}
			if len(thawed.Differences(q.ID)) > 0 {
				t.Fatalf("seed %d, %s: a break where nothing changed", seed, q.ID)
			}
			d, err := read(e.Figures)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := d.write(); err != nil || !bytes.Equal(again, e.Figures) {
				t.Fatalf("seed %d, %s: read and written, the bytes differ (%v)", seed, q.ID, err)
			}
		}
	}
}

const twoQuarters = `
quarter 2026-q1 closed
team alpha committed=2026-01-05
A-1 feature 8 moved
A-2 debt 3/4 delivered@2026-03-01 due=2026-03-15
quarter 2026-q2 closed
team alpha committed=2026-04-02
A-1 feature 8/13 delivered@2026-05-20 due=2026-05-30
A-3 feature 5 dropped reason=scope
A-4 debt 2 added=2026-05-01 delivered@2026-06-01
team design committed=2026-04-03
D-1 feature 3/3 delivered@2026-05-01
`

// frozenQuarter is the second of twoQuarters, frozen, with an ask and an action.
func frozenQuarter(t *testing.T) (*report.Archive, *report.Quarter) {
	t.Helper()
	a := testsite.Archive(t, "2026-07-01", twoQuarters)
	q1, q2 := a.Quarters[0], a.Quarters[1]
	alpha, design := q2.Report("alpha"), q2.Report("design")
	a.Asks = []*report.Ask{{Quarter: q2, By: alpha.Items[0], Of: design.Team, What: "D-1", Answer: design.Items[0], Wanted: testsite.Day("2026-05-30"), State: report.Met, Met: testsite.Day("2026-05-01")}}
	q1.Report("alpha").Retro.Actions = []*report.Action{{ID: "book", Text: report.Prose{Text: "Book design"}, Owner: "alpha", Team: alpha.Team, Quarter: q1, Due: testsite.Day("2026-04-15")}}
	q2.Shown = freezeFigures(t, a, q2)
	return a, q2
}

// TestFrozenStays changes everything around a frozen quarter.
func TestFrozenStays(t *testing.T) {
	a, q2 := frozenQuarter(t)
	want := whole(Compute(a, nil).Quarter(q2.ID))
	if !strings.Contains(want, "carried_once A-1\n") || !strings.Contains(want, "follow-through 0 1\n") || !strings.Contains(want, "asks-met 1 1\n") {
		t.Fatalf("the quarter does not hold what the test is about:\n%s", want)
	}
	q1 := a.Quarters[0]
	q1.Report("alpha").Items[0].Outcome.Status = report.Delivered // no carry-over any more
	action := q1.Report("alpha").Retro.Actions[0]
	action.Done, action.Due = true, action.Due+1
	ask := a.Asks[0]
	ask.State, ask.Met, ask.Answer, ask.Wanted = report.Late, ask.Met+90, nil, ask.Wanted-60
	a.Today += 400
	b := Compute(a, nil)
	if got := whole(b.Quarter(q2.ID)); got != want {
		t.Errorf("frozen figures moved:\n%s\nwere\n%s", got, want)
	}
	if len(b.Differences(q2.ID)) > 0 {
		t.Error("a change in another quarter counts as a break of counting")
	}
	if !action.Done || ask.State != report.Late {
		t.Error("the archive was changed")
	}
	if got := b.Quarter(q2.ID).Asks[0].By; got != q2.Reports[0].Items[0] {
		t.Error("a frozen ask does not lead to the archive's own item")
	}
	// Gone altogether, they are still told.
	a.Asks, q1.Report("alpha").Retro = nil, nil
	if got := whole(Compute(a, nil).Quarter(q2.ID)); got != want {
		t.Errorf("frozen figures moved:\n%s\nwere\n%s", got, want)
	}
	// Without the edition, the same quarter is counted as it now is.
	q2.Shown = nil
	if f := Compute(a, nil).Quarter(q2.ID); len(f.CarriedOnce) != 0 || f.Ratio("follow-through").Of != 0 || len(f.Asks) != 0 {
		t.Error("a quarter without an edition is not counted anew")
	}
}

// TestRecount alters one number at a time.
func TestRecount(t *testing.T) {
	a, q := frozenQuarter(t)
	sound := string(q.Shown.Figures)
	for _, tt := range []struct{ old, new, want string }{
		{`"has_plan": true`, `"has_plan": false`, " has_plan: false, counted true"},
		{"\"kept\": {\n    \"value\": 2,", "\"kept\": {\n    \"value\": 3,", " ratios.kept: 3 of 3, share 0.6666666666666666, counted 2 of 3"},
		{`"share": 0.6666666666666666`, `"share": 0.7`, " ratios.kept: 2 of 3, share 0.7, counted 2 of 3"},
		{`"unsized": 0`, `"unsized": 1`, ` velocity: {"size":18,"sized":3,"unsized":1}, counted {"size":18,"sized":3,"unsized":0}`},
		{`"dropped": "A-3"`, `"dropped": "A-1"`, " sets.dropped: A-1, counted A-3"},
		{`"quarters": 1`, `"quarters": 2`, ` slips: [{"quarters":0,"items":"A-4 D-1"},{"quarters":2,"items":"A-1"}], counted [{"quarters":0,"items":"A-4 D-1"},{"quarters":1,"items":"A-1"}]`},
	} {
		altered := strings.Replace(sound, tt.old, tt.new, 1)
		if altered == sound {
			t.Errorf("%s is not in figures.json", tt.old)
			continue
		}
		q.Shown = editionOf(a, q, []byte(altered))
		list, _, err := recount(q.Shown)
		if err != nil || len(list) != 1 {
			t.Errorf("%s: %v, %v; not one difference", tt.new, list, err)
			continue
		}
		if got := fmt.Sprintf("%s %s: %s, counted %s", list[0].Team, list[0].Figure, list[0].Frozen, list[0].Counted); got != tt.want {
			t.Errorf("%s: %q, not %q", tt.new, got, tt.want)
		}
		if len(Compute(a, nil).Differences(q.ID)) == 0 {
			t.Errorf("%s: no break", tt.new)
		}
	}
	// Of a team alone.
	at := strings.LastIndex(sound, `"sized": 1`)
	q.Shown = editionOf(a, q, []byte(sound[:at]+`"sized": 9`+sound[at+len(`"sized": 1`):]))
	if list, _, err := recount(q.Shown); err != nil || len(list) != 1 || list[0].Team != "design" || list[0].Figure != "velocity" {
		t.Errorf("design's velocity: %v, %v", list, err)
	}
}

// TestNotRecorded reads editions of an older tool that did not have a metric yet: it is not
// compared, but shown as it is counted from the rows, and one line names it.
func TestNotRecorded(t *testing.T) {
	a, q := frozenQuarter(t)
	older := string(q.Shown.Figures)
	for _, metric := range []string{"on_time", "capacity"} {
		older = regexp.MustCompile(`\s*"`+metric+`": \{[^}]*\},`).ReplaceAllString(older, "")
	}
	if n := strings.Count(older, `"share"`); n != strings.Count(string(q.Shown.Figures), `"share"`)-2*3 {
		t.Fatalf("%d ratios are left", n)
	}
	want := whole(Compute(a, nil).Quarter(q.ID))
	q.Shown = editionOf(a, q, []byte(older))
	q.Editions = []*report.Edition{q.Shown}
	b := Compute(a, nil)
	if list := b.Differences(q.ID); len(list) > 0 {
		t.Errorf("what was not recorded differs: %v", list)
	}
	if got := whole(b.Quarter(q.ID)); got != want {
		t.Errorf("shown is\n%s\nwant\n%s", got, want)
	}
	problems := Recount(a, nil)
	if len(problems) != 1 || problems[0].Severity != diag.Hint || problems[0].Text != "not recorded then, and not compared, in 1 of the editions: capacity, on time" {
		t.Errorf("recounting gives %v", problems)
	}
}

// TestUnreadable has figures.json from a newer tool, and none at all: the quarter is
// counted, and recounting says what to do.
func TestUnreadable(t *testing.T) {
	a, q := frozenQuarter(t)
	want := whole(Compute(a, nil).Quarter(q.ID))
	for text, reason := range map[string]string{
		`{"schema": 2}`: "figures.json has schema 2; this tool reads up to 1",
		`{}`:            "figures.json has no schema",
		``:              "unexpected end of JSON input",
	} {
		q.Shown = editionOf(a, q, []byte(text))
		q.Shown.Tool = "v2.0"
		b := Compute(a, nil)
		if got := whole(b.Quarter(q.ID)); got != want || len(b.Differences(q.ID)) > 0 {
			t.Errorf("%s: the quarter is not simply counted", text)
		}
		_, _, err := recount(q.Shown)
		if err == nil || !strings.Contains(err.Error(), "content/2026-q2/editions/1/figures.json cannot be read: "+reason) || !strings.Contains(err.Error(), "v2.0") {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := Figures(a, testsite.Quarter("2031-q1")); err == nil {
		t.Error("a quarter that is not there was frozen")
	}
}

// TestFrozenForAudience shows frozen figures to those who see neither plans nor retros:
// no ask and no action may come out of the file.
func TestFrozenForAudience(t *testing.T) {
	a, q := frozenQuarter(t)
	a.Audience = report.Audience{ID: "board", Shows: []report.Part{report.Numbers}}
	f := Compute(a, nil).Quarter(q.ID)
	if f.Recorded == nil || f.Ratio("kept") != (metrics.Ratio{Value: 2, Of: 3}) {
		t.Error("the frozen figures are not shown")
	}
	if len(f.Asks)+len(f.AsksOf)+len(f.ActionsDue) != 0 || f.Ratio("asks-met").Of != 0 || f.Ratio("follow-through").Of != 0 {
		t.Error("asks or actions that the audience may not see come from figures.json")
	}
	a.Audience.Shows = []report.Part{report.Shipped}
	if Compute(a, nil).Quarter(q.ID).Recorded != nil {
		t.Error("figures are shown to those who see no numbers")
	}
}

// FuzzThaw reads any figures.json.
func FuzzThaw(f *testing.F) {
	a, q := frozenQuarter(&testing.T{})
	f.Add(q.Shown.Figures)
	f.Add([]byte(`{"schema":1,"quarter":"2026-q2","outside":{"asks":[{"by":"A-1","of":""}],"actions":[{"team":"x","due":"2026-01-01"}],"history":[{"item":"A-1"}]},"all":{"asks":{"asks":"-1 7 0"},"actions":{"due":"0"}},"teams":[{"team":""}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		q.Shown = editionOf(a, q, b)
		book := Compute(a, nil)
		_ = whole(book.Quarter(q.ID))
		_ = whole(book.Team(q.ID, "alpha"))
		_ = book.Differences(q.ID)
		_, _, _ = recount(q.Shown)
	})
}
