package publish

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// openSFTP opens `sftp://user@host:port/srv/reports`, or with `?mode=copy` a folder for a
// server that follows no links. `/~/` at the start of the path is the account's home.
func openSFTP(_ context.Context, u *url.URL) (*Target, error) {
	if u.Hostname() == "" || len(u.Path) < 2 {
		return nil, refusal(ErrTarget, "write sftp://user@host/absolute/folder, or sftp://host/~/folder", "%s names no folder of a host", u)
	}
	mode := u.Query().Get("mode")
	if mode != "" && mode != "link" && mode != "copy" {
		return nil, refusal(ErrTarget, "write mode=link or mode=copy", "mode=%s is unknown", mode)
	}
	l, err := newLogin(u)
	if err != nil {
		return nil, err
	}
	root := path.Clean(u.Path)
	if rest, ok := strings.CutPrefix(root, "/~/"); ok {
		root = rest
	}
	return &Target{Name: u.String(), Store: newSFTP(l, root), Links: mode != "copy", AtOnce: sftpAtOnce}, nil
}

// sftpAtOnce is how many files are under way at the same time: each is several short
// messages to and fro, and the way is long.
const sftpAtOnce = 256

// sftpStore is a Store on a disk behind SFTP. New files are made in a folder of its own
// in `.quarterdeck/tmp`, where no reader looks, and moved.
type sftpStore struct {
	sftpLine
	root   string
	tmp    string
	stage  string // in tmp
	dirs   farDirs
	first  sync.Once
	staged atomic.Bool // stage may be there
}

func newSFTP(l login, root string) *sftpStore {
	tmp := path.Join(root, stateDir, "tmp")
	return &sftpStore{sftpLine: sftpLine{login: l}, root: root, tmp: tmp, stage: path.Join(tmp, rand.Text()), dirs: farDirs{root: root}}
}

func (s *sftpStore) path(name string) string { return path.Join(s.root, name) }

// fault says which file an error is about, and what stands behind a server's bare
// "failure".
func (c *sftpConn) fault(doing, file string, err error) error {
	if err == nil {
		return nil
	}
	if c.volume && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
		if v, more := c.StatVFS(path.Dir(file)); more == nil && (v.Bavail == 0 || v.Files > 0 && v.Favail == 0) {
			err = syscall.ENOSPC
		}
	}
	return &fs.PathError{Op: doing, Path: file, Err: err}
}

func (s *sftpStore) List(ctx context.Context, below string) (list map[string]int64, err error) {
	err = s.do(ctx, func(c *sftpConn) error {
		files, _, err := c.walk(ctx, s.path(below), s.tmp)
		list = map[string]int64{}
		for file, size := range files {
			list[strings.TrimPrefix(strings.TrimPrefix(file, s.root), "/")] = size
		}
		return err
	})
	return list, err
}

func (s *sftpStore) Read(ctx context.Context, name string) (data []byte, err error) {
	err = s.do(ctx, func(c *sftpConn) error {
		data, err = c.read(s.path(name))
		return err
	})
	return data, err
}

func (c *sftpConn) read(file string) ([]byte, error) {
	f, err := c.Open(file)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: file, Err: err}
	}
	defer f.Close()
	var b bytes.Buffer
	if _, err := f.WriteTo(&b); err != nil {
		return nil, &fs.PathError{Op: "read", Path: file, Err: err}
	}
	return b.Bytes(), nil
}

func (s *sftpStore) Write(ctx context.Context, name string, data []byte, as As) error {
	return s.do(ctx, func(c *sftpConn) error { return s.write(c, s.path(name), data, as) })
}

func (s *sftpStore) write(c *sftpConn, to string, data []byte, as As) error {
	if err := s.dirs.make(c, path.Dir(to)); err != nil {
		return err
	}
	temp, err := s.temp(c)
	if err != nil {
		return err
	}
	if as.New {
		if _, err := c.Lstat(to); err == nil {
			return &fs.PathError{Op: "write", Path: to, Err: fs.ErrExist}
		}
	}
	f, err := c.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL)
	if err != nil {
		return c.fault("create", temp, err)
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
	if err == nil {
		err = s.move(c, temp, to, as)
	}
	if err != nil {
		err = c.fault("write", to, err)
		_ = c.Remove(temp) // else Close does it
	}
	return err
}

// move gives a file its name, in one step.
func (s *sftpStore) move(c *sftpConn, temp, to string, as As) error {
	if !as.New {
		return c.PosixRename(temp, to)
	}
	return c.Rename(temp, to) // which never replaces
}

// temp is a name for a file that is about to become another one.
func (s *sftpStore) temp(c *sftpConn) (string, error) {
	if err := s.dirs.make(c, s.stage); err != nil {
		return "", err
	}
	s.first.Do(func() {
		s.staged.Store(true)
		c.clearOld(s.tmp)
	})
	return path.Join(s.stage, rand.Text()), nil
}

func (s *sftpStore) Copy(ctx context.Context, from, to string, as As) error {
	return s.do(ctx, func(c *sftpConn) error { return s.copy(c, s.path(from), s.path(to), as) })
}

func (s *sftpStore) copy(c *sftpConn, source, dest string, as As) error {
	if c.links {
		if err := s.dirs.make(c, path.Dir(dest)); err != nil {
			return err
		}
		if as.Fresh {
			now := time.Now()
			if err := c.Chtimes(source, now, now); err != nil {
				return c.fault("touch", source, err)
			}
		}
		err := c.Link(source, dest)
		if errors.Is(err, fs.ErrNotExist) { // somebody removed the folder, or the source is not there
			s.dirs.forget()
			if err := s.dirs.make(c, path.Dir(dest)); err != nil {
				return err
			}
			err = c.Link(source, dest)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			if _, there := c.Lstat(dest); there == nil {
				if as.New {
					return &fs.PathError{Op: "link", Path: dest, Err: fs.ErrExist}
				}
				err = s.replace(c, source, dest)
			}
		}
		if err == nil {
			return nil
		}
		if errors.Is(err, fs.ErrNotExist) {
			return &fs.PathError{Op: "link", Path: dest, Err: err}
		}
	}
	// A server or a disk without hard links, or with too many of one file.
	data, err := c.read(source)
	if err != nil {
		return err
	}
	return s.write(c, dest, data, as)
}

// replace puts a file in the place of another one, in one step.
func (s *sftpStore) replace(c *sftpConn, source, dest string) error {
	temp, err := s.temp(c)
	if err != nil {
		return err
	}
	if err := c.Link(source, temp); err != nil {
		return err
	}
	err = c.PosixRename(temp, dest)
	_ = c.Remove(temp) // of two names of one file, a rename leaves both
	return err
}

// Remove takes folders with it that become empty: a server says of those that they are
// forbidden, not that there is no such page.
func (s *sftpStore) Remove(ctx context.Context, name string) error {
	return s.do(ctx, func(c *sftpConn) error {
		if err := c.Client.Remove(s.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return c.fault("remove", s.path(name), err)
		}
		for dir := path.Dir(name); dir != "." && !ofState(dir) && c.RemoveDirectory(s.path(dir)) == nil; dir = path.Dir(dir) {
			s.dirs.gone(s.path(dir))
		}
		return nil
	})
}

func (s *sftpStore) RemoveAll(ctx context.Context, name string) error {
	defer s.dirs.forget()
	return s.do(ctx, func(c *sftpConn) error { return c.removeAll(ctx, s.path(name)) })
}

func (s *sftpStore) Pointed(ctx context.Context, link string) (to string, err error) {
	err = s.do(ctx, func(c *sftpConn) error {
		info, err := c.Lstat(s.path(link))
		if err != nil {
			return &fs.PathError{Op: "readlink", Path: s.path(link), Err: err}
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			return refusal(ErrForeign, "move it away, or publish to an empty place", "%s of %s is there already, and is no link", s.path(link), s.host)
		}
		to, err = c.ReadLink(s.path(link))
		return err
	})
	return to, err
}

func (s *sftpStore) Point(ctx context.Context, link, to string) error {
	return s.do(ctx, func(c *sftpConn) error {
		temp, err := s.temp(c)
		if err != nil {
			return err
		}
		if err := c.Symlink(to, temp); err != nil {
			return c.fault("symlink", temp, err)
		}
		if err := c.PosixRename(temp, s.path(link)); err != nil {
			_ = c.Client.Remove(temp)
			return c.fault("rename", s.path(link), err)
		}
		return nil
	})
}

// Close takes away what was not finished, as long as there is a connection.
func (s *sftpStore) Close() error {
	ctx, done := context.WithTimeout(context.Background(), dialing)
	defer done()
	var err error
	if s.staged.Load() && s.connected() {
		err = s.do(ctx, func(c *sftpConn) error { return c.removeAll(ctx, s.stage) })
	}
	s.hangUp()
	return err
}
