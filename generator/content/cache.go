package content

import (
	"bytes"
	"sync"
	"sync/atomic"

	"quarterdeck/generator/diag"
)

// Cache keeps parsed files by path, for as long as their bytes stay the same, and the
// quarters assembled from them, for as long as they would come out the same.
// The zero value is ready; a nil Cache keeps nothing. It is safe for concurrent
// use, because a [Parsed] is never changed.
type Cache struct {
	mu      sync.RWMutex
	entries map[string]cached
	last    atomic.Pointer[assembly]
}

type cached struct {
	data     []byte
	parsed   *Parsed
	problems diag.List
}

// parse is Parse, or what it returned for the same file before.
func (c *Cache) parse(f File) (*Parsed, diag.List) {
	if c == nil || f.Unread {
		return Parse(f)
	}
	c.mu.RLock()
	e, ok := c.entries[f.Path]
	c.mu.RUnlock()
	// Comparing the bytes costs less than a hash of them, and is never wrong.
	if ok && bytes.Equal(e.data, f.Data) {
		return e.parsed, e.problems
	}
	e = cached{data: f.Data}
	e.parsed, e.problems = Parse(f)
	c.mu.Lock()
	if c.entries == nil {
		c.entries = map[string]cached{}
	}
	c.entries[f.Path] = e
	c.mu.Unlock()
	return e.parsed, e.problems
}

// lastAssembly returns what the last assembly has left, or nil.
func (c *Cache) lastAssembly() *assembly {
	if c == nil {
		return nil
	}
	return c.last.Load()
}

// own returns a copy of the bytes of a file, which is the one that was parsed if they
// are the same.
func (c *Cache) own(path string, data []byte) []byte {
	if c != nil {
		c.mu.RLock()
		e, ok := c.entries[path]
		c.mu.RUnlock()
		if ok && bytes.Equal(e.data, data) {
			return e.data
		}
	}
	return append(make([]byte, 0, len(data)), data...)
}

// forget drops the files that the workspace no longer has.
func (c *Cache) forget(files []File) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.entries) <= len(files) {
		return
	}
	there := make(map[string]bool, len(files))
	for _, f := range files {
		there[f.Path] = true
	}
	for path := range c.entries {
		if !there[path] {
			delete(c.entries, path)
		}
	}
}
