// Package content reads, parses and links a workspace. Call [Read].
//
// It works in three stages that know nothing of each other:
//
//   - [Load] walks the folder and reads its text files.
//   - [Parse] turns one file into a [Parsed]. It looks at nothing else, so its
//     result can be kept in a [Cache] for as long as the file's bytes stay.
//   - [Assemble] links all parsed files to a [report.Archive], and checks what
//     no file can know alone: ids, dates against quarters, links.
//
// Each stage returns every problem that it finds; none stops at the first. Where
// a file cannot be read, Assemble is silent about what that file might have said.
package content

import (
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// Options of a read.
type Options struct {
	// Today pins the day on which the archive is looked at. 0 leaves it to
	// site.toml's today, and where that is not set either, to Now.
	Today report.Day
	// Now is the real time; the zero time asks the clock.
	Now time.Time
	// Cache keeps parsed files between reads; it may be nil.
	Cache *Cache
}

// Read reads a whole workspace, whose root holds site.toml and content/. The
// archive is never nil; with errors in the list, parts of it may be missing. The
// list is sorted.
func Read(fsys fs.FS, o Options) (*report.Archive, diag.List) {
	src, problems := load(fsys, o.Cache)
	if o.Cache == nil && len(src.Editions) > 0 {
		o.Cache = &Cache{} // editions have most of their files in common with the workspace
	}
	parsed := make([]*Parsed, len(src.Files))
	lists := make([]diag.List, len(src.Files))
	inParallel(len(src.Files), func(i int) {
		parsed[i], lists[i] = o.Cache.parse(src.Files[i])
	})
	o.Cache.forget(src)
	for _, l := range lists {
		problems = append(problems, l...)
	}
	archive, linking := Assemble(src, parsed, o)
	return archive, append(problems, linking...).Sorted()
}

// inParallel calls do for 0 to n-1, from as many goroutines as there are cores.
func inParallel(n int, do func(i int)) {
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
