package report

import (
	"testing"
	"time"
)

func TestDay(t *testing.T) {
	for _, c := range []struct {
		day                     Day
		iso, long               string
		year, month, dayOfMonth int
	}{
		{0, "", "", 1970, 1, 1},
		{1, "1970-01-02", "2 January 1970", 1970, 1, 2},
		{-1, "1969-12-31", "31 December 1969", 1969, 12, 31},
		{20637, "2026-07-03", "3 July 2026", 2026, 7, 3},
		{19782, "2024-02-29", "29 February 2024", 2024, 2, 29},
	} {
		if got := DayOf(c.year, time.Month(c.month), c.dayOfMonth); got != c.day {
			t.Errorf("DayOf(%d, %d, %d) = %d, want %d", c.year, c.month, c.dayOfMonth, got, c.day)
		}
		if c.day.String() != c.iso || c.day.Long() != c.long {
			t.Errorf("day %d is written %q, %q", c.day, c.day, c.day.Long())
		}
		if c.day != 0 {
			if got, err := ParseDay(c.iso); err != nil || got != c.day {
				t.Errorf("ParseDay(%q) = %d, %v", c.iso, got, err)
			}
		}
	}
	for _, s := range []string{"", "2026-02-29", "2026-13-01", "2026-7-3", "3 July 2026", "2026-07-03T00:00:00Z", " 2026-07-03"} {
		if d, err := ParseDay(s); err == nil {
			t.Errorf("ParseDay(%q) = %s, want an error", s, d)
		}
	}
}

// A day is that of the clock on the wall where t was written, not of UTC.
func TestDayAtKeepsTheZone(t *testing.T) {
	east := time.FixedZone("", 10*3600)
	at := time.Date(2026, 7, 3, 1, 0, 0, 0, east)
	if got := DayAt(at).String(); got != "2026-07-03" {
		t.Errorf("in its zone: %s", got)
	}
	if got := DayAt(at.UTC()).String(); got != "2026-07-02" {
		t.Errorf("in UTC: %s", got)
	}
	if got := DayOf(2026, 7, 3).Time(); !got.Equal(time.Date(2026, 7, 3, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("midnight is %s", got)
	}
}
