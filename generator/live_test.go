package generator_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/testsite"
)

// A live workspace shows what build writes, byte for byte, after any sequence of
// edits; where build refuses, it tells the same problems.
func TestLiveEqualsBuildAfterAnyEdits(t *testing.T) {
	edits := testsite.Rounds(40, 8)
	for _, seed := range []uint64{1, 2} {
		e := newEditor(t, seed)
		live := alive(t, e.folder)
		sound, refused := 0, 0
		for i := range edits {
			what, changed := e.edit()
			if e.Intn(10) == 0 {
				changed = nil
			}
			live.Refresh(changed)
			if equalsBuild(t, live, e.folder) {
				sound++
			} else {
				refused++
			}
			if t.Failed() {
				t.Fatalf("seed %d, edit %d: %s %q", seed, i, what, changed)
			}
		}
		if sound < edits/4 || refused < edits/10 {
			t.Errorf("seed %d tries too little: %d states that build takes, %d that it refuses", seed, sound, refused)
		}
	}
}

func alive(t testing.TB, folder string) *generator.Live {
	t.Helper()
	live := generator.NewLive(open(t, folder), generator.LiveOptions{CacheDir: charts()})
	t.Cleanup(live.Close)
	live.Site("internal")
	live.Site("customers")
	return live
}

// equalsBuild compares a live workspace with a build of its folder, and returns
// whether there was one.
func equalsBuild(t *testing.T, live *generator.Live, folder string) bool {
	t.Helper()
	w, err := generator.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	out := t.TempDir()
	defer os.RemoveAll(out)
	_, problems, err := generator.Build(context.Background(), w, generator.Options{Out: out, CacheDir: charts()})
	now := live.Snapshot()
	if errors.Is(err, generator.ErrProblems) {
		// Check goes on to what needs a sound workspace only when it is one.
		got := now.Problems()
		for _, p := range generator.Check(w, 0) {
			if !slices.Contains(got, p) {
				t.Errorf("not told: %v", p)
			}
		}
		for _, audience := range []string{"internal", "customers"} {
			showsAll(t, now, audience)
		}
		return false
	}
	if err != nil { // a template that fails on a page
		for _, audience := range []string{"internal", "customers"} {
			showsAll(t, now, audience)
		}
		if !slices.ContainsFunc(now.Problems(), func(p diag.Problem) bool { return strings.HasPrefix(p.File, "templates/") && p.Line > 0 }) {
			t.Errorf("build says %v, and live nothing: %v", err, now.Problems())
		}
		return false
	}
	if got := now.Problems(); !slices.Equal(got, problems) {
		t.Errorf("problems are\n%v\nwant\n%v", got, problems)
	}
	audiences, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range audiences {
		want := files(t, filepath.Join(out, a.Name()))
		for name, data := range want {
			if strings.HasPrefix(name, ".") {
				continue // the list of what was written
			}
			got, old, err := now.Bytes(context.Background(), a.Name(), name)
			if err != nil || old || !bytes.Equal(got, data) {
				t.Errorf("%s/%s differs (old: %v, error: %v)", a.Name(), name, old, err)
			}
		}
		for _, name := range live.Site(a.Name()).Paths() {
			if address, _, err := live.Site(a.Name()).File(context.Background(), name); err == nil && want[address] == nil {
				t.Errorf("%s/%s is served but not built", a.Name(), address)
			}
			if _, _, err := now.Bytes(context.Background(), a.Name(), name); err == nil && want[name] == nil {
				t.Errorf("%s/%s is served but not built", a.Name(), name)
			}
		}
	}
	return true
}

// showsAll asks for every page of a workspace with errors.
func showsAll(t *testing.T, now *generator.Snapshot, audience string) {
	t.Helper()
	site := now.Site(audience)
	if site == nil {
		return
	}
	for _, name := range site.Paths() {
		_, _, err := now.Bytes(context.Background(), audience, name)
		if errors.Is(err, fs.ErrNotExist) { // or it has a hash in its name
			_, _, err = site.File(context.Background(), name)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s/%s: %v", audience, name, err)
		}
	}
}

// reads returns a page of a live workspace.
func reads(t *testing.T, live *generator.Live, name string) string {
	t.Helper()
	data, _, err := live.Snapshot().Bytes(context.Background(), "internal", name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestABrokenFileKeepsItsLastGoodPage(t *testing.T) {
	e := newEditor(t, 1)
	live := alive(t, e.folder)
	const name = "content/teams/live.md"
	const page = "teams/live/index.html"
	e.write(name, "+++\nname = \"Live\"\n+++\n\nThe first words.\n")
	live.Refresh([]string{name})
	good := reads(t, live, page)

	e.write(name, "+++\nname = \n+++\n\nThe second words.\n")
	live.Refresh([]string{name})
	if got := reads(t, live, page); got != good {
		t.Error("a broken file has changed its page")
	}
	if !told(live, name, 2) || !slices.Equal(live.Snapshot().Held, []string{name}) {
		t.Errorf("problems are %v, held are %v", live.Problems(), live.Snapshot().Held)
	}

	// Another file goes on meanwhile.
	e.write("content/index.md", "Written while something else was broken.\n")
	live.Refresh([]string{"content/index.md"})
	if !strings.Contains(reads(t, live, "index.html"), "while something else was broken") || reads(t, live, page) != good {
		t.Error("a broken file stops another one")
	}

	e.write(name, "+++\nname = \"Live\"\n+++\n\nThe third words.\n")
	live.Refresh([]string{name})
	if !strings.Contains(reads(t, live, page), "third words") || told(live, name, 2) || live.Snapshot().Held != nil {
		t.Errorf("a mended file is not shown: %v", live.Problems())
	}
}

func told(live *generator.Live, file string, line int) bool {
	return slices.ContainsFunc(live.Problems(), func(p diag.Problem) bool {
		return p.File == file && p.Severity == diag.Error && p.Line == line
	})
}

func TestAVanishedFolderKeepsTheLastGoodSite(t *testing.T) {
	e := newEditor(t, 1)
	live := alive(t, e.folder)
	before := live.Site("internal").Paths()
	content := filepath.Join(e.folder, "content")
	if err := os.Rename(content, content+"-away"); err != nil {
		t.Fatal(err)
	}
	live.Refresh([]string{"content"})
	if !slices.Equal(live.Site("internal").Paths(), before) || !told(live, "content", 0) {
		t.Errorf("without content there are %d pages of %d, and %v", len(live.Site("internal").Paths()), len(before), live.Problems())
	}
	if err := os.Rename(content+"-away", content); err != nil {
		t.Fatal(err)
	}
	live.Refresh([]string{"content"})
	equalsBuild(t, live, e.folder)
}

func TestATemplateWithAnError(t *testing.T) {
	e := newEditor(t, 1)
	live := alive(t, e.folder)
	const file = "templates/team.html"
	good := reads(t, live, "teams/index.html")
	page := ""
	for _, p := range live.Site("internal").Paths() {
		if strings.HasPrefix(p, "teams/") && strings.Count(p, "/") == 2 && strings.HasSuffix(p, "/index.html") {
			page = p
		}
	}
	before := reads(t, live, page)
	for name, text := range map[string]string{
		"does not parse": "<p>\n{{if}}\n",
		"fails on pages": "<p>\n{{.NoSuchField}}\n",
		"never ends":     "<p>\n{{if true}}\n",
	} {
		e.write(file, text)
		live.Refresh([]string{file})
		if reads(t, live, page) != before || reads(t, live, "teams/index.html") != good {
			t.Errorf("%s: the last good page is gone", name)
		}
		if !slices.ContainsFunc(live.Problems(), func(p diag.Problem) bool { return p.File == file && p.Line > 0 }) {
			t.Errorf("%s: problems are %v", name, live.Problems())
		}
		// Another edit does not make the problem come and go.
		e.write("content/index.md", name)
		live.Refresh([]string{"content/index.md"})
		if rest, _ := live.Problems().Hints(); len(rest) == 0 {
			t.Errorf("%s: the problem is forgotten", name)
		}
		if err := os.Remove(filepath.Join(e.folder, file)); err != nil {
			t.Fatal(err)
		}
		live.Refresh([]string{file})
		if rest, _ := live.Problems().Hints(); reads(t, live, page) != before || len(rest) > 0 {
			t.Errorf("%s: mended, and yet: %v", name, rest)
		}
	}
}

// A workspace that was never good shows what it can.
func TestNeverGood(t *testing.T) {
	folder := t.TempDir()
	live := alive(t, folder)
	if live.Site("internal") != nil || len(live.Problems()) != 1 {
		t.Errorf("an empty folder has a site, or not one problem: %v", live.Problems())
	}
	e := &editor{folder: folder, t: t}
	e.write("site.toml", "titel = \"Ours\"\n")
	e.write("content/teams/a.md", "+++\nname = \"A team\"\n+++\n")
	live.Refresh([]string{"site.toml", "content/teams/a.md"})
	if !strings.Contains(reads(t, live, "teams/index.html"), "A team") || !told(live, "site.toml", 1) {
		t.Errorf("what can be shown is not: %v", live.Problems())
	}
}

// Saving the same bytes again changes nothing.
func TestARefreshThatChangesNothing(t *testing.T) {
	e := newEditor(t, 1)
	live := alive(t, e.folder)
	before := live.Snapshot()
	for _, changed := range [][]string{nil, {}, {"site.toml", "content", "templates"}, {"../x", "/etc/passwd", "", ".", "content/../../x", "nowhere"}} {
		if c := live.Refresh(changed); c.Changed || live.Snapshot() != before {
			t.Errorf("%q changed something", changed)
		}
	}
	e.write("templates/assets/site.css", "body { color: red }\n")
	if c := live.Refresh([]string{"templates/assets/site.css"}); !c.Changed {
		t.Error("a style sheet changed nothing")
	}
	e.write("templates/assets/site.css", "body { color: blue }\n")
	if c := live.Refresh([]string{"templates/assets/site.css"}); !c.Styles {
		t.Error("a style sheet changed more than style")
	}
}

// Many edits leave nothing behind in memory.
func TestManyEditsLeaveNothingBehind(t *testing.T) {
	edits := testsite.Rounds(1000, 200)
	e := newEditor(t, 3)
	live := alive(t, e.folder)
	run := func(n int) uint64 {
		for range n {
			_, changed := e.edit()
			live.Refresh(changed)
			for _, name := range []string{"index.html", "teams/index.html", "lessons/index.html", "404.html"} {
				_, _, _ = live.Snapshot().Bytes(context.Background(), "customers", name) // whatever it says
			}
		}
		live.Refresh(e.mend())
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := run(edits / 4)
	goroutines := runtime.NumGoroutine()
	after := run(edits)
	// One that the runtime started to clean up after a collection ends by itself.
	for range 500 {
		if runtime.NumGoroutine() <= goroutines {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if after > before+8<<20 || runtime.NumGoroutine() > goroutines {
		t.Errorf("%d bytes became %d, %d goroutines %d", before, after, goroutines, runtime.NumGoroutine())
	}
	if !equalsBuild(t, live, e.folder) {
		t.Errorf("all is mended, and yet: %v", live.Problems())
	}
}
