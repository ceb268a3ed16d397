package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// parts are what a workspace's site is made from, besides site.toml.
var parts = []string{"content", "templates"}

// notifier tells of changes in folders. It is what fsnotify offers, so that a test
// can tell of others.
type notifier struct {
	events <-chan fsnotify.Event
	errors <-chan error
	add    func(folder string) error
	remove func(folder string) error
	close  func() error
}

func openNotifier() (*notifier, error) {
	w, err := fsnotify.NewBufferedWatcher(4096)
	if err != nil {
		return nil, err
	}
	return &notifier{events: w.Events, errors: w.Errors, add: w.Add, remove: w.Remove, close: w.Close}, nil
}

// watcher follows the files of a workspace. Whatever happens to them, the last burst
// that it sends comes after the last change.
type watcher struct {
	folder string
	say    func(format string, args ...any)
	open   func() (*notifier, error)
	every  time.Duration // between two looks, where the system does not tell

	bursts   chan burst
	notifier *notifier // nil while polling
	watched  map[string]bool
	gathered gathering
	last     seen // when polling
}

// newWatcher watches a folder. It has begun when newWatcher returns: what changes from
// then on is told once run runs.
func newWatcher(folder string, say func(format string, args ...any)) *watcher {
	if abs, err := filepath.Abs(folder); err == nil {
		folder = abs // the names in events are compared
	}
	w := &watcher{folder: folder, say: say, open: openNotifier, every: 500 * time.Millisecond, bursts: make(chan burst)}
	w.begin()
	return w
}

func (w *watcher) begin() {
	w.watched = map[string]bool{}
	n, err := w.open()
	if err == nil {
		w.notifier = n
		err = w.addAll()
	}
	if err != nil {
		w.poll(err)
	}
}

// addAll watches the workspace's own folder and all below its parts.
func (w *watcher) addAll() error {
	if err := w.watch(w.folder); err != nil {
		return err
	}
	for _, p := range parts {
		if err := w.addTree(filepath.Join(w.folder, p)); err != nil {
			return err
		}
	}
	return nil
}

// addTree watches a folder and all below it. A folder is listed after it is watched,
// so that what comes into it meanwhile is either listed or told.
func (w *watcher) addTree(folder string) error {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return nil
	}
	if err := w.watch(folder); err != nil {
		return err
	}
	list, _ := os.ReadDir(folder) // what cannot be read is the reader's problem
	for _, e := range list {
		at := filepath.Join(folder, e.Name())
		var err error
		switch {
		case e.IsDir() && e.Name() != ".git":
			err = w.addTree(at)
		case e.Type()&fs.ModeSymlink != 0:
			err = w.addTarget(at)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// addTarget watches the folder of what a link inside the workspace leads to.
func (w *watcher) addTarget(link string) error {
	target, err := filepath.EvalSymlinks(link)
	if err != nil {
		return nil
	}
	root, err := filepath.EvalSymlinks(w.folder)
	if err != nil || !strings.HasPrefix(target, root+string(filepath.Separator)) {
		return nil
	}
	rel, err := filepath.Rel(root, filepath.Dir(target))
	if err != nil {
		return nil
	}
	return w.watch(filepath.Join(w.folder, rel))
}

func (w *watcher) watch(folder string) error {
	err := w.notifier.add(folder)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOTDIR) {
		return nil // gone already, which is told, or the reader's problem
	}
	if err == nil {
		w.watched[folder] = true
	}
	return err
}

// forget stops watching a folder, and all below it, that has been moved or removed.
func (w *watcher) forget(folder string) {
	for at := range w.watched {
		if at == folder || strings.HasPrefix(at, folder+string(filepath.Separator)) {
			_ = w.notifier.remove(at) // the system may have done it
			delete(w.watched, at)
		}
	}
}

// run sends bursts until the context ends.
func (w *watcher) run(ctx context.Context) {
	defer close(w.bursts)
	defer func() {
		if w.notifier != nil {
			_ = w.notifier.close()
		}
	}()
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	look := time.NewTicker(w.every)
	defer look.Stop()
	ready := false
	if !w.gathered.empty() {
		timer.Reset(quiet)
	}
	for {
		var events <-chan fsnotify.Event
		var failures <-chan error
		var tick <-chan time.Time
		if w.notifier != nil {
			events, failures = w.notifier.events, w.notifier.errors
		} else {
			tick = look.C
		}
		var out chan<- burst
		var next burst
		if ready {
			out, next = w.bursts, w.gathered.burst()
		}
		select {
		case <-ctx.Done():
			return
		case e := <-events:
			w.event(e)
		case err := <-failures:
			w.failed(err)
		case <-tick:
			w.look()
		case <-timer.C:
			ready = true
			continue
		case out <- next:
			ready, w.gathered = false, gathering{}
			continue
		}
		if !ready && !w.gathered.empty() {
			timer.Reset(time.Until(w.gathered.due(time.Now())))
		}
	}
}

// event takes note of one change.
func (w *watcher) event(e fsnotify.Event) {
	rel, err := filepath.Rel(w.folder, e.Name)
	if err != nil || e.Name == "" || rel == "." {
		return
	}
	rel = filepath.ToSlash(rel)
	if e.Has(fsnotify.Rename) || e.Has(fsnotify.Remove) {
		w.forget(e.Name)
	}
	if e.Has(fsnotify.Create) && w.isPart(rel) {
		// Watched before it is told, so that nothing in it is missed.
		if err := w.addTree(e.Name); err != nil {
			w.poll(err)
		} else if info, err := os.Lstat(e.Name); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			if err := w.addTarget(e.Name); err != nil {
				w.poll(err)
			}
		}
	}
	w.gathered.add(rel)
}

func (w *watcher) isPart(rel string) bool {
	first, _, _ := strings.Cut(rel, "/")
	return first == parts[0] || first == parts[1]
}

// failed looks at everything again after events were lost.
func (w *watcher) failed(err error) {
	w.gathered.all = true
	if !errors.Is(err, fsnotify.ErrEventOverflow) {
		w.poll(err)
		return
	}
	if err := w.addAll(); err != nil {
		w.poll(err)
	}
}

// poll gives up watching, and looks again and again instead.
func (w *watcher) poll(why error) {
	if w.notifier != nil {
		_ = w.notifier.close()
		w.notifier = nil
	}
	w.watched, w.last = nil, look(w.folder)
	w.gathered.all = true
	w.say("%s; looking for changes every %v instead", remedy(why), w.every)
}

func (w *watcher) look() {
	now := look(w.folder)
	for _, p := range now.since(w.last) {
		w.gathered.add(p)
	}
	w.last = now
}

// remedy returns why the system does not tell of changes, and what can be done.
func remedy(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "the system has no watches left for files (raise them with: sudo sysctl fs.inotify.max_user_watches=524288)"
	case errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE):
		return "the system watches for too many programs (raise it with: sudo sysctl fs.inotify.max_user_instances=1024)"
	}
	return fmt.Sprintf("the system does not tell of changed files (%v)", err)
}
