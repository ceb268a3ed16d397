package generator_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/report"
	"quarterdeck/generator/scaffold"
	"quarterdeck/generator/testsite"
)

// nginx serves a folder as `new hosting nginx` says, and returns its address.
func nginx(t *testing.T, folder string) string {
	t.Helper()
	binary := testsite.Need(t, "nginx")
	const types = "/etc/nginx/mime.types"
	port, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := port.Addr().String()
	port.Close()
	home := t.TempDir()
	server := scaffold.Hostings()[0].Files("internal", report.Target{})[0].Data
	for old, now := range map[string]string{"listen 8080;": "listen " + address + ";", `root "/srv/reports/current";`: `root "` + folder + `";`, "include mime.types;": "include " + types + ";"} {
		if !bytes.Contains(server, []byte(old)) {
			t.Fatalf("nginx.conf has no %q", old)
		}
		server = bytes.ReplaceAll(server, []byte(old), []byte(now))
	}
	conf := fmt.Sprintf("daemon off; pid %[1]s/pid; error_log stderr; worker_processes 1; events {}\nhttp { access_log off; client_body_temp_path %[1]s/b; proxy_temp_path %[1]s/p; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;\n%s }\n", home, server)
	if os.Getuid() == 0 { // its workers would be nobody, who may not read the test's folders
		conf = "user root; " + conf
	}
	file := filepath.Join(home, "nginx.conf")
	if err := os.WriteFile(file, []byte(conf), 0o644); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	c := exec.Command(binary, "-e", "stderr", "-c", file)
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	t.Cleanup(func() {
		_ = c.Process.Signal(os.Interrupt)
		<-ended
	})
	for range 200 {
		if conn, err := net.Dial("tcp", address); err == nil {
			conn.Close()
			return "http://" + address + "/"
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("nginx ended: %v\n%s", err, &said)
		case <-time.After(25 * time.Millisecond):
		}
	}
	t.Fatalf("nginx does not answer\n%s", &said)
	return ""
}

// The server block that `new hosting nginx` writes sends each kind of file as it should be.
func TestNginx(t *testing.T) {
	folder := exampleSite(t, "internal")
	root := nginx(t, folder)
	css, err := filepath.Glob(filepath.Join(folder, "assets", "site.*.css"))
	if err != nil || len(css) != 1 {
		t.Fatal(css, err)
	}
	client := &http.Client{Timeout: 10 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for at, want := range map[string]struct {
		status int
		heads  map[string]string
	}{
		"":                                {200, map[string]string{"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache", "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'"}},
		"2026-q3/":                        {200, map[string]string{"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache"}},
		"2026-q3":                         {301, map[string]string{"Location": "/2026-q3/"}},
		"2026-q3/data.json":               {200, map[string]string{"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-cache"}},
		"2026-q3/deliverables.csv":        {200, map[string]string{"Content-Type": "text/csv; charset=utf-8"}},
		"assets/" + filepath.Base(css[0]): {200, map[string]string{"Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=31536000, immutable"}},
		"nothing/":                        {404, map[string]string{"Content-Type": "text/html; charset=utf-8"}},
		".quarterdeck-manifest":           {404, nil},
		".quarterdeck/log.jsonl":          {404, nil},
	} {
		r, err := client.Get(root + at)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil || r.StatusCode != want.status {
			t.Errorf("%q: %s, want %d: %v", at, r.Status, want.status, err)
		}
		for name, value := range want.heads {
			if got := r.Header.Get(name); got != value {
				t.Errorf("%q: %s is %q, want %q", at, name, got, value)
			}
		}
		if at == "nothing/" && !strings.Contains(string(body), "Page not found") {
			t.Errorf("a page that is missing is told of by %.80q", body)
		}
	}
}
