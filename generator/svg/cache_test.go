package svg

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "cache")
	script, j := bundle(t), fixture(t, "spark")
	first := drawer(t, Config{Bundle: script, CacheDir: dir, Workers: 1})
	want := draw(t, first, j)
	j2 := j
	j2.Prefix = "other"
	second := drawer(t, Config{Bundle: script, CacheDir: dir, Workers: 1})
	if got := draw(t, second, j2); got != strings.ReplaceAll(want, j.Prefix+"-", "other-") {
		t.Errorf("from the cache with another prefix: %s", got)
	}
	if s := second.Stats(); s.Cached != 1 || s.Drawn != 0 || s.Engines != 0 {
		t.Errorf("an equal job: %+v", s)
	}
	for name, change := range map[string]func(*Config, *Job){
		"size":   func(_ *Config, j *Job) { j.Width++ },
		"option": func(_ *Config, j *Job) { j.Option = bytes.Replace(j.Option, []byte("60"), []byte("61"), 1) },
		"bundle": func(c *Config, _ *Job) { c.Bundle = append(bytes.Clone(c.Bundle), '\n') },
	} {
		c, j := Config{Bundle: script, CacheDir: dir, Workers: 1}, j
		change(&c, &j)
		d := drawer(t, c)
		draw(t, d, j)
		if s := d.Stats(); s.Drawn != 1 {
			t.Errorf("another %s was taken from the cache: %+v", name, s)
		}
	}
}

func TestDamagedCache(t *testing.T) {
	for name, damage := range map[string]func([]byte) []byte{
		"empty":     func([]byte) []byte { return nil },
		"truncated": func(b []byte) []byte { return b[:len(b)/2] },
		"a bit":     func(b []byte) []byte { b[len(b)-9] ^= 1; return b },
		"its hash":  func(b []byte) []byte { b[0] ^= 1; return b },
		"longer":    func(b []byte) []byte { return append(b, "<script>"...) },
	} {
		dir, script, j := t.TempDir(), bundle(t), fixture(t, "spark")
		want := draw(t, drawer(t, Config{Bundle: script, CacheDir: dir, Workers: 1}), j)
		var files int
		_ = filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			files++
			b, err := os.ReadFile(path)
			if err == nil {
				err = os.WriteFile(path, damage(b), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			return nil
		})
		if files != 2 {
			t.Fatalf("the cache has %d files: a drawing and an engine make 2", files)
		}
		for n := range 2 { // the second time from the mended cache
			d := drawer(t, Config{Bundle: script, CacheDir: dir, Workers: 1})
			if got := draw(t, d, j); got != want || d.Stats().Drawn != 1-n {
				t.Errorf("%s, round %d: %+v %s", name, n, d.Stats(), got)
			}
		}
	}
}

func TestCacheThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d := New(Config{Bundle: []byte(slow), CacheDir: filepath.Join(file, "cache")})
	for range 2 {
		draw(t, d, Job{Option: []byte(`{}`), Width: 1, Height: 1, Prefix: "x"})
	}
	if err := d.Close(); err != nil || d.Stats().Drawn != 2 {
		t.Errorf("%v, %+v", err, d.Stats())
	}
}

func TestTidy(t *testing.T) {
	now := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	day := 24 * time.Hour
	c := &cache{dir: t.TempDir()}
	keep := func(name string, age time.Duration) {
		c.put(name, bytes.Repeat([]byte("x"), 935)) // with its head 1000 bytes
		if err := os.Chtimes(filepath.Join(c.dir, name), now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	left := func() (names string) {
		_ = filepath.WalkDir(c.dir, func(path string, e os.DirEntry, _ error) error {
			if !e.IsDir() && e.Name() != tidied {
				names += e.Name() + " "
			}
			return nil
		})
		return names
	}
	keep("aa/new.svg", 0)
	keep("aa/older.svg", 2*day)
	keep("bb/old.svg", 80*day)
	keep("bb/gone.svg", 91*day)
	keep("cc/now.part", time.Hour)
	keep("cc/left.part", 2*day)
	if err := os.WriteFile(filepath.Join(c.dir, "notes.txt"), []byte("not ours"), 0o600); err != nil {
		t.Fatal(err)
	}
	c.tidy(now)
	if got, want := left(), "new.svg older.svg old.svg now.part notes.txt "; got != want {
		t.Errorf("after 90 days: %s, want %s", got, want)
	}
	keep("bb/gone.svg", 91*day)
	if c.tidy(now.Add(day - time.Second)); !strings.Contains(left(), "gone.svg") {
		t.Error("tidied twice in a day")
	}
	if c.tidy(now.Add(day)); strings.Contains(left(), "gone.svg") {
		t.Error("not tidied on the next day")
	}
	c.drop(now, 2500)
	if got, want := left(), "new.svg older.svg notes.txt "; got != want {
		t.Errorf("with room for 2500 bytes: %s, want %s", got, want)
	}
}
