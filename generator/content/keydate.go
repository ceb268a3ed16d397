package content

import (
	"fmt"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// dateKey is a date; of a date-time it takes the day as it is written, and of one in UTC the
// day that it is in the zone of the site.
func dateKey[T any](name, meaning string, at func(*T) *report.Day) row[T] {
	return keyOf(Key{Name: name, Type: "date", Meaning: meaning, Example: "2026-10-01"}, at, func(v value) (report.Day, bool) {
		t, ok := v.moment()
		return report.DayAt(t), ok
	})
}

// momentKey is a date or a date-time. Its location is the one in which it falls on its day.
func momentKey[T any](name, meaning string, at func(*T) *time.Time) row[T] {
	return keyOf(Key{Name: name, Type: "date or date-time", Meaning: meaning, Example: "2026-10-01T09:00:00Z"}, at, value.moment)
}

func (v value) moment() (time.Time, bool) {
	switch d := v.v.(type) {
	case time.Time:
		switch d.Location().String() {
		case "time-local":
			v.wrong("a date")
			return time.Time{}, false
		case "date-local", "datetime-local":
			// The library gives these the offset of this machine.
			d = time.Date(d.Year(), d.Month(), d.Day(), d.Hour(), d.Minute(), d.Second(), d.Nanosecond(), time.UTC)
		default:
			if _, offset := d.Zone(); offset == 0 {
				d = v.block.text.local(d)
			} else {
				d = d.In(time.FixedZone("", offset))
			}
		}
		return d, v.inCalendar(d)
	case string:
		day, err := report.ParseDay(d)
		if err != nil {
			v.problems.Errorf(v.at, "bad-date", "write "+v.block.Pair(v.key, v.example), "%s: %q is not a date", v.key, diag.Short(d))
			return time.Time{}, false
		}
		return day.Time(), v.inCalendar(day.Time())
	}
	v.wrong("a date")
	return time.Time{}, false
}

func (v value) inCalendar(t time.Time) bool {
	if report.InCalendar(t) {
		return true
	}
	v.problems.Errorf(v.at, "bad-date", fmt.Sprintf("use a year from %d to %d", report.FirstYear, report.LastYear), "%s: %s is out of range", v.key, t.Format(time.DateOnly))
	return false
}
