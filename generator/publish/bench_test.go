package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkPublishFolder publishes 10,000 files in 2,500 folders, as a site has them, of
// which 10 have changed: by a link while no release goes yet, by a link with ten that are
// kept, and by copies. The goal is at most 2 s.
func BenchmarkPublishFolder(b *testing.B) {
	const files, changed = 10_000, 10
	for _, kind := range []struct {
		name, mode string
		keep       int
	}{{"link, none goes", "link", 1000}, {"link", "link", 10}, {"copy", "copy", 10}} {
		b.Run(kind.name, func(b *testing.B) {
			target, err := Open(b.Context(), "file://"+b.TempDir()+"?mode="+kind.mode, "")
			if err != nil {
				b.Fatal(err)
			}
			site := filepath.Join(b.TempDir(), "site")
			text := strings.Repeat("a page of a report\n", 400)
			rewrite := func(release int) Tree {
				tree := Tree{Folder: site, Files: Files{}}
				for n := range files {
					item, page := n/4, []string{"index.html", "index.md", "data.json", "rows.csv"}[n%4]
					name := fmt.Sprintf("%d/team-%d/item-%d/%s", item%20, item/20%50, item, page)
					data := fmt.Sprintf("%s%d", text, n)
					if n < changed {
						data += fmt.Sprint(" ", release)
					}
					if n < changed || release == 0 {
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
