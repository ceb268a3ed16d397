package content

import (
	"fmt"
	"math"
)

// maxNumber is far above any size, and far below where adding loses digits.
const maxNumber = 1e9

// limits are what a number may be.
type limits struct{ low, high float64 }

// words says what the limits are: "at least 0".
func (l limits) words() string {
	if l.high == maxNumber {
		return fmt.Sprintf("at least %g", l.low)
	}
	return fmt.Sprintf("from %g to %g", l.low, l.high)
}

// typed adds the limits to the name of a type.
func (l limits) typed(name string) string {
	switch {
	case l.high < maxNumber:
		return name + " " + l.words()
	case l.low > -maxNumber:
		return name + ", " + l.words()
	}
	return name
}

// numberKey is a number.
func numberKey[T any](name, meaning string, l limits, set func(to *T, n float64)) row[T] {
	example := "8"
	if l.high <= 1 {
		example = "0.5"
	}
	return newRow(Key{Name: name, Type: l.typed("number"), Meaning: meaning, Example: example}, func(to *T, v value) {
		if n, ok := v.number(); ok && v.within(n, l) {
			set(to, n)
		}
	})
}

func (v value) number() (float64, bool) {
	switch n := v.v.(type) {
	case int64:
		return float64(n), true
	case float64:
		if !math.IsNaN(n) && !math.IsInf(n, 0) {
			return n, true
		}
		v.problems.Errorf(v.at, "out-of-range", "leave it out where it is not known", "%s must be a finite number", v.key)
		return 0, false
	}
	v.wrong("a number")
	return 0, false
}

func (v value) within(n float64, l limits) bool {
	if n >= l.low && n <= l.high {
		return true
	}
	want := l.words()
	if n > l.high && l.high == maxNumber {
		want = fmt.Sprintf("at most %g", l.high)
	}
	v.problems.Errorf(v.at, "out-of-range", "", "%s must be %s; found %g", v.key, want, n)
	return false
}

// integerKey is an integer from low to high.
func integerKey[T any](name, meaning string, low, high int, at func(*T) *int) row[T] {
	l := limits{float64(low), float64(high)}
	return keyOf(Key{Name: name, Type: l.typed("integer"), Meaning: meaning, Example: fmt.Sprint(low)}, at, func(v value) (int, bool) {
		n, ok := as[int64](v, "an integer")
		return int(n), ok && v.within(float64(n), l)
	})
}
