// Package content reads the files of a workspace, each by itself: Markdown, TOML
// and YAML become values, with the position of each. It knows what may be written ([Reference]),
// and nothing of how files belong together, which package link knows.
//
//   - [Load] walks the folder and reads its text files.
//   - [Parse] turns one file into a [Parsed]. It looks at nothing else, so its
//     result can be kept in a [Cache] for as long as the file's bytes stay. Package markdown
//     parses and renders the Markdown for it.
//
// Both return every problem that they find; neither stops at the first.
package content

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// InParallel calls do for 0 to n-1, from as many goroutines as there are cores.
func InParallel(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
