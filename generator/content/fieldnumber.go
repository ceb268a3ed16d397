package content

import (
	"fmt"
	"math"
)

// numberField reads a number from low to high.
func numberField(name string, to *float64, low, high float64) field {
	return field{name: name, read: func(v value) {
		if n, ok := v.number(); ok && v.within(n, low, high) {
			*to = n
		}
	}}
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
	v.wrong("a number", v.key+" = 8")
	return 0, false
}

// maxNumber is far above any size, and far below where adding loses digits.
const maxNumber = 1e9

func (v value) within(n, low, high float64) bool {
	if n >= low && n <= high {
		return true
	}
	want := fmt.Sprintf("from %g to %g", low, high)
	if high == maxNumber {
		want = fmt.Sprintf("at least %g", low)
		if n > high {
			want = "smaller"
		}
	}
	v.problems.Errorf(v.at, "out-of-range", "", "%s must be %s, not %g", v.key, want, n)
	return false
}

// intField reads a whole number from low to high.
func intField(name string, to *int, low, high int) field {
	return field{name: name, read: func(v value) {
		if n, ok := v.v.(int64); !ok {
			v.wrong("a whole number", fmt.Sprintf("%s = %d", name, low))
		} else if v.within(float64(n), float64(low), float64(high)) {
			*to = int(n)
		}
	}}
}
