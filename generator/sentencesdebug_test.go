package generator_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"
	"time"
)

func TestSentencesUsed(t *testing.T) {
	te := newTeller(t)
	used := map[string]bool{}
	start := time.Now()
	for n := range 40 {
		te.tell(t, randomSpace(uint64(n+1)), used)
	}
	fmt.Println(time.Since(start))
	f, _ := os.Create("/tmp/used.txt")
	for _, id := range slices.Sorted(maps.Keys(used)) {
		fmt.Fprintln(f, id)
	}
	f.Close()
}
