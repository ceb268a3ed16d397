package edition

import (
	"archive/zip"
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// bundle makes a zip of files and editions, and returns its path.
func bundle(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "x.zip")
	var buffer bytes.Buffer
	b := NewBundle(&buffer, at("2026-10-05"))
	fsys := frozen(t)
	put := func(name string, data []byte) {
		if err := b.Put(name, data); err != nil {
			t.Fatal(err)
		}
	}
	put("index.html", []byte("start"))
	put("site/é b.html", []byte("page"))
	for _, name := range slices.Sorted(maps.Keys(fsys)) {
		if strings.HasPrefix(name, "content/2026-q3/editions/") {
			put(SourcesFolder+"/"+name, fsys[name].Data)
		}
	}
	if n, err := b.Close(); err != nil || n != len(within(fsys, "content/2026-q3/editions"))+3 {
		t.Fatal(n, err)
	}
	if err := os.WriteFile(file, buffer.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// again writes a zip anew with other files; nil removes one.
func again(t *testing.T, file string, change map[string]*string) {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var buffer bytes.Buffer
	w := zip.NewWriter(&buffer)
	add := func(name, text string) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range z.File {
		if text, ok := change[f.Name]; ok {
			if text != nil {
				add(f.Name, *text)
			}
			delete(change, f.Name)
		} else if err := w.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range change {
		add(name, *text)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, buffer.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestCheckBundle(t *testing.T) {
	file := bundle(t)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, problems, err := CheckBundle(file); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	text := func(s string) *string { return &s }
	for what, c := range map[string]struct {
		change map[string]*string
		want   string
	}{
		"altered": {map[string]*string{"site/é b.html": text("Page")}, "site/é b.html: was altered after the zip was made"},
		"missing": {map[string]*string{"index.html": nil}, "index.html: is missing from the zip"},
		"added":   {map[string]*string{"site/new.html": text("")}, "site/new.html: is not in SHA256SUMS: it was added after the zip was made"},
	} {
		t.Run(what, func(t *testing.T) {
			if err := os.WriteFile(file, whole, 0o644); err != nil {
				t.Fatal(err)
			}
			again(t, file, c.change)
			if _, problems, err := CheckBundle(file); err != nil || len(problems) != 1 || problems[0].String() != c.want {
				t.Errorf("%v %v", problems, err)
			}
		})
	}
	for what, sums := range map[string]*string{"no sums": nil, "no lines": text("x"), "a way out": text(sum(nil) + "  ../x\n")} {
		if err := os.WriteFile(file, whole, 0o644); err != nil {
			t.Fatal(err)
		}
		again(t, file, map[string]*string{SumsFile: sums})
		if _, _, err := CheckBundle(file); !errors.Is(err, ErrNoBundle) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// Whoever changes a source and its sum is found out by the edition.
func TestBundleHoldsEditions(t *testing.T) {
	file := bundle(t)
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	sums, err := sumsOf(&z.Reader)
	z.Close()
	if err != nil {
		t.Fatal(err)
	}
	const name = SourcesFolder + "/content/2026-q3/editions/1/site.toml"
	changed, list := "altered", ""
	sums[name] = sum([]byte(changed))
	for _, n := range slices.Sorted(maps.Keys(sums)) {
		list += sums[n] + "  " + n + "\n"
	}
	again(t, file, map[string]*string{name: &changed, SumsFile: &list})
	_, problems, err := CheckBundle(file)
	if err != nil || len(problems) != 1 || problems[0].File != name || problems[0].Code != "edition-altered" {
		t.Errorf("%v %v", problems, err)
	}
}

func TestBundleNames(t *testing.T) {
	b := NewBundle(&bytes.Buffer{}, at("2026-10-05"))
	for _, name := range []string{"", ".", "/x", "../x", "a/../b", `a\b`, "a\nb", SumsFile} {
		if b.Put(name, nil) == nil {
			t.Errorf("%q is accepted", name)
		}
	}
}
