package generator

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"quarterdeck/generator/content"
)

// BenchmarkCheck is check on 50 teams and 20 quarters, beside the parse of the same files
// alone, on as many cores. The goal is a ratio of at most 1.5.
func BenchmarkCheck(b *testing.B) {
	w := &Workspace{fs: sampled(b, 50, 20)}
	src, _ := content.Load(w.fs)
	parse := func() {
		var next atomic.Int64
		var wg sync.WaitGroup
		for range runtime.GOMAXPROCS(0) {
			wg.Go(func() {
				for i := next.Add(1) - 1; int(i) < len(src.Files); i = next.Add(1) - 1 {
					content.Parse(src.Files[i])
				}
			})
		}
		wg.Wait()
	}
	var parsed, checked time.Duration
	for b.Loop() {
		start := time.Now()
		parse()
		parsed += time.Since(start)
		start = time.Now()
		if Refused(Check(w, 0), false) {
			b.Fatal("the sample has errors")
		}
		checked += time.Since(start)
	}
	b.ReportMetric(float64(parsed.Milliseconds())/float64(b.N), "parse-ms")
	b.ReportMetric(float64(checked.Milliseconds())/float64(b.N), "check-ms")
	b.ReportMetric(float64(checked)/float64(parsed), "check/parse")
}
