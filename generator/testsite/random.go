package testsite

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Random writes lines for [Archive]: a workspace with anything that a workspace can hold.
func Random(r *rand.Rand) string {
	var b strings.Builder
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	for i := range 1 + r.IntN(5) {
		fmt.Fprintf(&b, "quarter %d-q%d %s\n", 2025+i/4, i%4+1, pick("closed", "closed", "running", "ahead"))
		for team := range r.IntN(4) {
			fmt.Fprintf(&b, "team t%d %s\n", team, pick("", "committed=2025-01-03", "noplan"))
			for range r.IntN(8) {
				fmt.Fprintf(&b, "X-%d %s %s %s %s %s\n", r.IntN(20), pick("", "feature", "debt"), pick("", "3", "0.1", "0.2/0.7", "8/13"),
					pick("", "open", "moved", "dropped", "delivered", "delivered@2025-02-10"), pick("", "added=2025-02-01", "export"),
					pick("", "due=2025-02-10", "reason=scope"))
			}
		}
	}
	return b.String()
}
