package content

import (
	"maps"
	"math"
	"slices"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// Measures are the numbers that [quality] may have on a site.
type Measures struct {
	all    []report.Measure
	limits map[string]limits // by id; of two with one id, the first counts
}

// NewMeasures returns the measures of a site, of which the built-in ones come first.
func NewMeasures(all []report.Measure) *Measures {
	m := &Measures{all, make(map[string]limits, len(all))}
	for i, one := range all {
		if !m.Has(one.ID) {
			m.limits[one.ID] = limitsAt(i, one)
		}
	}
	return m
}

// Has reports whether there is a measure of an id.
func (m *Measures) Has(id string) bool { _, ok := m.limits[id]; return ok }

// IDs are those of all measures, in order.
func (m *Measures) IDs() []string { return slices.Sorted(maps.Keys(m.limits)) }

// accept reports whether there is nothing to complain of.
func (m *Measures) accept(numbers map[string]float64) bool {
	for id, n := range numbers {
		if l, known := m.limits[id]; !known || n < l.low || n > l.high {
			return false
		}
	}
	return true
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
func (b *Block) finite() map[string]float64 {
	out := make(map[string]float64, len(b.values))
	for key, raw := range b.values {
		if s := b.spot.Kids[key]; s != nil && s.Bad {
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

// Quality reads [quality] by the measures of a site. The numbers are nil where there is
// no such table.
func (m *MetricsFile) Quality(by *Measures) (map[string]float64, diag.List) {
	switch {
	case m.quality == nil:
		return nil, nil
	case m.numbers != nil && by.accept(m.numbers):
		return m.numbers, nil
	}
	out := map[string]float64{}
	var l diag.List
	qualityKeys(by.all).read(m.quality, &out, &l)
	return out, l
}
