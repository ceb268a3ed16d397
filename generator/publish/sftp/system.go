package sftp

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
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
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
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

func (c *conn) Files(ctx context.Context, folder, skip string) (map[string]int64, error) {
	files, _, err := c.walk(ctx, folder, skip)
	return files, err
}

// walk finds every file and every folder below one, itself among them, several at once. A
// folder that is missing is empty.
func (c *conn) walk(ctx context.Context, top, skip string) (files map[string]int64, folders []string, err error) {
	files = map[string]int64{}
	var mu sync.Mutex
	var all errgroup.Group
	free := make(chan struct{}, atOnce)
	var visit func(dir string) error
	visit = func(dir string) error {
		free <- struct{}{}
		infos, err := c.ReadDirContext(ctx, dir)
		<-free
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return c.Fault("list", dir, err)
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

// RemoveAll removes a folder with all that it holds, the inner folders before those
// around them.
func (c *conn) RemoveAll(ctx context.Context, top string) error {
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
	for _, names := range slices.Backward(append(depths, slices.Collect(maps.Keys(files)))) {
		g, inner := errgroup.WithContext(ctx)
		g.SetLimit(atOnce)
		for _, name := range names {
			g.Go(func() error {
				if inner.Err() != nil {
					return inner.Err()
				}
				if err := c.Remove(name); !errors.Is(err, fs.ErrNotExist) {
					return c.Fault("remove", name, err)
				}
				return nil
			})
		}
		if err := g.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// removeOld removes what publishers that were killed left, a day later: nobody can still
// be at it then.
func (c *conn) removeOld(ctx context.Context, tmp string) error {
	infos, err := c.ReadDirContext(ctx, tmp)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, info := range infos {
		if time.Since(info.ModTime()) > 24*time.Hour {
			err = errors.Join(err, c.RemoveAll(ctx, path.Join(tmp, info.Name())))
		}
	}
	return err
}
