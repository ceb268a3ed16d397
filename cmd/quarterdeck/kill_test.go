package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator"
	"quarterdeck/generator/output"
	"quarterdeck/generator/sample"
	"quarterdeck/generator/testsite"
)

// killed is a workspace, and the command that is killed in it.
type killed struct {
	folder, cache string
	took          time.Duration // what a run takes that nobody kills: the median
	runs          []time.Duration
	inside, late  int // kills before and after the end of the run
	random        *rand.Rand
}

func newKilled(t *testing.T) *killed { return newKilledOf(t, 2) }

// newKilledOf has as many teams.
func newKilledOf(t *testing.T, teams int) *killed {
	k := &killed{folder: t.TempDir(), cache: charts(t).Home, random: rand.New(rand.NewPCG(1, 2))}
	if err := sample.Workspace(teams, 2, 1).Write(k.folder); err != nil {
		t.Fatal(err)
	}
	return k
}

// command is this test binary, which is quarterdeck where it is called so: see TestMain.
func (k *killed) command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Args = append([]string{"quarterdeck"}, args...)
	c.Dir = k.folder
	c.Env = append(os.Environ(), "XDG_CACHE_HOME="+k.cache)
	return c
}

// whole runs a command to its end, and remembers how long that took.
func (k *killed) whole(t *testing.T, args ...string) {
	t.Helper()
	start := time.Now()
	if out, err := k.command(t, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
	k.runs = append(k.runs, time.Since(start))
	slices.Sort(k.runs)
	k.took = k.runs[len(k.runs)/2]
}

// kill runs a command and kills it at a random moment of the time that a run takes.
func (k *killed) kill(t *testing.T, args ...string) {
	t.Helper()
	k.killAfter(t, func() { time.Sleep(time.Duration(k.random.Int64N(int64(k.took) * 6 / 5))) }, args...)
}

// killAfter runs a command and kills it when wait returns.
func (k *killed) killAfter(t *testing.T, wait func(), args ...string) {
	t.Helper()
	c := k.command(t, args...)
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	wait()
	_ = c.Process.Kill() // it may have ended
	err := c.Wait()
	// How long a run takes changes with what else the machine does.
	switch {
	case err == nil:
		k.late++
		k.took -= k.took / 8
	case !c.ProcessState.Exited():
		k.inside++
		k.took += k.took / 40
	default:
		t.Fatalf("%v: %v\n%s", args, err, &said)
	}
}

func (k *killed) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(k.folder, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// editions are the names in the folder of the editions of a quarter.
func (k *killed) editions(t *testing.T, hidden bool) []string {
	t.Helper()
	list, err := os.ReadDir(filepath.Join(k.folder, "content", "2026-q3", "editions"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		if strings.HasPrefix(e.Name(), ".") == hidden {
			names = append(names, e.Name())
		}
	}
	return names
}

func (k *killed) verify(t *testing.T, want int) {
	t.Helper()
	w, err := generator.Open(k.folder)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if n, problems := generator.Verify(w); n != want || len(problems) > 0 {
		t.Fatalf("%d editions, want %d: %v", n, want, problems)
	}
}

// A freeze that is killed at any moment leaves the editions that were there, and the new
// one as a whole or not at all; the next one works.
func TestKilledFreeze(t *testing.T) {
	k := newKilled(t)
	const many, chain = 65, 6
	kills := testsite.Rounds(many, 10)
	var half, made int // folders left behind, editions made although somebody killed
	k.whole(t, "freeze", "2026-q3", "--force", "a sample")
	for n := 2; n < chain; n++ {
		k.write(t, "content/2026-q3/index.md", fmt.Sprintf("Foreword of edition %d.\n", n))
		k.whole(t, "freeze", "2026-q3", "--force", "a sample", "--note", "to see how long it takes")
	}
	for n := 0; k.inside < kills && n < 4*kills; n++ {
		before := len(k.editions(t, false))
		if before >= chain { // start a new chain
			if err := os.RemoveAll(filepath.Join(k.folder, "content", "2026-q3", "editions")); err != nil {
				t.Fatal(err)
			}
			before = 0
		}
		k.write(t, "content/2026-q3/index.md", fmt.Sprintf("Foreword %d.\n", n))
		args := []string{"freeze", "2026-q3", "--force", "a sample"}
		if before > 0 {
			args = append(args, "--note", fmt.Sprintf("correction %d", n))
		}
		k.kill(t, args...)
		after := len(k.editions(t, false))
		if after != before && after != before+1 {
			t.Fatalf("%d editions became %d", before, after)
		}
		k.verify(t, after)
		made += after - before
		half += len(k.editions(t, true))
	}
	t.Logf("%d killed inside, %d after the end; %d editions were made, half written folders were seen %d times; a run takes %v",
		k.inside, k.late, made, half, k.took)
	if kills == many && (half == 0 || made == 0) { // few kills may all miss
		t.Error("the kills were all too early or all too late")
	}
	if k.inside < kills {
		t.Errorf("only %d kills were inside a run", k.inside)
	}
	k.write(t, "content/2026-q3/index.md", "The last foreword.\n")
	n := len(k.editions(t, false))
	args := []string{"freeze", "2026-q3", "--force", "a sample"}
	if n > 0 {
		args = append(args, "--note", "the last one")
	}
	k.whole(t, args...)
	k.verify(t, n+1)
	if left := k.editions(t, true); len(left) > 0 {
		t.Errorf("%v were left behind", left)
	}
}

// A build that is killed at any moment leaves each site as it was or as it becomes.
func TestKilledBuild(t *testing.T) {
	k := newKilled(t)
	kills := testsite.Rounds(40, 6)
	k.whole(t, "build") // draws the charts
	k.whole(t, "freeze", "2026-q3", "--force", "a sample")
	audiences := []string{"internal", "customers"}
	version := func(n int) {
		k.write(t, "content/2026-q4/index.md", fmt.Sprintf("Foreword %d.\n", n%2))
		k.write(t, "site.toml", fmt.Sprintf("title = \"Version %d\"\ntoday = 2026-11-20\n[[metric]]\nid = \"support_tickets\"\ntitle = \"Tickets\"\nbetter = \"down\"\n", n%2))
	}
	k.runs = nil                   // the charts are drawn by now
	known := map[string][]string{} // manifests by audience
	for n := range 2 {
		version(n)
		k.whole(t, "build")
		for _, a := range audiences {
			known[a] = append(known[a], manifest(t, filepath.Join(k.folder, "public", a)))
		}
	}
	var changed int
	last := map[string]string{}
	for n := 0; k.inside < kills && n < 4*kills; n++ {
		version(n)
		k.kill(t, "build")
		for _, a := range audiences {
			m := manifest(t, filepath.Join(k.folder, "public", a))
			if !slices.Contains(known[a], m) {
				t.Fatalf("the site of %s is neither the old one nor the new one", a)
			}
			if last[a] != m {
				changed++
			}
			last[a] = m
		}
		k.verify(t, 1)
	}
	t.Logf("%d killed inside, %d after the end; a site changed %d times; a run takes %v", k.inside, k.late, changed, k.took)
	if k.inside < kills {
		t.Errorf("only %d kills were inside a run", k.inside)
	}
	version(0)
	k.whole(t, "build")
	if list, err := os.ReadDir(filepath.Join(k.folder, "public")); err != nil || len(list) != len(audiences) {
		t.Errorf("public holds %v (%v)", list, err)
	}
}

// manifest checks every file of a site against its manifest, and returns that.
func manifest(t *testing.T, site string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(site, output.Manifest))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		want, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		got, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(name)))
		if err != nil || fmt.Sprintf("%x", sha256.Sum256(got)) != want {
			t.Fatalf("%s/%s is not what the manifest says (%v)", site, name, err)
		}
	}
	return string(data)
}
