package link

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// generated makes a workspace of so many quarters and teams, in which every team
// asks the next one for something.
func generated(quarters, teams int) fstest.MapFS {
	fsys := fstest.MapFS{"site.toml": {Data: []byte("today = 2027-01-01\n")}, "content/logo.png": {}, "content/a.png": {}}
	put := func(path, format string, args ...any) {
		fsys[path] = &fstest.MapFile{Data: fmt.Appendf(nil, format, args...)}
	}
	for t := range teams {
		put(fmt.Sprintf("content/teams/team-%02d.md", t), "+++\nname = \"Team %d\"\ncomponents = [\"c%d\"]\n+++\n\nWho we are.\n", t, t)
	}
	q := report.QuarterID{Year: 2026, N: 1}
	for range quarters {
		start, _ := q.Range(report.Fiscal{})
		for t := range teams {
			dir := fmt.Sprintf("content/%s/team-%02d/", q, t)
			var plan, metrics strings.Builder
			fmt.Fprintf(&plan, "+++\nsummary = \"Plan\"\ncommitted = %s\n+++\n\nGoals, see [retro](retro.md).\n", start)
			for i := range 8 {
				id := fmt.Sprintf("T%d-%d%02d", t, q.Index()%100, i)
				fmt.Fprintf(&plan, "\n## Item %d\n\n```toml\nid = %q\nkind = \"feature\"\nsize = %d\nneeds = [\"team-%02d\"]\n```\n\nProse about %s with **bold** words and a [link](#item-%d).\n", i, id, i+1, (t+1)%teams, id, i)
				fmt.Fprintf(&metrics, "[[item]]\nid = %q\nstatus = \"delivered\"\nfinished = %s\nsize = %d\n", id, start+10, i)
			}
			put(dir+"plan.md", "%s", plan.String())
			put(dir+"metrics.toml", "%s", metrics.String())
			put(dir+"retro.md", "## What went well\n\n- All.\n\n## What we change\n\n- [ ] Do it — @team-%02d, due %s\n\n### Lesson\n\n```toml\nid = \"lesson-%s-%d\"\ntheme = \"planning\"\n```\n\nProse.\n", t, start+80, q, t)
		}
		q = q.Next()
	}
	return fsys
}

// onDisk writes a workspace to a folder and returns it as the command sees it.
func onDisk(b *testing.B, fsys fstest.MapFS) fs.FS {
	b.Helper()
	dir := b.TempDir()
	if err := os.CopyFS(dir, fsys); err != nil {
		b.Fatal(err)
	}
	return testsite.Root(b, dir)
}

func BenchmarkRead(b *testing.B) {
	for _, c := range []struct{ quarters, teams int }{{4, 10}, {20, 50}} {
		fsys := onDisk(b, generated(c.quarters, c.teams))
		name := fmt.Sprintf("%dx%d", c.quarters, c.teams)
		b.Run(name+"/cold", func(b *testing.B) {
			for b.Loop() {
				Read(fsys, Options{})
			}
		})
		b.Run(name+"/cached", func(b *testing.B) {
			var m Memory
			Read(fsys, Options{Memory: &m})
			for b.Loop() {
				Read(fsys, Options{Memory: &m})
			}
		})
	}
}
