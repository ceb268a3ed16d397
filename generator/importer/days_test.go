package importer

import (
	"testing"
	"time"

	"quarterdeck/generator/report"
)

func TestDays(t *testing.T) {
	sydney, err := time.LoadLocation("Australia/Sydney")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		dates, text, want string
		zone              *time.Location
	}{
		{"", "03/Sep/26 9:05 AM", "2026-09-03", nil},
		{"", "12/lut/21 10:19 PM", "2021-02-12", nil},
		{"", "12/Okt/21 10:19 PM", "2021-10-12", nil},
		{"", "3. Mär. 2026", "", nil},
		{"", "2026-09-03", "2026-09-03", nil},
		{"", "2015-12-07T23:19:13.000-0800", "2015-12-07", nil},
		{"", "2026-09-30T23:30:00Z", "2026-09-30", nil},
		{"", "2026-09-30T23:30:00Z", "2026-10-01", sydney},
		{"", "2026-09-30T00:00:00Z", "2026-09-30", sydney}, // a day, written as a time
		{"", "2026-09-30T23:30:00-08:00", "2026-09-30", sydney},
		{"", "2026-09-30 23:30:00 UTC", "2026-10-01", sydney},
		{"", "Wed May 13 2026 11:21:41 GMT+0000 (GMT)", "2026-05-13", nil},
		{"", "03.09.2026 14:05", "2026-09-03", nil},
		{"", "8/12/2025", "", nil},
		{"D/M/YYYY", "8/12/2025", "2025-12-08", nil},
		{"M/D/YYYY", "8/12/2025", "2025-08-12", nil},
		{"M/D/YYYY", "8/12/2025 9:15 AM", "2025-08-12", nil},
		{"YYYY年M月D日", "2025年8月12日", "2025-08-12", nil},
		{"", "", "", nil},
		{"", "31/Feb/26 9:05 AM", "", nil},
	} {
		m := &Mapping{Zone: c.zone, Mapping: report.Mapping{Dates: c.dates}}
		d := newDays(m)
		for range 2 { // the second time by the layout that fitted
			day, err := d.day(c.text)
			if day.String() != c.want || (err != nil) != (c.want == "" && c.text != "") {
				t.Errorf("%q as %q: %s, %v; want %q", c.text, c.dates, day, err, c.want)
			}
		}
	}
	m := &Mapping{Mapping: report.Mapping{Months: map[string]time.Month{"août": time.August}}}
	if day, err := newDays(m).day("3/août/26 9:05 AM"); err != nil || day.String() != "2026-08-03" {
		t.Errorf("a month of site.toml: %s, %v", day, err)
	}
}
