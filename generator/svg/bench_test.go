package svg

import (
	"fmt"
	"testing"
)

// BenchmarkColdChart draws a chart of three series, each time with another size,
// in one warm engine: the goal is 25 ms.
func BenchmarkColdChart(b *testing.B) {
	for _, name := range []string{"three-series", "planned-delivered-wide", "kept-wide"} {
		b.Run(name, func(b *testing.B) {
			d := drawer(b, Config{Workers: 1})
			j := fixture(b, name)
			draw(b, d, j)
			for b.Loop() {
				j.Height = 200 + (j.Height+1)%200
				draw(b, d, j)
			}
		})
	}
}

func BenchmarkCached(b *testing.B) {
	d := drawer(b, Config{Workers: 1, CacheDir: b.TempDir()})
	j := fixture(b, "planned-delivered-wide")
	draw(b, d, j)
	for b.Loop() {
		draw(b, d, j)
	}
}

func BenchmarkClean(b *testing.B) {
	d := drawer(b, Config{Workers: 1})
	j := fixture(b, "planned-delivered-wide")
	raw, err := d.run(b.Context(), j)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := clean(raw, j.Width, j.Height); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStart starts engines: the first one ever, and one whose program is
// in the cache.
func BenchmarkStart(b *testing.B) {
	script, dir := bundle(b), b.TempDir()
	for _, cached := range []bool{false, true} {
		b.Run(fmt.Sprintf("cached=%v", cached), func(b *testing.B) {
			for b.Loop() {
				p := newProgram(script)
				if cached {
					p.cache = &cache{dir: dir}
				}
				e, err := p.start(drawLimit)
				if err != nil {
					b.Fatal(err)
				}
				e.close()
			}
		})
	}
}
