package i18n

import (
	"fmt"
	"strconv"
)

const (
	months      = "date.months"
	monthsShort = "date.months-short"
)

// Date returns "3 July 2026" with no-break spaces, or "" for no day. Medium returns
// "3 Jul 2026", Short "3 Jul".
func (l *Locale) Date(d Day) string { return l.DateAs(d, "long") }

// Medium is a date with a short month; see [Locale.Date].
func (l *Locale) Medium(d Day) string { return l.DateAs(d, "medium") }

// Short is a date without a year; see [Locale.Date].
func (l *Locale) Short(d Day) string { return l.DateAs(d, "short") }

// DateAs returns a day in a form that the catalogue has under [date].
func (l *Locale) DateAs(d Day, form string) string { return string(l.appendDate(nil, d, form)) }

func (l *Locale) appendDate(buf []byte, d Day, form string) []byte {
	t := d.Time()
	if t.Unix() == 0 {
		return buf
	}
	for _, s := range l.messages["date."+form].segments {
		switch s.param {
		case "":
			buf = append(buf, s.text...)
		case "day":
			buf = strconv.AppendInt(buf, int64(t.Day()), 10)
		case "month":
			buf = append(buf, l.lists[months][t.Month()-1]...)
		case "mon":
			buf = append(buf, l.lists[monthsShort][t.Month()-1]...)
		case "year":
			buf = fmt.Appendf(buf, "%04d", t.Year())
		}
	}
	return buf
}

// Quarter returns "2026 Q3", or "" for none.
func (l *Locale) Quarter(q Quarter) string {
	year, n := q.YearQuarter()
	if n == 0 {
		return ""
	}
	return l.T("quarter.title", "year", fmt.Sprintf("%04d", year), "n", n)
}
