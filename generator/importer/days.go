package importer

import (
	"errors"
	"regexp"
	"strings"
	"time"
	"unicode"

	"quarterdeck/generator/report"
)

// layouts are the ways in which trackers write days and times that can be read in one way only.
var layouts = []string{
	time.RFC3339Nano,
	"2006-01-02T15:04:05.999999999-0700",
	"2006-01-02",
	"2006-01-02 15:04:05.999999999 -0700",
	"2006-01-02 15:04:05.999999999 MST",
	"2006-01-02 15:04:05.999999999",
	"2006-01-02T15:04:05.999999999",
	"2006-01-02 15:04",
	"2/Jan/06 3:04 PM",
	"2/Jan/06 15:04",
	"2/Jan/06",
	"2/Jan/2006 3:04 PM",
	"2/Jan/2006 15:04",
	"2/Jan/2006",
	"Mon Jan 2 2006 15:04:05 GMT-0700 (MST)",
	"Mon Jan 2 2006 15:04:05 GMT-0700",
	"2.1.2006 15:04:05",
	"2.1.2006 15:04",
	"2.1.2006",
	"2.1.06 15:04",
	"2 Jan 2006",
	"Jan 2, 2006, 3:04 PM",
	"Jan 2, 2006",
	"January 2, 2006",
}

// unclear is a day of which nobody knows what is the month.
var unclear = regexp.MustCompile(`^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b`)

var (
	errUnclear = errors.New("could be read with the day first or the month first")
	errNoDay   = errors.New("is no day that can be read")
)

// builtInMonths are the months as Jira writes them in Polish and German, besides English.
var builtInMonths = map[string]time.Month{
	"sty": 1, "lut": 2, "mar": 3, "kwi": 4, "maj": 5, "cze": 6, "lip": 7, "sie": 8, "wrz": 9, "paź": 10, "lis": 11, "gru": 12,
	"jän": 1, "mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12,
}

// days reads the days of one export. The layout that fitted last is tried first, since an export
// writes all its days alike.
type days struct {
	mapping *Mapping
	own     []string // layouts of the mapping
	last    string
	serial  bool // days may be numbers, as workbooks have them
}

func newDays(m *Mapping) *days {
	d := &days{mapping: m}
	if m.Dates != "" {
		own := goLayout(m.Dates)
		d.own = []string{own, own + " 3:04 PM", own + " 15:04:05", own + " 15:04"}
	}
	return d
}

// goLayout is the layout of package time for one such as "DD.MM.YYYY HH:mm".
func goLayout(dates string) string {
	return strings.NewReplacer("YYYY", "2006", "YY", "06", "MMMM", "January", "MMM", "Jan", "MM", "01", "M", "1", "DD", "02", "D", "2",
		"HH", "15", "hh", "03", "h", "3", "mm", "04", "ss", "05", "A", "PM").Replace(dates)
}

// day reads a day, or a time. "" is no day. The day of a time with an offset of its own is the one
// that is written; a time in UTC is of the day in the zone of the mapping.
func (d *days) day(s string) (report.Day, error) {
	t, err := d.moment(s)
	if err != nil || t.IsZero() {
		return 0, err
	}
	return d.of(t), nil
}

// moment reads a time, or a day, which begins at midnight; zero where there is none.
func (d *days) moment(s string) (time.Time, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}, nil
	}
	if d.last != "" {
		if t, err := time.Parse(d.last, s); err == nil {
			return t, nil
		}
	}
	if d.serial {
		if t, ok := serialTime(s); ok {
			return t, nil
		}
	}
	english := d.english(s)
	for _, layout := range append(d.own, layouts...) {
		if t, err := time.Parse(layout, english); err == nil {
			if english == s {
				d.last = layout
			}
			return t, nil
		}
	}
	if unclear.MatchString(s) {
		return time.Time{}, errUnclear
	}
	return time.Time{}, errNoDay
}

func (d *days) of(t time.Time) report.Day {
	if _, offset := t.Zone(); offset == 0 && d.mapping.Zone != nil && (t.Hour() != 0 || t.Minute() != 0 || t.Second() != 0) {
		t = t.In(d.mapping.Zone)
	}
	return report.DayOf(t.Date())
}

// english puts English names of months in the place of others.
func (d *days) english(s string) string {
	at := strings.IndexFunc(s, unicode.IsLetter)
	if at < 0 {
		return s
	}
	end := at + strings.IndexFunc(s[at:]+" ", func(r rune) bool { return !unicode.IsLetter(r) && r != '.' })
	name := strings.ToLower(strings.TrimSuffix(s[at:end], "."))
	month, ok := Look(d.mapping.Months, name)
	if !ok {
		month, ok = builtInMonths[name]
	}
	if !ok {
		return s
	}
	return s[:at] + month.String()[:3] + s[end:]
}
