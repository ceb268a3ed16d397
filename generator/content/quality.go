package content

import (
	"math"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// limits are what a measure may be.
type limits struct{ low, high float64 }

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
	fields := make([]field, len(a.archive.Site.Measures))
	numbers := make([]float64, len(fields))
	for i, m := range a.archive.Site.Measures {
		l := limitsAt(i, m)
		numbers[i] = math.NaN()
		fields[i] = numberField(m.ID, &numbers[i], l.low, l.high)
	}
	var l diag.List
	b.read("[quality]", &l, fields...)
	for _, p := range l {
		if p.Code != "unknown-key" || !a.blindSite {
			a.problems = append(a.problems, p)
		}
	}
	for i, m := range a.archive.Site.Measures {
		if !math.IsNaN(numbers[i]) {
			out[m.ID] = numbers[i]
		}
	}
	return out
}
