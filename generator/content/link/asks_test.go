package link

import (
	"fmt"
	"strings"
	"testing"

	"quarterdeck/generator/report"
)

// asks reads a workspace of three teams in two quarters and writes down its asks.
func asks(t *testing.T, today report.Day) string {
	t.Helper()
	a, l := Read(ws(askWorkspace), Options{Today: today})
	if errors, _ := l.Count(); errors > 0 {
		t.Fatal(lines(l))
	}
	var b strings.Builder
	for _, ask := range a.Asks {
		answer := "-"
		if ask.Answer != nil {
			answer = ask.Answer.Quarter.ID.String() + "/" + ask.Answer.ID
		}
		fmt.Fprintf(&b, "%s %s asks %s for %q by %s: %s, answer %s, met %q\n", ask.Quarter.ID, ask.By.ID, ask.Of.ID, ask.What, ask.Wanted, ask.State, answer, ask.Met)
	}
	return b.String()
}

func TestAsks(t *testing.T) {
	// Worked by hand. On 15 August: A-1 waits for the design team, which serves it;
	// A-2 for C-2, delivered in time, and for C-3, delivered after A-2's date; A-3 for C-1
	// of the quarter before, and for a later one; A-4 for what C declines; A-5 for a team
	// that says nothing.
	want := `2026-q2 A-0 asks c for "C-1" by 2026-06-30: late, answer 2026-q2/C-1, met ""
2026-q2 A-0 asks design for "" by 2026-06-30: asked, answer -, met ""
2026-q3 A-1 asks design for "" by 2026-09-30: agreed, answer 2026-q3/D-1, met ""
2026-q3 A-2 asks c for "C-2" by 2026-08-01: met, answer 2026-q3/C-2, met "2026-08-01"
2026-q3 A-2 asks c for "C-3" by 2026-08-01: late, answer 2026-q3/C-3, met "2026-08-02"
2026-q3 A-2 asks c for "C-6" by 2026-08-01: late, answer 2026-q3/C-6, met ""
2026-q3 A-3 asks c for "C-0" by 2026-09-30: met, answer 2026-q2/C-0, met "2026-05-01"
2026-q3 A-3 asks c for "C-7" by 2026-09-30: agreed, answer 2026-q4/C-7, met ""
2026-q3 A-4 asks c for "C-2" by 2026-09-30: declined, answer 2026-q3/C-2, met ""
2026-q3 A-5 asks c for "" by 2026-09-30: asked, answer -, met ""
`
	if got := asks(t, report.DayOf(2026, 8, 15)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	// When the quarter has ended, what was agreed and not done is late; what nobody
	// answered stays asked.
	later := strings.NewReplacer("agreed", "late").Replace(want)
	if got := asks(t, report.DayOf(2026, 10, 1)); got != later {
		t.Errorf("got\n%swant\n%s", got, later)
	}
}

const askWorkspace = `
-- site.toml --
-- content/teams/a.md --
-- content/teams/c.md --
-- content/teams/design.md --
-- content/2026-q2/a/plan.md --
## A0

` + "```" + `toml
id = "A-0"
kind = "debt"
needs = ["C-1", "design"]
` + "```" + `
-- content/2026-q2/c/plan.md --
## C1

` + "```" + `toml
id = "C-1"
kind = "debt"
` + "```" + `

## C0

` + "```" + `toml
id = "C-0"
kind = "debt"
` + "```" + `
-- content/2026-q2/c/metrics.toml --
[[item]]
id = "C-1"
status = "moved"
[[item]]
id = "C-0"
status = "delivered"
finished = 2026-05-01
-- content/2026-q3/a/plan.md --
## A1

` + "```" + `toml
id = "A-1"
kind = "debt"
needs = ["design", "A-2"]
` + "```" + `

## A2

` + "```" + `toml
id = "A-2"
kind = "debt"
due = 2026-08-01
needs = ["C-2", "C-3", "C-6"]
` + "```" + `

## A3

` + "```" + `toml
id = "A-3"
kind = "debt"
needs = ["C-0", "C-7"]
` + "```" + `

## A4

` + "```" + `toml
id = "A-4"
kind = "debt"
needs = ["C-2"]
` + "```" + `

## A5

` + "```" + `toml
id = "A-5"
kind = "debt"
needs = ["c"]
` + "```" + `
-- content/2026-q3/design/plan.md --
## D1

` + "```" + `toml
id = "D-1"
kind = "debt"
serves = ["A-1"]
` + "```" + `
-- content/2026-q3/c/plan.md --
+++
declines = ["A-4"]
+++

## C2

` + "```" + `toml
id = "C-2"
kind = "debt"
` + "```" + `

## C3

` + "```" + `toml
id = "C-3"
kind = "debt"
` + "```" + `

## C6

` + "```" + `toml
id = "C-6"
kind = "debt"
` + "```" + `
-- content/2026-q3/c/metrics.toml --
[[item]]
id = "C-2"
status = "delivered"
finished = 2026-08-01
[[item]]
id = "C-3"
status = "delivered"
finished = 2026-08-02
-- content/2026-q4/c/plan.md --
## C7

` + "```" + `toml
id = "C-7"
kind = "debt"
` + "```" + `
`
