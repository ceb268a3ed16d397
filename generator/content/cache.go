package content

import (
	"bytes"
	"slices"
	"sync"

	"quarterdeck/generator/diag"
)

// Cache keeps parsed files by path and what site.toml says of them, for as long as their bytes stay the same.
// The zero value is ready; a nil Cache keeps nothing. It is safe for concurrent
// use, because a [Parsed] is never changed.
type Cache struct {
	mu      sync.RWMutex
	entries map[string][]cached // by path: the file as it is, and as editions have it
}

type cached struct {
	data     []byte
	given    *Given
	parsed   *Parsed
	problems diag.List
}

// Parse is the function Parse, or what it returned for the same file before.
func (c *Cache) Parse(f File) (*Parsed, diag.List) {
	if c == nil || f.Unread {
		return Parse(f)
	}
	alike := func(e *cached) bool { return e.given.same(f.Given) }
	if e := c.find(f.Path, f.Data, alike); e != nil {
		return e.parsed, e.problems
	}
	e := cached{data: f.Data, given: f.Given}
	e.parsed, e.problems = Parse(f)
	c.mu.Lock()
	if c.entries == nil {
		c.entries = map[string][]cached{}
	}
	c.entries[f.Path] = append(slices.Clone(c.entries[f.Path]), e)
	c.mu.Unlock()
	return e.parsed, e.problems
}

// find returns what is kept of a file with the given bytes and is fit, or nil.
func (c *Cache) find(path string, data []byte, fit func(*cached) bool) *cached {
	c.mu.RLock()
	known := c.entries[path]
	c.mu.RUnlock()
	for i := range known {
		// Comparing the bytes costs less than a hash of them, and is never wrong.
		if bytes.Equal(known[i].data, data) && fit(&known[i]) {
			return &known[i]
		}
	}
	return nil
}

// Len is how many files are kept; each version of a file counts.
func (c *Cache) Len() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	n := 0
	for _, known := range c.entries {
		n += len(known)
	}
	return n
}

// own returns a copy of the bytes of a file, which is the one that was parsed if they
// are the same.
func (c *Cache) own(path string, data []byte) []byte {
	if c != nil {
		if e := c.find(path, data, func(*cached) bool { return true }); e != nil {
			return e.data
		}
	}
	return append(make([]byte, 0, len(data)), data...)
}

// Forget drops the files that neither the workspace nor an edition has any more.
func (c *Cache) Forget(src *Source) {
	if c == nil {
		return
	}
	kept, there := c.Len(), len(src.Files)
	for _, e := range src.Editions {
		there += len(e.Files)
	}
	if kept <= there {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	live := make(map[string][][]byte, there)
	for _, f := range src.Files {
		live[f.Path] = append(live[f.Path], f.Data)
	}
	for _, e := range src.Editions {
		for _, f := range e.Files {
			was := e.InWorkspace(f)
			live[was.Path], live[f.Path] = append(live[was.Path], f.Data), append(live[f.Path], f.Data)
		}
	}
	for path, known := range c.entries {
		known = slices.DeleteFunc(slices.Clone(known), func(e cached) bool {
			return !slices.ContainsFunc(live[path], func(data []byte) bool { return bytes.Equal(data, e.data) })
		})
		if len(known) == 0 {
			delete(c.entries, path)
		} else {
			c.entries[path] = known
		}
	}
}
