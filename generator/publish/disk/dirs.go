package disk

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/singleflight"
)

// dirs makes folders, each once and several at the same time.
type dirs struct {
	root   string
	own    string // what a target knows about itself
	made   sync.Map
	making singleflight.Group
	seen   atomic.Bool // new folders are 0755
}

// make makes a folder and those above it, readable for all as far as it makes them; but
// what a target knows about itself is for the publisher alone.
func (d *dirs) make(sys System, dir string) error {
	if _, made := d.made.Load(dir); made {
		return nil
	}
	_, err, _ := d.making.Do(dir, func() (any, error) {
		err := d.makeOne(sys, dir)
		if err == nil {
			d.made.Store(dir, true)
		}
		return nil, err
	})
	return err
}

func (d *dirs) makeOne(sys System, dir string) error {
	up := path.Dir(dir)
	if strings.HasPrefix(dir, d.root+"/") {
		if err := d.make(sys, up); err != nil {
			return err
		}
	}
	mode := fs.FileMode(0o777)
	if dir == d.own {
		mode = 0o700
	}
	err := sys.Mkdir(dir, mode)
	if errors.Is(err, fs.ErrNotExist) && up != dir {
		if err := d.make(sys, up); err != nil {
			return err
		}
		err = sys.Mkdir(dir, mode)
	}
	if err == nil {
		return d.show(sys, dir)
	}
	if info, none := sys.Stat(dir); none == nil && info.IsDir() {
		return nil
	}
	return err
}

// show makes a new folder 0755: a mask that hides new files from others would hide the site
// from its server. Once a folder is as it should be, all are.
func (d *dirs) show(sys System, dir string) error {
	if dir == d.own || d.seen.Load() {
		return nil
	}
	info, err := sys.Stat(dir)
	if err != nil {
		return err
	}
	if info.Mode().Perm() != 0o755 {
		return sys.Chmod(dir, 0o755|info.Mode()&fs.ModeSetgid)
	}
	d.seen.Store(true)
	return nil
}

func (d *dirs) gone(dir string) { d.made.Delete(dir) }

// forget looks again at what is there: folders were removed.
func (d *dirs) forget() { d.made.Clear() }
