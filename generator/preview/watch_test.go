package preview

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"quarterdeck/generator/testsite"
)

// bounded is how long a test of the watcher waits for what must come.
const bounded = 20 * time.Second

// watched is a folder with a watcher, and what it has told so far.
type watched struct {
	t      *testing.T
	folder string
	bursts chan burst
	said   []string
	mu     sync.Mutex
}

func watching(t *testing.T, change func(*watcher)) *watched {
	t.Helper()
	w := &watched{t: t, folder: t.TempDir()}
	w.write("site.toml", "")
	w.write("content/teams/a.md", "a")
	wr := &watcher{folder: w.folder, open: openNotifier, every: 20 * time.Millisecond, bursts: make(chan burst), say: func(format string, args ...any) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.said = append(w.said, fmt.Sprintf(format, args...))
	}}
	if change != nil {
		change(wr)
	}
	wr.begin()
	w.bursts = wr.bursts
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); wr.run(ctx) }()
	t.Cleanup(func() {
		cancel()
		for range wr.bursts {
		}
		<-done
	})
	return w
}

func (w *watched) at(name string) string { return filepath.Join(w.folder, filepath.FromSlash(name)) }

func (w *watched) write(name, text string) {
	w.t.Helper()
	testsite.Write(w.t, w.folder, name, text)
}

func (w *watched) do(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// tells waits until bursts have covered all the paths: named each, or a folder above.
func (w *watched) tells(names ...string) {
	w.t.Helper()
	end := time.After(bounded)
	for len(names) > 0 {
		select {
		case b := <-w.bursts:
			if b.all {
				return
			}
			names = slices.DeleteFunc(names, func(n string) bool {
				return slices.ContainsFunc(b.paths, func(p string) bool { return p == n || strings.HasPrefix(n, p+"/") })
			})
		case <-end:
			w.t.Fatalf("not told: %q", names)
		}
	}
}

func TestWatcherTellsOfEverySave(t *testing.T) {
	for name, change := range map[string]func(*watcher){
		"by the system": nil,
		"by polling": func(w *watcher) {
			w.open = func() (*notifier, error) { return nil, syscall.EMFILE }
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := watching(t, change)
			if change != nil {
				w.tells("everything")
			}
			w.write("content/teams/a.md", "changed")
			w.tells("content/teams/a.md")

			w.write("content/teams/.a.md.tmp", "saved by rename")
			w.do(os.Rename(w.at("content/teams/.a.md.tmp"), w.at("content/teams/a.md")))
			w.tells("content/teams/a.md")
			w.do(os.Rename(w.at("content/teams/a.md"), w.at("content/teams/a.md~")))
			w.write("content/teams/a.md", "saved beside its backup")
			w.tells("content/teams/a.md", "content/teams/a.md~")
			w.write("content/teams/a.md", "and once more")
			w.tells("content/teams/a.md")

			w.write("content/2026-q3/deep/er/plan.md", "in new folders")
			w.tells("content/2026-q3/deep/er/plan.md")
			w.write("content/2026-q3/deep/er/plan.md", "again")
			w.tells("content/2026-q3/deep/er/plan.md")

			w.do(os.Rename(w.at("content/2026-q3/deep"), w.at("content/2026-q3/moved")))
			w.tells("content/2026-q3/deep", "content/2026-q3/moved")
			w.write("content/2026-q3/moved/er/plan.md", "in a folder that has moved")
			w.tells("content/2026-q3/moved/er/plan.md")

			w.write("templates/assets/site.css", "a folder that was not there")
			w.tells("templates/assets/site.css")
			w.write("site.toml", "title = \"x\"")
			w.tells("site.toml")

			w.do(os.RemoveAll(w.at("content")))
			w.tells("content")
			w.write("content/teams/a.md", "back")
			w.tells("content/teams/a.md")
			w.write("content/teams/a.md", "and alive")
			w.tells("content/teams/a.md")
			w.do(os.Rename(w.at("content"), w.at("away")))
			w.tells("content")
			w.write("away/teams/a.md", "while it was away")
			w.do(os.Rename(w.at("away"), w.at("content")))
			w.tells("content")
			w.write("content/teams/a.md", "home")
			w.tells("content/teams/a.md")
			w.do(os.Remove(w.at("content/teams/a.md")))
			w.tells("content/teams/a.md")
		})
	}
}

// What a link inside the workspace leads to is followed as well.
func TestWatcherFollowsLinks(t *testing.T) {
	w := watching(t, nil)
	w.write("shared/text.md", "shared")
	w.do(os.Symlink("../../shared/text.md", w.at("content/teams/b.md")))
	w.tells("content/teams/b.md")
	w.write("shared/text.md", "changed")
	w.tells("shared/text.md")
}

func TestWatcherSaysWhenTheSystemHasNoWatchesLeft(t *testing.T) {
	left := 3
	w := watching(t, func(w *watcher) {
		w.open = func() (*notifier, error) {
			n, err := openNotifier()
			if err != nil {
				return nil, err
			}
			add := n.add
			n.add = func(folder string) error {
				if left--; left < 0 {
					return &os.PathError{Op: "inotify_add_watch", Path: folder, Err: syscall.ENOSPC}
				}
				return add(folder)
			}
			return n, nil
		}
	})
	w.write("content/2026-q3/a/plan.md", "the watch that is one too many")
	w.tells("content/2026-q3/a/plan.md")
	w.write("content/2026-q3/a/plan.md", "and later still")
	w.tells("content/2026-q3/a/plan.md")
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.said) != 1 || !strings.Contains(w.said[0], "fs.inotify.max_user_watches") || !strings.Contains(w.said[0], "every 20ms") {
		t.Errorf("said %q", w.said)
	}
}

func TestWatcherLooksAtEverythingAfterAnOverflow(t *testing.T) {
	failures := make(chan error)
	w := watching(t, func(w *watcher) {
		w.open = func() (*notifier, error) {
			n, err := openNotifier()
			if err == nil {
				n.errors = failures
			}
			return n, err
		}
	})
	failures <- fsnotify.ErrEventOverflow
	if b := <-w.bursts; !b.all {
		t.Errorf("after an overflow only %q is looked at", b.paths)
	}
	w.write("content/teams/a.md", "still watched")
	w.tells("content/teams/a.md")
	failures <- errors.New("something else")
	if b := <-w.bursts; !b.all {
		t.Errorf("after a failure only %q is looked at", b.paths)
	}
	w.write("content/teams/a.md", "now polled")
	w.tells("content/teams/a.md")
}

// A burst is told at most 30 ms after it began, however long it goes on; a consumer
// that is slow gets one burst for all it missed.
func TestGathering(t *testing.T) {
	var g gathering
	start := time.Now()
	if d := g.due(start).Sub(start); d != quiet {
		t.Errorf("a single change waits %v", d)
	}
	if d := g.due(start.Add(5 * time.Millisecond)).Sub(start); d != 25*time.Millisecond {
		t.Errorf("a second change waits until %v", d)
	}
	if d := g.due(start.Add(29 * time.Millisecond)).Sub(start); d != longest {
		t.Errorf("a change at 29 ms waits until %v", d)
	}
	for i := range mostNamed + 1 {
		g.add(fmt.Sprint(i))
	}
	if b := g.burst(); !b.all || b.paths != nil {
		t.Error("a burst of very many paths is not everything")
	}
}
