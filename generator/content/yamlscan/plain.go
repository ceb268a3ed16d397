package yamlscan

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	integer   = regexp.MustCompile(`^(?:[+-]?(?:0|[1-9](?:_?[0-9])*)|0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*)$`)
	decimal   = regexp.MustCompile(`^[+-]?(?:(?:0|[1-9](?:_?[0-9])*)(?:\.(?:[0-9](?:_?[0-9])*)?)?|\.[0-9](?:_?[0-9])*)(?:[eE][+-]?[0-9](?:_?[0-9])*)?$`)
	wholeHour = regexp.MustCompile(`^[^:]*\d\d:`)
	dateLike  = regexp.MustCompile(`^\d{1,4}-\d{1,2}-\d{1,4}$`)
)

// moments are the dates and times of TOML, by the name of the zone that its library gives those
// that are in none.
var moments = []struct{ zone, layout string }{
	{"datetime-local", "2006-01-02T15:04:05"},
	{"datetime-local", "2006-01-02 15:04:05"},
	{"datetime-local", "2006-01-02T15:04"},
	{"datetime-local", "2006-01-02 15:04"},
	{"", "2006-01-02T15:04:05Z07:00"},
	{"", "2006-01-02 15:04:05Z07:00"},
	{"", "2006-01-02T15:04Z07:00"},
	{"", "2006-01-02 15:04Z07:00"},
	{"time-local", "15:04:05"},
	{"time-local", "15:04"},
}

// plain is what a word without quotes means: what it would mean in TOML, and text where it would
// mean nothing. So yes, no, on and off are text, and so is a number that begins with a zero, which
// versions of YAML read in different ways. A badDate looks like a date and names no day.
func plain(s string) (v any, badDate bool) {
	switch s {
	case "", "~", "null", "Null", "NULL":
		return nil, false
	case "true", "True", "TRUE":
		return true, false
	case "false", "False", "FALSE":
		return false, false
	case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF":
		return math.Inf(1), false
	case "-.inf", "-.Inf", "-.INF":
		return math.Inf(-1), false
	case ".nan", ".NaN", ".NAN":
		return math.NaN(), false
	}
	if c := s[0]; (c < '0' || c > '9') && c != '+' && c != '-' && c != '.' {
		return s, false
	}
	if dateLike.MatchString(s) {
		t, err := time.Parse(time.DateOnly, s)
		return local(t, "date-local"), err != nil
	}
	if n, ok := number(s); ok {
		return n, false
	}
	if t, ok := moment(s); ok {
		return t, false
	}
	return s, false
}

// number reads a number; a whole one that is too large is a decimal one.
func number(s string) (any, bool) {
	isInteger := integer.MatchString(s)
	if !isInteger && !decimal.MatchString(s) {
		return nil, false
	}
	digits := strings.ReplaceAll(s, "_", "")
	if isInteger {
		if n, err := strconv.ParseInt(digits, 0, 64); err == nil {
			return n, true
		}
	}
	f, err := strconv.ParseFloat(digits, 64) // beyond all numbers, it is infinite
	return f, err == nil || math.IsInf(f, 0)
}

func moment(s string) (time.Time, bool) {
	if len(s) > len("2006-01-02T15:04:05.999999999+07:00") || !wholeHour.MatchString(s) {
		return time.Time{}, false
	}
	s = strings.NewReplacer("t", "T", "z", "Z").Replace(s)
	for _, m := range moments {
		t, err := time.Parse(m.layout, s)
		if err != nil {
			continue
		}
		if m.zone != "" {
			t = local(t, m.zone)
		}
		return t, true
	}
	return time.Time{}, false
}

func local(t time.Time, zone string) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.FixedZone(zone, 0))
}
