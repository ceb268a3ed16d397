package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	seam "quarterdeck/generator/publish/target"
)

// hasty are options of a test that has no time for long pauses.
func hasty() Options {
	return Options{pause: 10 * time.Millisecond, limit: 2 * time.Second, Lease: 3 * time.Second}
}

// startBadSFTP is a place behind a proxy.
func startBadSFTP(t *testing.T, f func(n int) fate) (place, *proxy) {
	t.Helper()
	d := startSSH(t)
	way := startProxy(t, d.port, f)
	d.alsoAt(t, way.address())
	root := t.TempDir()
	return place{
		url:   "sftp://" + way.address() + root,
		see:   func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(root, currentLink, name)) },
		names: func() ([]string, error) { return filesBelow(root) },
	}, way
}

// wide is a site with some weight.
func wide(n int) map[string]string {
	files := story(n)
	for i := range 60 {
		files[fmt.Sprintf("notes/%d/index.html", i)] = strings.Repeat(fmt.Sprintf("note %d of %d\n", i, n), 400)
	}
	return files
}

func TestSFTPConnectionsThatAreCut(t *testing.T) {
	for name, first := range map[string]fate{"cut": {bytes: 150 << 10}, "dead": {bytes: 100 << 10, stall: true}, "refused": {refuse: true}} {
		t.Run(name, func(t *testing.T) {
			p, way := startBadSFTP(t, func(n int) fate {
				if n < 3 {
					return first
				}
				return fate{}
			})
			target := p.open(t)
			if _, err := Publish(t.Context(), target, build(t, wide(1)), newClock().about(), hasty()); err != nil {
				t.Fatal(err)
			}
			if err := target.Close(); err != nil {
				t.Error(err)
			}
			if n := way.connections(); n != 4 {
				t.Errorf("%d connections, want 4", n)
			}
			for name, want := range wide(1) {
				got, err := p.see(name)
				if err != nil || string(got) != want {
					t.Errorf("%s: %v", name, err)
				}
			}
			names, err := p.names()
			for _, name := range names {
				if strings.Contains(name, "/tmp/") {
					t.Errorf("%s was left (%v)", name, err)
				}
			}
		})
	}
}

// A server that is gone for good ends the run, with the old release in place.
func TestSFTPServerThatIsGone(t *testing.T) {
	p, way := startBadSFTP(t, func(int) fate { return fate{} })
	c := newClock()
	if _, err := Publish(t.Context(), p.open(t), build(t, wide(1)), c.about(), hasty()); err != nil {
		t.Fatal(err)
	}
	way.become(func(n int) fate {
		if n < 2 {
			return fate{bytes: 100 << 10}
		}
		return fate{refuse: true}
	})
	_, err := Publish(t.Context(), p.open(t), build(t, wide(2)), c.about(), hasty())
	hinted(t, err, "readers still see the old release", "run the same command again")
	p.shows(t, "index.html", wide(1)["index.html"])
	way.become(func(int) fate { return fate{} })
	eventually(t, func() bool { // its claim ends
		_, err = Publish(t.Context(), p.open(t), build(t, wide(2)), c.about(), hasty())
		return !errors.Is(err, seam.ErrLocked)
	})
	if err != nil {
		t.Fatal(err)
	}
	p.shows(t, "index.html", wide(2)["index.html"])
}

// A server without hard links is sent what it has once more.
func TestSFTPWithoutExtensions(t *testing.T) {
	for denied, word := range map[string]string{"hardlink,fsync,statvfs": "", "posix-rename": "posix-rename@openssh.com"} {
		d := startSSH(t, "Match all", "ForceCommand internal-sftp -P "+denied)
		root := t.TempDir()
		p := place{
			url: "sftp://" + d.address() + root,
			see: func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(root, currentLink, name)) },
		}
		c := newClock()
		for n := range 2 {
			_, err := Publish(t.Context(), p.open(t), build(t, story(n)), c.about(), hasty())
			if word != "" {
				hinted(t, err, word)
			} else if err != nil {
				t.Fatal(err)
			} else {
				p.shows(t, "index.html", story(n)["index.html"])
			}
		}
	}
}

// New files and folders are for all to read, whatever the server's mask is; what a target
// knows about itself is not.
func TestSFTPMask(t *testing.T) {
	d := startSSH(t, "Match all", "ForceCommand internal-sftp -u 0077")
	root := filepath.Join(t.TempDir(), "a", "b")
	target, err := Open("sftp://"+d.address()+root, Opening{})
	if err != nil {
		t.Fatal(err)
	}
	defer target.Close()
	if _, err := Publish(t.Context(), target, build(t, story(1)), newClock().about(), hasty()); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fs.FileMode{
		"":                       0o755,
		"current/index.html":     0o644,
		"current/teams":          0o755,
		"current/teams/3":        0o755,
		".quarterdeck":           0o700,
		"current/2026-q3/bilder": 0o755,
		"releases":               0o755,
		"current/assets":         0o755,
		"current/editions.json":  0o644,
	} {
		info, err := os.Stat(filepath.Join(root, name))
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v (%v), want %v", name, info, err, want)
		}
	}
}
