package report

import (
	"fmt"
	"strings"
	"testing"
)

func TestGround(t *testing.T) {
	a := &Archive{Site: Site{}, Today: DayOf(2026, 11, 20)}
	team := &Team{ID: "a"}
	for _, line := range []string{
		"2026-q1 G-1:delivered>F-1,F-2,F-9,G-1 G-2:delivered>F-3 G-3:moved>F-1 F-3:delivered G-5:delivered",
		"2026-q2 G-3:delivered>F-1 F-1:moved G-4:delivered>F-4 G-1:delivered>F-2",
		"2026-q3 F-1:dropped F-4:moved D-1:delivered>F-4",
		"2026-q4 F-2:open F-4:delivered F-1:open",
	} {
		quarter, rest, _ := strings.Cut(line, " ")
		id, _ := ParseQuarter(quarter)
		q := &Quarter{ID: id}
		r := &Report{Team: team, Quarter: q}
		q.Reports, a.Quarters = []*Report{r}, append(a.Quarters, q)
		for _, word := range strings.Fields(rest) {
			what, enables, linked := strings.Cut(word, ">")
			id, status, _ := strings.Cut(what, ":")
			d := &Deliverable{ID: id, Team: team, Quarter: q, Kind: Feature, Outcome: Outcome{Status: Status(status)}}
			if strings.HasPrefix(id, "G") {
				d.Kind = Groundwork
			}
			if linked {
				d.Enables = strings.Split(enables, ",")
			}
			r.Items = append(r.Items, d)
		}
	}
	g := NewGround(a)
	say := func(items []*Deliverable) string {
		var s []string
		for _, d := range items {
			s = append(s, fmt.Sprintf("%s q%d %s", d.ID, d.Quarter.ID.N, d.Outcome.Status))
		}
		return strings.Join(s, ", ")
	}
	for _, c := range []struct{ what, got, want string }{
		{"enabled", say(g.Enabled("G-1")), "F-1 q4 open, F-2 q4 open"},
		{"not planned yet", strings.Join(g.Unplanned("G-1"), " "), "F-9"},
		{"delivered", say(g.Enabled("G-4")), "F-4 q4 delivered"},
		{"stands on", say(g.StandsOn("F-1")), "G-1 q2 delivered, G-3 q2 delivered"},
		{"stands on a feature too", say(g.StandsOn("F-4")), "G-4 q2 delivered, D-1 q3 delivered"},
		{"nothing", say(g.StandsOn("G-1")), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, c.got, c.want)
		}
	}
	var ledger []string
	for _, u := range g.Ledger() {
		ledger = append(ledger, fmt.Sprintf("%s q%d %d (%s) %v", u.Item.ID, u.Item.Quarter.ID.N, u.Age, say(u.Enables), u.Unplanned))
	}
	want := "G-1 q1 3 (F-1 q4 open, F-2 q4 open) [F-9]; G-3 q2 2 (F-1 q4 open) []"
	if got := strings.Join(ledger, "; "); got != want {
		t.Errorf("ledger:\ngot  %s\nwant %s", got, want)
	}
}
