package generator

import (
	"context"
	"fmt"
	"io/fs"
	"time"
)

// settled returns a workspace as it is at one moment: what is read twice, and is the same
// each time, nobody is just writing.
func settled(ctx context.Context, w *Workspace) (*Workspace, error) {
	var before *tree
	for range 6 {
		now := readTree(w.fs, heldParts...)
		if before != nil && same(before.root, now.root) {
			return &Workspace{fs: now, memory: w.memory}, nil
		}
		before = now
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
	return nil, fmt.Errorf("%w: wait until nobody writes to it any more", ErrChanging)
}

// stands reports whether the files that a tree does not hold are still as they were.
func (t *tree) stands() bool {
	for p, n := range t.below(".") {
		if n.disk == nil {
			continue
		}
		info, err := fs.Stat(t.source, p)
		if err != nil || info.Size() != n.disk.Size() || !info.ModTime().Equal(n.disk.ModTime()) {
			return false
		}
	}
	return true
}
