package generator_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator"
	"quarterdeck/generator/output"
)

// The zip holds every page of the quarter and what it needs, no other page, no link to one, and opens at the quarter.
func TestPack(t *testing.T) {
	folder := sampled(t)
	freeze(t, folder, generator.FreezeOptions{AsPlan: true})
	freeze(t, folder, generator.FreezeOptions{})
	out := filepath.Join(t.TempDir(), "q.zip")
	o := generator.PackOptions{Out: out, CacheDir: charts()}
	made, problems, err := generator.Pack(context.Background(), open(t, folder), frozenQuarter, o)
	if err != nil || !made.Sources || made.Out != out {
		t.Fatal(made, problems, err)
	}
	if n, problems, err := generator.VerifyPacked(out); err != nil || len(problems) > 0 || n != made.Files {
		t.Fatal(n, problems, err)
	}
	packed := unzipped(t, out)
	site, own := files(t, filepath.Join(build(t, open(t, folder)), "internal")), 0
	for name, data := range site {
		wanted := strings.HasPrefix(name, "2026-q3/") || strings.HasPrefix(name, "assets/") || strings.HasPrefix(name, "numbers/")
		got, there := packed["site/"+name]
		switch {
		case there != wanted:
			t.Errorf("%s: in the zip %v, want %v", name, there, wanted)
		case wanted && !strings.HasSuffix(name, ".html") && !bytes.Equal(got, data):
			t.Errorf("%s is not as it is built", name)
		case wanted && strings.HasSuffix(name, ".html"):
			leadsInside(t, packed, "site/"+name, string(got))
		}
		if wanted {
			own++
		}
	}
	_, target, _ := strings.Cut(string(packed["index.html"]), `url=`)
	target, _, _ = strings.Cut(target, `"`)
	if !strings.HasPrefix(target, "site/2026-q3/") || packed[target] == nil {
		t.Errorf("the zip opens %q", target)
	}
	sources := 0
	for name, data := range files(t, filepath.Join(folder, "content/2026-q3/editions")) {
		sources++
		if !bytes.Equal(packed["sources/content/2026-q3/editions/"+name], data) {
			t.Errorf("%s is not as it was frozen", name)
		}
	}
	if sources == 0 || len(packed) != own+sources+2 {
		t.Errorf("%d files, of which %d of the site and %d sources", len(packed), own, sources)
	}

	o.Audience = "customers"
	var refusal generator.Refusal
	if _, _, err = generator.Pack(context.Background(), open(t, folder), frozenQuarter, o); !errors.As(err, &refusal) || !strings.Contains(err.Error(), "--force") {
		t.Errorf("what is there is replaced: %v", err)
	}
	o.Force = true
	if made, problems, err = generator.Pack(context.Background(), open(t, folder), frozenQuarter, o); err != nil || made.Sources {
		t.Fatal(made, problems, err)
	}
	for name := range unzipped(t, out) {
		if strings.HasPrefix(name, "sources/") {
			t.Errorf("customers get %s", name)
		}
	}

	// A run that fails leaves the zip that was there, and nothing else.
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	before, _ := os.ReadFile(out)
	if _, _, err := generator.Pack(canceled, open(t, folder), frozenQuarter, o); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	after, _ := os.ReadFile(out)
	if list, err := os.ReadDir(filepath.Dir(out)); err != nil || len(list) != 1 || !bytes.Equal(before, after) {
		t.Errorf("%v %v", list, err)
	}
}

// unzipped are the files of a zip.
func unzipped(t *testing.T, file string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	all := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return all
}

var leading = regexp.MustCompile(`(?:href|src|data-index)="([^"#?]+)`)

// leadsInside fails where a page of a zip leads to a file that is not in it.
func leadsInside(t *testing.T, packed map[string][]byte, at, page string) {
	t.Helper()
	for _, m := range leading.FindAllStringSubmatch(page, -1) {
		if to := path.Join(path.Dir(at), m[1]); !strings.Contains(m[1], ":") && packed[to] == nil {
			t.Errorf("%s leads to %s, which is not there", at, to)
		}
	}
}

// What a killed run left beside its zip goes with the next; what others write stays.
func TestPackClearsWhatAKilledRunLeft(t *testing.T) {
	folder := sampled(t)
	freeze(t, folder, generator.FreezeOptions{AsPlan: true})
	freeze(t, folder, generator.FreezeOptions{})
	dir := t.TempDir()
	put := func(name string, age time.Duration) *os.File {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		then := time.Now().Add(-age)
		if err := os.Chtimes(f.Name(), then, then); err != nil {
			t.Fatal(err)
		}
		return f
	}
	put(".q.zip-123", 2*time.Minute).Close()
	output.Claim(put(".q.zip-9", 2*time.Hour))
	output.Claim(put(".q.zip-456", 2*time.Minute))
	for _, name := range []string{".q.zip-notes", ".q.zip-", ".r.zip-123", "q.zip-123"} {
		put(name, 3*time.Hour).Close()
	}
	_, problems, err := generator.Pack(context.Background(), open(t, folder), frozenQuarter, generator.PackOptions{Out: filepath.Join(dir, "q.zip"), CacheDir: charts()})
	if err != nil {
		t.Fatal(problems, err)
	}
	var left []string
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if got, want := strings.Join(left, " "), ".q.zip- .q.zip-456 .q.zip-notes .r.zip-123 q.zip q.zip-123"; got != want || err != nil {
		t.Errorf("got  %s, %v\nwant %s", got, err, want)
	}
}
