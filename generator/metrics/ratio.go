package metrics

import (
	"encoding/json"
	"math"
	"strconv"

	"quarterdeck/generator/i18n"
)

// Share returns Value ÷ Of, and false where Of is 0: there is then no share.
func (r Ratio) Share() (float64, bool) {
	if r.Of == 0 {
		return 0, false
	}
	return r.Value / r.Of, true
}

// Format writes "78 % (11 of 14)", or "n/a", in a language.
func (r Ratio) Format(l *i18n.Locale) string {
	if r.Of == 0 {
		return l.T("ratio.none")
	}
	return l.T("ratio.whole", "percent", r.PercentIn(l), "value", r.Value, "of", r.Of)
}

// PercentIn writes the share in whole per cent, as "78 %" with a no-break space, or "n/a".
// It rounds half away from zero, with two exceptions that keep it honest: 0 % means none
// and 100 % means all. So 0.3 % reads 1 %, 99.6 % reads 99 %, and 100.3 % (a capacity can
// exceed the plan) reads 101 %.
func (r Ratio) PercentIn(l *i18n.Locale) string {
	if r.Of == 0 {
		return l.T("ratio.none")
	}
	exact := 100 * r.Value / r.Of // this order keeps 57 of 200 at exactly 28.5
	n := math.Round(exact)
	switch {
	case exact > 0 && n < 1:
		n = 1
	case exact < 100 && n >= 100:
		n = 99
	case exact > 100 && n <= 100:
		n = 101
	}
	return l.Percent(n)
}

// CountIn writes "11 of 14". Sizes read like "7.5 of 136".
func (r Ratio) CountIn(l *i18n.Locale) string {
	return l.T("ratio.count", "value", r.Value, "of", r.Of)
}

// MarshalJSON writes {"value":11,"of":14,"share":0.7857}. The share has four
// decimals, and is null where Of is 0.
func (r Ratio) MarshalJSON() ([]byte, error) {
	var share *json.Number
	if s, ok := r.Share(); ok {
		n := json.Number(decimals(s, 4))
		share = &n
	}
	return json.Marshal(struct {
		Value json.Number  `json:"value"`
		Of    json.Number  `json:"of"`
		Share *json.Number `json:"share"`
	}{json.Number(Amount(r.Value)), json.Number(Amount(r.Of)), share})
}

// Amount writes a count or a size without needless digits: 136, 7.5, 0.33.
func Amount(v float64) string { return decimals(v, 2) }

// decimals rounds v to at most n decimals and drops zeros at the end.
func decimals(v float64, n int) string {
	scale := math.Pow10(n)
	if rounded := math.Round(v * scale); math.Abs(rounded) < 1<<53 {
		v = rounded / scale
	}
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) { // minus zero; JSON knows no NaN
		return "0"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
