package preview

import (
	"maps"
	"slices"
	"time"
)

const (
	// quiet is how long nothing may happen before a burst of changes is told.
	quiet = 20 * time.Millisecond
	// longest is how long a burst is waited for from its first change on.
	longest = 30 * time.Millisecond
	// mostNamed is the number of paths from which it is simpler to look at everything.
	mostNamed = 5000
)

// burst is what has changed: paths in the workspace, or everything.
type burst struct {
	paths []string // slash-separated, sorted
	all   bool
}

// gathering is a burst in the making.
type gathering struct {
	paths map[string]bool
	all   bool
	since time.Time // of the first change; zero while there is none
}

func (g *gathering) add(path string) {
	if g.paths == nil {
		g.paths = map[string]bool{}
	}
	if len(g.paths) < mostNamed {
		g.paths[path] = true
	} else {
		g.all = true
	}
}

// due returns when the burst is complete, given a change now.
func (g *gathering) due(now time.Time) time.Time {
	if g.since.IsZero() {
		g.since = now
	}
	if end := g.since.Add(longest); end.Before(now.Add(quiet)) {
		return end
	}
	return now.Add(quiet)
}

func (g *gathering) empty() bool { return len(g.paths) == 0 && !g.all }

func (g *gathering) burst() burst {
	if g.all {
		return burst{all: true}
	}
	return burst{paths: slices.Sorted(maps.Keys(g.paths))}
}
