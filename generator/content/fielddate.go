package content

import (
	"time"

	"quarterdeck/generator/report"
)

// dayField reads a date; of a date-time it takes the day as it is written.
func dayField(name string, to *report.Day) field {
	return field{name: name, read: func(v value) {
		if t, ok := v.moment(); ok {
			*to = report.DayAt(t)
		}
	}}
}

// momentField reads a date or a date-time.
func momentField(name string, to *time.Time) field {
	return field{name: name, read: func(v value) {
		if t, ok := v.moment(); ok {
			*to = t
		}
	}}
}

func (v value) moment() (time.Time, bool) {
	const example = " = 2026-10-01"
	switch d := v.v.(type) {
	case time.Time:
		switch d.Location().String() {
		case "time-local":
			v.wrong("a date", v.key+example)
			return time.Time{}, false
		case "date-local", "datetime-local":
			// The library gives these the offset of this machine.
			d = time.Date(d.Year(), d.Month(), d.Day(), d.Hour(), d.Minute(), d.Second(), d.Nanosecond(), time.UTC)
		default:
			if _, offset := d.Zone(); offset == 0 {
				d = d.UTC()
			} else {
				d = d.In(time.FixedZone("", offset))
			}
		}
		return d, v.inCalendar(d)
	case string:
		day, err := report.ParseDay(d)
		if err != nil {
			v.problems.Errorf(v.at, "bad-date", "write "+v.key+example, "%s: %q is not a date", v.key, short(d))
			return time.Time{}, false
		}
		return day.Time(), v.inCalendar(day.Time())
	}
	v.wrong("a date", v.key+example)
	return time.Time{}, false
}

// inCalendar reports whether a day is one on which a quarter can lie: a slip of the
// keyboard, such as the year 0206, would draw a chart of a thousand years.
func inCalendar(t time.Time) bool { return t.Year() >= 1971 && t.Year() <= 9998 }

func (v value) inCalendar(t time.Time) bool {
	if inCalendar(t) {
		return true
	}
	v.problems.Errorf(v.at, "bad-date", "", "%s: %s is not a date of our time", v.key, t.Format(time.DateOnly))
	return false
}
