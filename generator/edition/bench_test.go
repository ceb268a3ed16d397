package edition

import (
	"fmt"
	"strings"
	"testing"

	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// large is a quarter of 50 teams with 12 items each, after another like it.
func large(t *testing.T) *report.Archive {
	var b strings.Builder
	for q := range 2 {
		fmt.Fprintf(&b, "quarter 2026-q%d closed\n", q+1)
		for team := range 50 {
			fmt.Fprintf(&b, "team t%02d committed=2026-01-05\n", team)
			for i := range 12 {
				fmt.Fprintf(&b, "T%d-%d feature %d/8 %s due=2026-02-15\n", team, i+q*6, 1+i%5, []string{"delivered@2026-02-10", "delivered@2026-02-20", "moved reason=scope"}[i%3])
			}
		}
	}
	return testsite.Archive(t, "2026-08-01", b.String())
}

// BenchmarkQuarter compares the figures of a quarter and of its teams, counted and thawed.
func BenchmarkQuarter(b *testing.B) {
	a := large(&testing.T{})
	q := a.Quarters[1]
	run := func(b *testing.B) {
		for b.Loop() {
			book := Compute(a, nil)
			book.Quarter(q.ID)
			for _, r := range q.Reports {
				book.Team(q.ID, r.Team.ID)
			}
		}
	}
	b.Run("counted", run)
	e := freezeFigures(&testing.T{}, a, q)
	q.Shown = e
	b.Run("thawed", run)
	b.Run("read", func(b *testing.B) { // once an edition
		b.SetBytes(int64(len(e.Figures)))
		for b.Loop() {
			if _, err := read(e.Figures); err != nil {
				b.Fatal(err)
			}
		}
	})
}
