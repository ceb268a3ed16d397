package actions

import (
	"strings"
	"testing"
	"unicode/utf8"

	"quarterdeck/generator/report"
)

func TestParseAction(t *testing.T) {
	for _, c := range []struct{ line, text, owner, due, bad string }{
		{"Book design — @design, due 2026-10-15", "Book design", "design", "2026-10-15", ""},
		{"Book design — due 2026-10-15, @design", "Book design", "design", "2026-10-15", ""},
		{"Book design - @design - due 2026-10-15.", "Book design", "design", "2026-10-15", ""},
		{"Book design – @ann.lee – due: 2026-10-15", "Book design", "ann.lee", "2026-10-15", ""},
		{"Book design (due 2026-10-15, @design)", "Book design", "design", "2026-10-15", ""},
		{"Book design, @Jörg", "Book design", "Jörg", "", ""},
		{"Book design\n  early — @design,\n  due 2026-10-15", "Book design\n  early", "design", "2026-10-15", ""},
		{"Book design, due 2026-13-15", "Book design", "", "", "2026-13-15"},
		{"Book design, due 2026/10/15", "Book design", "", "", "2026/10/15"},
		{"Ask @firewall for a rota, due 2026-10-15", "Ask @firewall for a rota", "firewall", "2026-10-15", ""},
		{"Due 2026-10-15: book design — @design", "Due 2026-10-15: book design", "design", "2026-10-15", ""},
		{"Pay what is due", "Pay what is due", "", "", ""},
		{"Mail ann@example.com", "Mail ann@example.com", "", "", ""},
		{"Check (all of it)", "Check (all of it)", "", "", ""},
		{"A well-known plan — soon", "A well-known plan — soon", "", "", ""},
		{"@ann", "", "ann", "", ""},
		{"@ann @bob", "@ann", "bob", "", ""},
		{"residue 2026-10-15", "residue 2026-10-15", "", "", ""},
		{"", "", "", "", ""},
		{`Book — @"Ana Ruiz", due 2026-10-15`, "Book", "Ana Ruiz", "2026-10-15", ""},
		{`Book — due 2026-10-15, @[Ana  Ruiz]`, "Book", "Ana Ruiz", "2026-10-15", ""},
		{`Book — @(Ana Ruiz), due 2026-10-15`, "Book", "Ana Ruiz", "2026-10-15", ""},
		{`Book (due 2026-10-15, @(Ana Ruiz))`, "Book", "Ana Ruiz", "2026-10-15", ""},
		{"Book — @“Ana Ruiz”", "Book", "Ana Ruiz", "", ""},
		{"Book — @„Jörg Öz“", "Book", "Jörg Öz", "", ""},
		{"Book — @«Ana Ruiz»", "Book", "Ana Ruiz", "", ""},
		{`Ask @"Ana Ruiz" for a room`, `Ask @"Ana Ruiz" for a room`, "Ana Ruiz", "", ""},
		{`Book — @""`, `Book — @""`, "", "", ""},
	} {
		a := ParseLine(c.line)
		if a.Text != c.text || a.Owner != c.owner || a.Due.String() != c.due || a.BadDue != c.bad {
			t.Errorf("%q: got %q %q %q %q, want %q %q %q %q", c.line, a.Text, a.Owner, a.Due, a.BadDue, c.text, c.owner, c.due, c.bad)
		}
	}
}

// TestNameOfSeveralWords looks for owners that were not put in quotes.
func TestNameOfSeveralWords(t *testing.T) {
	for line, name := range map[string]string{
		"Book — @Ana Ruiz":                        "Ana Ruiz",
		"Book — @Ana Ruiz, due 2026-10-15":        "Ana Ruiz",
		"Book — due 2026-10-15, @Ana de la Ruiz.": "Ana de la Ruiz",
		"Book — @Łucja Żak (due 2026-10-15)":      "Łucja Żak",
		"Book — @Ana":                             "",
		"Ask @Ana to call Ruiz":                   "",
		"Ask @Ana for the room — @bob":            "",
		"Book — @Ana, Ruiz":                       "",
		`Book — @"Ana Ruiz"`:                      "",
	} {
		if a := ParseLine(line); a.Name != name || name != "" && a.Owner != "Ana" && a.Owner != "Łucja" {
			t.Errorf("%q: got the name %q of the owner %q, want %q", line, a.Name, a.Owner, name)
		}
	}
}

func TestParseMovesAndAgain(t *testing.T) {
	for _, c := range []struct{ line, text, owner, moves, again string }{
		{"Book design — @design, due 2026-10-15, moves kept", "Book design", "design", "kept", ""},
		{"Book design — moves kept, due 2026-10-15, @design", "Book design", "design", "kept", ""},
		{"Book design — @design, moves: Review_Wait_Hours.", "Book design", "design", "review_wait_hours", ""},
		{"Book design (moves on-time)", "Book design", "", "on-time", ""},
		{"Book design — @design, again", "Book design", "design", "", "yes"},
		{"Book design — again 2026-q2, @design, moves kept, due 2026-10-15", "Book design", "design", "kept", "2026-q2"},
		{"Book design - again - @design", "Book design", "design", "", "yes"},
		{"Say who moves tickets", "Say who moves tickets", "", "", ""},
		{"Say who moves tickets — @design", "Say who moves tickets", "design", "", ""},
		{"Try it again — @design", "Try it again", "design", "", ""},
		{"Moves kept", "Moves kept", "", "", ""},
		{"Again", "Again", "", "", ""},
		{"Book, moves kept, moves moved", "Book, moves kept", "", "moved", ""},
	} {
		a := ParseLine(c.line)
		again := ""
		if a.Again {
			again = "yes"
		}
		if a.AgainOf != (report.QuarterID{}) {
			again = a.AgainOf.String()
		}
		if a.Text != c.text || a.Owner != c.owner || a.Moves != c.moves || again != c.again {
			t.Errorf("%q: got %q %q %q %q, want %q %q %q %q", c.line, a.Text, a.Owner, a.Moves, again, c.text, c.owner, c.moves, c.again)
		}
	}
}

func FuzzActionLine(f *testing.F) {
	f.Add("Book design — @design, due 2026-10-15")
	f.Add("(due: 2026-1-1) — – - @ä.b-, @c")
	f.Fuzz(func(t *testing.T, line string) {
		a := ParseLine(line)
		if !strings.HasPrefix(line, a.Text) {
			t.Errorf("%q: the text %q is not its beginning", line, a.Text)
		}
		if a.Owner != "" && !strings.Contains(strings.Join(strings.Fields(line), " "), a.Owner) {
			t.Errorf("%q: the owner %q is not in it", line, a.Owner)
		}
		if a.Due != 0 && !strings.Contains(line, a.Due.String()) {
			t.Errorf("%q: the date %s is not in it", line, a.Due)
		}
		if a.Due != 0 && a.BadDue != "" {
			t.Errorf("%q: both a date and a bad one", line)
		}
		if utf8.ValidString(line) && !utf8.ValidString(a.Text+a.Owner+a.BadDue) {
			t.Errorf("%q: not UTF-8: %+v", line, a)
		}
	})
}
