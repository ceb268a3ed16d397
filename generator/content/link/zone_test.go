package link

import (
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/report"
)

// TestDaysOfTimes reads one time in many forms. Its day is that of its own offset, or, where it
// is in UTC, that of the zone which site.toml names.
func TestDaysOfTimes(t *testing.T) {
	var memory Memory // what is kept must not outlive another zone
	for _, c := range []struct{ zone, written, want string }{
		{"", "2026-08-31T23:30:00Z", "2026-08-31"},
		{"Europe/Warsaw", "2026-08-31T23:30:00Z", "2026-09-01"},
		{"Europe/Warsaw", "2026-08-31T21:59:59Z", "2026-08-31"}, // two hours in summer
		{"Europe/Warsaw", "2026-08-31T22:00:00+00:00", "2026-09-01"},
		{"America/New_York", "2026-09-01T03:59:59Z", "2026-08-31"},
		{"America/New_York", "2026-09-01T04:00:00Z", "2026-09-01"},
		{"UTC", "2026-08-31T23:30:00Z", "2026-08-31"},
		{"", "2026-08-31T23:30:00-08:00", "2026-08-31"},
		{"Europe/Warsaw", "2026-08-31T23:30:00-08:00", "2026-08-31"},
		{"Asia/Tokyo", "2026-08-31T00:30:00+05:00", "2026-08-31"},
		{"America/New_York", "2026-08-31", "2026-08-31"},
		{"America/New_York", "2026-08-31T00:30:00", "2026-08-31"},
		{"Asia/Tokyo", "2026-08-31T23:30:00", "2026-08-31"},
	} {
		site := "today = 2026-10-20\n"
		if c.zone != "" {
			site += "timezone = \"" + c.zone + "\"\n"
		}
		fsys := ws("-- site.toml --\n" + site + strings.ReplaceAll(`-- content/teams/a.md --
-- content/2026-q3/a/plan.md --
+++
committed = 2026-07-01
+++

## One

`+"```"+`toml
id = "A-1"
kind = "debt"
due = TIME
`+"```"+`
-- content/2026-q3/a/metrics.toml --
exported = TIME

[[item]]
id = "A-1"
status = "delivered"
finished = TIME
`, "TIME", c.written))
		for _, o := range []Options{{}, {Memory: &memory}} {
			a, l := Read(fsys, o)
			if errors, _ := l.Count(); errors > 0 {
				t.Fatal(lines(l))
			}
			r := a.Quarters[0].Report("a")
			for what, day := range map[string]report.Day{"exported": report.DayAt(r.Metrics.Exported), "finished": r.Items[0].Outcome.Finished, "due": r.Items[0].Due} {
				if day.String() != c.want {
					t.Errorf("%s = %s is %s in zone %q, want %s", what, c.written, day, c.zone, c.want)
				}
			}
		}
	}
}

// TestTodayIsInTheZone looks at the clock where two zones have different days.
func TestTodayIsInTheZone(t *testing.T) {
	now := time.Date(2026, 9, 30, 23, 30, 0, 0, time.UTC)
	for zone, want := range map[string]string{"Europe/Warsaw": "2026-10-01", "UTC": "2026-09-30", "America/New_York": "2026-09-30", "Pacific/Kiritimati": "2026-10-01"} {
		a, l := Read(ws("-- site.toml --\ntimezone = \""+zone+"\"\n"), Options{Now: now})
		if len(l) > 0 || a.Today.String() != want {
			t.Errorf("in %s it is %s, want %s\n%s", zone, a.Today, want, lines(l))
		}
	}
}

// TestAnEditionIsOfItsOwnZone changes the zone after a quarter was frozen.
func TestAnEditionIsOfItsOwnZone(t *testing.T) {
	const files = `-- content/teams/a.md --
-- content/2026-q3/a/metrics.toml --
exported = 2026-09-29T23:30:00Z
`
	before, after := "-- site.toml --\ntimezone = \"Europe/Warsaw\"\n", "-- site.toml --\ntimezone = \"UTC\"\n"
	frozen := strings.ReplaceAll(before+files, "-- content", "-- content/2026-q3/editions/1/content")
	frozen = strings.ReplaceAll(frozen, "-- site.toml", "-- content/2026-q3/editions/1/site.toml")
	a, _ := Read(ws(after+files+frozen+`-- content/2026-q3/editions/1/edition.toml --
id = "1"
quarter = "2026-q3"
frozen = 2026-10-05T12:00:00Z
tool = "v1"
[files]
`), Options{Today: report.DayOf(2026, 10, 20)})
	q := a.Quarters[0]
	if len(q.Editions) != 1 {
		t.Fatal("the edition is not read")
	}
	is, was := q.Report("a").Metrics.Exported, q.Editions[0].Archive().Quarters[0].Report("a").Metrics.Exported
	if report.DayAt(is).String() != "2026-09-29" || report.DayAt(was).String() != "2026-09-30" {
		t.Errorf("exported %s, and %s in the edition", report.DayAt(is), report.DayAt(was))
	}
}
