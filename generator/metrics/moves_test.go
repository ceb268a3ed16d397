package metrics

import (
	"slices"
	"testing"

	"quarterdeck/generator/report"
)

// Every metric that an action can name has an entry on /numbers/, and can be read. Retros name
// these already, so that none may go.
func TestMovable(t *testing.T) {
	for _, id := range []string{"kept", "capacity", "unplanned", "moved", "dropped", "unexplained", "carried-in", "on-time", "velocity", "asks-met", "follow-through"} {
		if !slices.Contains(Movable(), id) {
			t.Errorf("an action cannot name %q any more", id)
		}
	}
	for _, id := range Movable() {
		if m := lookUp(id); m == nil || m.Entry != "" {
			t.Errorf("%q can be named and has no entry of its own", id)
		}
	}
}

func TestEffect(t *testing.T) {
	team := &report.Team{ID: "a"}
	quarter := func(n int, state report.State, delivered, planned int, quality map[string]float64) *report.Quarter {
		q := &report.Quarter{ID: report.QuarterID{Year: 2026, N: n}, State: state}
		r := &report.Report{Team: team, Quarter: q, Plan: &report.Plan{}}
		if quality != nil {
			r.Metrics = &report.Metrics{Quality: quality}
		}
		for i := range planned {
			d := &report.Deliverable{ID: string(rune('A' + i)), Team: team, Quarter: q, Size: 2}
			if i < delivered {
				d.Outcome.Status = report.Delivered
			}
			r.Items = append(r.Items, d)
		}
		q.Reports = []*report.Report{r}
		return q
	}
	a := &report.Archive{Quarters: []*report.Quarter{
		quarter(1, report.Closed, 1, 4, map[string]float64{"deploys": 0}),
		quarter(2, report.Closed, 2, 4, nil),
		quarter(3, report.Closed, 3, 4, map[string]float64{"deploys": 30}),
		quarter(4, report.Running, 4, 4, map[string]float64{"deploys": 40}),
	}}
	book := Compute(a)
	for _, c := range []struct {
		quarter       int
		moves         string
		before, after Reading
	}{
		{0, "kept", Reading{Ratio: Ratio{1, 4}, Share: true, Known: true}, Reading{Ratio: Ratio{3, 4}, Share: true, Known: true}},
		{0, "velocity", Reading{Value: 2, Known: true}, Reading{Value: 6, Known: true}},
		{0, "deploys", Reading{Value: 0, Known: true}, Reading{Value: 30, Known: true}}, // none is a number
		{1, "deploys", Reading{}, Reading{Value: 30, Known: true}},                      // no export is a gap
		{1, "on-time", Reading{Share: true}, Reading{Share: true}},                      // n/a
		{2, "kept", Reading{Ratio: Ratio{3, 4}, Share: true, Known: true}, Reading{}},   // nothing has closed since
		{3, "kept", Reading{Ratio: Ratio{4, 4}, Share: true, Known: true}, Reading{}},
	} {
		c.before.Quarter = a.Quarters[c.quarter].ID
		if c.quarter < 2 {
			c.after.Quarter = a.Quarters[2].ID
		}
		before, after, ok := book.Effect(a, &report.Action{Team: team, Quarter: a.Quarters[c.quarter], Moves: c.moves})
		if !ok || before != c.before || after != c.after {
			t.Errorf("%s of Q%d:\ngot  %+v, %+v\nwant %+v, %+v", c.moves, c.quarter+1, before, after, c.before, c.after)
		}
	}
	if _, _, ok := book.Effect(a, &report.Action{Team: team, Quarter: a.Quarters[0]}); ok {
		t.Error("an action that names no number moves one")
	}
}

func TestReuse(t *testing.T) {
	item := []*report.Deliverable{{ID: "A", Outcome: report.Outcome{Status: report.Delivered}}, {ID: "B"}}
	adopted, deferred := &report.Answer{Verdict: "adopted"}, &report.Answer{Verdict: "deferred"}
	one, two := &report.Lesson{ID: "one"}, &report.Lesson{ID: "two"}
	uses := []*report.Use{
		{Lesson: one, Items: item, Answer: adopted, Due: true},
		{Lesson: one, Items: item[1:], Answer: adopted}, // not yet due, and answered
		{Lesson: one, Items: item, Answer: deferred, Due: true},
		{Lesson: two, Items: item, Due: true},     // not answered
		{Lesson: two, Items: item},                // nor due
		{Lesson: two, Answer: adopted, Due: true}, // matches nothing
	}
	if got := Reuse(uses); got != (Ratio{2, 4}) {
		t.Errorf("got %v, want 2 of 4", got)
	}
	if got := Reuse(nil); got.Of != 0 {
		t.Errorf("without lessons it is %v", got)
	}
	if items, delivered := Applied(uses, "one"); len(items) != 3 || len(delivered) != 1 {
		t.Errorf("applied to %d, of which %d were delivered; want 3 and 1", len(items), len(delivered))
	}
	if items, _ := Applied(uses, "two"); len(items) != 0 {
		t.Errorf("adopted without a match is applied to %d", len(items))
	}
}

func TestFollow(t *testing.T) {
	track := func(done bool, due report.Day, times int) *report.Track {
		k := &report.Track{}
		for range times {
			k.Actions = append(k.Actions, &report.Action{Done: done, Due: due})
		}
		return k
	}
	f := Follow([]*report.Track{track(false, 9, 1), track(false, 10, 2), track(true, 9, 1), track(true, 0, 3)}, 10)
	if len(f.Open) != 2 || len(f.Overdue) != 1 || len(f.Done) != 2 || len(f.Raised) != 2 {
		t.Errorf("got %d open, %d overdue, %d done, %d raised again; want 2, 1, 2, 2", len(f.Open), len(f.Overdue), len(f.Done), len(f.Raised))
	}
}
