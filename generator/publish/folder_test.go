package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	seam "quarterdeck/generator/publish/target"
)

func folderAt(t *testing.T, mode string) (*Target, string) {
	t.Helper()
	root := filepath.Join(t.TempDir(), "srv", "reports")
	target, err := Open("file://"+root+"?mode="+mode, Opening{})
	if err != nil {
		t.Fatal(err)
	}
	target.Linger = 0
	return target, root
}

func TestAddresses(t *testing.T) {
	workspace := t.TempDir()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(workspace, link); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]error{
		"file://" + workspace:                  ErrInside,
		"file://" + workspace + "/public/x":    ErrInside,
		"file://" + link + "/public":           ErrInside,
		"file://" + file:                       ErrTarget,
		"file:///srv?mode=both":                ErrTarget,
		"file:///srv?mdoe=copy":                ErrTarget,
		"file:///srv?mode=copy&linger=2h":      ErrTarget,
		"file:///srv?mode=copy&linger=-1s":     ErrTarget,
		"file:///srv?mode=copy&linger=":        ErrTarget,
		"file:///srv?linger=1s":                ErrTarget,
		"file:///srv?mode=copy;linger=1s":      ErrTarget,
		"git+file:///srv/x.git?linger=1s":      ErrTarget,
		"file://server/srv":                    ErrTarget,
		"file:srv":                             ErrTarget,
		"gopher://x":                           ErrTarget,
		"srv/reports":                          ErrTarget,
		"sftp://ops:hunter2@web.example/srv":   ErrTarget,
		"sftp://ops:hunter2@web.example/%zz":   ErrTarget,
		"https://ops:hunter2@host.example/x y": ErrTarget,
	} {
		_, err := Open(address, Opening{Workspace: workspace})
		var known *seam.Error
		if !errors.Is(err, want) || !errors.As(err, &known) || known.Hint == "" {
			t.Errorf("%s: %v", address, err)
		}
		if err != nil && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("a password is printed: %v", err)
		}
	}
}

// What a target knows about itself is for the publisher alone, and the site for all,
// whatever the mask of the publisher is.
func TestWhoMayRead(t *testing.T) {
	for _, mode := range []string{"link", "copy"} {
		target, root := folderAt(t, mode)
		if _, err := Publish(t.Context(), target, build(t, site(0)), newClock().about(), impatient); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(filepath.Join(root, seam.StateDir))
		if err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %s is %v (%v), want only its owner to look", mode, seam.StateDir, info.Mode(), err)
		}
		err = filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if e.Name() == seam.StateDir {
				return fs.SkipDir
			}
			info, err := e.Info()
			if err == nil && e.Type()&fs.ModeSymlink == 0 && info.Mode()&0o044 != 0o044 {
				t.Errorf("%s: %s is %v, want all to read", mode, p, info.Mode())
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// A browser that asks whether a page is newer than what it has is told so after a
// rollback, although the file is older.
func TestTimesAfterRollback(t *testing.T) {
	for mode, served := range map[string]string{"link": "current", "copy": ""} {
		target, root := folderAt(t, mode)
		c := newClock()
		at := func(name string) time.Time {
			info, err := os.Stat(filepath.Join(root, served, name))
			if err != nil {
				t.Fatal(err)
			}
			return info.ModTime()
		}
		var same time.Time
		for n := range 2 {
			if _, err := Publish(t.Context(), target, build(t, site(n)), c.about(), impatient); err != nil {
				t.Fatal(err)
			}
			icon := at(named("assets/icon.svg", "i"))
			if n == 1 && !icon.Equal(same) {
				t.Errorf("%s: a file that did not change has a new time", mode)
			}
			same = icon
		}
		before := at("index.html")
		if _, err := Rollback(t.Context(), target, "", c.about(), impatient); err != nil {
			t.Fatal(err)
		}
		if after := at("index.html"); !after.After(before) {
			t.Errorf("%s: the page that came back is of %v, the one before of %v", mode, after, before)
		}
	}
}

// The folder of a release that went is taken for the next one; what somebody did in it is not.
func TestFolderIsTakenAgain(t *testing.T) {
	target, root := folderAt(t, "link")
	c := newClock()
	publish := func(n int) {
		t.Helper()
		o := impatient
		o.Keep = 1
		if _, err := Publish(t.Context(), target, build(t, site(n)), c.about(), o); err != nil {
			t.Fatal(err)
		}
	}
	publish(0)
	publish(1)
	spare := filepath.Join(root, filepath.FromSlash(spareDir))
	defaced := filepath.Join(spare, "teams", "3", "index.html")
	was, err := os.ReadFile(defaced)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Remove(defaced), os.WriteFile(defaced, []byte(strings.Repeat("x", len(was))), 0o644),
		os.WriteFile(filepath.Join(spare, "more.html"), []byte("more"), 0o644)); err != nil {
		t.Fatal(err)
	}
	publish(0) // the same as in the spare folder
	for name, want := range site(0) {
		got, err := os.ReadFile(filepath.Join(root, "current", filepath.FromSlash(name)))
		if err != nil || string(got) != want {
			t.Errorf("%s is %.40q (%v)", name, got, err)
		}
	}
	if _, err := os.Stat(filepath.Join(root, "current", "more.html")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a file that somebody put into the folder became part of the release")
	}
}

// A place where `current` is something else is left alone.
func TestForeignLink(t *testing.T) {
	for what, make := range map[string]func(string) error{
		"a folder": func(at string) error { return os.MkdirAll(at, 0o755) },
		"a file":   func(at string) error { return os.WriteFile(at, []byte("x"), 0o644) },
		"a link":   func(at string) error { return os.Symlink("/srv/other", at) },
	} {
		target, root := folderAt(t, "link")
		if err := errors.Join(os.MkdirAll(root, 0o755), make(filepath.Join(root, currentLink))); err != nil {
			t.Fatal(err)
		}
		if _, err := Publish(t.Context(), target, build(t, site(0)), newClock().about(), impatient); !errors.Is(err, seam.ErrForeign) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
