//go:build unix

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"quarterdeck/generator/sample"
)

// Ctrl-C ends a wait for a tracker within a second, and keeps the pages before it; so does SIGKILL.
func TestImportAPIIsInterrupted(t *testing.T) {
	for name, c := range map[string]struct {
		signal syscall.Signal
		code   int
		said   string
	}{
		"Ctrl-C":  {syscall.SIGINT, 130, "quarterdeck: interrupted\n1 issue kept in "},
		"SIGKILL": {syscall.SIGKILL, -1, "asking again in 8m20s"},
	} {
		t.Run(name, func(t *testing.T) {
			asked := make(chan bool, 10)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Query().Get("page") == "" {
					next(w, r, "2")
					fmt.Fprint(w, `[`+githubIssue(31, "Bulk edit", "closed", "2026-08-12T16:00:00Z")+`]`)
					return
				}
				w.Header().Set("Retry-After", "500")
				w.WriteHeader(http.StatusTooManyRequests)
				asked <- true
			}))
			defer server.Close()
			k := &killed{folder: t.TempDir(), cache: t.TempDir()}
			files := sample.Workspace(1, 1, 1)
			files["site.toml"] += fmt.Sprintf("\n[import.github]\nurl = %q\nrepository = \"acme/edge\"\n", server.URL)
			if err := files.Write(k.folder); err != nil {
				t.Fatal(err)
			}
			command := k.command(t, "import", "api", "github", "--quarter", "2026-q3", "--save", "answers", "--yes")
			var said strings.Builder
			command.Stderr = &said
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			select {
			case <-asked:
			case <-time.After(20 * time.Second):
				t.Error("it did not ask for the second page")
			}
			time.Sleep(50 * time.Millisecond) // until it waits
			start := time.Now()
			if err := command.Process.Signal(c.signal); err != nil {
				t.Fatal(err)
			}
			_ = command.Wait() // its code is looked at
			if code, took := command.ProcessState.ExitCode(), time.Since(start); code != c.code || took > time.Second || !strings.Contains(said.String(), c.said) {
				t.Errorf("exit code %d after %s\n%s", code, took, said.String())
			}
			if part, err := os.ReadFile(filepath.Join(k.folder, "answers.part")); err != nil || !strings.Contains(string(part), "Bulk edit") {
				t.Errorf("%s, %v", part, err)
			}
		})
	}
}
