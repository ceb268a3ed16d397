package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const bulkFiles, bulkChanged = 10_000, 10

// bulk returns what makes release n of a large site, of which little has changed.
func bulk(b *testing.B) func(release int) Tree {
	site := filepath.Join(b.TempDir(), "site")
	text := strings.Repeat("a page of a report\n", 400)
	return func(release int) Tree {
		tree := Tree{Folder: site, Files: Files{}}
		for n := range bulkFiles {
			item, page := n/4, []string{"index.html", "index.md", "data.json", "rows.csv"}[n%4]
			name := fmt.Sprintf("%d/team-%d/item-%d/%s", item%20, item/20%50, item, page)
			data := fmt.Sprintf("%s%d", text, n)
			if n < bulkChanged {
				data += fmt.Sprint(" ", release)
			}
			if n < bulkChanged || release == 0 {
				file := filepath.Join(site, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					b.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
					b.Fatal(err)
				}
			}
			e, _ := sum(strings.NewReader(data))
			tree.Files[name] = e
		}
		return tree
	}
}

// BenchmarkPublishFolder publishes 10,000 files in 2,500 folders, as a site has them, of
// which 10 have changed: by a link while no release goes yet, by a link with ten that are
// kept, and by copies. The goal is at most 2 s.
func BenchmarkPublishFolder(b *testing.B) {
	const files, changed = bulkFiles, bulkChanged
	for _, kind := range []struct {
		name, mode string
		keep       int
	}{{"link, none goes", "link", 1000}, {"link", "link", 10}, {"copy", "copy", 10}} {
		b.Run(kind.name, func(b *testing.B) {
			target, err := Open("file://"+b.TempDir()+"?mode="+kind.mode, Opening{})
			if err != nil {
				b.Fatal(err)
			}
			rewrite := bulk(b)
			about := About{When: time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC), Audience: "internal"}
			publish := func(tree Tree, sends int) {
				about.When = about.When.Add(time.Hour)
				r, err := Publish(b.Context(), target, tree, about, Options{Keep: kind.keep})
				if err != nil || r.Plan.Sends != sends {
					b.Fatalf("%d sent, want %d: %v", r.Plan.Sends, sends, err)
				}
			}
			start := time.Now()
			publish(rewrite(0), files)
			b.Logf("the first time: %v", time.Since(start))
			release := 1
			for ; kind.keep == 10 && release < 12; release++ {
				publish(rewrite(release), changed)
			}
			for b.Loop() {
				b.StopTimer()
				tree := rewrite(release)
				release++
				b.StartTimer()
				publish(tree, changed)
			}
		})
	}
}

// BenchmarkPublishFar publishes the same to a folder behind SFTP that is 50 ms away and
// back, and to a branch of a repository on this machine.
func BenchmarkPublishFar(b *testing.B) {
	for _, kind := range []struct {
		name  string
		start func(b *testing.B) string
	}{
		{"sftp", func(b *testing.B) string {
			d := startSSH(b)
			way := startProxy(b, d.port, func(int) fate { return fate{delay: 25 * time.Millisecond} })
			d.alsoAt(b, way.address())
			return "sftp://" + way.address() + b.TempDir()
		}},
		{"git", func(b *testing.B) string { return gitURL(startBare(b)) }},
	} {
		b.Run(kind.name, func(b *testing.B) {
			address, rewrite := kind.start(b), bulk(b)
			about := About{When: time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC), Audience: "internal"}
			publish := func(tree Tree, sends int) {
				about.When = about.When.Add(time.Hour)
				target, err := Open(address, Opening{})
				if err != nil {
					b.Fatal(err)
				}
				defer target.Close()
				r, err := Publish(b.Context(), target, tree, about, Options{})
				if err != nil || r.Plan.Sends != sends {
					b.Fatalf("%d sent, want %d: %v", r.Plan.Sends, sends, err)
				}
			}
			start := time.Now()
			publish(rewrite(0), bulkFiles)
			b.Logf("the first time: %v", time.Since(start))
			release := 1
			for b.Loop() {
				b.StopTimer()
				tree := rewrite(release)
				release++
				b.StartTimer()
				publish(tree, bulkChanged)
			}
		})
	}
}
