package compare

import (
	"fmt"
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// growing are two editions that differ in n things of one kind.
func growing() []testsite.Input {
	words := i18n.English()
	quarters := func(name string, change func(n int, after bool, q *report.Quarter, r *report.Report)) testsite.Input {
		return testsite.Input{Name: name, Make: func(n int) (int, func()) {
			sideOf := func(after bool) Side {
				return side(func(q *report.Quarter, r *report.Report) { change(n, after, q, r) })
			}
			before, after := sideOf(false), sideOf(true)
			return n, func() { Quarters(words, before, after) }
		}}
	}
	texts := func(name string, write func(i int, after bool) string) testsite.Input {
		return testsite.Input{Name: name, Make: func(n int) (int, func()) {
			var sides [2]strings.Builder
			for i := range n {
				sides[0].WriteString(write(i, false))
				sides[1].WriteString(write(i, true))
			}
			before, after := sides[0].String(), sides[1].String()
			return n, func() { Texts(before, after) }
		}}
	}
	size := func(after bool) float64 {
		if after {
			return 8
		}
		return 5
	}
	return []testsite.Input{
		quarters("items", func(n int, after bool, _ *report.Quarter, r *report.Report) {
			for i := range n {
				r.Items = append(r.Items, &report.Deliverable{ID: fmt.Sprint("N-", i), Title: "New", Kind: report.Feature, Size: size(after)})
			}
		}),
		quarters("items with other ids", func(n int, after bool, _ *report.Quarter, r *report.Report) {
			for i := range n {
				r.Items = append(r.Items, &report.Deliverable{ID: fmt.Sprint("N-", after, i), Title: "New", Kind: report.Feature})
			}
		}),
		quarters("teams", func(n int, after bool, q *report.Quarter, _ *report.Report) {
			for i := range n / 4 {
				team := &report.Team{ID: fmt.Sprint("t", i), Name: fmt.Sprint("T", i)}
				q.Reports = append(q.Reports, &report.Report{Team: team, Quarter: q, Plan: &report.Plan{Summary: fmt.Sprint("Summary ", after)}})
			}
		}),
		quarters("actions", func(n int, after bool, q *report.Quarter, r *report.Report) {
			for i := range n {
				r.Retro.Actions = append(r.Retro.Actions, &report.Action{ID: fmt.Sprint("b", i), Text: text(fmt.Sprint("Do ", i)), Done: after, Team: r.Team, Quarter: q})
			}
		}),
		quarters("lessons", func(n int, after bool, q *report.Quarter, r *report.Report) {
			for i := range n {
				r.Retro.Lessons = append(r.Retro.Lessons, &report.Lesson{ID: fmt.Sprint("l", i), Title: fmt.Sprint("Lesson ", after, i), Team: r.Team, Quarter: q})
			}
		}),
		texts("other words", func(i int, after bool) string { return fmt.Sprint("w", after, i, " ") }),
		texts("other sentences", func(i int, after bool) string { return fmt.Sprintf("This is %v sentence %d. ", after, i) }),
		texts("every second word", func(i int, after bool) string { return fmt.Sprintf("word%d %v ", i, after) }),
		texts("one word again and again", func(i int, after bool) string { return fmt.Sprint(after, " ") }),
	}
}

// BenchmarkCompare shows whether the time of a comparison grows faster than what is compared: see
// testsite.BenchmarkGrowth.
func BenchmarkCompare(b *testing.B) { testsite.BenchmarkGrowth(b, 1500, growing()) }

// What is allocated for a comparison grows with what is compared.
func TestCompareGrowth(t *testing.T) { testsite.CheckGrowth(t, 500, growing()) }
