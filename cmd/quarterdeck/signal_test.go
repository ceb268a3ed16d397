//go:build unix

package main

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"quarterdeck/generator/sample"
	"quarterdeck/generator/testsite"
)

// large is a workspace that every verb needs seconds for.
func large(t *testing.T) *killed {
	k := &killed{folder: filepath.Join(t.TempDir(), "workspace"), cache: t.TempDir()}
	files := sample.Workspace(40, 12, 1)
	files["site.toml"] += "\n[publish.internal]\nurl = \"file://" + filepath.ToSlash(k.folder) + ".target\"\n"
	if err := files.Write(k.folder); err != nil {
		t.Fatal(err)
	}
	return k
}

// below are the names of all files that a run can have changed.
func (k *killed) below(t *testing.T) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(filepath.Dir(k.folder), func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != k.folder && strings.HasPrefix(e.Name(), "."): // what the next run clears away
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !e.IsDir():
			names = append(names, p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// after sends signals to a running command, and returns its exit code as a shell has it, and how
// long it took to end.
func after(t *testing.T, c *exec.Cmd, wait time.Duration, signals ...syscall.Signal) (code int, took time.Duration, said string) {
	t.Helper()
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(wait)
	start := time.Now()
	for i, s := range signals {
		if i > 0 {
			time.Sleep(20 * time.Millisecond) // else the system may make one of them
		}
		if err := c.Process.Signal(s); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
	}
	_ = c.Wait() // its code is looked at
	status, ok := c.ProcessState.Sys().(syscall.WaitStatus)
	if !ok {
		t.Fatalf("%v has no status", c.Args)
	}
	if status.Signaled() { // before it could take any signal
		return 128 + int(status.Signal()), time.Since(start), out.String()
	}
	return status.ExitStatus(), time.Since(start), out.String()
}

// Ctrl-C and SIGTERM end every verb within a second, with the code that a shell expects, and nothing
// is half written.
func TestSignals(t *testing.T) {
	k := large(t)
	k.whole(t, "freeze", "2026-q2", "--force", "a sample") // for verify
	before := k.below(t)
	for _, verb := range []struct {
		args []string
		wait time.Duration          // before the signal, where it is not long
		code map[syscall.Signal]int // where it is not 128 and the signal
	}{
		{args: []string{"build"}},
		{args: []string{"check"}, wait: 60 * time.Millisecond},
		{args: []string{"check", "--json"}, wait: 60 * time.Millisecond},
		{args: []string{"freeze", "2026-q3", "--force", "a sample"}},
		{args: []string{"pack", "2026-q3", "--draft"}},
		{args: []string{"publish", "internal", "--yes", "--draft"}},
		{args: []string{"publish", "internal", "--dry-run"}},
		{args: []string{"serve", "--port", "0"}, code: map[syscall.Signal]int{syscall.SIGINT: 0, syscall.SIGTERM: 0}},
		{args: []string{"verify"}, wait: 60 * time.Millisecond},
		{args: []string{"digest", "2026-q3"}, wait: 60 * time.Millisecond},
	} {
		for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM}[:testsite.Rounds(2, 1)] {
			for _, times := range []int{1, 2}[:testsite.Rounds(2, 1)] {
				signals := slices.Repeat([]syscall.Signal{s}, times)
				code, took, said := after(t, k.command(t, verb.args...), cmp.Or(verb.wait, 250*time.Millisecond), signals...)
				want := 128 + int(s)
				if other, ok := verb.code[s]; ok && code == other {
					want = other
				}
				if code != want {
					t.Errorf("%v after %v: code %d, want %d\n%s", verb.args, signals, code, want, said)
				}
				if took > time.Second {
					t.Errorf("%v after %v: ends after %v", verb.args, signals, took)
				}
				if strings.Contains(said, "context canceled") || strings.Contains(said, "panic") {
					t.Errorf("%v after %v: %s", verb.args, signals, said)
				}
				if now := k.below(t); !slices.Equal(now, before) {
					t.Errorf("%v after %v: %d files were there, now %d", verb.args, signals, len(before), len(now))
					before = now
				}
			}
		}
	}
}

// A run in the midst of writing ends with the old site or the new one, and the run after it clears up.
func TestSignalsWhileWriting(t *testing.T) {
	k := newKilled(t)
	k.whole(t, "build")
	k.whole(t, "freeze", "2026-q3", "--force", "a sample")
	known := manifest(t, filepath.Join(k.folder, "public", "internal"))
	for _, args := range [][]string{{"build"}, {"verify"}, {"pack", "2026-q3", "--force", "--out", filepath.Join(k.cache, "x.zip")}} {
		for n := range 6 {
			code, took, said := after(t, k.command(t, args...), time.Duration(n)*60*time.Millisecond, syscall.SIGTERM)
			if code != 0 && code != 143 || took > time.Second {
				t.Errorf("%v: code %d after %v\n%s", args, code, took, said)
			}
			if args[0] == "build" {
				if now := manifest(t, filepath.Join(k.folder, "public", "internal")); now != known && code != 0 {
					t.Error("a site was changed by a build that was cut off")
				}
			}
		}
	}
	k.whole(t, "build")
	if list, err := os.ReadDir(filepath.Join(k.folder, "public")); err != nil || len(list) != 2 {
		t.Errorf("public holds %v (%v)", list, err)
	}
	k.verify(t, 1)
}
