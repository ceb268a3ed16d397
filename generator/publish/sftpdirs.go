package publish

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/singleflight"
)

// farDirs makes folders of a server, each once and several at the same time.
type farDirs struct {
	root   string
	making singleflight.Group
	mu     sync.Mutex
	made   map[string]bool
	seen   atomic.Bool // new folders are readable for all
}

// make makes a folder and those above it, readable for all as far as it makes them; but
// what a target knows about itself is for the publisher alone.
func (d *farDirs) make(c *sftpConn, dir string) error {
	if d.has(dir) {
		return nil
	}
	_, err, _ := d.making.Do(dir, func() (any, error) {
		err := d.makeOne(c, dir)
		if err == nil {
			d.mu.Lock()
			if d.made == nil {
				d.made = map[string]bool{}
			}
			d.made[dir] = true
			d.mu.Unlock()
		}
		return nil, err
	})
	return err
}

func (d *farDirs) makeOne(c *sftpConn, dir string) error {
	up := path.Dir(dir)
	if dir != d.root && up != dir {
		if err := d.make(c, up); err != nil {
			return err
		}
	}
	err := c.Mkdir(dir)
	if dir == d.root && errors.Is(err, fs.ErrNotExist) && up != dir {
		if err := c.MkdirAll(up); err != nil {
			return c.fault("mkdir", up, err)
		}
		err = c.Mkdir(dir)
	}
	if err != nil {
		if info, there := c.Stat(dir); there == nil && info.IsDir() {
			return nil
		}
		return c.fault("mkdir", dir, err)
	}
	if dir == path.Join(d.root, stateDir) {
		return c.fault("chmod", dir, c.Chmod(dir, 0o700))
	}
	if d.seen.Load() {
		return nil
	}
	// A mask that hides new files from others would hide the site from its server.
	info, err := c.Stat(dir)
	if err != nil {
		return c.fault("stat", dir, err)
	}
	if perm := info.Mode().Perm(); perm&0o755 != 0o755 {
		return c.fault("chmod", dir, c.Chmod(dir, perm|0o755|info.Mode()&fs.ModeSetgid))
	}
	d.seen.Store(true)
	return nil
}

func (d *farDirs) has(dir string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.made[dir]
}

func (d *farDirs) gone(dir string) {
	d.mu.Lock()
	delete(d.made, dir)
	d.mu.Unlock()
}

// forget looks anew at what is there: folders were removed.
func (d *farDirs) forget() {
	d.mu.Lock()
	clear(d.made)
	d.mu.Unlock()
}

// walk finds every file and every folder below one, itself among them, several at once. A
// folder that is missing is empty.
func (c *sftpConn) walk(ctx context.Context, top, skip string) (files map[string]int64, folders []string, err error) {
	files = map[string]int64{}
	var mu sync.Mutex
	var all errgroup.Group
	free := make(chan struct{}, sftpAtOnce)
	var visit func(dir string) error
	visit = func(dir string) error {
		free <- struct{}{}
		infos, err := c.ReadDirContext(ctx, dir)
		<-free
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return &fs.PathError{Op: "list", Path: dir, Err: err}
		}
		mu.Lock()
		defer mu.Unlock()
		folders = append(folders, dir)
		for _, info := range infos {
			switch p := path.Join(dir, info.Name()); {
			case !info.IsDir():
				files[p] = info.Size()
			case p != skip:
				all.Go(func() error { return visit(p) })
			}
		}
		return nil
	}
	all.Go(func() error { return visit(top) })
	err = all.Wait()
	return files, folders, err
}

// removeAll removes a folder with all that it holds, the inner folders before those
// around them.
func (c *sftpConn) removeAll(ctx context.Context, top string) error {
	files, folders, err := c.walk(ctx, top, "")
	if err != nil {
		return err
	}
	var depths [][]string
	for _, dir := range folders {
		depth := strings.Count(dir, "/")
		for len(depths) <= depth {
			depths = append(depths, nil)
		}
		depths[depth] = append(depths[depth], dir)
	}
	turns := append(depths, slices.Collect(maps.Keys(files)))
	for _, names := range slices.Backward(turns) {
		g, inner := errgroup.WithContext(ctx)
		g.SetLimit(sftpAtOnce)
		for _, name := range names {
			g.Go(func() error {
				if inner.Err() != nil {
					return inner.Err()
				}
				err := c.Client.Remove(name)
				if errors.Is(err, fs.ErrNotExist) {
					return nil
				}
				return c.fault("remove", name, err)
			})
		}
		if err := g.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// clearOld removes what publishers that were killed left, a day later: nobody can still
// be at it then.
func (c *sftpConn) clearOld(tmp string) {
	infos, err := c.ReadDir(tmp)
	if err != nil {
		return // another run clears it
	}
	for _, info := range infos {
		if time.Since(info.ModTime()) > 24*time.Hour {
			_ = c.removeAll(context.Background(), path.Join(tmp, info.Name()))
		}
	}
}
