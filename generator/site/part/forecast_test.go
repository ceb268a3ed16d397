package part

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/testsite"
	"strings"
	"testing"
)

func TestForecastInWords(t *testing.T) {
	at := testsite.Day("2026-12-06")
	for _, c := range []struct {
		dates metrics.Dates
		want  string
	}{
		{metrics.Dates{P50: at, P85: at + 7, P95: at + 14}, "All of it done: between 6 December 2026 (50 %) and 20 December 2026 (95 %)."},
		{metrics.Dates{P50: at, P85: at + 7}, "All of it done: by 6 December 2026 as likely as not; with 95 % it is not within a year."},
		{metrics.Dates{}, "All of it done: not within a year, as likely as not."},
	} {
		if got := strings.ReplaceAll(allDone(english(), &metrics.Forecast{AllDone: c.dates}), "\u00a0", " "); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	said := func(least, delivered int) metrics.Said {
		return metrics.Said{Open: 6, Least: least, Delivered: delivered}
	}
	for _, c := range []struct {
		past []metrics.Said
		want string
	}{
		{[]metrics.Said{said(2, 3), said(2, 1), said(3, 3), said(0, 2)}, "Halfway through past quarters, the 85 % forecast came true in 2 of 3 (67 %)."},
		{[]metrics.Said{said(0, 2)}, "It has no record yet: halfway through past quarters it could promise nothing."},
	} {
		if got := strings.ReplaceAll(record(english(), &metrics.Forecast{Past: c.past}), "\u00a0", " "); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
