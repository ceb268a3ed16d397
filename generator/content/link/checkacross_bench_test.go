package link

import (
	"testing"

	"quarterdeck/generator/content"
	"quarterdeck/generator/report"
)

// BenchmarkAcross is what every read does over all quarters, whatever was taken over: asks,
// and the rules that look across reports.
func BenchmarkAcross(b *testing.B) {
	src, _ := content.Load(sampled(50, 20))
	var parsed []*content.Parsed
	for _, f := range src.Files {
		one, _ := content.Parse(f)
		parsed = append(parsed, one)
	}
	a := newAssembler(src, parsed, nil)
	a.assemble(Options{Today: report.DayOf(2026, 11, 20)}, false)
	asks := len(a.archive.Asks)
	for b.Loop() {
		a.archive.Asks = nil
		a.problems = nil
		a.linkAsks()
		a.checkAcross()
		a.checkAgain()
	}
	b.ReportMetric(float64(asks), "asks")
	b.ReportMetric(float64(len(a.problems)), "problems")
}
