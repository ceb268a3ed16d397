package content

import (
	"math"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// limitsOf returns the limits of measures by id; of two with one id, the first counts.
func limitsOf(measures []report.Measure) map[string]limits {
	all := make(map[string]limits, len(measures))
	for i, m := range measures {
		if _, taken := all[m.ID]; !taken {
			all[m.ID] = limitsAt(i, m)
		}
	}
	return all
}

// limitsAt returns the limits of the i-th measure of a site: the built-in ones
// come first, and none of them can be negative.
func limitsAt(i int, m report.Measure) limits {
	switch {
	case m.Unit == "%":
		return limits{0, 1}
	case i < len(report.Measures):
		return limits{0, maxNumber}
	}
	return limits{-maxNumber, maxNumber}
}

// qualityKeys are the keys of [quality], which the measures of a site are.
func qualityKeys(measures []report.Measure) *table[map[string]float64] {
	t := &table[map[string]float64]{id: "metrics.quality", title: "[quality]", where: "metrics.toml: [quality]"}
	for i, m := range measures {
		meaning := m.Title + "."
		switch m.Unit {
		case "":
		case "%":
			meaning = m.Title + ", as a share."
		default:
			meaning = m.Title + ", in " + m.Unit + "."
		}
		t.rows = append(t.rows, numberKey(m.ID, meaning, limitsAt(i, m), func(to *map[string]float64, n float64) { (*to)[m.ID] = n }))
	}
	return t
}

// finite returns the values of a table that holds nothing but finite numbers, else nil.
func (b *block) finite() map[string]float64 {
	out := make(map[string]float64, len(b.values))
	for key, raw := range b.values {
		if s := b.spot.kids[key]; s != nil && s.bad {
			return nil
		}
		switch n := raw.(type) {
		case int64:
			out[key] = float64(n)
		case float64:
			if math.IsNaN(n) || math.IsInf(n, 0) {
				return nil
			}
			out[key] = n
		default:
			return nil
		}
	}
	return out
}

// quality reads [quality] by the measures of the site.
func (a *assembler) quality(m *metricsFile) map[string]float64 {
	switch {
	case m.quality == nil:
		return nil
	case m.numbers != nil && a.fits(m.numbers):
		return m.numbers
	}
	return a.readQuality(m.quality)
}

// fits reports whether there is nothing to complain of.
func (a *assembler) fits(numbers map[string]float64) bool {
	for id, n := range numbers {
		if l, known := a.measures[id]; !known || n < l.low || n > l.high {
			return false
		}
	}
	return true
}

// readQuality reads [quality] value by value, and says what is wrong with each.
func (a *assembler) readQuality(b *block) map[string]float64 {
	out := map[string]float64{}
	keys := qualityKeys(a.archive.Site.Measures)
	var l diag.List
	keys.read(b, &out, &l)
	for _, p := range l {
		if p.Code != "unknown-key" || !a.blindSite {
			a.problems = append(a.problems, p)
		}
	}
	return out
}
