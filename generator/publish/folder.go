package publish

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"time"

	"quarterdeck/generator/output"
)

// openFolder opens `file:///srv/reports`, or with `?mode=copy` a folder for a server that
// follows no links.
func openFolder(_ context.Context, u *url.URL) (*Target, error) {
	if u.Host != "" || !filepath.IsAbs(u.Path) {
		return nil, refusal(ErrTarget, "write file:///absolute/folder", "%s names no folder", u)
	}
	mode := u.Query().Get("mode")
	if mode != "" && mode != "link" && mode != "copy" {
		return nil, refusal(ErrTarget, "write mode=link or mode=copy", "mode=%s is unknown", mode)
	}
	if info, err := os.Stat(u.Path); err == nil && !info.IsDir() {
		return nil, refusal(ErrTarget, "name a folder", "%s is a file", u.Path)
	}
	return &Target{Name: u.String(), Store: newFolder(filepath.Clean(u.Path)), Links: mode != "copy"}, nil
}

// folder is a Store on a disk. New files are made in `.quarterdeck/tmp`, where no reader
// looks, and moved.
type folder struct {
	root  string
	dirs  *dirs // that are there, and that have to be synced
	stage string
}

func newFolder(root string) folder {
	return folder{root, newDirs(root), filepath.Join(root, stateDir, "tmp")}
}

func (f folder) path(name string) string { return filepath.Join(f.root, filepath.FromSlash(name)) }
func (f folder) Close() error            { return nil }

// Lock claims the folder until unlock, or until the process ends, however it ends.
func (f folder) Lock() (func(), error) {
	if err := f.dirs.make(f.root); err != nil {
		return nil, err
	}
	dir, err := os.Open(f.root)
	if err != nil {
		return nil, err
	}
	if !output.Claim(dir) {
		dir.Close()
		return nil, refusal(ErrLocked, "wait until it is done, then run the same command again", "somebody is publishing to %s", f.root)
	}
	os.RemoveAll(f.stage) // nobody else writes now
	f.dirs.forget()
	return func() { dir.Close() }, nil
}

func (f folder) List(ctx context.Context, below string) (map[string]int64, error) {
	list := map[string]int64{}
	err := filepath.WalkDir(f.path(below), func(p string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case e.IsDir():
			if p == f.stage {
				return fs.SkipDir
			}
			return ctx.Err()
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone since
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(f.root, p)
		list[filepath.ToSlash(rel)] = info.Size()
		return err
	})
	return list, err
}

func (f folder) Read(_ context.Context, name string) ([]byte, error) {
	return os.ReadFile(f.path(name))
}

// temp makes an empty file that is about to become another one.
func (f folder) temp() (*os.File, error) {
	if err := f.dirs.make(f.stage); err != nil {
		return nil, err
	}
	return os.CreateTemp(f.stage, "*")
}

func (f folder) Write(_ context.Context, name string, data []byte, as As) error {
	to := f.path(name)
	if err := f.dirs.make(filepath.Dir(to)); err != nil {
		return err
	}
	t, err := f.temp()
	if err != nil {
		return err
	}
	_, err = t.Write(data)
	err = errors.Join(err, t.Chmod(0o644), t.Sync(), t.Close())
	switch {
	case err == nil && as.New:
		err = os.Link(t.Name(), to)
	case err == nil:
		err = os.Rename(t.Name(), to)
	}
	if err != nil || as.New {
		os.Remove(t.Name())
	}
	f.dirs.changed(filepath.Dir(to))
	return err
}

func (f folder) Copy(ctx context.Context, from, to string, as As) error {
	source, dest := f.path(from), f.path(to)
	if as.Fresh {
		now := time.Now()
		if err := os.Chtimes(source, now, now); err != nil {
			return err
		}
	}
	err := os.Link(source, dest)
	if errors.Is(err, fs.ErrNotExist) {
		if err := f.dirs.make(filepath.Dir(dest)); err != nil {
			return err
		}
		err = os.Link(source, dest)
	}
	if errors.Is(err, fs.ErrExist) && !as.New {
		if one(source, dest) {
			return nil
		}
		err = f.replace(source, dest)
	}
	f.dirs.changed(filepath.Dir(dest))
	if err == nil || errors.Is(err, fs.ErrExist) || errors.Is(err, fs.ErrNotExist) {
		return err
	}
	// A disk without hard links, or with too many of one file.
	data, err := os.ReadFile(source)
	if err != nil {
		return err
	}
	return f.Write(ctx, to, data, as)
}

// one reports whether two names are of one file.
func one(a, b string) bool {
	x, err := os.Lstat(a)
	if err != nil {
		return false
	}
	y, err := os.Lstat(b)
	return err == nil && os.SameFile(x, y)
}

// replace puts a file in the place of another one, in one step.
func (f folder) replace(source, dest string) error {
	t, err := f.temp()
	if err != nil {
		return err
	}
	t.Close()
	temp := t.Name() + "-link"
	defer os.Remove(t.Name())
	if err := os.Link(source, temp); err != nil {
		return err
	}
	err = os.Rename(temp, dest)
	os.Remove(temp) // of two names of one file, a rename leaves both
	return err
}

// Remove takes folders with it that become empty: a server says of those that they are
// forbidden, not that there is no such page.
func (f folder) Remove(_ context.Context, name string) error {
	err := os.Remove(f.path(name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	dir := path.Dir(name)
	for ; dir != "." && !ofState(dir) && os.Remove(f.path(dir)) == nil; dir = path.Dir(dir) {
		f.dirs.gone(f.path(dir))
	}
	f.dirs.changed(f.path(dir))
	return nil
}

func (f folder) RemoveAll(ctx context.Context, name string) error {
	f.dirs.forget()
	f.dirs.changed(filepath.Dir(f.path(name)))
	return removeAll(ctx, f.path(name))
}

// Rename gives a folder another name, if that is free.
func (f folder) Rename(_ context.Context, from, to string) error {
	if err := f.dirs.make(filepath.Dir(f.path(to))); err != nil {
		return err
	}
	if _, err := os.Lstat(f.path(to)); err == nil {
		return fs.ErrExist
	}
	f.dirs.forget()
	f.dirs.changed(filepath.Dir(f.path(from)))
	f.dirs.changed(filepath.Dir(f.path(to)))
	return os.Rename(f.path(from), f.path(to))
}

// Sync makes the names durable; what files hold is so already.
func (f folder) Sync(context.Context) error { return f.dirs.sync() }

func (f folder) Pointed(_ context.Context, link string) (string, error) {
	info, err := os.Lstat(f.path(link))
	if err != nil {
		return "", err
	}
	if info.Mode()&fs.ModeSymlink == 0 {
		return "", refusal(ErrForeign, "move it away, or publish to an empty place", "%s is there already, and is no link", f.path(link))
	}
	to, err := os.Readlink(f.path(link))
	return filepath.ToSlash(to), err
}

func (f folder) Point(_ context.Context, link, to string) error {
	t, err := f.temp()
	if err != nil {
		return err
	}
	t.Close()
	defer os.Remove(t.Name())
	temp := t.Name() + "-link"
	if err := os.Symlink(filepath.FromSlash(to), temp); err != nil {
		return err
	}
	if err := os.Rename(temp, f.path(link)); err != nil {
		return err
	}
	f.dirs.changed(filepath.Dir(f.path(link)))
	return f.dirs.sync()
}
