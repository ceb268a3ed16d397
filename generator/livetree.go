package generator

import (
	"bytes"
	"errors"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"
	"syscall"
)

// heldParts are what a site is made from; nothing else of a workspace is looked at.
var heldParts = []string{"content", "site.toml", "templates"}

// heldSize is the size up to which a file is kept in memory. No text and no drawing
// that a site takes is larger; what is, is read from the disk when asked for.
const heldSize = 8 << 20

// tree is a workspace as it was at one moment, in memory. It is immutable: a change
// makes a new tree that shares all that stayed, so two trees have the same files at
// a path exactly where they have the same node. It is an [fs.FS] that behaves as the
// one it was read from, errors included.
type tree struct {
	root   *node
	source fs.FS // of the files that are not kept
}

// node is one file, folder or link.
type node struct {
	info  entry
	nodes []*node // of a folder, by name
	err   error   // why it cannot be opened

	link   bool
	target entry // what a link leads to
	broken error // why it leads nowhere

	kept bool
	data []byte
	disk fs.FileInfo // of what is not kept
}

// readTree reads the named parts of a workspace.
func readTree(source fs.FS, parts ...string) *tree {
	t := &tree{source: source, root: &node{info: entry{name: ".", mode: fs.ModeDir}}}
	for _, name := range parts {
		t = t.with(name, t.read(name))
	}
	return t
}

// below returns what is at a path and below it, folders before what is in them.
func (t *tree) below(p string) iter.Seq2[string, *node] {
	return func(yield func(string, *node) bool) {
		if n := t.node(p); n != nil {
			n.each(p, yield)
		}
	}
}

func (n *node) each(p string, yield func(string, *node) bool) bool {
	return yield(p, n) && !slices.ContainsFunc(n.nodes, func(below *node) bool { return !below.each(path.Join(p, below.info.name), yield) })
}

// refreshed reads the named paths anew, and all links, because what they lead to can
// change without them.
func (t *tree) refreshed(changed []string) *tree {
	changed = slices.Clone(changed)
	for p, n := range t.below(".") {
		if n.link {
			changed = append(changed, p)
		}
	}
	for i, p := range changed {
		changed[i] = path.Clean(strings.TrimPrefix(p, "/"))
	}
	slices.Sort(changed)
	for _, p := range slices.Compact(changed) {
		if first, _, _ := strings.Cut(p, "/"); slices.Contains(heldParts, first) && fs.ValidPath(p) {
			t = t.reread(p)
		}
	}
	return t
}

// reread reads one path anew: the path itself, or the folder above it that is new,
// gone, or no folder any more.
func (t *tree) reread(p string) *tree {
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		held := t.node(dir)
		info, err := fs.Stat(t.source, dir)
		if held == nil || !held.info.IsDir() || err != nil || !info.IsDir() {
			p = dir
		}
	}
	was, is := t.node(p), t.read(p)
	if same(was, is) {
		return t
	}
	return t.with(p, is)
}

// read reads a file or folder from the source; nil where there is none.
func (t *tree) read(p string) *node {
	stat := fs.Lstat
	if !strings.Contains(p, "/") {
		stat = fs.Stat // a part of the workspace may be a link as a whole
	}
	info, err := stat(t.source, p)
	switch {
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR):
		return nil
	case err != nil:
		return &node{info: entry{name: path.Base(p)}, err: err, broken: err}
	}
	return t.readAs(p, info.Mode())
}

func (t *tree) readAs(p string, mode fs.FileMode) *node {
	n := &node{info: entry{name: path.Base(p), mode: mode}}
	switch {
	case mode.IsDir():
		var list []fs.DirEntry
		list, n.err = fs.ReadDir(t.source, p)
		for _, e := range list {
			n.nodes = append(n.nodes, t.readAs(path.Join(p, e.Name()), e.Type()))
		}
		slices.SortFunc(n.nodes, func(a, b *node) int { return strings.Compare(a.info.name, b.info.name) })
	case mode&fs.ModeSymlink != 0:
		n.link = true
		info, err := fs.Stat(t.source, p)
		if err != nil {
			n.broken, n.err = err, err
			break
		}
		n.target = entry{name: n.info.name, mode: info.Mode()}
		if info.Mode().IsRegular() {
			t.fill(n, p)
		}
	case mode.IsRegular():
		t.fill(n, p)
	}
	return n
}

// fill reads the bytes of a file that is kept.
func (t *tree) fill(n *node, p string) {
	info, err := fs.Stat(t.source, p)
	if err == nil && (!isKept(p) || info.Size() > heldSize) {
		n.disk = info
		return
	}
	n.kept = true
	n.data, n.err = fs.ReadFile(t.source, p)
	n.info.size, n.target.size = int64(len(n.data)), int64(len(n.data))
}

// isKept tells the files whose bytes decide what a site holds. Pictures are only copied.
func isKept(p string) bool {
	parts := strings.Split(p, "/")
	if parts[0] != "content" {
		return true
	}
	switch strings.ToLower(path.Ext(p)) {
	case ".md", ".toml", ".svg":
		return true
	}
	return path.Base(p) == "figures.json"
}

// node returns what is at a path, or nil.
func (t *tree) node(p string) *node {
	n := t.root
	if p == "." {
		return n
	}
	for name := range strings.SplitSeq(p, "/") {
		i, ok := n.find(name)
		if !ok {
			return nil
		}
		n = n.nodes[i]
	}
	return n
}

func (n *node) find(name string) (int, bool) {
	return slices.BinarySearchFunc(n.nodes, name, func(n *node, name string) int { return strings.Compare(n.info.name, name) })
}

// with returns a tree that has another node at a path, nil meaning none. Folders
// above it are made where they are missing.
func (t *tree) with(p string, n *node) *tree {
	return &tree{source: t.source, root: t.root.with(".", strings.Split(p, "/"), n)}
}

// with does the same for the node called name; n is nil where there is none yet.
func (n *node) with(name string, way []string, to *node) *node {
	if len(way) == 0 {
		return to
	}
	copied := node{info: entry{name: name, mode: fs.ModeDir}}
	if n != nil && n.info.IsDir() {
		copied = *n
	} else if to == nil {
		return n
	}
	var below *node
	i, found := copied.find(way[0])
	if found {
		below = copied.nodes[i]
	}
	below = below.with(way[0], way[1:], to)
	switch {
	case below == nil && found:
		copied.nodes = slices.Delete(slices.Clone(copied.nodes), i, i+1)
	case below != nil && found:
		copied.nodes = slices.Clone(copied.nodes)
		copied.nodes[i] = below
	case below != nil:
		copied.nodes = slices.Insert(slices.Clone(copied.nodes), i, below)
	}
	return &copied
}

// holding returns a tree that has the given files besides.
func (t *tree) holding(files map[string][]byte) *tree {
	for p, data := range files {
		t = t.with(p, &node{info: entry{name: path.Base(p), size: int64(len(data))}, kept: true, data: data})
	}
	return t
}

// same reports whether two nodes hold the same. For what is not kept, size and time
// decide: it is read when it is asked for, so that no mistake could make it stale.
func same(a, b *node) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.info != b.info || a.link != b.link || a.target != b.target || a.kept != b.kept ||
		text(a.err) != text(b.err) || text(a.broken) != text(b.broken) {
		return false
	}
	if x, y := a.disk, b.disk; x != nil && y != nil && (x.Size() != y.Size() || !x.ModTime().Equal(y.ModTime())) {
		return false
	}
	return slices.EqualFunc(a.nodes, b.nodes, same) && bytes.Equal(a.data, b.data)
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
