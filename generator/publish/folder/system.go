package folder

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// system is the file system of this machine. It remembers in which folders names have
// changed, which is not durable before sync.
type system struct{ changed sync.Map }

// noted notes that a name has changed, unless there was an error.
func (s *system) noted(name string, err error) error {
	if err == nil {
		s.changed.Store(filepath.Dir(name), true)
	}
	return err
}

func (s *system) Files(ctx context.Context, folder, skip string) (map[string]int64, error) {
	list := map[string]int64{}
	err := filepath.WalkDir(folder, func(p string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case e.IsDir():
			if filepath.ToSlash(p) == skip {
				return fs.SkipDir
			}
			return ctx.Err()
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // removed since
		}
		if err == nil {
			list[filepath.ToSlash(p)] = info.Size()
		}
		return err
	})
	return list, err
}

func (s *system) Read(file string) ([]byte, error) { return os.ReadFile(file) }

func (s *system) Create(file string, data []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
}

func (s *system) Link(file, name string) error {
	err := os.Link(file, name)
	if errors.Is(err, fs.ErrExist) && one(file, name) {
		return nil
	}
	return s.noted(name, err)
}

// one reports whether two names are of one file.
func one(a, b string) bool {
	x, err := os.Lstat(a)
	y, more := os.Lstat(b)
	return err == nil && more == nil && os.SameFile(x, y)
}

func (s *system) Symlink(to, name string) error {
	return s.noted(name, os.Symlink(filepath.FromSlash(to), name))
}

func (s *system) ReadLink(name string) (string, error) {
	to, err := os.Readlink(name)
	return filepath.ToSlash(to), err
}

func (s *system) Rename(from, to string) error {
	return s.noted(from, s.noted(to, os.Rename(from, to)))
}

func (s *system) Remove(file string) error            { return s.noted(file, os.Remove(file)) }
func (s *system) RemoveDirectory(folder string) error { return s.Remove(folder) }

// RemoveAll removes what is in the folder on all cores.
func (s *system) RemoveAll(ctx context.Context, folder string) error {
	list, err := os.ReadDir(folder)
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
		g.Go(func() error { return os.RemoveAll(filepath.Join(folder, e.Name())) })
	}
	if err := errors.Join(g.Wait(), ctx.Err()); err != nil {
		return err
	}
	return s.noted(folder, os.RemoveAll(folder))
}

func (s *system) Mkdir(folder string, mode fs.FileMode) error {
	return s.noted(folder, os.Mkdir(folder, mode))
}

func (s *system) Chmod(name string, mode fs.FileMode) error { return os.Chmod(name, mode) }
func (s *system) Chtimes(file string, read, changed time.Time) error {
	return os.Chtimes(file, read, changed)
}
func (s *system) Stat(name string) (fs.FileInfo, error)  { return os.Stat(name) }
func (s *system) Lstat(name string) (fs.FileInfo, error) { return os.Lstat(name) }

// Fault has nothing to add: the system tells all.
func (s *system) Fault(_, _ string, err error) error { return err }

// sync returns once the names in the folders that changed would survive a loss of power.
func (s *system) sync() error {
	var list []string
	s.changed.Range(func(dir, _ any) bool {
		list = append(list, dir.(string))
		s.changed.Delete(dir)
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
