package chart

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// TestAskTable reads the asks of the fixture by hand.
func TestAskTable(t *testing.T) {
	c := find(t, Of(OnAsks, source(t, tidewall, "2026-q2", "")), "c-asks")
	want := `Waits,For,Asks,Met,Unanswered,Declined,Late
Managed Rules,Bot Defence,2,0,1,1,0
Managed Rules,Console Design and the Accessibility Guild,2,1,0,0,1
Managed Rules,Firewall,3,1,0,0,2
All,,7,2,1,1,3`
	var lines []string
	for _, row := range append(slices.Clone(c.Table.Rows), c.Table.Foot) {
		lines = append(lines, strings.Join(row, ","))
	}
	if got := "Waits,For,Asks,Met,Unanswered,Declined,Late\n" + strings.Join(lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if want := "1 team waits for 3 teams, with 7 asks: 2 are met, 1 is unanswered, 1 is declined and 3 are late."; c.Summary != want {
		t.Errorf("the summary is %q, not %q", c.Summary, want)
	}
	s := source(t, tidewall, "2026-q2", "")
	s.Archive.Audience.Shows = []report.Part{report.Numbers}
	if slices.ContainsFunc(Of(OnQuarter, s), func(c Chart) bool { return c.ID == "c-asks" }) {
		t.Error("who sees no plans sees who waits for whom")
	}
}

// many makes asks among teams: each waits for three others at most, and all for the first.
func many(teams int) string {
	r := rand.New(rand.NewPCG(uint64(teams), 1))
	var b strings.Builder
	b.WriteString("quarter 2026-q3 running\n")
	for i := range teams {
		fmt.Fprintf(&b, "team t%02d name=Team_%s%02d\n", i, strings.Repeat("of_edges_", i%4), i)
	}
	states := []report.AskState{report.Agreed, report.Met, report.Asked, report.Declined, report.Late}
	for i := range teams {
		fmt.Fprintf(&b, "team t%02d\nT%d feature\n", i, i)
		for range 1 + r.IntN(3) {
			fmt.Fprintf(&b, "ask T%d t%02d %s\n", i, r.IntN(teams), states[r.IntN(len(states))])
		}
		fmt.Fprintf(&b, "ask T%d t00 agreed\n", i)
	}
	return b.String()
}

// The picture holds everything that it draws, no two names stand in each other's way, and
// a band is as wide as there are asks.
func TestRibbonsFit(t *testing.T) {
	for _, teams := range []int{2, 12, 50} {
		s := source(t, many(teams), "2026-q3", "")
		ties := tied(s.figures().Asks)
		for _, wide := range []float64{wideWidth, narrowWidth} {
			b := newRibbons(s, ties, wide)
			for _, column := range [][]*node{b.left, b.right} {
				end := 0.0
				byY := slices.SortedFunc(slices.Values(column), func(x, y *node) int { return int(100 * (x.y - y.y)) })
				for _, n := range byY {
					mid := n.y + b.bar(n)/2
					if mid-8 < end {
						t.Errorf("%d teams, %v px: %s begins above the end of the name before it", teams, wide, n.team.Name)
					}
					end = mid + 8
					if n.y < 0 || n.y+b.bar(n) > b.height || end > b.height {
						t.Errorf("%d teams, %v px: %s is cut off", teams, wide, n.team.Name)
					}
					if w := width(b.label(n, b.room(column)), teamSize) + 8; w > b.room(column)+1 {
						t.Errorf("%d teams, %v px: %q needs %v px and has %v", teams, wide, b.label(n, b.room(column)), w, b.room(column))
					}
				}
			}
			if b.room(b.left)+b.room(b.right) > b.width*3/4 {
				t.Errorf("%d teams, %v px: names leave no room for what is between them", teams, wide)
			}
		}
	}
}

// The right column lets fewer bands cross than the alphabet does.
func TestRibbonsCrossLess(t *testing.T) {
	crossings := func(b *ribbons) int {
		n := 0
		for i, x := range b.list {
			for _, y := range b.list[:i] {
				if (x.from-y.from)*(x.to-y.to) < 0 {
					n++
				}
			}
		}
		return n
	}
	b := newRibbons(Source{Words: i18n.English()}, tied(source(t, many(50), "2026-q3", "").figures().Asks), wideWidth)
	ordered := crossings(b)
	slices.SortFunc(b.right, func(x, y *node) int { return (*report.Team).Compare(x.team, y.team) })
	b.place()
	if plain := crossings(b); ordered >= plain {
		t.Errorf("%d crossings, %d in alphabetical order", ordered, plain)
	}
}

// The order in which asks were read changes nothing.
func TestRibbonsInAnyOrder(t *testing.T) {
	s := source(t, many(12), "2026-q3", "")
	want := asks(s)
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 3))
		r.Shuffle(len(s.Archive.Asks), func(i, j int) { s.Archive.Asks[i], s.Archive.Asks[j] = s.Archive.Asks[j], s.Archive.Asks[i] })
		s.Book = metrics.Compute(s.Archive)
		if got := asks(s); !bytes.Equal(got.Wide.Option, want.Wide.Option) || !bytes.Equal(got.Table.CSV(), want.Table.CSV()) {
			t.Fatalf("seed %d: the picture depends on the order of asks", seed)
		}
	}
}

// A team whose name would mean something to ECharts is drawn with its name.
func TestRibbonNames(t *testing.T) {
	c := find(t, Of(OnAsks, source(t, hostile, "2026-q2", "")), "c-asks")
	if !json.Valid(c.Wide.Option) || !bytes.Contains(c.Wide.Option, []byte("(value)")) {
		t.Errorf("{value} is not drawn as (value): %s", c.Wide.Option)
	}
	if c.Table.Rows[1][1] != "{value}" {
		t.Errorf("the table says %q", c.Table.Rows[1])
	}
}
