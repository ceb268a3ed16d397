package report

import (
	"fmt"
	"time"
)

// Day is a calendar day, counted from 1970-01-01. The zero Day means "no date".
type Day int

// DayOf returns the day of a civil date.
func DayOf(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// DayAt returns the day on which t falls, in t's own time zone.
func DayAt(t time.Time) Day { return DayOf(t.Date()) }

// DayAt returns the day on which t falls in the zone of the site, or, where it names none,
// in t's own.
func (s *Site) DayAt(t time.Time) Day {
	if s.Zone != nil {
		t = t.In(s.Zone)
	}
	return DayAt(t)
}

// ParseDay reads YYYY-MM-DD.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a date: write it as YYYY-MM-DD", s)
	}
	return DayAt(t), nil
}

// FirstYear and LastYear bound what [InCalendar] accepts.
const (
	FirstYear = 1971
	LastYear  = 9998
)

// InCalendar reports whether a day is one on which a quarter can lie: a slip of the
// keyboard, such as the year 0206, would draw a chart of a thousand years.
func InCalendar(t time.Time) bool { return t.Year() >= FirstYear && t.Year() <= LastYear }

// MarshalText writes a day as String does, and so JSON has it.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Day) UnmarshalText(b []byte) (err error) {
	if *d = 0; len(b) > 0 {
		*d, err = ParseDay(string(b))
	}
	return err
}

// Time returns midnight UTC of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String returns YYYY-MM-DD, or "" for no date.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Long returns "3 July 2026", or "" for no date.
func (d Day) Long() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format("2 January 2006")
}
