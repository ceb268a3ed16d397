// Package link makes the archive of a workspace from its parsed files, and checks what no
// file can know alone: ids, dates against quarters, links, what teams need from each
// other. Call [Read]; [Assemble] is its last step, and [Memory] is what it may keep.
//
// Every problem is found; none stops at the first. Where a file cannot be read, nothing
// is said about what that file might have held.
package link

import (
	"io/fs"
	"time"

	"quarterdeck/generator/content"
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
	// Movable are the ids of the metrics that an action can name in `moves`, besides the
	// measures of [quality]. Nil takes any name.
	Movable []string
	// Memory is kept between reads of one workspace; it may be nil.
	Memory *Memory
}

// Read reads a whole workspace, whose root holds site.toml and content/. The
// archive is never nil; with errors in the list, parts of it may be missing. The
// list is sorted.
func Read(fsys fs.FS, o Options) (*report.Archive, diag.List) {
	src, problems := o.Memory.cache().Load(fsys)
	if o.Memory == nil && len(src.Editions) > 0 {
		o.Memory = &Memory{} // editions have most of their files in common with the workspace
	}
	parsed := make([]*content.Parsed, len(src.Files))
	lists := make([]diag.List, len(src.Files))
	content.InParallel(len(src.Files), func(i int) {
		parsed[i], lists[i] = o.Memory.cache().Parse(src.Files[i])
	})
	o.Memory.cache().Forget(src)
	for _, l := range lists {
		problems = append(problems, l...)
	}
	archive, linking := Assemble(src, parsed, o)
	return archive, withAccepted(archive, append(problems, linking...)).Sorted()
}
