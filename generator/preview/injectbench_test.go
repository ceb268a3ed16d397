package preview

import (
	"context"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/sample"
)

// BenchmarkInject is what the panel costs beside the page itself, at 50 teams and 20
// quarters, for a plan of the running quarter.
func BenchmarkInject(b *testing.B) {
	folder := b.TempDir()
	if err := sample.Workspace(50, 20, 1).Write(folder); err != nil {
		b.Fatal(err)
	}
	w, err := generator.Open(folder)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	live := generator.NewLive(w, generator.LiveOptions{})
	defer live.Close()
	live.Site("internal")
	now := live.Snapshot()
	name := "2026-q4/" + teamOfSample(b, folder) + "/index.html"
	page, _, err := now.Bytes(context.Background(), "internal", name)
	if err != nil {
		b.Fatal(err)
	}
	problems := now.Problems()
	for b.Loop() {
		if len(inject(page, pageState{Path: name, Problems: problems, Archive: now.Archive, Lines: now.Source})) <= len(page) {
			b.Fatal("nothing was put in")
		}
	}
}
