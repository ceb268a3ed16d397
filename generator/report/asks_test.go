package report

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// asked makes the asks of a drawing: "MR-101>FW-31" is an ask of MR-101 that FW-31
// answers, "FW-31:moved" an outcome, "DS-1=8" a size. What stands before the dash is the team;
// DS is shared, and takes on 10.
func asked(drawing string) (*Quarter, []*Ask) {
	q := &Quarter{ID: QuarterID{2026, 3}, Start: DayOf(2026, 7, 1), End: DayOf(2026, 10, 1)}
	teams, items := map[string]*Team{}, map[string]*Deliverable{}
	item := func(id string) *Deliverable {
		name, _, _ := strings.Cut(id, "-")
		if teams[name] == nil {
			teams[name] = &Team{ID: name, Name: name, Shared: name == "DS"}
			if name == "DS" {
				teams[name].Capacity = 10
			}
		}
		if items[id] == nil {
			items[id] = &Deliverable{ID: id, Team: teams[name], Quarter: q}
		}
		return items[id]
	}
	var asks []*Ask
	for _, word := range strings.Fields(drawing) {
		if by, of, ok := strings.Cut(word, ">"); ok {
			k := &Ask{Quarter: q, By: item(by), Of: item(of).Team, What: of, Answer: item(of), State: Agreed, Wanted: q.LastDay()}
			switch {
			case strings.HasSuffix(of, "-none"):
				k.Answer, k.State = nil, Asked
			case strings.HasSuffix(of, "-no"):
				k.State = Declined
			}
			asks = append(asks, k)
		} else if id, status, ok := strings.Cut(word, ":"); ok {
			item(id).Outcome.Status = Status(status)
		} else if id, size, ok := strings.Cut(word, "="); ok {
			fmt.Sscan(size, &item(id).Size)
		}
	}
	return q, asks
}

func path(asks []*Ask) string {
	s := asks[0].By.ID
	for _, k := range asks {
		s += ">" + k.Answer.ID
	}
	return s
}

func knockOns(asks []*Ask, today Day) string {
	var words []string
	for _, k := range KnockOns(asks, today) {
		w := k.Of.ID + ":"
		for _, h := range k.Hits {
			w += " " + path(h.Path())
		}
		words = append(words, fmt.Sprintf("%s (%d of %d)", w, len(k.Hits), len(k.Teams())))
	}
	return strings.Join(words, "; ")
}

func TestKnockOns(t *testing.T) {
	in := DayOf(2026, 8, 1)
	for _, c := range []struct {
		drawing string
		today   Day
		want    string
	}{
		{"A-1>B-1", in, ""},                                                                                     // on its way
		{"A-1>B-1", DayOf(2026, 9, 30), ""},                                                                     // its last day
		{"A-1>B-1", DayOf(2026, 10, 1), "B-1: A-1>B-1 (1 of 1)"},                                                // the quarter has ended
		{"A-1>B-1 B-1:moved", in, "B-1: A-1>B-1 (1 of 1)"},                                                      //
		{"A-1>B-1 B-1:delivered", DayOf(2027, 1, 1), ""},                                                        //
		{"A-1>B-1 B-1:moved A-1:delivered", in, ""},                                                             // it did without
		{"A-1>B-1 B-1:moved A-1:dropped", in, ""},                                                               // it is given up
		{"A-1>B-1 B-1:moved A-1:moved", in, "B-1: A-1>B-1 (1 of 1)"},                                            // it moved because of it
		{"A-1>B-no B-no:moved A-2>B-none", in, ""},                                                              // nobody promised anything
		{"A-1>B-1 C-1>A-1 A-2>B-1 B-1:dropped", in, "B-1: A-1>B-1 A-2>B-1 C-1>A-1>B-1 (3 of 2)"},                // near ones first
		{"C-1>A-2 C-1>A-1 A-1>B-1 A-2>B-1 B-1:moved", in, "B-1: A-1>B-1 A-2>B-1 C-1>A-1>B-1 (3 of 2)"},          // of two ways the first
		{"C-1>A-1 A-1>B-1 C-1>B-1 B-1:moved", in, "B-1: A-1>B-1 C-1>B-1 (2 of 2)"},                              // of two ways the shortest
		{"A-1>B-1 B-1>C-1 C-1>A-1 A-1:moved", in, "A-1: C-1>A-1 B-1>C-1>A-1 (2 of 2)"},                          // a circle is gone round once
		{"C-1>B-1 B-1>A-1 A-1:moved B-1:moved", in, "A-1: B-1>A-1 C-1>B-1>A-1 (2 of 2); B-1: C-1>B-1 (1 of 1)"}, // each slip for itself
	} {
		_, asks := asked(c.drawing)
		if got := knockOns(asks, c.today); got != c.want {
			t.Errorf("%s on %s:\ngot  %s\nwant %s", c.drawing, c.today, got, c.want)
		}
	}
	_, asks := asked("A-1>B-1")
	asks[0].Answer.Due = DayOf(2026, 7, 20)
	if got := knockOns(asks, in); got != "B-1: A-1>B-1 (1 of 1)" {
		t.Errorf("past its own date: %q", got)
	}
}

func circles(asks []*Ask) string {
	var words []string
	for _, c := range Circles(asks) {
		words = append(words, path(c))
	}
	return strings.Join(words, " ")
}

func TestCircles(t *testing.T) {
	for drawing, want := range map[string]string{
		"":                                        "",
		"A-1>B-1 B-1>C-1":                         "",
		"A-1>B-1 A-1>C-1 B-1>D-1 C-1>D-1":         "", // two ways are no circle
		"B-1>A-1 A-1>B-1":                         "A-1>B-1>A-1",
		"C-1>A-1 B-1>C-1 A-1>B-1":                 "A-1>B-1>C-1>A-1",
		"Z-1>A-1 A-1>B-1 B-1>A-1":                 "A-1>B-1>A-1", // what leads into one is not of it
		"A-1>B-1 B-1>A-1 C-1>D-1 D-1>C-1":         "A-1>B-1>A-1 C-1>D-1>C-1",
		"A-1>B-1 B-1>A-1 A-1>C-1 C-1>A-1":         "A-1>B-1>A-1 A-1>C-1>A-1", // both, though they share an item
		"A-1>B-1 B-1>C-1 C-1>A-1 C-1>B-1":         "A-1>B-1>C-1>A-1",         // every item is in one
		"A-1>B-1 B-1>A-1 B-1:delivered":           "",                        // it is there
		"A-1>B-1 B-1>A-1 B-1:dropped":             "",                        // it asks no more
		"A-1>B-1 B-1>A-1 B-1:moved":               "A-1>B-1>A-1",             //
		"A-1>B-no B-no>A-1":                       "",                        // declined
		"A-1>B-1 B-1>C-1 C-1>D-1 D-1>B-1 C-1>A-1": "A-1>B-1>C-1>A-1 B-1>C-1>D-1>B-1",
	} {
		if _, asks := asked(drawing); circles(asks) != want {
			t.Errorf("%s:\ngot  %s\nwant %s", drawing, circles(asks), want)
		}
	}
}

func TestLoads(t *testing.T) {
	for drawing, want := range map[string]string{
		"A-1>B-1":                                       "", // not shared
		"A-1>DS-1 DS-1=8":                               "8 of 10, 0 unsized, 0 unanswered, 0 declined, over false",
		"A-1>DS-1 B-1>DS-1 DS-1=8":                      "8 of 10, 0 unsized, 0 unanswered, 0 declined, over false", // one answer is one
		"A-1>DS-1 B-1>DS-2 DS-1=8 DS-2=2.5":             "10.5 of 10, 0 unsized, 0 unanswered, 0 declined, over true",
		"A-1>DS-1 B-1>DS-2 DS-1=8 DS-2=2":               "10 of 10, 0 unsized, 0 unanswered, 0 declined, over false",
		"A-1>DS-1 B-1>DS-2 DS-1=8 DS-2=8 DS-2:moved":    "8 of 10, 0 unsized, 0 unanswered, 0 declined, over false",
		"A-1=50 A-1>DS-none A-2>DS-no A-3>DS-3 DS-no=9": "0 of 10, 1 unsized, 1 unanswered, 1 declined, over false",
	} {
		q, asks := asked(drawing)
		var got string
		for _, l := range Loads(q, asks) {
			got += fmt.Sprintf("%g of %g, %d unsized, %d unanswered, %d declined, over %t", l.Size, l.Capacity, l.Unsized, l.Unanswered, l.Declined, l.Over())
		}
		if got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", drawing, got, want)
		}
	}
	q, asks := asked("A-1>DS-1 DS-1=8")
	q.Reports = []*Report{{Team: asks[0].Of, Quarter: q, Plan: &Plan{Capacity: 7}}}
	if l := Loads(q, asks)[0]; l.Capacity != 7 || !l.Over() {
		t.Errorf("the capacity of the plan counts before that of the team: %+v", l)
	}
}

// The order in which files were read plays no role, however the asks tangle.
func TestAsksInAnyOrder(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 2))
		var words []string
		for range 5 + r.IntN(60) {
			words = append(words, fmt.Sprintf("T%d-%d>T%d-%d", r.IntN(4), r.IntN(5), 4+r.IntN(2), r.IntN(5)), fmt.Sprintf("T%d-%d>T%d-%d", 4+r.IntN(2), r.IntN(5), r.IntN(4), r.IntN(5)))
		}
		for range 6 {
			words = append(words, fmt.Sprintf("T%d-%d:%s", r.IntN(6), r.IntN(5), Statuses[r.IntN(len(Statuses))]))
		}
		q, asks := asked(strings.Join(words, " "))
		for _, k := range asks {
			k.Of.Shared = true
		}
		size := func() string {
			var s string
			for _, l := range Loads(q, asks) {
				s += l.Team.ID + fmt.Sprint(len(l.Answers), path(l.Asks))
			}
			return s
		}
		knock, round, load := knockOns(asks, q.End), circles(asks), size()
		for range 5 {
			r.Shuffle(len(asks), func(i, j int) { asks[i], asks[j] = asks[j], asks[i] })
			if got := knockOns(asks, q.End); got != knock {
				t.Fatalf("seed %d: knock-ons depend on the order:\n%s\n%s", seed, got, knock)
			}
			if got := circles(asks); got != round {
				t.Fatalf("seed %d: circles depend on the order:\n%s\n%s", seed, got, round)
			}
			if got := size(); got != load {
				t.Fatalf("seed %d: loads depend on the order:\n%s\n%s", seed, got, load)
			}
		}
		for _, c := range Circles(asks) {
			if c[len(c)-1].Answer != c[0].By || slices.ContainsFunc(c, func(k *Ask) bool { return !k.Waits() }) {
				t.Fatalf("seed %d: %s is no circle", seed, path(c))
			}
		}
	}
}

// A chain or a ring of any length is gone through in no more than linear time, and without a
// deep stack. What waits for a slip is listed up to a distance.
func TestLongAsks(t *testing.T) {
	q := &Quarter{ID: QuarterID{2026, 3}, End: DayOf(2026, 10, 1)}
	const n = 50_000
	items, team := make([]Deliverable, n), &Team{ID: "a"}
	asks := make([]*Ask, n)
	for i := range items {
		items[i] = Deliverable{ID: fmt.Sprintf("A-%06d", i), Team: team, Quarter: q}
		asks[i] = &Ask{Quarter: q, By: &items[i], Of: team, Answer: &items[(i+1)%n], State: Agreed}
	}
	if c := Circles(asks); len(c) != 1 || len(c[0]) != n {
		t.Errorf("a ring of %d is %d circles", n, len(c))
	}
	items[0].Outcome.Status = Moved
	if k := KnockOns(asks, 1); len(k) != 1 || len(k[0].Hits) != MaxSteps || len(k[0].Hits[MaxSteps-1].Path()) != MaxSteps {
		t.Errorf("%d slips; want one, with the %d that wait nearest", len(k), MaxSteps)
	}
	for i := range items {
		items[i].Outcome.Status = Moved
	}
	listed := 0
	for _, k := range KnockOns(asks, 1) {
		listed += len(k.Hits)
	}
	if listed != n*MaxSteps {
		t.Errorf("a ring of %d slips lists %d that wait, want %d of each", n, listed, MaxSteps)
	}
	if c := Circles(asks[1:]); len(c) != 0 {
		t.Errorf("a chain has %d circles", len(c))
	}
}
