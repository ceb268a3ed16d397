package link

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/content"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// A hundred broken files in one run give a hundred problems.
func TestHundredBrokenFiles(t *testing.T) {
	breaks := []struct {
		file string
		data string
	}{
		{"plan.md", "+++\ncommitted = 2026-07-01\n"},
		{"plan.md", "+++\ncommitted =\n+++\n"},
		{"plan.md", "+++\ncommitted = 2026-07-01\n+++\n\n## A\n\n```toml\nid = \"x\n```\n"},
		{"plan.md", "+++\ncommitted = 2026-07-01\n+++\n\n## A\n\n```toml\nkind = \"debt\"\n```\n"},
		{"metrics.toml", "[[item]]\nid = \n"},
		{"metrics.toml", "\xff\xfe[\x00"},
		{"metrics.toml", "a = " + strings.Repeat("[", 100000)},
		{"retro.md", "text \xc3\x28"},
		{"retro.md", strings.Repeat("x", 2<<20)},
		{"retro.md", strings.Repeat("> ", 5000)},
	}
	fsys := fstest.MapFS{"site.toml": {Data: []byte("today = 2026-12-01\n")}}
	for i := range 100 {
		team := fmt.Sprintf("team-%02d", i)
		b := breaks[i%len(breaks)]
		fsys["content/teams/"+team+".md"] = &fstest.MapFile{}
		fsys["content/2026-q3/"+team+"/"+b.file] = &fstest.MapFile{Data: []byte(b.data)}
	}
	a, l := Read(fsys, Options{})
	if errors, warnings := l.Count(); errors != 100 || warnings != 0 {
		t.Errorf("%d errors and %d warnings, want 100 and 0:\n%s", errors, warnings, lines(l))
	}
	checkPositions(t, fsys, l)
	if len(a.Teams) != 100 || len(a.Quarters) != 1 || len(a.Quarters[0].Reports) != 100 {
		t.Error("the archive lost teams or reports")
	}
}

// The order in which files are parsed plays no role.
func TestShuffledInputIsEqual(t *testing.T) {
	fsys := generated(3, 5)
	src, _ := content.Load(fsys)
	parsed := make([]*content.Parsed, len(src.Files))
	for i, f := range src.Files {
		parsed[i], _ = content.Parse(f)
	}
	want, wantProblems := Assemble(src, parsed, Options{})
	if len(want.Quarters) != 3 || len(want.Asks) == 0 {
		t.Fatal("the workspace is too small to show anything")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 10 {
		r.Shuffle(len(parsed), func(i, j int) { parsed[i], parsed[j] = parsed[j], parsed[i] })
		shuffled := &content.Source{Files: src.Files, Other: slices.Clone(src.Other)}
		r.Shuffle(len(shuffled.Other), func(i, j int) {
			shuffled.Other[i], shuffled.Other[j] = shuffled.Other[j], shuffled.Other[i]
		})
		got, problems := Assemble(shuffled, parsed, Options{})
		if !reflect.DeepEqual(got, want) {
			t.Fatal("the archives differ")
		}
		if lines(problems.Sorted()) != lines(wantProblems.Sorted()) {
			t.Fatal("the problems differ")
		}
	}
}

// What comes from the cache is what a fresh read gives, and a changed or removed
// file is seen at once.
func TestCache(t *testing.T) {
	fsys := generated(2, 3)
	var m Memory
	read := func() {
		t.Helper()
		cached, cachedProblems := Read(fsys, Options{Memory: &m})
		fresh, problems := Read(fsys, Options{})
		if !reflect.DeepEqual(cached, fresh) || lines(cachedProblems) != lines(problems) {
			t.Fatal("a cached read differs from a fresh one")
		}
	}
	read()
	read()
	plan := "content/2026-q1/team-00/plan.md"
	fsys[plan] = &fstest.MapFile{Data: bytes.ReplaceAll(fsys[plan].Data, []byte("kind = "), []byte("kimd = "))}
	read()
	delete(fsys, plan)
	read()
	if src, _ := content.Load(fsys); m.parsed.Len() != len(src.Files) {
		t.Errorf("the cache holds %d files of %d", m.parsed.Len(), len(src.Files))
	}
}

// A link that leaves the workspace is refused, one inside it is followed.
func TestLinksOutOfTheWorkspace(t *testing.T) {
	dir := t.TempDir()
	testsite.WriteAll(t, dir, map[string]string{
		"ws/site.toml": "", "ws/content/teams/a.md": "", "ws/content/2026-q3/a/plan.md": "", "ws/kept/retro.md": "Inside.", "secret.md": "secret",
	})
	for link, to := range map[string]string{
		"content/index.md":             "../../secret.md",
		"content/2026-q3/index.md":     filepath.Join(dir, "secret.md"),
		"content/2026-q3/a/retro.md":   "../../../kept/retro.md",
		"content/2026-q3/a/gone.png":   "nowhere.png",
		"content/2026-q3/a/loop.png":   "loop.png",
		"content/2026-q3/b":            "a",
		"content/2026-q3/a/secret.png": "../../../../secret.md",
	} {
		if err := os.Symlink(to, filepath.Join(dir, "ws", link)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(filepath.Join(dir, "ws"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	a, l := Read(root.FS(), Options{Today: report.DayOf(2026, 6, 1)})
	for _, want := range []string{
		"content/index.md: this link leads out of the workspace (hint: copy the file into the workspace)\n",
		"content/2026-q3/index.md: this link leads out of the workspace (",
		"content/2026-q3/a/secret.png: this link leads out of the workspace (",
		"content/2026-q3/a/gone.png: cannot be read: ",
		"content/2026-q3/a/loop.png: cannot be read: ",
		"content/2026-q3/b: is a link to a folder, which is not followed (",
	} {
		if !strings.Contains(lines(l), want) {
			t.Errorf("no problem %q", want)
		}
	}
	if len(l) != 6 {
		t.Errorf("%d problems, want 6:\n%s", len(l), lines(l))
	}
	if strings.Contains(lines(l), dir) {
		t.Error("a problem tells where the workspace lies")
	}
	if r := a.Quarters[0].Report("a"); r == nil || r.Retro == nil || r.Retro.Intro.Text != "Inside." {
		t.Error("a link inside the workspace is not followed")
	}
}

func TestNoWorkspace(t *testing.T) {
	a, l := Read(fstest.MapFS{}, Options{})
	want := "content: there is no content folder (hint: run this in a workspace, or make one with quarterdeck new site)\n" +
		"site.toml: there is no site.toml (hint: run this in a workspace, or make one with quarterdeck new site)\n"
	if lines(l) != want {
		t.Errorf("got %s", lines(l))
	}
	if a == nil || a.Site.Title != "Delivery reports" {
		t.Error("the archive has no defaults")
	}
}

// TestRealWorkspace reads a workspace made of public facts: without an error, and
// with all that its files say.
func TestRealWorkspace(t *testing.T) {
	fsys := os.DirFS("../../testdata/kubernetes")
	if _, err := fs.Stat(fsys, "site.toml"); err != nil {
		t.Fatal(err)
	}
	a, l := Read(fsys, Options{Today: report.DayOf(2026, 7, 31)})
	if errors, _ := l.Count(); errors > 0 {
		t.Errorf("%d errors:\n%s", errors, lines(l))
	}
	planned, extra, outcomes := 0, 0, 0
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			for _, d := range r.Items {
				if d.FromExport {
					extra++
				} else {
					planned++
				}
				if d.Outcome.Status != "" {
					outcomes++
				}
			}
		}
	}
	// 448 lines "status =" and 448 lines "kind =" stand in its files; 66 items have a title.
	if planned != 382 || extra != 66 || outcomes != 448 || len(a.Teams) != 18 || len(a.Quarters) != 7 {
		t.Errorf("%d planned, %d unplanned, %d outcomes, %d teams, %d quarters", planned, extra, outcomes, len(a.Teams), len(a.Quarters))
	}
}
