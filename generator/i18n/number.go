package i18n

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	xmessage "golang.org/x/text/message"
	xnumber "golang.org/x/text/number"
)

const (
	numberWords      = "number.words"
	numberWordsFirst = "number.words-first"
)

// symbols are how a language writes numbers: 12,345.6 has groups of 3 digits.
type symbols struct {
	point, group string
	first, more  int // digits of the last group before the point, and of those before it
}

// leastGrouped is the least number whose digits are grouped.
const leastGrouped = 10000

// symbolsOf reads the symbols off a number that has them all.
func symbolsOf(tag language.Tag) symbols {
	shown := xmessage.NewPrinter(tag).Sprint(xnumber.Decimal(1234567890.5, xnumber.MaxFractionDigits(1)))
	between := strings.FieldsFunc(shown, unicode.IsDigit)
	digits := strings.FieldsFunc(shown, func(r rune) bool { return !unicode.IsDigit(r) })
	n := len(digits)
	if n < 4 || len(between) != n-1 {
		return symbols{point: "."}
	}
	runes := func(s string) int { return len([]rune(s)) }
	return symbols{between[n-2], between[n-3], runes(digits[n-2]), runes(digits[n-3])}
}

// Number returns a number as the language writes it, with at most two decimals.
func (l *Locale) Number(n float64) string { return string(l.appendNumber(nil, n)) }

// Percent returns a number of per cent: 78 is "78 %".
func (l *Locale) Percent(n float64) string { return l.T("number.percent", "n", n) }

// appendSpelled writes a count as prose does: no, one, … twelve, 13.
func (l *Locale) appendSpelled(buf []byte, words string, v any) []byte {
	n, _ := toNumber(v)
	if i := int(n); float64(i) == n && i >= 0 && i < len(l.lists[words]) {
		return append(buf, l.lists[words][i]...)
	}
	return l.appendNumber(buf, n)
}

func (l *Locale) appendInt(buf []byte, n int) []byte {
	if -leastGrouped < n && n < leastGrouped {
		return strconv.AppendInt(buf, int64(n), 10)
	}
	return l.appendGrouped(buf, strconv.Itoa(n))
}

func (l *Locale) appendNumber(buf []byte, n float64) []byte {
	if i := int(n); float64(i) == n {
		return l.appendInt(buf, i)
	}
	return l.appendGrouped(buf, decimal(n))
}

// decimal writes a number with a point and at most two decimals.
func decimal(n float64) string {
	if rounded := math.Round(n * 100); math.Abs(rounded) < 1<<53 {
		n = rounded / 100
	}
	if n == 0 || math.IsNaN(n) || math.IsInf(n, 0) { // minus zero
		return "0"
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// appendGrouped writes digits, with a sign and decimals or without, as the language does.
func (l *Locale) appendGrouped(buf []byte, digits string) []byte {
	if rest, negative := strings.CutPrefix(digits, "-"); negative {
		buf, digits = append(buf, '-'), rest
	}
	whole, fraction, some := strings.Cut(digits, ".")
	size := l.symbols
	grouped := size.first > 0 && len(whole) >= len("10000")
	for i, c := range []byte(whole) {
		left := len(whole) - i // digits from here to the point
		if grouped && i > 0 && left >= size.first && (left-size.first)%size.more == 0 {
			buf = append(buf, size.group...)
		}
		buf = append(buf, c)
	}
	if some {
		buf = append(append(buf, size.point...), fraction...)
	}
	return buf
}

// pluralCase returns which case of a plural is that of a number.
func (l *Locale) pluralCase(s *segment, v any) int {
	if b, ok := v.(blank); ok {
		if at, ok := s.forms[b.form]; ok {
			return at
		}
		return s.other
	}
	n, ok := toNumber(v)
	if !ok {
		return s.other
	}
	whole := int(n)
	if at, ok := s.exact[whole]; ok && float64(whole) == n {
		return at
	}
	if at, ok := s.forms[l.form(n)]; ok {
		return at
	}
	return s.other
}

// form is the plural form of a number as it is written.
func (l *Locale) form(n float64) plural.Form {
	if i := int(n); float64(i) == n && i >= 0 && i < len(l.forms) {
		return l.forms[i]
	}
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(decimal(n), "-"), ".")
	i, _ := strconv.Atoi(whole) // too large for an int is still many
	f, _ := strconv.Atoi(fraction)
	return plural.Cardinal.MatchPlural(l.tag, i, len(fraction), len(fraction), f, f)
}

// toNumber reads a number of any type.
func toNumber(v any) (float64, bool) {
	switch v := v.(type) {
	case int:
		return float64(v), true
	case float64:
		return v, true
	case string, nil:
		return 0, false
	}
	r := reflect.ValueOf(v)
	switch {
	case r.CanInt():
		return float64(r.Int()), true
	case r.CanUint():
		return float64(r.Uint()), true
	case r.CanFloat():
		return r.Float(), true
	}
	return 0, false
}
