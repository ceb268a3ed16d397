package sftp

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"quarterdeck/generator/publish/target"
)

// Fault names the file that an error is about, and finds out what is behind a server's
// bare "failure".
func (c *conn) Fault(doing, file string, err error) error {
	var named *fs.PathError
	if err == nil || target.IsFinal(err) || errors.As(err, &named) {
		return err
	}
	if c.volume && !cut(err) && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
		if v, more := c.StatVFS(path.Dir(file)); more == nil && (v.Bavail == 0 || v.Files > 0 && v.Favail == 0) {
			err = syscall.ENOSPC
		}
	}
	return &fs.PathError{Op: doing, Path: file, Err: err}
}

func (c *conn) Read(file string) ([]byte, error) {
	f, err := c.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	_, err = f.WriteTo(&b)
	return b.Bytes(), err
}

func (c *conn) Create(file string, data []byte) error {
	f, err := c.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil && c.fsync {
		err = f.Sync()
	}
	return cmp.Or(err, f.Close())
}

func (c *conn) Link(file, name string) error {
	if !c.links {
		return errors.ErrUnsupported
	}
	return c.Client.Link(file, name)
}

func (c *conn) Rename(from, to string) error { return c.PosixRename(from, to) }

// Mkdir sets the mode afterwards, where it is another one than that of any folder.
func (c *conn) Mkdir(folder string, mode fs.FileMode) error {
	err := c.Client.Mkdir(folder)
	if err == nil && mode != 0o777 {
		err = c.Chmod(folder, mode)
	}
	return err
}

// each does something with all that is in a folder, several at once. A folder that is
// missing is empty.
func (c *conn) each(ctx context.Context, folder string, do func(name string, info fs.FileInfo) error) error {
	c.free <- struct{}{}
	infos, err := c.ReadDirContext(ctx, folder)
	<-c.free
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return c.Fault("list", folder, err)
	}
	var all errgroup.Group
	for _, info := range infos {
		all.Go(func() error { return do(path.Join(folder, info.Name()), info) })
	}
	return all.Wait()
}

func (c *conn) Files(ctx context.Context, folder, skip string) (map[string]int64, error) {
	files := map[string]int64{}
	var mu sync.Mutex
	var visit func(name string, info fs.FileInfo) error
	visit = func(name string, info fs.FileInfo) error {
		switch {
		case name == skip:
			return nil
		case info.IsDir():
			return c.each(ctx, name, visit)
		}
		mu.Lock()
		defer mu.Unlock()
		files[name] = info.Size()
		return nil
	}
	err := c.each(ctx, folder, visit)
	return files, err
}

// RemoveAll removes what is in a folder before the folder.
func (c *conn) RemoveAll(ctx context.Context, folder string) error {
	err := c.each(ctx, folder, func(name string, info fs.FileInfo) error {
		if info.IsDir() {
			return c.RemoveAll(ctx, name)
		}
		c.free <- struct{}{}
		defer func() { <-c.free }()
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return c.gone(name, c.Remove(name))
	})
	if err != nil {
		return err
	}
	return c.gone(folder, c.RemoveDirectory(folder))
}

// gone is the error of a removal, unless somebody else was faster.
func (c *conn) gone(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return c.Fault("remove", name, err)
}

// removeOld removes what publishers that were killed left, a day later: nobody can still
// be at it then.
func (c *conn) removeOld(ctx context.Context, tmp string) error {
	return c.each(ctx, tmp, func(name string, info fs.FileInfo) error {
		if time.Since(info.ModTime()) < 24*time.Hour {
			return nil
		}
		return c.RemoveAll(ctx, name)
	})
}
