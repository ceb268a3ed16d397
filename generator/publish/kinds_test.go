package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/output"
	"quarterdeck/generator/testsite"
)

// kinds is every kind of target: the tests that run over it hold for all.
var kinds = []kind{
	{"folder by link", startLinked},
	{"folder by copy", startCopied},
	{"sftp by link", startSFTPLinked},
	{"sftp by copy", startSFTPCopied},
	{"git by file", startGitFile},
	{"s3", startS3},
}

// ways are kinds of target of which one in the table differs by no more than the way
// there. Conformance is enough.
var ways = []kind{
	{"git by ssh", startGitSSH},
	{"s3 with gzip", startS3Gzip},
	{"s3 with brotli", startS3Brotli},
}

// kind is one row of the table of kinds.
type kind struct {
	name  string
	start func(t *testing.T) place // starts what it needs, and stops it with the test
}

// place is one empty target. What is nil is not there to be looked at.
type place struct {
	url    string                                 // for Open; who opens it twice is two publishers
	http   string                                 // of what readers see; ends in "/"
	see    func(name string) ([]byte, error)      // what readers see; nil = GET http+name
	put    func(name string, data []byte) error   // somebody else writes a file where readers look
	names  func() ([]string, error)               // every file below the place
	update func() error                           // what a host does after a publish, before readers look
	unseen bool                                   // a run that is cut off leaves nothing there
	header func(name string) (http.Header, error) // of a GET, where the kind keeps headers
}

// eachKind runs a test over every kind of target.
func eachKind(t *testing.T, test func(t *testing.T, p place), more ...kind) {
	for _, k := range slices.Concat(kinds, more) {
		t.Run(k.name, func(t *testing.T) { test(t, k.start(t)) })
	}
}

// open opens the place as one more publisher.
func (p place) open(t *testing.T) *Target {
	t.Helper()
	target, err := Open(p.url, Opening{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { target.Close() })
	return target
}

// look returns what readers see; fs.ErrNotExist for a 404.
func (p place) look(t *testing.T, name string) (string, error) {
	t.Helper()
	p.settle(t)
	if p.see != nil {
		data, err := p.see(name)
		return string(data), err
	}
	data, err := get(t.Context(), p.http+name)
	return string(data), err
}

// settle lets a host do what it does after a publish.
func (p place) settle(t *testing.T) {
	t.Helper()
	if p.update != nil {
		if err := p.update(); err != nil {
			t.Fatal(err)
		}
	}
}

// shows fails unless readers see exactly that; "" is a file that is not there.
func (p place) shows(t *testing.T, name, want string) {
	t.Helper()
	got, err := p.look(t, name)
	if want == "" {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is %q (%v), want none", name, got, err)
		}
	} else if err != nil || got != want {
		t.Errorf("%s is %q (%v), want %q", name, got, err, want)
	}
}

func get(ctx context.Context, address string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	switch {
	case err != nil: // the connection broke off before the length that was promised
		return nil, fmt.Errorf("%s: half a file: %w", address, err)
	case answer.StatusCode == http.StatusNotFound:
		return nil, fmt.Errorf("%s: %w", address, fs.ErrNotExist)
	case answer.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("%s: %s", address, answer.Status)
	}
	return data, nil
}

func startLinked(t *testing.T) place { return startFolder(t, "link", "current") }
func startCopied(t *testing.T) place { return startFolder(t, "copy&linger=0s", "") }

func startFolder(t *testing.T, mode, served string) place {
	root := filepath.Join(t.TempDir(), "for readers, naïve")
	if err := os.Mkdir(root, 0o755); err != nil {
		t.Fatal(err)
	}
	p := place{
		url:   "file://" + strings.ReplaceAll(root, " ", "%20") + "?mode=" + mode,
		http:  nginx(t, filepath.Join(root, served)),
		names: func() ([]string, error) { return filesBelow(root) },
	}
	if served == "" {
		p.put = func(name string, data []byte) error {
			return os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), data, 0o644)
		}
	}
	return p
}

func filesBelow(root string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, p)
		names = append(names, filepath.ToSlash(rel))
		return err
	})
	return names, err
}

// nginx serves a folder, which need not be there yet, and returns its address.
func nginx(t *testing.T, root string) string {
	t.Helper()
	bin, dir := testsite.Need(t, "nginx"), t.TempDir()
	port := freePort(t)
	config := fmt.Sprintf(`daemon off; master_process off; pid %[1]s/pid; error_log %[1]s/error.log;
events { worker_connections 256; }
http {
	access_log off;
	default_type application/octet-stream;
	types { text/html html; text/css css; text/javascript js; application/json json; }
	client_body_temp_path %[1]s/b; proxy_temp_path %[1]s/p; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;
	server { listen 127.0.0.1:%[2]d; root "%[3]s"; }
}
`, dir, port, root)
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	serve(t, port, exec.Command(bin, "-p", dir, "-e", filepath.Join(dir, "error.log"), "-c", file))
	return fmt.Sprintf("http://127.0.0.1:%d/", port)
}

// serve runs a server until the test ends, and returns once it answers on its port.
func serve(t testing.TB, port int, c *exec.Cmd) {
	t.Helper()
	var said strings.Builder
	c.Stdout, c.Stderr = &said, &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	t.Cleanup(func() {
		_ = c.Process.Kill()
		<-ended
	})
	for range 200 {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			conn.Close()
			return
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s ended: %v\n%s", c.Path, err, said.String())
		case <-time.After(25 * time.Millisecond):
		}
	}
	t.Fatalf("%s does not answer on port %d", c.Path, port)
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// build makes a site of the files, as `quarterdeck build` does.
func build(t *testing.T, files map[string]string) Tree {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	w, err := output.Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		if err := w.Put(name, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	tree, err := ReadTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// history is the log of releases, oldest first.
func history(t *testing.T, target *Target) ([]Line, error) {
	t.Helper()
	st := &state{}
	_, err := open(target, Options{}).readRuns(t.Context(), st)
	return st.history, err
}

// named puts the first digits of the hash of what a file holds into its name.
func named(name, holds string) string {
	e, _ := sum(strings.NewReader(holds))
	ext := filepath.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + e.Sum[:8] + ext
}
