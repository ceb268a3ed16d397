package output

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// write makes a tree of the files in one go.
func write(t *testing.T, target string, files map[string]string) Stats {
	t.Helper()
	tree, err := Begin(target)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for name, data := range files {
		wg.Go(func() {
			if err := tree.Put(name, []byte(data)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	stats, err := tree.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// read returns the files below dir without the manifest.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == Manifest {
			return err
		}
		data, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestCommitReplacesTheTree(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public", "internal")
	first := map[string]string{"index.html": "one", "a/index.html": "same", "gone/index.html": "x"}
	if got := write(t, target, first); got != (Stats{Written: 3, Bytes: 8}) {
		t.Errorf("first build: %+v", got)
	}
	before, err := os.Stat(filepath.Join(target, "a", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	second := map[string]string{"index.html": "two", "a/index.html": "same"}
	if got := write(t, target, second); got != (Stats{Written: 1, Unchanged: 1, Removed: 1, Bytes: 7}) {
		t.Errorf("second build: %+v", got)
	}
	if got := read(t, target); !maps.Equal(got, second) {
		t.Errorf("tree is %v, want %v", got, second)
	}
	after, err := os.Stat(filepath.Join(target, "a", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	if !after.ModTime().Equal(before.ModTime()) {
		t.Error("a file that did not change has a new time of change")
	}
	onlyTarget(t, target)
}

// onlyTarget fails where a build left something beside its target.
func onlyTarget(t *testing.T, target string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != filepath.Base(target) {
			t.Errorf("left beside the target: %s", e.Name())
		}
	}
}

func TestFilesOfOthersStay(t *testing.T) {
	target := filepath.Join(t.TempDir(), "site")
	write(t, target, map[string]string{"index.html": "1", "dir/a.html": "1"})
	for _, name := range []string{"CNAME", "dir/note.txt"} {
		if err := os.WriteFile(filepath.Join(target, filepath.FromSlash(name)), []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(t, target, map[string]string{"index.html": "2"})
	want := map[string]string{"index.html": "2", "CNAME": "mine", "dir/note.txt": "mine"}
	if got := read(t, target); !maps.Equal(got, want) {
		t.Errorf("tree is %v, want %v", got, want)
	}
}

func TestForeignFolderIsRefused(t *testing.T) {
	target := t.TempDir()
	if err := os.WriteFile(filepath.Join(target, "thesis.txt"), []byte("years of work"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Begin(target); !errors.Is(err, ErrForeign) {
		t.Fatalf("Begin: %v, want ErrForeign", err)
	}
	if got := read(t, target); got["thesis.txt"] != "years of work" {
		t.Error("the file is gone")
	}
}

func TestPathsOutsideAreRefused(t *testing.T) {
	target := filepath.Join(t.TempDir(), "site")
	tree, err := Begin(target)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Abort()
	for _, name := range []string{"../x", "/etc/x", "a/../../x", "", ".", "a//b", `a\..\..\x`, Manifest} {
		if err := tree.Put(name, []byte("x")); err == nil {
			t.Errorf("Put(%q) was let through", name)
		}
	}
	if err := tree.Put("a.html", nil); err != nil {
		t.Fatal(err)
	}
	if err := tree.Put("a.html", nil); err == nil {
		t.Error("the same path twice was let through")
	}
}

func TestAbortLeavesTheOldTree(t *testing.T) {
	target := filepath.Join(t.TempDir(), "site")
	old := map[string]string{"index.html": "old"}
	write(t, target, old)
	tree, err := Begin(target)
	if err != nil {
		t.Fatal(err)
	}
	if err := tree.Put("index.html", []byte("new")); err != nil {
		t.Fatal(err)
	}
	tree.Abort()
	if got := read(t, target); !maps.Equal(got, old) {
		t.Errorf("tree is %v, want %v", got, old)
	}
	onlyTarget(t, target)
}

// A run killed at any of its steps leaves folders like these; the next one mends them.
func TestKilledRunsAreMended(t *testing.T) {
	target := filepath.Join(t.TempDir(), "site")
	write(t, target, map[string]string{"index.html": "old"})
	parent := filepath.Dir(target)
	if err := os.Mkdir(filepath.Join(parent, ".site.new-123"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(target, filepath.Join(parent, ".site.old-456")); err != nil {
		t.Fatal(err)
	}
	tree, err := Begin(target)
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, target); got["index.html"] != "old" {
		t.Errorf("the old tree was not put back: %v", got)
	}
	tree.Abort()
	onlyTarget(t, target)
}

func TestLivingRunKeepsItsStagingFolder(t *testing.T) {
	target := filepath.Join(t.TempDir(), "site")
	one, err := Begin(target)
	if err != nil {
		t.Fatal(err)
	}
	if err := one.Put("index.html", []byte("one")); err != nil {
		t.Fatal(err)
	}
	write(t, target, map[string]string{"index.html": "two"})
	if _, err := one.Commit(); err != nil {
		t.Fatalf("the first run lost its folder: %v", err)
	}
	if got := read(t, target); got["index.html"] != "one" {
		t.Errorf("tree is %v", got)
	}
	onlyTarget(t, target)
}

func TestManifestListsEveryFile(t *testing.T) {
	target := filepath.Join(t.TempDir(), "site")
	write(t, target, map[string]string{"b.html": "", "a/index.html": "x"})
	data, err := os.ReadFile(filepath.Join(target, Manifest))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(string(data)) {
		_, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		names = append(names, name)
	}
	if !slices.Equal(names, []string{"a/index.html", "b.html"}) {
		t.Errorf("manifest lists %v", names)
	}
}
