package generator

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"quarterdeck/generator/i18n"
	"slices"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/content"
	"quarterdeck/generator/content/link"
	"quarterdeck/generator/edition"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
	"quarterdeck/generator/sample"
	"quarterdeck/generator/site/page"
)

// sampled writes a sample workspace to a folder, and opens it as the command does.
func sampled(b *testing.B, teams, quarters int) fs.FS {
	b.Helper()
	folder := b.TempDir()
	if err := sample.Workspace(teams, quarters, 1).Write(folder); err != nil {
		b.Fatal(err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { root.Close() })
	return root.FS()
}

// stopwatch gathers how long each stage took, over many runs.
type stopwatch struct {
	names []string
	times map[string][]time.Duration
}

func (s *stopwatch) stage(name string, do func()) {
	start := time.Now()
	do()
	if s.times == nil {
		s.times = map[string][]time.Duration{}
	}
	if s.times[name] == nil {
		s.names = append(s.names, name)
	}
	s.times[name] = append(s.times[name], time.Since(start))
}

func (s *stopwatch) report(b *testing.B) {
	for _, name := range s.names {
		t := slices.Sorted(slices.Values(s.times[name]))
		b.ReportMetric(float64(t[len(t)/2].Microseconds())/1000, name+"-p50-ms")
		if name == "all" {
			b.ReportMetric(float64(t[len(t)*95/100].Microseconds())/1000, name+"-p95-ms")
		}
	}
}

// BenchmarkRefresh is what lies between a save and the new snapshot: one file of 50
// teams and 20 quarters has changed. The file is already in memory.
func BenchmarkRefresh(b *testing.B) {
	fsys := sampled(b, 50, 20)
	src, problems := content.Load(fsys)
	if Refused(problems, false) {
		b.Fatal(problems)
	}
	parsed := make([]*content.Parsed, len(src.Files))
	for i, f := range src.Files {
		parsed[i], _ = content.Parse(f)
	}
	renderer, problems := render.New(render.Config{})
	if Refused(problems, false) {
		b.Fatal(problems)
	}
	for _, edit := range []struct{ name, file, old, new string }{
		{"prose", "plan.md", "\n### Risks\n", "\nEdit number %d.\n\n### Risks\n"},
		{"metrics", "metrics.toml", "deploys = ", "deploys = 1%d"},
		{"heading", "retro.md", "## Lessons", "### Heading %d\n\n## Lessons"},
	} {
		at := slices.IndexFunc(src.Files, func(f content.File) bool {
			return strings.HasPrefix(f.Path, "content/2026-q3/") && strings.HasSuffix(f.Path, edit.file) && strings.Contains(string(f.Data), edit.old)
		})
		file := src.Files[at]
		b.Run(edit.name, func(b *testing.B) {
			b.ReportAllocs()
			w := &Workspace{fs: fsys}
			options := link.Options{Memory: &link.Memory{}}
			link.Assemble(src, parsed, options)
			var watch stopwatch
			n := 0
			for b.Loop() {
				n++
				edited := file
				edited.Data = []byte(strings.Replace(string(file.Data), edit.old, fmt.Sprintf(edit.new, n%10), 1))
				var archive *report.Archive
				to := report.Audience{ID: "internal", Shows: report.Parts}
				watch.stage("all", func() {
					now := slices.Clone(parsed)
					watch.stage("parse", func() { now[at], _ = content.Parse(edited) })
					watch.stage("assemble", func() { archive, problems = link.Assemble(src, now, options) })
					watch.stage("site", func() { newSite(w, archive.For(to), renderer) })
				})
				if Refused(problems, false) {
					b.Fatal(problems)
				}
				// What newSite consists of, once more.
				var shown *report.Archive
				var book *metrics.Book
				watch.stage("site/for", func() { shown = archive.For(to) })
				watch.stage("site/compute", func() { book = edition.Compute(shown, nil) })
				watch.stage("site/plan", func() { page.Plan(shown, book, i18n.English()) })
			}
			watch.report(b)
		})
	}
}

// BenchmarkLive is the whole of a refresh, from a file on the disk to the snapshot.
func BenchmarkLive(b *testing.B) {
	folder := b.TempDir()
	files := sample.Workspace(50, 20, 1)
	if err := files.Write(folder); err != nil {
		b.Fatal(err)
	}
	w, err := Open(folder)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	l := NewLive(w, LiveOptions{})
	defer l.Close()
	if Refused(l.Problems(), false) {
		b.Fatal(l.Problems())
	}
	l.Site("internal")
	const name = "content/2026-q4/rules-engine/plan.md"
	var watch stopwatch
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		n++
		text := strings.Replace(files[name], "### Risks", fmt.Sprintf("Edit %d.\n\n### Risks", n), 1)
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
		watch.stage("all", func() { l.Refresh([]string{name}) })
		watch.stage("view", func() { l.Site("internal").pages.Page("2026-q4/rules-engine/index.html").View() })
	}
	watch.report(b)
}

// BenchmarkCold reads a whole workspace with nothing cached; ten times the quarters
// may take at most eleven times as long.
func BenchmarkCold(b *testing.B) {
	for _, quarters := range []int{4, 40} {
		b.Run(fmt.Sprintf("25x%d", quarters), func(b *testing.B) {
			w := &Workspace{fs: sampled(b, 25, quarters)}
			for b.Loop() {
				if _, problems := w.Read(0); Refused(problems, false) {
					b.Fatal(problems)
				}
			}
		})
	}
}
