package publish

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	seam "quarterdeck/generator/publish/target"
	"quarterdeck/generator/testsite"
)

// faulty is a Store to which something happens: before sees each call, and after each that
// worked, with what it was and the name that it is about. An error takes the answer's
// place.
type faulty struct {
	seam.Store
	before, after func(ctx context.Context, op, name string) error
	alter         func(name string, data []byte) []byte // of what is written
}

// broken returns the target with faults.
func broken(t *Target, f faulty) *Target {
	f.Store = t.Store
	none := func(context.Context, string, string) error { return nil }
	if f.before == nil {
		f.before = none
	}
	if f.after == nil {
		f.after = none
	}
	out := *t
	linker, links := t.Store.(seam.Linker)
	own, locks := t.Store.(seam.Locker)
	_, commits := t.Store.(seam.Committer)
	switch {
	case commits && locks:
		out.Store = struct {
			faultyCommits
			seam.Locker
		}{faultyCommits{f}, own}
	case links && locks:
		out.Store = struct {
			faultyLinks
			seam.Locker
		}{faultyLinks{f, linker}, own}
	case links:
		out.Store = faultyLinks{f, linker}
	case locks:
		out.Store = struct {
			faulty
			seam.Locker
		}{f, own}
	default:
		out.Store = f
	}
	return &out
}

func (f faulty) around(ctx context.Context, op, name string, call func() error) error {
	if err := f.before(ctx, op, name); err != nil {
		return err
	}
	if err := call(); err != nil {
		return err
	}
	return f.after(ctx, op, name)
}

func (f faulty) List(ctx context.Context, folder string) (list map[string]int64, err error) {
	err = f.around(ctx, "list", folder, func() error { list, err = f.Store.List(ctx, folder); return err })
	return list, err
}

func (f faulty) Read(ctx context.Context, name string) (data []byte, err error) {
	err = f.around(ctx, "read", name, func() error { data, err = f.Store.Read(ctx, name); return err })
	return data, err
}

func (f faulty) Write(ctx context.Context, name string, data []byte, as seam.As) error {
	if f.alter != nil {
		data = f.alter(name, data)
	}
	return f.around(ctx, "write", name, func() error { return f.Store.Write(ctx, name, data, as) })
}

func (f faulty) Copy(ctx context.Context, from, to string, as seam.As) error {
	return f.around(ctx, "copy", to, func() error { return f.Store.Copy(ctx, from, to, as) })
}

func (f faulty) Remove(ctx context.Context, name string) error {
	return f.around(ctx, "remove", name, func() error { return f.Store.Remove(ctx, name) })
}

func (f faulty) Sync(ctx context.Context) error {
	gathers, ok := f.Store.(seam.Syncer)
	if !ok {
		return nil
	}
	return f.around(ctx, "sync", "", func() error { return gathers.Sync(ctx) })
}

type faultyCommits struct{ faulty }

func (f faultyCommits) Commit(ctx context.Context, c seam.Commit) error {
	return f.around(ctx, "commit", "", func() error { return f.Store.(seam.Committer).Commit(ctx, c) })
}

type faultyLinks struct {
	faulty
	links seam.Linker
}

func (f faultyLinks) Pointed(ctx context.Context, link string) (to string, err error) {
	err = f.around(ctx, "pointed", link, func() error { to, err = f.links.Pointed(ctx, link); return err })
	return to, err
}

func (f faultyLinks) Point(ctx context.Context, link, to string) error {
	return f.around(ctx, "point", link, func() error { return f.links.Point(ctx, link, to) })
}

func (f faultyLinks) RemoveAll(ctx context.Context, folder string) error {
	return f.around(ctx, "remove", folder, func() error { return f.links.RemoveAll(ctx, folder) })
}

func (f faultyLinks) Rename(ctx context.Context, from, to string) error {
	names, ok := f.links.(seam.Renamer)
	if !ok {
		return errors.ErrUnsupported
	}
	return f.around(ctx, "rename", to, func() error { return names.Rename(ctx, from, to) })
}

// impatient tries again at once.
var impatient = Options{Keep: 3, pause: time.Millisecond, limit: 5 * time.Second, Lease: quickLease}

func exact(t *testing.T, p place, files map[string]string) {
	t.Helper()
	for name, want := range files {
		p.shows(t, name, want)
	}
}

// Passing faults are tried again, and readers get what was built.
func TestPassingFaults(t *testing.T) {
	eachKind(t, func(t *testing.T, p place) {
		c := newClock()
		var calls atomic.Int64
		every := func(n int64, err error) func(context.Context, string, string) error {
			return func(context.Context, string, string) error {
				if calls.Add(1)%n == 0 {
					return err
				}
				return nil
			}
		}
		for n, f := range []faulty{
			{before: every(5, syscall.ECONNRESET)},                     // the connection is cut before a call
			{after: every(5, syscall.ECONNRESET)},                      // and after it was done
			{before: every(3, errors.New("503 Service Unavailable"))},  // a server is overrun
			{after: every(7, context.DeadlineExceeded)},                // an answer comes too late
			{before: every(11, syscall.EIO), after: every(13, errCut)}, // all sorts of things
		} {
			if _, err := Publish(t.Context(), broken(p.open(t), f), build(t, site(n)), c.about(), impatient); err != nil {
				t.Fatalf("fault %d: %v", n, err)
			}
			exact(t, p, site(n))
		}
		// A server that does not answer at all, three times.
		calls.Store(0)
		hangs := faulty{before: func(ctx context.Context, op, name string) error {
			if calls.Add(1) > 3 {
				return nil
			}
			<-ctx.Done()
			return ctx.Err()
		}}
		o := impatient
		o.limit = 300 * time.Millisecond
		if _, err := Publish(t.Context(), broken(p.open(t), hangs), build(t, site(9)), c.about(), o); err != nil {
			t.Fatal(err)
		}
		exact(t, p, site(9))
		tidy(t, p)
	})
}

var errCut = errors.New("cut off")

// What stays is told, readers see the old release, and the next run goes on from there.
func TestLastingFaults(t *testing.T) {
	eachKind(t, func(t *testing.T, p place) {
		c := newClock()
		if _, err := Publish(t.Context(), p.open(t), build(t, site(0)), c.about(), impatient); err != nil {
			t.Fatal(err)
		}
		var calls atomic.Int64
		blob := func(op, name string) bool { return op == "write" && path.Dir(name) == blobsDir }
		for n, f := range []struct {
			fault error
			tries int64 // of the first call that fails
			words string
		}{
			{syscall.ENOSPC, 1, "the disk is full: make room, or lower keep"},
			{fs.ErrPermission, 1, "the target refuses this account"},
			{errors.New("503 Service Unavailable"), attempts, "run the same command again"},
			{syscall.ECONNREFUSED, attempts, "run the same command again"},
			{&seam.Error{What: "the bucket is gone", Hint: "make it"}, 1, "make it"},
			{seam.Final(errCut), 1, "cut off"},
		} {
			calls.Store(0)
			full := faulty{before: func(_ context.Context, op, name string) error {
				if !blob(op, name) {
					return nil
				}
				calls.Add(1)
				return f.fault
			}}
			tree := build(t, site(n+1))
			target := p.open(t)
			_, err := Publish(t.Context(), broken(target, full), tree, c.about(), impatient)
			if !errors.Is(err, f.fault) || !strings.Contains(err.Error(), f.words) {
				t.Errorf("%v: the error is %v", f.fault, err)
			}
			if got := calls.Load(); got < f.tries || got > f.tries*int64(cmp.Or(target.AtOnce, atOnce)) {
				t.Errorf("%v: %d calls, want %d for each file under way", f.fault, got, f.tries)
			}
			exact(t, p, site(n))
			if _, err := Publish(t.Context(), p.open(t), tree, c.about(), impatient); err != nil {
				t.Fatalf("after %v: %v", f.fault, err)
			}
			exact(t, p, site(n+1))
		}
		tidy(t, p)
	})
}

// An error tells what readers see: the old release while files are sent, some of both
// while names change one by one, the new one after that. The next run goes on.
func TestErrorsTellWhatReadersSee(t *testing.T) {
	eachKind(t, func(t *testing.T, p place) {
		links := p.open(t).Links
		c := newClock()
		if _, err := Publish(t.Context(), p.open(t), build(t, site(0)), c.about(), impatient); err != nil {
			t.Fatal(err)
		}
		for n, f := range []struct{ op, name, words string }{
			{"write", pendingName, "readers still see the old release"},
			{"write", recordName(""), "readers see pages of the new release among those of the old one, each of them whole"},
			{"write", logName, "readers see the new release, only clearing up was cut short"},
			{"remove", pendingName, "readers see the new release, only clearing up was cut short"},
		} {
			if links && strings.Contains(f.words, "among") || p.unseen {
				f.words = "readers still see the old release"
			}
			fails := faulty{before: func(_ context.Context, op, name string) error {
				if op == f.op && (name == f.name || f.name == recordName("") && path.Dir(name) == recordsDir) {
					return seam.Final(errCut)
				}
				return nil
			}}
			tree := build(t, site(n+1))
			r, err := Publish(t.Context(), broken(p.open(t), fails), tree, c.about(), impatient)
			if !errors.Is(err, errCut) || !strings.Contains(err.Error(), f.words) {
				t.Errorf("%s %s: the error is %v", f.op, f.name, err)
			}
			if seen := strings.Contains(f.words, "see the new release"); r.Done != seen {
				t.Errorf("%s %s: done is %v", f.op, f.name, r.Done)
			}
			if strings.Contains(f.words, "the old release") && !strings.Contains(f.words, "among") {
				exact(t, p, site(n))
			}
			if _, err := Publish(t.Context(), p.open(t), tree, c.about(), impatient); err != nil {
				t.Fatalf("after %s %s: %v", f.op, f.name, err)
			}
			exact(t, p, site(n+1))
		}
		tidy(t, p)
		log, err := history(t, p.open(t))
		if err != nil || len(log) != 5 {
			t.Errorf("the log has %d lines, want one for each of 5 releases: %v", len(log), err)
		}
	})
}

// A file that is stored otherwise than it was sent never becomes part of a release that
// readers see: the old one stays, or comes back.
func TestAlteredOnTheWay(t *testing.T) {
	eachKind(t, func(t *testing.T, p place) {
		c := newClock()
		if _, err := Publish(t.Context(), p.open(t), build(t, site(0)), c.about(), impatient); err != nil {
			t.Fatal(err)
		}
		flips := faulty{alter: func(name string, data []byte) []byte {
			if path.Dir(name) != blobsDir || !strings.Contains(string(data), "teams/0") {
				return data
			}
			data = append([]byte(nil), data...)
			data[len(data)/2] ^= 1
			return data
		}}
		tree := build(t, site(1))
		_, err := Publish(t.Context(), broken(p.open(t), flips), tree, c.about(), impatient)
		if !errors.Is(err, ErrAltered) || !strings.Contains(err.Error(), "index.html came back otherwise than it was sent; ") {
			t.Errorf("the error is %v", err)
		}
		exact(t, p, site(0))
		if _, live, err := Releases(t.Context(), p.open(t)); err != nil || live == "" {
			t.Error(err)
		}
		if _, err := Publish(t.Context(), p.open(t), tree, c.about(), impatient); err != nil {
			t.Fatal(err)
		}
		exact(t, p, site(1))
		tidy(t, p)
	})
}

// Two runs are cut off one after the other, the first at each of its steps in turn, or at some of them. Then
// a whole run leaves exactly its own site.
func TestRunsThatAreCutOff(t *testing.T) {
	story := func(index, more string) map[string]string {
		return map[string]string{"index.html": index, more: "more " + more, "b.html": "b", "c.html": "c", "d.html": "d", "e.html": "e",
			named("a.css", index): index}
	}
	o := impatient
	o.Lease = 100 * time.Millisecond // a run that is cut off like this cannot give back its claim
	eachKind(t, func(t *testing.T, p place) {
		c := newClock()
		run := func(target func() *Target, tree Tree) (err error) {
			eventually(t, func() bool {
				_, err = Publish(t.Context(), target(), tree, c.about(), o)
				return !errors.Is(err, seam.ErrLocked)
			})
			return err
		}
		one, two, three := story("one", "x.html"), story("two", "y.html"), story("three", "z/z.html")
		trees := []Tree{build(t, one), build(t, two), build(t, three)}
		steps := 0
		for step := int64(0); ; step += int64(testsite.Rounds(1, 5)) {
			if err := run(func() *Target { return p.open(t) }, trees[0]); err != nil {
				t.Fatal(err)
			}
			whole := true
			for n, left := range []int64{step, step / 2} {
				var spent atomic.Int64
				cut := faulty{before: func(_ context.Context, op, _ string) error {
					if op != "list" && op != "read" && op != "pointed" && spent.Add(1) > left {
						return seam.Final(errCut)
					}
					return nil
				}}
				err := run(func() *Target {
					spent.Store(0)
					return broken(p.open(t), cut)
				}, trees[1+n])
				if err != nil && !errors.Is(err, errCut) {
					t.Fatalf("cut at %d, run %d: %v", step, n, err)
				}
				whole = whole && (err == nil || n > 0)
			}
			want := maps.Clone(one)
			for name := range two {
				want[name] = one[name]
			}
			if err := run(func() *Target { return p.open(t) }, trees[0]); err != nil {
				t.Fatalf("after a cut at %d: %v", step, err)
			}
			for name, data := range want {
				if data != "" || strings.HasSuffix(name, ".html") { // retired style sheets stay a while
					p.shows(t, name, data)
				}
			}
			steps++
			if whole {
				break
			}
		}
		t.Logf("cut at each of %d steps", steps)
		tidy(t, p)
	})
}

// Who interrupts a run gets the old release, and keeps nobody out.
func TestInterrupted(t *testing.T) {
	eachKind(t, func(t *testing.T, p place) {
		c := newClock()
		if _, err := Publish(t.Context(), p.open(t), build(t, site(0)), c.about(), impatient); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		o := impatient
		o.Progress = func(now Progress) {
			if now.Doing == "sending" && now.Files == 3 {
				stop()
			}
		}
		tree := build(t, site(1))
		_, err := Publish(ctx, p.open(t), tree, c.about(), o)
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "was interrupted") || !strings.Contains(err.Error(), "readers still see the old release") {
			t.Errorf("the error is %v", err)
		}
		exact(t, p, site(0))
		if _, err := Publish(t.Context(), p.open(t), tree, c.about(), impatient); err != nil {
			t.Fatal(err)
		}
		exact(t, p, site(1))
		tidy(t, p)
	})
}
