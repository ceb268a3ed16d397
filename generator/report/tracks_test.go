package report

import (
	"fmt"
	"strings"
	"testing"
)

// retros makes an archive of a drawing: a line a retro, "2026-q2 a: Do it; x Do that; Do more,
// again". An x is a tick, a number in brackets the day of October 2026 on which it is due.
func retros(drawing string) *Archive {
	a := &Archive{Site: Site{}}
	teams := map[string]*Team{}
	for _, line := range strings.Split(strings.TrimSpace(drawing), "\n") {
		head, tail, _ := strings.Cut(strings.TrimSpace(line), ":")
		quarter, team, _ := strings.Cut(head, " ")
		id, _ := ParseQuarter(quarter)
		if teams[team] == nil {
			teams[team] = &Team{ID: team, Name: team}
		}
		if n := len(a.Quarters); n == 0 || a.Quarters[n-1].ID != id {
			a.Quarters = append(a.Quarters, &Quarter{ID: id})
		}
		q := a.Quarters[len(a.Quarters)-1]
		r := &Report{Team: teams[team], Quarter: q, Retro: &Retro{}}
		q.Reports = append(q.Reports, r)
		for _, text := range strings.Split(tail, ";") {
			k := &Action{Team: r.Team, Quarter: q}
			text, k.Done = strings.CutPrefix(strings.TrimSpace(text), "x ")
			if before, day, ok := strings.Cut(text, " ["); ok {
				text = before
				var n int
				fmt.Sscanf(day, "%d", &n)
				k.Due = DayOf(2026, 10, n)
			}
			if before, of, ok := strings.Cut(text, ", again"); ok {
				text, k.Again = before, true
				k.AgainOf, _ = ParseQuarter(strings.TrimSpace(of))
			}
			k.Text.Text = text
			r.Retro.Actions = append(r.Retro.Actions, k)
		}
	}
	return a
}

func TestTracks(t *testing.T) {
	today := DayOf(2026, 10, 20)
	for _, c := range []struct{ what, drawing, want string }{
		{"one", "2026-q2 a: Do it [19]", "Do it q2: open 2 overdue"},
		{"due today", "2026-q2 a: Do it [20]", "Do it q2: open 2"},
		{"no date", "2026-q2 a: Do it", "Do it q2: open 2"},
		{"ticked", "2026-q2 a: x Do it [19]", "Do it q2: done 0"},
		{"the same words", "2026-q2 a: Do it\n2026-q3 a: do it!", "Do it q2 q3: open 2"},
		{"the last one counts", "2026-q1 a: Do it [1]\n2026-q3 a: x Do it [2]", "Do it q1 q3: done 2"},
		{"and if it was not done after all", "2026-q1 a: x Do it\n2026-q3 a: Do it [2]", "Do it q1 q3: open 3 overdue"},
		{"another team", "2026-q2 a: Do it\n2026-q3 b: Do it", "Do it q2: open 2; Do it q3: open 1"},
		{"twice in one retro", "2026-q2 a: Do it; Do it", "Do it q2: open 2; Do it q2: open 2"},
		{"over a quarter", "2025-q4 a: Do it\n2026-q1 a: Rest\n2026-q2 a: Do it", "Do it q4 q2: open 4; Rest q1: open 3"},
		{"again, the most words", "2026-q2 a: Book design early; Book design early with firewall\n2026-q3 a: Agree with firewall: book design, again",
			"Book design early q2: open 2; Book design early with firewall q2 q3: open 2"},
		{"again, the nearest retro", "2026-q1 a: Book design early always\n2026-q2 a: Book rooms\n2026-q3 a: Book design early, again",
			"Book design early always q1: open 3; Book rooms q2 q3: open 2"},
		{"again of a quarter", "2026-q1 a: Book design early always\n2026-q2 a: Book rooms\n2026-q3 a: Book design early, again 2026-q1",
			"Book design early always q1 q3: open 3; Book rooms q2: open 2"},
		{"again of a quarter in no word the same", "2026-q1 a: Sleep\n2026-q3 a: Rest, again 2026-q1", "Sleep q1 q3: open 3"},
		{"again of nothing", "2026-q2 a: Book design\n2026-q3 a: Sleep more, again", "Book design q2: open 2; Sleep more q3: open 1"},
		{"changed words are known by", "2026-q1 a: Book design\n2026-q2 a: Book design capacity, again\n2026-q3 a: Book design capacity", "Book design q1 q2 q3: open 3"},
		{"three times", "2026-q1 a: Do it\n2026-q2 a: Do it\n2026-q3 a: Do it", "Do it q1 q2 q3: open 3"},
	} {
		var got []string
		a := retros(c.drawing)
		for _, k := range Tracks(a) {
			s := k.First().Text.Text
			for _, of := range k.Actions {
				s += fmt.Sprintf(" q%d", of.Quarter.ID.N)
			}
			state := "open"
			if k.Done() {
				state = "done"
			}
			s += fmt.Sprintf(": %s %d", state, k.Age(today, Fiscal{}))
			if k.Overdue(today) {
				s += " overdue"
			}
			got = append(got, s)
			if k.RaisedAgain() != len(k.Actions)-1 {
				t.Errorf("%s: raised %d times", c.what, k.RaisedAgain())
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.what, s, c.want)
		}
	}
}
