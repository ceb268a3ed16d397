package content

import (
	"strings"
	"testing"
	"unicode/utf8"
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
	} {
		a := ParseAction(c.line)
		if a.Text != c.text || a.Owner != c.owner || a.Due.String() != c.due || a.BadDue != c.bad {
			t.Errorf("%q: got %q %q %q %q, want %q %q %q %q", c.line, a.Text, a.Owner, a.Due, a.BadDue, c.text, c.owner, c.due, c.bad)
		}
	}
}

func FuzzActionLine(f *testing.F) {
	f.Add("Book design — @design, due 2026-10-15")
	f.Add("(due: 2026-1-1) — – - @ä.b-, @c")
	f.Fuzz(func(t *testing.T, line string) {
		a := ParseAction(line)
		if !strings.HasPrefix(line, a.Text) {
			t.Errorf("%q: the text %q is not its beginning", line, a.Text)
		}
		if a.Owner != "" && !strings.Contains(line, "@"+a.Owner) {
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
