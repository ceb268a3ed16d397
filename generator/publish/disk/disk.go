// Package disk keeps a target in a folder of a file system, on this machine or behind a
// connection: [New] makes a store over a [System]. New files are made in a folder where no
// reader looks, and moved.
package disk

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"sync/atomic"
	"time"

	"quarterdeck/generator/publish/target"
)

// System is a file system. Names are whole and slash-separated. Its methods may be called
// from many goroutines; a file that is missing is [fs.ErrNotExist].
type System interface {
	// Files returns the size in bytes of every file below a folder, but for those below
	// skip. A folder that is missing is empty.
	Files(ctx context.Context, folder, skip string) (map[string]int64, error)
	Read(file string) ([]byte, error)
	// Create writes a new file, for all to read, durably.
	Create(file string, data []byte) error
	// Link gives a file one more name. That it has that name already is no error; where
	// there are no such links it is [errors.ErrUnsupported].
	Link(file, name string) error
	Symlink(to, name string) error // makes a link that leads to a name
	ReadLink(name string) (string, error)
	// Rename gives a file another name in one step, in place of what has that name.
	Rename(from, to string) error
	Remove(file string) error
	RemoveDirectory(folder string) error // an empty one
	RemoveAll(ctx context.Context, folder string) error
	Mkdir(folder string, mode fs.FileMode) error
	Chmod(name string, mode fs.FileMode) error
	Chtimes(file string, read, changed time.Time) error
	Stat(name string) (fs.FileInfo, error)
	Lstat(name string) (fs.FileInfo, error)
	// Fault tells more of an error, which may be nil: the file, and what is behind it.
	Fault(doing, file string, err error) error
}

// Use calls with the file system, and returns when ctx ends.
type Use func(ctx context.Context, call func(System) error) error

// Store is a [target.Linker] in a folder.
type Store struct {
	use   Use
	root  string
	tmp   string // where publishers make new files
	stage string // tmp, or this one's own folder in it
	dirs  dirs
	dirty atomic.Bool // stage may be there
}

// New makes a store of the folder root. Where the publisher is not the only one that may
// make files at a time, shared gives it a place of its own for them.
func New(use Use, root string, shared bool) *Store {
	own := path.Join(root, target.StateDir)
	s := &Store{use: use, root: root, tmp: path.Join(own, "tmp"), dirs: dirs{root: root, own: own}}
	s.stage = s.tmp
	if shared {
		s.stage = path.Join(s.tmp, rand.Text())
	}
	return s
}

// Links reads the mode of an address: whether releases are switched by a link.
func Links(u *url.URL) (bool, error) {
	switch mode := u.Query().Get("mode"); mode {
	case "", "link":
		return true, nil
	case "copy":
		return false, nil
	default:
		return false, target.Refuse(target.ErrAddress, "write mode=link or mode=copy", "mode=%s is unknown", mode)
	}
}

// on does something with a file. A folder or a link is one, too.
func (s *Store) on(ctx context.Context, doing, name string, call func(sys System, file string) error) error {
	return s.use(ctx, func(sys System) error { return sys.Fault(doing, s.Path(name), call(sys, s.Path(name))) })
}

// Path returns what a name is called in the file system.
func (s *Store) Path(name string) string { return path.Join(s.root, name) }

// List returns the names in a folder.
func (s *Store) List(ctx context.Context, below string) (map[string]int64, error) {
	list := map[string]int64{}
	err := s.on(ctx, "list", below, func(sys System, folder string) error {
		files, err := sys.Files(ctx, folder, s.tmp)
		for file, size := range files {
			list[strings.TrimPrefix(strings.TrimPrefix(file, s.root), "/")] = size
		}
		return err
	})
	return list, err
}

func (s *Store) Read(ctx context.Context, name string) (data []byte, err error) {
	err = s.on(ctx, "read", name, func(sys System, file string) error {
		data, err = sys.Read(file)
		return err
	})
	return data, err
}

func (s *Store) Write(ctx context.Context, name string, data []byte, _ target.As) error {
	return s.on(ctx, "write", name, func(sys System, file string) error { return s.write(sys, file, data) })
}

func (s *Store) write(sys System, to string, data []byte) error {
	if err := s.dirs.make(sys, path.Dir(to)); err != nil {
		return err
	}
	return s.staged(sys, to, func(temp string) error { return sys.Create(temp, data) })
}

// staged makes something where no reader looks, and moves it to its name in one step.
func (s *Store) staged(sys System, to string, make func(temp string) error) error {
	if err := s.dirs.make(sys, s.stage); err != nil {
		return err
	}
	s.dirty.Store(true)
	temp := path.Join(s.stage, rand.Text())
	err := make(temp)
	if err == nil {
		err = sys.Rename(temp, to)
	}
	if err != nil {
		_ = sys.Remove(temp) // else Clean does it
	}
	return err
}

// Copy copies a file within the store.
func (s *Store) Copy(ctx context.Context, from, to string, as target.As) error {
	return s.on(ctx, "link", to, func(sys System, file string) error { return s.copy(sys, s.Path(from), file, as) })
}

func (s *Store) copy(sys System, source, dest string, as target.As) error {
	if as.Fresh {
		now := time.Now()
		if err := sys.Chtimes(source, now, now); err != nil {
			return err
		}
	}
	err := s.link(sys, source, dest)
	if errors.Is(err, fs.ErrNotExist) { // somebody removed the folder, or the source is not there
		s.dirs.forget()
		err = s.link(sys, source, dest)
	}
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return err
	}
	// A disk without hard links, or with too many of one file.
	data, err := sys.Read(source)
	if err != nil {
		return err
	}
	return s.write(sys, dest, data)
}

// link makes a file be at one more name, in place of what is there.
func (s *Store) link(sys System, source, dest string) error {
	if err := s.dirs.make(sys, path.Dir(dest)); err != nil {
		return err
	}
	err := sys.Link(source, dest)
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if _, none := sys.Lstat(dest); none != nil {
		return err
	}
	return s.staged(sys, dest, func(temp string) error { return sys.Link(source, temp) })
}

// Remove takes folders with it that become empty: a server answers for those that they are
// forbidden, not that there is no such page.
func (s *Store) Remove(ctx context.Context, name string) error {
	return s.on(ctx, "remove", name, func(sys System, file string) error {
		if err := sys.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for dir := path.Dir(name); dir != "." && !target.OfState(dir) && sys.RemoveDirectory(s.Path(dir)) == nil; dir = path.Dir(dir) {
			s.dirs.gone(s.Path(dir))
		}
		return nil
	})
}

// RemoveAll removes a folder with all that it holds.
func (s *Store) RemoveAll(ctx context.Context, name string) error {
	defer s.dirs.forget()
	return s.on(ctx, "remove", name, func(sys System, folder string) error { return sys.RemoveAll(ctx, folder) })
}

// Move gives a folder another name, if that is free.
func (s *Store) Move(ctx context.Context, from, to string) error {
	defer s.dirs.forget()
	return s.on(ctx, "rename", to, func(sys System, name string) error {
		if err := s.dirs.make(sys, path.Dir(name)); err != nil {
			return err
		}
		if _, err := sys.Lstat(name); err == nil {
			return fs.ErrExist
		}
		return sys.Rename(s.Path(from), name)
	})
}

// Pointed returns where a link leads.
func (s *Store) Pointed(ctx context.Context, link string) (to string, err error) {
	err = s.on(ctx, "readlink", link, func(sys System, name string) error {
		info, err := sys.Lstat(name)
		if err != nil {
			return err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			return target.Refuse(target.ErrForeign, "move it away, or publish to an empty place", "%s is there already, and is not a link", name)
		}
		to, err = sys.ReadLink(name)
		return err
	})
	return to, err
}

// Point makes a link lead to a folder beside it, in one step.
func (s *Store) Point(ctx context.Context, link, to string) error {
	return s.on(ctx, "symlink", link, func(sys System, name string) error {
		return s.staged(sys, name, func(temp string) error { return sys.Symlink(to, temp) })
	})
}

// Root makes the folder.
func (s *Store) Root(ctx context.Context) error {
	return s.on(ctx, "mkdir", "", s.dirs.make)
}

// Dirty reports whether something was written, so that there may be something to [Store.Clean].
func (s *Store) Dirty() bool { return s.dirty.Load() }

// Clean takes away what this publisher did not finish.
func (s *Store) Clean(ctx context.Context) error {
	defer s.dirs.forget()
	return s.on(ctx, "remove", "", func(sys System, _ string) error { return sys.RemoveAll(ctx, s.stage) })
}
