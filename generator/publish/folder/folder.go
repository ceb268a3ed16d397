// Package folder publishes to a folder of this machine.
package folder

import (
	"context"
	"net/url"
	"os"
	"path/filepath"

	"quarterdeck/generator/output"
	"quarterdeck/generator/publish/disk"
	"quarterdeck/generator/publish/target"
)

// Open opens `file:///srv/reports`, or with `?mode=copy` a folder for a server that
// follows no links.
func Open(u *url.URL, _ bool) (*target.Target, error) {
	if u.Host != "" || !filepath.IsAbs(u.Path) {
		return nil, target.Refuse(target.ErrAddress, "write file:///absolute/folder", "%s does not name a folder", u)
	}
	links, err := disk.Links(u)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(u.Path); err == nil && !info.IsDir() {
		return nil, target.Refuse(target.ErrAddress, "name a folder", "%s is a file", u.Path)
	}
	return &target.Target{Name: u.String(), Store: New(filepath.Clean(u.Path)), Links: links}, nil
}

// Store is a store on a disk.
type Store struct {
	*disk.Store
	root string
	sys  *system
}

// New makes a store of a folder.
func New(root string) Store {
	sys := &system{}
	use := func(_ context.Context, call func(disk.System) error) error { return call(sys) }
	return Store{disk.New(use, filepath.ToSlash(root), false), root, sys}
}

// Lock claims the folder until unlock, or until the process ends, however it ends.
func (s Store) Lock() (func(), error) {
	if err := s.Root(context.Background()); err != nil {
		return nil, err
	}
	dir, err := os.Open(s.root)
	if err != nil {
		return nil, err
	}
	if !output.Claim(dir) {
		dir.Close()
		return nil, target.Refuse(target.ErrLocked, "wait until it is done, then run the same command again", "somebody is publishing to %s", s.root)
	}
	if err := s.Clean(context.Background()); err != nil { // nobody else writes now
		dir.Close()
		return nil, err
	}
	return func() { dir.Close() }, nil
}

// Sync makes names durable; what files hold is so already.
func (s Store) Sync(context.Context) error { return s.sys.sync() }

// Point makes a link lead to a folder beside it, in one step and durably.
func (s Store) Point(ctx context.Context, link, to string) error {
	if err := s.Store.Point(ctx, link, to); err != nil {
		return err
	}
	return s.sys.sync()
}

// Rename gives a folder another name, if that is free.
func (s Store) Rename(ctx context.Context, from, to string) error { return s.Move(ctx, from, to) }

// Close does nothing: there is no connection.
func (s Store) Close() error { return nil }
