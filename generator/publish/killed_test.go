package publish

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	seam "quarterdeck/generator/publish/target"
	"quarterdeck/generator/testsite"
)

// TestMain lets a test run this binary as a publisher that can be killed.
func TestMain(m *testing.M) {
	if os.Getenv("QUARTERDECK_TEST_TARGET") != "" {
		if err := publisher(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// quickLease is how long a publisher that was killed keeps the next one out.
const quickLease = 2 * time.Second

// publisher publishes what the environment names, and waits for the claim of one that was
// killed to end.
func publisher() error {
	ctx := context.Background()
	tree, err := ReadTree(os.Getenv("QUARTERDECK_TEST_SITE"))
	if err != nil {
		return err
	}
	when, err := time.Parse(time.RFC3339, os.Getenv("QUARTERDECK_TEST_WHEN"))
	if err != nil {
		return err
	}
	target, err := Open(os.Getenv("QUARTERDECK_TEST_TARGET"), Opening{})
	if err != nil {
		return err
	}
	defer target.Close()
	fmt.Println("begins")
	for until := time.Now().Add(4 * quickLease); ; time.Sleep(50 * time.Millisecond) {
		_, err = Publish(ctx, target, tree, About{When: when, Who: "a child", Audience: "internal"}, Options{Keep: 3, Lease: quickLease})
		if !errors.Is(err, seam.ErrLocked) && !errors.Is(err, seam.ErrMoved) || time.Now().After(until) {
			return err
		}
	}
}

// victim runs publishers, and kills them.
type victim struct {
	p            place
	c            *clock
	took         time.Duration // of a run, about, from where it begins to publish
	inside, late int
}

// start returns when the publisher begins.
func (v *victim) start(t *testing.T, tree Tree) (*exec.Cmd, *strings.Builder) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env = append(os.Environ(), "QUARTERDECK_TEST_TARGET="+v.p.url, "QUARTERDECK_TEST_SITE="+tree.Folder,
		"QUARTERDECK_TEST_WHEN="+v.c.about().When.Format(time.RFC3339))
	var said strings.Builder
	c.Stderr = &said
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil {
		_ = c.Wait()
		t.Fatalf("%v: %s", err, &said)
	}
	return c, &said
}

func (v *victim) whole(t *testing.T, tree Tree) {
	t.Helper()
	c, said := v.start(t, tree)
	start := time.Now()
	if err := c.Wait(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	if took := time.Since(start); v.took == 0 || took < v.took {
		v.took = took
	}
	v.p.settle(t)
}

func (v *victim) kill(t *testing.T, tree Tree) {
	t.Helper()
	c, said := v.start(t, tree)
	time.Sleep(time.Duration(rand.Int64N(int64(v.took) * 6 / 5)))
	_ = c.Process.Kill() // it may have ended
	err := c.Wait()
	switch {
	case err == nil:
		v.late++
		v.took -= v.took / 10
	case !c.ProcessState.Exited():
		v.inside++
		v.took += v.took / 40
	default:
		t.Fatalf("%v: %s", err, said)
	}
	v.p.settle(t)
}

// busy is site with more files that change each time.
func busy(n int) map[string]string {
	files := site(n)
	for i := range 40 {
		files[fmt.Sprintf("rows/%d.csv", i)] = fmt.Sprintf("row %d of %d", i, n)
	}
	return files
}

// Publishers are killed many times, some of them one after the other, while readers walk
// through the site: they see the old release or the new one, and the next run leaves
// exactly its own.
func TestKilled(t *testing.T) {
	kills := testsite.Rounds(50, 8)
	eachKind(t, func(t *testing.T, p place) {
		v := &victim{p: p, c: newClock()}
		trees := make([]Tree, 8)
		for n := range trees {
			trees[n] = build(t, busy(n))
		}
		v.whole(t, trees[0])
		v.whole(t, trees[1])
		v.whole(t, trees[0])
		var pending int
		watch(t, p, func() {
			for n := 0; v.inside < kills && n < 4*kills; n++ {
				v.kill(t, trees[n%len(trees)])
				if left, err := p.open(t).Store.List(t.Context(), seam.StateDir); err != nil {
					t.Fatal(err)
				} else if _, ok := left[pendingName]; ok {
					pending++
				}
				if n%3 == 2 {
					last := (n*5 + 1) % len(trees)
					v.whole(t, trees[last])
					v.exact(t, busy(last))
				}
			}
		})
		t.Logf("%d were killed inside, %d after their end; %d left a release under way; a run takes %v", v.inside, v.late, pending, v.took)
		if v.inside < kills || pending < kills/10 && !p.unseen {
			t.Error("the kills were all too early or all too late")
		}
		v.whole(t, trees[1])
		v.exact(t, busy(1))
		tidy(t, p)
	})
}

// exact fails unless readers see the files, whole.
func (v *victim) exact(t *testing.T, files map[string]string) {
	t.Helper()
	for name, want := range files {
		v.p.shows(t, name, want)
	}
}

// tidy fails where runs that were killed have left something.
func tidy(t *testing.T, p place) {
	t.Helper()
	target := p.open(t)
	s := open(target, Options{})
	st, err := s.readState(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if st.pending != nil || len(st.stale) > 0 || len(st.ids) > 3 {
		t.Errorf("%v under way, %v left, %d kept", st.pending, st.stale, len(st.ids))
	}
	needed := map[string]bool{}
	var names []string
	for _, id := range st.ids {
		var r Record
		if err := s.readRecord(t.Context(), id, &r); err != nil {
			t.Fatal(err)
		}
		for name, e := range r.Files {
			needed[blob(target, name, e)] = true
		}
	}
	for name, r := range st.retired {
		needed[blob(target, name, r.Entry)] = true
		names = append(names, name)
	}
	for blob := range st.blobs {
		if !needed[blob] {
			t.Errorf("%s is left, which no release needs", blob)
		}
		delete(needed, blob)
	}
	for blob := range needed {
		t.Errorf("%s is lost", blob)
	}
	if locks, err := target.Store.List(t.Context(), locksDir); err != nil || len(locks) > 0 {
		t.Errorf("claims are left: %v %v", locks, err)
	}
	if target.Links {
		list, err := target.Store.List(t.Context(), releasesDir)
		if err != nil {
			t.Fatal(err)
		}
		for name := range list {
			id, _, _ := strings.Cut(strings.TrimPrefix(name, releasesDir+"/"), "/")
			if !slices.Contains(st.ids, id) {
				t.Fatalf("the folder of %s is left", id)
			}
		}
		return
	}
	for name := range st.there {
		if _, ours := st.record.Files[name]; !ours && !slices.Contains(names, name) {
			t.Errorf("%s is left", name)
		}
	}
}
