// Package svg draws ECharts options as SVG, with Apache ECharts itself in an
// embedded JavaScript engine: one warm engine a core, a cache on disk, and a
// cleaner through which nothing passes that a picture does not need.
//
// Call [New] once and [Drawer.Draw] for each drawing, from any goroutine. The same
// [Job] gives the same bytes, whatever was drawn before it.
package svg

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// Job is one drawing.
type Job struct {
	Option        []byte // an ECharts option as JSON
	Width, Height int    // of the canvas, in pixels, 1 to 10000
	// Prefix makes the ids of patterns and clips unique on a page: a letter, then
	// letters, digits, "-" or "_". The figure's id does, with "w" or "s" for its width.
	Prefix string
}

// Config is what a Drawer needs.
type Config struct {
	Bundle   []byte // the script that declares the global echarts
	CacheDir string // "" = no cache on disk
	Workers  int    // engines at a time; 0 = one a core
}

// Stats counts what a Drawer did. Busy is the time spent inside engines, their
// start included, summed over all of them.
type Stats struct {
	Drawn, Cached, Shared int // Shared: equal jobs that waited for one drawing
	Engines               int // started
	Busy                  time.Duration
}

const (
	longestSide = 10_000           // pixels
	drawLimit   = 30 * time.Second // for one drawing; a real one takes a thousandth
)

var errClosed = errors.New("the drawer of charts is closed")

// Drawer draws. Its methods may be called from any goroutine.
type Drawer struct {
	program *program
	cache   *cache // nil without one
	slots   chan struct{}
	limit   time.Duration
	flights singleflight.Group // drawings in the making, for everybody who asked for them

	mu     sync.Mutex
	idle   []*engine
	stats  Stats
	closed bool
}

// New returns a Drawer. It starts no engine: that happens when one is needed.
func New(c Config) *Drawer {
	workers := cmp.Or(c.Workers, runtime.GOMAXPROCS(0))
	d := &Drawer{program: newProgram(c.Bundle), slots: make(chan struct{}, workers), limit: drawLimit}
	if c.CacheDir != "" {
		d.cache = &cache{dir: c.CacheDir}
		d.program.cache = d.cache
	}
	return d
}

// Draw returns the drawing's markup. It always begins with `<svg viewBox="0 0 W H"`
// and has no other attribute on that element: class, role and names are the
// caller's. It holds shapes and text only; an option that leads to anything else (a
// link, an image, a script) is an error, as is one that takes too long.
func (d *Drawer) Draw(ctx context.Context, j Job) (string, error) {
	if err := j.check(); err != nil {
		return "", err
	}
	name := d.program.name(j)
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		mine := false
		made := d.flights.DoChan(name, func() (any, error) {
			mine = true
			return d.make(ctx, name, j)
		})
		var r singleflight.Result
		select {
		case r = <-made:
		case <-ctx.Done():
			return "", ctx.Err()
		}
		if !mine {
			if errors.Is(r.Err, context.Canceled) || errors.Is(r.Err, context.DeadlineExceeded) {
				continue // the one who drew gave up; we did not
			}
			d.count(func(s *Stats) { s.Shared++ })
		}
		markup, _ := r.Val.(string)
		return withPrefix(markup, j.Prefix), r.Err
	}
}

// Keep returns what make makes, from the cache where it was made before. key names all that
// the bytes depend on. It is for pictures that are no charts but cost as much to draw.
func (d *Drawer) Keep(key []byte, make func() ([]byte, error)) ([]byte, error) {
	name := "pictures/" + spread(checksum(key), ".png")
	if data, ok := d.cache.get(name); ok {
		return data, nil
	}
	data, err := make()
	if err == nil {
		d.cache.put(name, data)
	}
	return data, err
}

// make takes a drawing from the cache or draws it.
func (d *Drawer) make(ctx context.Context, name string, j Job) (string, error) {
	if data, ok := d.cache.get(name); ok {
		d.count(func(s *Stats) { s.Cached++ })
		return string(data), nil
	}
	if err := checkOption(j.Option); err != nil {
		return "", err
	}
	select {
	case d.slots <- struct{}{}:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	defer func() { <-d.slots }()
	began := time.Now()
	raw, err := d.run(ctx, j)
	d.count(func(s *Stats) { s.Busy += time.Since(began) })
	if err != nil {
		return "", err
	}
	markup, err := clean(raw, j.Width, j.Height)
	if err != nil {
		return "", err
	}
	d.count(func(s *Stats) { s.Drawn++ })
	d.cache.put(name, []byte(markup))
	return markup, nil
}

// run draws in a warm engine. One that failed is not used again.
func (d *Drawer) run(ctx context.Context, j Job) (string, error) {
	e, err := d.borrow()
	if err != nil {
		return "", err
	}
	raw, err := e.draw(ctx, j)
	d.giveBack(e, err == nil)
	if err != nil && ctx.Err() != nil {
		return "", ctx.Err()
	}
	return raw, err
}

func (d *Drawer) borrow() (*engine, error) {
	d.mu.Lock()
	if d.closed {
		d.mu.Unlock()
		return nil, errClosed
	}
	if n := len(d.idle); n > 0 {
		e := d.idle[n-1]
		d.idle = d.idle[:n-1]
		d.mu.Unlock()
		return e, nil
	}
	d.stats.Engines++
	d.mu.Unlock()
	return d.program.start(d.limit)
}

func (d *Drawer) giveBack(e *engine, healthy bool) {
	d.mu.Lock()
	keep := healthy && !d.closed && e.drawn < drawsALife
	if keep {
		d.idle = append(d.idle, e)
	}
	d.mu.Unlock()
	if !keep {
		e.close()
	}
}

func (d *Drawer) count(f func(*Stats)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f(&d.stats)
}

// Stats returns what was done so far.
func (d *Drawer) Stats() Stats {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.stats
}

// Close stops the engines and keeps the cache within its bounds. Drawings under
// way are finished.
func (d *Drawer) Close() error {
	d.mu.Lock()
	idle := d.idle
	again := d.closed
	d.idle, d.closed = nil, true
	d.mu.Unlock()
	for _, e := range idle {
		e.close()
	}
	if !again {
		d.cache.tidy(time.Now())
	}
	return nil
}

func (j Job) check() error {
	if j.Width < 1 || j.Height < 1 || j.Width > longestSide || j.Height > longestSide {
		return fmt.Errorf("a drawing of %d by %d pixels: give each side 1 to %d", j.Width, j.Height, longestSide)
	}
	if !prefixID.MatchString(j.Prefix) {
		return fmt.Errorf("%q cannot begin an id: use a letter, then letters, digits, - or _", j.Prefix)
	}
	return nil
}
