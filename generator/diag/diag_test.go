package diag

import (
	"slices"
	"testing"
)

func TestProblemString(t *testing.T) {
	for _, c := range []struct {
		p    Problem
		want string
	}{
		{Problem{Pos{"a.md", 3, 7}, Error, "x", "unknown kind", "did you mean feature?"}, "a.md:3:7: unknown kind (hint: did you mean feature?)"},
		{Problem{Pos{"a.md", 3, 0}, Warning, "x", "no date", ""}, "a.md:3: warning: no date"},
		{Problem{Pos{"content", 0, 0}, Error, "x", "missing", ""}, "content: missing"},
		{Problem{Pos{}, Error, "x", "missing", ""}, "missing"},
		{Problem{Pos{"a.md", 1, 1}, Error, "x", "two\nlines\x1b[31m", "a\tb"}, "a.md:1:1: two lines [31m (hint: a b)"},
	} {
		if got := c.p.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestSortedIsByPlaceAndEachOnce(t *testing.T) {
	var l List
	l.Warnf(Pos{"b.md", 1, 1}, "w", "", "later file")
	l.Errorf(Pos{"a.md", 10, 1}, "e", "", "line ten")
	l.Errorf(Pos{"a.md", 9, 20}, "e", "", "line nine, late")
	l.Errorf(Pos{"a.md", 9, 3}, "e", "", "line %s", "nine")
	l.Errorf(Pos{"a.md", 10, 1}, "e", "", "line ten")
	var got []string
	for _, p := range l.Sorted() {
		got = append(got, p.String())
	}
	want := []string{"a.md:9:3: line nine", "a.md:9:20: line nine, late", "a.md:10:1: line ten", "b.md:1:1: warning: later file"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if errors, warnings := l.Count(); errors != 4 || warnings != 1 {
		t.Errorf("%d errors, %d warnings", errors, warnings)
	}
	if l[0].File != "b.md" {
		t.Error("Sorted changed its receiver")
	}
}
