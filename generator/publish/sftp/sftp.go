// Package sftp publishes to a folder behind SSH. The installed ssh logs in, so that keys,
// agents, jump hosts and known hosts are those that the user has for it.
package sftp

import (
	"context"
	"errors"
	"net/url"
	"path"
	"strings"

	"quarterdeck/generator/publish/disk"
	"quarterdeck/generator/publish/target"
)

// atOnce is how many files are under way at the same time: each is several short
// messages to and fro, and the way is long.
const atOnce = 256

// Open opens `sftp://user@host:port/srv/reports`, or with `?mode=copy` a folder for a
// server that follows no links. `/~/` at the start of the path is the account's home. ssh
// may ask a person for a passphrase where there is a terminal, and asks nothing elsewhere.
func Open(u *url.URL, terminal bool) (*target.Target, error) {
	if u.Hostname() == "" || len(u.Path) < 2 {
		return nil, target.Refuse(target.ErrAddress, "write sftp://user@host/absolute/folder, or sftp://host/~/folder", "%s does not name a folder of a host", u)
	}
	if strings.HasPrefix(u.Hostname(), "-") || strings.HasPrefix(u.User.Username(), "-") {
		return nil, target.Refuse(target.ErrAddress, "write sftp://user@host/absolute/folder", "%s does not name a host", u)
	}
	links, err := disk.Links(u)
	if err != nil {
		return nil, err
	}
	root := path.Clean(u.Path)
	if rest, ok := strings.CutPrefix(root, "/~/"); ok {
		root = rest
	}
	l := &line{host: u.Hostname(), port: u.Port(), user: u.User.Username(), terminal: terminal}
	l.open, l.end = context.WithCancel(context.Background())
	return &target.Target{Name: u.String(), Store: newStore(l, root), Links: links, AtOnce: atOnce}, nil
}

// store is a store behind a connection. It has no locks, and does not take an old folder
// for a new release: to find out that a file is there already takes as long as to put it.
type store struct {
	*disk.Store
	line *line
	tmp  string
}

func newStore(l *line, root string) *store {
	use := func(ctx context.Context, call func(disk.System) error) error {
		return l.do(ctx, func(c *conn) error { return call(c) })
	}
	return &store{disk.New(use, root, true), l, path.Join(root, target.StateDir, "tmp")}
}

// Close takes away what was not finished, as long as there is a connection, and what
// publishers left that were killed.
func (s *store) Close() error {
	ctx, done := context.WithTimeout(context.Background(), patience)
	defer done()
	var err error
	if s.Dirty() && s.line.current() != nil {
		err = errors.Join(s.Clean(ctx), s.line.do(ctx, func(c *conn) error { return c.removeOld(ctx, s.tmp) }))
	}
	s.line.hangUp()
	return err
}
