package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"
)

// restless is a workspace whose home page is another one each time it is read, so many
// times.
type restless struct {
	fstest.MapFS
	left *int
}

func (r restless) ReadFile(name string) ([]byte, error) {
	if name == "content/index.md" && *r.left > 0 {
		*r.left--
		return fmt.Appendf(nil, "Text %d.\n", *r.left), nil
	}
	return r.MapFS.ReadFile(name)
}

func TestSettled(t *testing.T) {
	files := fstest.MapFS{"site.toml": {Data: []byte("title = \"Reports\"\n")}, "content/index.md": {Data: []byte("As it stays.\n")}}
	for changes, want := range map[int]error{0: nil, 2: nil, 100: ErrChanging} {
		left := changes
		held, err := settled(context.Background(), New(restless{files, &left}))
		if !errors.Is(err, want) {
			t.Errorf("%d changes: %v, want %v", changes, err, want)
		}
		if err != nil {
			continue
		}
		if data, err := fs.ReadFile(held.fs, "content/index.md"); err != nil || string(data) != "As it stays.\n" {
			t.Errorf("%d changes: the page is %q (%v)", changes, data, err)
		}
	}
}

// A picture is read when the site is built, so it is looked at again afterwards.
func TestStands(t *testing.T) {
	folder := t.TempDir()
	picture := filepath.Join(folder, "content", "2026-q3", "a.png")
	if err := errors.Join(os.MkdirAll(filepath.Dir(picture), 0o755), os.WriteFile(picture, []byte("one"), 0o644)); err != nil {
		t.Fatal(err)
	}
	held := readTree(os.DirFS(folder), heldParts...)
	if !held.stands() {
		t.Error("nothing has changed")
	}
	later := time.Now().Add(time.Hour)
	if err := errors.Join(os.WriteFile(picture, []byte("two"), 0o644), os.Chtimes(picture, later, later)); err != nil {
		t.Fatal(err)
	}
	if held.stands() {
		t.Error("the picture is another one")
	}
}

// A site to publish is gone once it was sent, and so are those of runs that were killed.
func TestReleaseLeavesNothing(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	killed := filepath.Join(temp, tempPrefix+"killed")
	long := time.Now().Add(-2 * time.Hour)
	if err := errors.Join(os.Mkdir(killed, 0o700), os.Chtimes(killed, long, long)); err != nil {
		t.Fatal(err)
	}
	w := New(fstest.MapFS{"site.toml": {Data: []byte("title = \"Reports\"\n")}, "content/index.md": {Data: []byte("Text.\n")}})
	r, problems, err := BuildRelease(t.Context(), w, "customers", ReleaseOptions{})
	if err != nil {
		t.Fatal(err, problems)
	}
	if _, err := os.Stat(filepath.Join(r.Folder, "index.html")); err != nil {
		t.Error(err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if list, err := os.ReadDir(temp); err != nil || len(list) > 0 {
		t.Errorf("left are %v (%v)", list, err)
	}
}
