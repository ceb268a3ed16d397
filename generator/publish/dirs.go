package publish

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// dirs makes folders on a disk, and syncs those in which names have changed.
type dirs struct {
	own  string   // what a target knows about itself
	made sync.Map // folder -> true
	want sync.Map // folder to be synced -> true
	mask sync.Once
	hide bool // new folders are hidden from others: see make
}

func newDirs(root string) *dirs { return &dirs{own: filepath.Join(root, stateDir)} }

// make makes a folder and those above it, readable for all as far as it makes them; but
// what a target knows about itself is for the publisher alone.
func (d *dirs) make(dir string) error {
	if _, made := d.made.Load(dir); made {
		return nil
	}
	mode := fs.FileMode(0o777)
	if dir == d.own {
		mode = 0o700
	}
	err := os.Mkdir(dir, mode)
	up := filepath.Dir(dir)
	if errors.Is(err, fs.ErrNotExist) && up != dir {
		if err := d.make(up); err != nil {
			return err
		}
		err = os.Mkdir(dir, mode)
	}
	switch {
	case err == nil:
		d.changed(up)
		if dir != d.own {
			err = d.show(dir)
		}
	case errors.Is(err, fs.ErrExist):
		var info fs.FileInfo
		if info, err = os.Stat(dir); err == nil && !info.IsDir() {
			err = &fs.PathError{Op: "mkdir", Path: dir, Err: fs.ErrExist}
		}
	}
	if err == nil {
		d.made.Store(dir, true)
	}
	return err
}

// show makes a new folder readable for all. A mask that hides new files from others would
// hide the site from its server; one look tells for all folders.
func (d *dirs) show(dir string) error {
	var err error
	d.mask.Do(func() {
		var info fs.FileInfo
		if info, err = os.Stat(dir); err == nil {
			d.hide = info.Mode().Perm()&0o755 != 0o755
		}
	})
	if err != nil || !d.hide {
		return err
	}
	return os.Chmod(dir, 0o755)
}

func (d *dirs) changed(dir string) { d.want.Store(dir, true) }

func (d *dirs) gone(dir string) {
	d.made.Delete(dir)
	d.want.Delete(dir)
}

// forget looks anew at what is there: folders were removed.
func (d *dirs) forget() { d.made.Clear() }

// sync returns once the names in the folders that changed would survive a loss of power.
func (d *dirs) sync() error {
	var list []string
	d.want.Range(func(dir, _ any) bool {
		list = append(list, dir.(string))
		d.want.Delete(dir)
		return true
	})
	if runtime.GOOS == "windows" {
		return nil // has no such thing for folders
	}
	slices.Sort(list)
	for _, dir := range list {
		f, err := os.Open(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed since
		}
		if err != nil {
			return err
		}
		err = f.Sync()
		f.Close()
		if err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) {
			return err
		}
	}
	return nil
}

// removeAll removes a folder, what is in it on all cores.
func removeAll(ctx context.Context, dir string) error {
	list, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, e := range list {
		if ctx.Err() != nil {
			break
		}
		g.Go(func() error { return os.RemoveAll(filepath.Join(dir, e.Name())) })
	}
	if err := errors.Join(g.Wait(), ctx.Err()); err != nil {
		return err
	}
	return os.RemoveAll(dir)
}
