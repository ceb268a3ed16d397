package part

import (
	"testing"
)

func TestFold(t *testing.T) {
	for n, want := range map[int]int{0: 0, 10: 10, 12: 12, 13: 10, 30: 10} {
		f := Folded(make([]int, n))
		if len(f.First) != want || f.All() != n {
			t.Errorf("%d rows: %d at once, %d in all", n, len(f.First), f.All())
		}
	}
}
