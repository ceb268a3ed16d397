package generator

import (
	"testing"

	"quarterdeck/generator/report"
)

// BenchmarkFor is what an audience costs before its site is planned: 50 teams and 20
// quarters, about 16,000 deliverables.
func BenchmarkFor(b *testing.B) {
	archive, problems := New(sampled(b, 50, 20)).Read(0)
	if Refused(problems, false) {
		b.Fatal(problems)
	}
	for name, shows := range map[string][]report.Part{
		"internal":   report.Parts,
		"customers":  {report.Shipped, report.Upcoming},
		"management": {report.Numbers, report.Shipped},
		"plans":      {report.Plans},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				archive.For(report.Audience{ID: name, Shows: shows})
			}
		})
	}
}
