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
	count := map[string]int{}
	one := map[string]string{}
	n := fromEnvironment(t, "DBG", 40)
	for n := range n {
		for _, f := range te.tell(t, randomSpace(uint64(n+1)), used) {
			count[f.id]++
			one[f.id] = fmt.Sprint(n+1, " ", f)
		}
	}
	fmt.Println(time.Since(start))
	f, _ := os.Create("/tmp/used.txt")
	g, _ := os.Create("/tmp/faults.txt")
	for _, id := range slices.Sorted(maps.Keys(used)) {
		fmt.Fprintln(f, id)
	}
	for _, id := range slices.Sorted(maps.Keys(one)) {
		fmt.Fprintln(g, count[id], one[id])
	}
	for id := range claims {
		if !used[id] {
			fmt.Fprintln(g, "unused", id)
		}
	}
	f.Close()
	g.Close()
}
