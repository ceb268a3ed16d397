package generator

import (
	"context"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/edition"
	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
	"quarterdeck/generator/sample"
	"quarterdeck/generator/svg"
)

// noted draws nothing, and counts how many different charts it is asked for.
type noted struct{ jobs map[string]bool }

func (n noted) Draw(_ context.Context, job svg.Job) (string, error) {
	n.jobs[string(job.Option)] = true
	return "<svg></svg>", nil
}

// BenchmarkEditions is what a page of a quarter costs in a workspace of 40 quarters, from the
// files on the disk to its bytes and those of its data, without the drawing of charts: with
// no edition, and with a plan edition and a published one of each quarter. Charts is how
// many have to be drawn once.
func BenchmarkEditions(b *testing.B) {
	for _, frozen := range []bool{false, true} {
		name := map[bool]string{false: "open", true: "frozen"}[frozen]
		b.Run(name, func(b *testing.B) {
			w := fortyQuarters(b, frozen)
			var took time.Duration
			pages, charts := 0, 0
			for b.Loop() {
				start := time.Now()
				archive, problems := w.Read(0)
				_, altered := edition.Check(w.fs)
				if Refused(append(problems, altered...), false) {
					b.Fatal(problems, altered)
				}
				drawer := noted{map[string]bool{}}
				r, _ := render.New(render.Config{Drawer: drawer})
				s, _ := newSite(w, archive.For(archive.Site.Audiences[0]), r)
				pages = 0
				for _, at := range s.Paths() {
					top, _, _ := strings.Cut(at, "/")
					if _, err := report.ParseQuarter(top); err != nil {
						continue
					}
					if strings.HasSuffix(at, ".html") {
						pages++
					}
					_, _, _ = s.File(context.Background(), at) // data of a chart may be absent
				}
				took += time.Since(start)
				charts = len(drawer.jobs)
			}
			b.ReportMetric(took.Seconds()*1000/float64(b.N*pages), "ms/page")
			b.ReportMetric(float64(pages), "pages")
			b.ReportMetric(float64(charts), "charts")
		})
	}
}

// fortyQuarters is a workspace whose quarters are all over.
func fortyQuarters(b *testing.B, frozen bool) *Workspace {
	folder := b.TempDir()
	if err := sample.Workspace(5, 40, 1).Write(folder); err != nil {
		b.Fatal(err)
	}
	w, err := Open(folder)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { w.Close() })
	if !frozen {
		return w
	}
	list, err := fs.ReadDir(os.DirFS(folder), "content")
	if err != nil {
		b.Fatal(err)
	}
	for _, d := range list {
		q, err := report.ParseQuarter(d.Name())
		if err != nil {
			continue
		}
		from, end := q.Range(report.Fiscal{})
		for _, o := range []FreezeOptions{{AsPlan: true, Today: from + 5}, {Today: end + 5}} {
			o.Force, o.Tool = "a sample", "test"
			if _, problems, err := Freeze(w, q, o); err != nil {
				b.Fatal(q, err, problems)
			}
		}
	}
	return w
}
