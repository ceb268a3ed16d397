package testsite

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// Input is something to do whose size can be chosen. Make prepares it for a size, and returns how
// many units it holds (bytes, items) and what is to be measured.
type Input struct {
	Name string
	Make func(n int) (units int, run func())
}

// rounds is how often a benchmark does the same thing; the fastest counts.
const rounds = 3

// BenchmarkGrowth does each thing with inputs of n, 2n and 4n, and reports the processor time of one
// unit at each size, and by how much a unit of the largest costs more than one of the smallest: growth is
// 1 where time is linear, and 4 where it grows with the square. Call it with -benchtime 1x.
func BenchmarkGrowth(b *testing.B, n int, inputs []Input) {
	for _, in := range inputs {
		b.Run(in.Name, func(b *testing.B) {
			var per [3]float64
			for b.Loop() {
				for i := range per {
					units, run := in.Make(n << i)
					per[i] = float64(fastest(run).Nanoseconds()) / float64(units)
				}
			}
			b.ReportMetric(0, "ns/op") // of three sizes together: it says nothing
			b.ReportMetric(per[0], "ns/unit-1x")
			b.ReportMetric(per[1], "ns/unit-2x")
			b.ReportMetric(per[2], "ns/unit-4x")
			b.ReportMetric(per[2]/per[0], "growth")
		})
	}
}

// began is where times are counted from.
var began = time.Now()

func fastest(run func()) time.Duration {
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // collecting comes at any time
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(1 << 30))
	least := time.Duration(1<<63 - 1)
	for range rounds {
		runtime.GC()
		start := cpuTime()
		run()
		least = min(least, cpuTime()-start)
	}
	return least
}

// CheckGrowth fails where four times as much input takes more than about four times as many
// allocations, or as much memory in all. It counts instead of timing, so that it says
// the same on every machine.
func CheckGrowth(t *testing.T, n int, inputs []Input) {
	t.Helper()
	const most = 6.0 // a map or a list may have just doubled
	for _, in := range inputs {
		t.Run(in.Name, func(t *testing.T) {
			small, large := allocated(in, n), allocated(in, 4*n)
			for i, what := range []string{"allocations", "bytes"} {
				if factor := large[i] / small[i]; factor > most {
					t.Errorf("four times the input takes %.1f times as many %s", factor, what)
				}
			}
		})
	}
}

// allocated is how often, and how many bytes, are allocated for one unit of an input, times
// its units.
func allocated(in Input, n int) [2]float64 {
	units, run := in.Make(n)
	run() // what is made once for all
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	of := float64(units) / float64(n) // inputs need not be exactly as long as was asked for
	return [2]float64{float64(after.Mallocs-before.Mallocs+100) / of, float64(after.TotalAlloc-before.TotalAlloc+10_000) / of}
}
