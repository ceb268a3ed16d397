package generator

import (
	"bytes"
	"io"
	"io/fs"
	"time"
)

// entry is what a tree says of a file. It has no times: what a site holds never
// depends on them.
type entry struct {
	name string
	mode fs.FileMode
	size int64
}

func (e entry) Name() string               { return e.name }
func (e entry) Size() int64                { return e.size }
func (e entry) Mode() fs.FileMode          { return e.mode }
func (e entry) ModTime() time.Time         { return time.Time{} }
func (e entry) IsDir() bool                { return e.mode.IsDir() }
func (e entry) Sys() any                   { return nil }
func (e entry) Type() fs.FileMode          { return e.mode.Type() }
func (e entry) Info() (fs.FileInfo, error) { return e, nil }

// opened is a file, or a folder, of a tree.
type opened struct {
	*bytes.Reader
	info fs.FileInfo
}

func (o opened) Stat() (fs.FileInfo, error) { return o.info, nil }
func (o opened) Close() error               { return nil }

// Open implements [fs.FS].
func (t *tree) Open(name string) (fs.File, error) {
	n, err := t.find("open", name)
	switch {
	case err != nil:
		return nil, err
	case n.err != nil && !n.info.IsDir():
		return nil, n.err
	case n.kept:
		return opened{bytes.NewReader(n.data), n.followed()}, nil
	case n.info.IsDir():
		return opened{bytes.NewReader(nil), n.info}, nil
	}
	return t.source.Open(name)
}

// Stat implements [fs.StatFS]. It follows links.
func (t *tree) Stat(name string) (fs.FileInfo, error) {
	n, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	if n.broken != nil {
		return nil, n.broken
	}
	return n.followed(), nil
}

// ReadDir implements [fs.ReadDirFS].
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := t.find("readdir", name)
	if err != nil {
		return nil, err
	}
	list := make([]fs.DirEntry, len(n.nodes))
	for i, below := range n.nodes {
		list[i] = below.info
	}
	return list, n.err
}

// ReadFile implements [fs.ReadFileFS].
func (t *tree) ReadFile(name string) ([]byte, error) {
	f, err := t.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// Held returns the bytes of a file that is kept, without a copy.
func (t *tree) Held(name string) ([]byte, bool) {
	n := t.node(name)
	if n == nil || !n.kept || n.err != nil {
		return nil, false
	}
	return n.data, true
}

func (t *tree) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if n := t.node(name); n != nil {
		return n, nil
	}
	return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

func (n *node) followed() entry {
	if n.link {
		return n.target
	}
	return n.info
}
