// Package output writes a tree of files so that readers see the old tree or the
// new one, never a mixture.
//
// Call [Begin], [Tree.Put] each file, then [Tree.Commit]. The tree is made in a
// hidden folder beside the target, in which files that did not change are hard links
// to the old ones, and takes the target's place in one step. A manifest inside the
// tree tells what was written, so that files which somebody else put there stay.
package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Manifest is the name of the file that lists what was written, in the format of
// sha256sum: `sha256sum -c .quarterdeck-manifest` checks a tree.
const Manifest = ".quarterdeck-manifest"

// ErrForeign says that the target holds files which this package never wrote.
var ErrForeign = errors.New("the folder is not empty and was not written by quarterdeck")

// Tree is a tree in the making. Its methods may be called from any goroutine.
type Tree struct {
	target  string
	staging string
	root    *os.Root // the staging folder: nothing can be written outside it
	release func()   // gives up the claim on the staging folder
	old     map[string]string

	mu    sync.Mutex
	sums  map[string]string
	stats Stats
}

// Stats tells what a commit changed, in files; Bytes is the size of all of them.
type Stats struct {
	Written, Unchanged, Removed int
	Bytes                       int64
}

// Begin starts a new tree for the folder target, which need not exist. It clears
// away what killed runs left beside it. The error is [ErrForeign] where target is a
// folder with files but without a manifest.
func Begin(target string) (*Tree, error) {
	target, err := filepath.Abs(target)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return nil, err
	}
	if err := recoverTarget(target); err != nil {
		return nil, err
	}
	old, err := readManifest(target)
	if err != nil {
		return nil, err
	}
	staging, err := os.MkdirTemp(filepath.Dir(target), stagingPrefix(target)+"*")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(staging, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(staging)
	if err != nil {
		return nil, err
	}
	return &Tree{target: target, staging: staging, root: root, release: claim(staging), old: old, sums: map[string]string{}}, nil
}

func stagingPrefix(target string) string { return "." + filepath.Base(target) + ".new-" }
func retiredPrefix(target string) string { return "." + filepath.Base(target) + ".old-" }

// recoverTarget puts back a target that was taken away by a run killed between two
// renames, and removes the staging folders that no living run claims.
func recoverTarget(target string) error {
	dir := filepath.Dir(target)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := filepath.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), retiredPrefix(target)):
			if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) {
				if err := os.Rename(name, target); err != nil {
					return err
				}
			} else if err := os.RemoveAll(name); err != nil {
				return err
			}
		case strings.HasPrefix(e.Name(), stagingPrefix(target)) && Abandoned(os.Open, name):
			if err := os.RemoveAll(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// readManifest returns the sums of target's files by path; none where target is
// missing or empty.
func readManifest(target string) (map[string]string, error) {
	sums := map[string]string{}
	data, err := os.ReadFile(filepath.Join(target, Manifest))
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := os.ReadDir(target)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if len(entries) > 0 {
			return nil, fmt.Errorf("%s: %w", target, ErrForeign)
		}
		return sums, nil
	}
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(data)) {
		if sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  "); ok && fs.ValidPath(name) {
			sums[name] = sum
		}
	}
	return sums, nil
}

// Put adds a file. name is slash-separated and must lie inside the tree; the same
// name twice is an error.
func (t *Tree) Put(name string, data []byte) error {
	if !fs.ValidPath(name) || name == "." || name == Manifest || strings.Contains(name, `\`) {
		return fmt.Errorf("%q is not a path inside the site", name)
	}
	sum := sha256.Sum256(data)
	t.mu.Lock()
	_, twice := t.sums[name]
	t.sums[name] = hex.EncodeToString(sum[:])
	t.mu.Unlock()
	if twice {
		return fmt.Errorf("%s was written twice", name)
	}
	if err := t.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	unchanged := t.keep(name, data)
	if !unchanged {
		if err := t.root.WriteFile(name, data, 0o644); err != nil {
			return err
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stats.Bytes += int64(len(data))
	if unchanged {
		t.stats.Unchanged++
	} else {
		t.stats.Written++
	}
	return nil
}

// keep takes over the old file where it holds the same bytes, with its time of
// change, so that a host that copies by time copies only what is new.
func (t *Tree) keep(name string, data []byte) bool {
	if t.old[name] == "" {
		return false
	}
	old := filepath.Join(t.target, filepath.FromSlash(name))
	if info, err := os.Lstat(old); err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) || !plainMode(info) {
		return false
	}
	have, err := os.ReadFile(old)
	return err == nil && bytes.Equal(have, data) && os.Link(old, filepath.Join(t.staging, filepath.FromSlash(name))) == nil
}

// plainMode reports whether an old file has the mode of all files of a tree; one that was
// written under another mask has not.
func plainMode(info fs.FileInfo) bool {
	return runtime.GOOS == "windows" || info.Mode().Perm() == 0o644
}

// Commit puts the tree in the target's place and removes the old one. After an
// error the target is as it was.
func (t *Tree) Commit() (Stats, error) {
	defer t.Abort()
	if err := t.carryOver(); err != nil {
		return t.stats, err
	}
	if err := t.root.WriteFile(Manifest, t.manifest(), 0o644); err != nil {
		return t.stats, err
	}
	for name := range t.old {
		if _, stays := t.sums[name]; !stays {
			t.stats.Removed++
		}
	}
	if err := t.root.Close(); err != nil {
		return t.stats, err
	}
	retired, err := swap(t.staging, t.target)
	if err != nil {
		return t.stats, err
	}
	t.release()
	return t.stats, os.RemoveAll(retired) // of "", nothing
}

// Abort gives the tree up and leaves the target as it is. After [Tree.Commit] it does nothing.
func (t *Tree) Abort() {
	t.root.Close()
	os.RemoveAll(t.staging)
	t.release()
}

func (t *Tree) manifest() []byte {
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(t.sums)) {
		fmt.Fprintf(&b, "%s  %s\n", t.sums[name], name)
	}
	return b.Bytes()
}

// carryOver takes the files that somebody else put into the target into the new
// tree, unless the tree has a file or folder of that name itself.
func (t *Tree) carryOver() error {
	err := filepath.WalkDir(t.target, func(file string, e fs.DirEntry, err error) error {
		if err != nil || file == t.target {
			return err
		}
		rel, err := filepath.Rel(t.target, file)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		if e.IsDir() || name == Manifest || t.old[name] != "" || t.sums[name] != "" {
			return nil
		}
		return t.carry(name, file)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (t *Tree) carry(name, file string) error {
	if err := t.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return fmt.Errorf("%s was put into the site by hand and is in the way: %w", file, err)
	}
	if _, err := t.root.Lstat(name); err == nil {
		return fmt.Errorf("%s was put into the site by hand and is in the way of a folder", file)
	}
	return os.Link(file, filepath.Join(t.staging, filepath.FromSlash(name)))
}
