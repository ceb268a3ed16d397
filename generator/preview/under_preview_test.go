package preview

import (
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/testsite"
)

// previewed is a workspace under preview, as the command serves it.
type previewed struct {
	folder, url string
	options     Options
	stop        func()
}

// example is a copy of the repository's own content, to be written in. Quarters that have
// ended have no editions in it: what is frozen does not change with what is written.
func example(t testing.TB) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	frozen, err := filepath.Glob(filepath.Join(folder, "content", "*", "editions", "1"))
	if err != nil || len(frozen) == 0 {
		t.Fatal("the example has no published edition", err)
	}
	for _, edition := range frozen {
		if err := os.RemoveAll(filepath.Dir(edition)); err != nil {
			t.Fatal(err)
		}
	}
	settings, err := os.ReadFile("../../site.toml")
	if err != nil {
		t.Fatal(err)
	}
	testsite.Write(t, folder, "site.toml", string(settings))
	return folder
}

// preview serves a workspace until the test ends or stop is called.
func underPreview(t testing.TB, o Options) *previewed {
	t.Helper()
	w, err := generator.Open(o.Folder)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	o.Audience, o.Host, o.Messages, o.Live.CacheDir = "internal", "127.0.0.1", io.Discard, drawn()
	o.Ready = func(address string) { ready <- address }
	go func() { ended <- Serve(ctx, w, o) }()
	p := &previewed{folder: o.Folder, options: o}
	p.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		w.Close()
	})
	t.Cleanup(p.stop)
	select {
	case p.url = <-ready:
	case err := <-ended:
		t.Fatal(err)
	}
	return p
}

// port is the port that it is served at.
func (p *previewed) port(t testing.TB) int {
	t.Helper()
	_, port, err := net.SplitHostPort(strings.Trim(strings.TrimPrefix(p.url, "http://"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func read(t testing.TB, folder, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// edit replaces words that stand in a file by others.
func (p *previewed) edit(t testing.TB, name, old, now string) {
	t.Helper()
	testsite.Write(t, p.folder, name, replaceOnce(t, read(t, p.folder, name), old, now))
}

func replaceOnce(t testing.TB, text, old, now string) string {
	t.Helper()
	if !strings.Contains(text, old) {
		t.Fatalf("%q does not stand in %.300s", old, text)
	}
	return strings.Replace(text, old, now, 1)
}
