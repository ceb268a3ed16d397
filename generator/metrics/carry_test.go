package metrics

import (
	"fmt"
	"strings"
	"testing"

	"quarterdeck/generator/testsite"
)

// What was renamed is carried in under its new id.
func TestCarryOfARenamedItem(t *testing.T) {
	a := testsite.Archive(t, "2026-06-01", "quarter 2025-q1 closed\nteam a\nX moved\nquarter 2025-q2 closed\nteam a\nY moved\nquarter 2025-q3 closed\nteam b\nZ delivered\n")
	a.Quarters[1].Reports[0].Items[0].Was = []string{"X"}
	a.Quarters[2].Reports[0].Items[0].Was = []string{"Y", "X"}
	b := Compute(a)
	if f := b.Quarter(testsite.Quarter("2025-q3")); len(f.CarriedMore) != 1 || f.Slips[0].Quarters != 2 {
		t.Errorf("%d carried in twice, a slip of %d quarters; want 1 and 2", len(f.CarriedMore), f.Slips[0].Quarters)
	}
	for _, id := range []string{"X", "Y", "Z"} {
		if len(b.Item(id)) != 3 {
			t.Errorf("%s has %d quarters, want 3", id, len(b.Item(id)))
		}
	}
}

// TestCarry follows one id, X, through quarters. A cell is what a quarter says
// about it: a status; "+" in front: not in the plan; "-": nothing.
func TestCarry(t *testing.T) {
	tests := []struct {
		name   string
		cells  string // one a quarter from 2025-q1; "~" in front: the quarter runs
		held   int    // in the last quarter
		slip   int    // in the last quarter; -1: not delivered there
		reason string
	}{
		{"new", "delivered", 0, 0, ""},
		{"moved once", "moved delivered", 1, 1, ""},
		{"moved twice", "moved moved delivered", 2, 2, ""},
		{"moved three times", "moved moved moved moved", 3, -1, ""},
		{"a quarter between", "moved - delivered", 1, 2, ""},
		{"dropped and planned again", "dropped delivered", 1, 1, ""},
		{"unexplained and planned again", "none delivered", 1, 1, ""},
		{"open in a closed quarter", "open delivered", 1, 1, ""},
		{"phase change", "delivered delivered", 0, 0, "beta, then ga"},
		{"delivered again after a move", "moved delivered moved delivered", 1, 1, "counts since the last delivery"},
		{"delivered as added work", "moved +delivered moved", 0, -1, "any delivery ends the wait"},
		{"added, then planned", "+moved delivered", 0, 0, "it was in no earlier plan"},
		{"added late", "moved +delivered", 0, 1, "not in P, so not carried in, but it came a quarter late"},
		{"added at once", "+delivered", 0, 0, ""},
		{"open in a running quarter", "~open moved", 0, -1, "it may still be delivered there"},
		{"moved out of a running quarter", "~moved open", 1, -1, "that is decided"},
	}
	for _, tt := range tests {
		var b strings.Builder
		cells := strings.Fields(tt.cells)
		for i, c := range cells {
			state := "closed"
			if rest, running := strings.CutPrefix(c, "~"); running {
				c, state = rest, "running"
			}
			fmt.Fprintf(&b, "quarter 2025-q%d %s\nteam t%d\n", i+1, state, i%2) // it changes its team
			status, added := strings.CutPrefix(c, "+")
			if status == "-" {
				continue
			}
			b.WriteString("X ")
			if status != "none" {
				b.WriteString(status)
			}
			if added {
				b.WriteString(" added=2025-01-20")
			}
			b.WriteString("\n")
		}
		f := Compute(testsite.Archive(t, "2026-06-01", b.String())).Quarter(testsite.Quarter(fmt.Sprintf("2025-q%d", len(cells))))
		held := len(f.CarriedOnce) + 2*len(f.CarriedMore)
		if held != min(tt.held, 2) {
			t.Errorf("%s: carried in %d times, not %d %s", tt.name, held, tt.held, tt.reason)
		}
		slip := -1
		if len(f.Slips) > 0 {
			slip = f.Slips[0].Quarters
		}
		if slip != tt.slip {
			t.Errorf("%s: %d quarters late, not %d %s", tt.name, slip, tt.slip, tt.reason)
		}
	}
}

// TestTwoTeams has one id in two teams' plans: the quarter counts once.
func TestTwoTeams(t *testing.T) {
	f := Compute(testsite.Archive(t, "2026-06-01", `
quarter 2025-q1 closed
team a
X moved
team b
X moved
quarter 2025-q2 closed
team a
X moved
`)).Quarter(testsite.Quarter("2025-q2"))
	if len(f.CarriedOnce) != 1 || len(f.CarriedMore) != 0 {
		t.Errorf("carried once %d, more %d; not 1 and 0", len(f.CarriedOnce), len(f.CarriedMore))
	}
}
