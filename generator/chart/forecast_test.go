package chart

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// regular delivers one item each Wednesday of a quarter and a half, 20 August being a
// Thursday, and has some more to do.
func regular(t *testing.T, done bool, left int) string {
	var b strings.Builder
	end := testsite.Day("2026-08-20")
	for q := (report.QuarterID{Year: 2026, N: 2}); q.N < 4; q = q.Next() {
		start, last := q.Range(report.Fiscal{})
		fmt.Fprintf(&b, "quarter %s %s\nteam a name=Alpha\n", q, map[bool]string{true: "running", false: "closed"}[q.N == 3])
		for d := start; done && d < min(last, end); d += 7 {
			fmt.Fprintf(&b, "A-%d delivered@%s\n", d, d)
		}
	}
	for i := range left {
		fmt.Fprintf(&b, "O-%d\n", i)
	}
	return b.String()
}

// TestForecast reads the words and the table of teams whose future is sure.
func TestForecast(t *testing.T) {
	draw := func(text string) Chart {
		return find(t, Of(OnReport, source(t, text, "2026-q3", "a")), "c-forecast")
	}
	// Each Wednesday of July and up to 19 August: 8. Six more come by 30 September.
	c := draw(regular(t, true, 10))
	want := "8 of 18 planned items were delivered by 20 August 2026, 10 are open. The number delivered by the end of the quarter will be " +
		"at least 6 with a likelihood of 95\u00a0%. All of it will be delivered by 1 November 2026 (50\u00a0%), by 1 November 2026 (85\u00a0%) and by 1 November 2026 (95\u00a0%)."
	if c.Summary != want {
		t.Errorf("the summary is\n%s, not\n%s", c.Summary, want)
	}
	if first, now, last := c.Table.Rows[0], c.Table.Rows[7], c.Table.Rows[len(c.Table.Rows)-1]; !slices.Equal(first, []string{"5 Jul 2026", "1", "", "", ""}) ||
		!slices.Equal(now, []string{"20 Aug 2026", "8", "", "", ""}) || !slices.Equal(last, []string{"30 Sep 2026", "", "14", "14", "14"}) {
		t.Errorf("the table is %v", c.Table.Rows)
	}
	// A team that delivers nothing has neither a number nor a date.
	c = draw(regular(t, false, 1))
	want = "0 of 1 planned item was delivered by 20 August 2026, 1 is open. Not one of these can be counted on by the end of the quarter. " +
		"All of it takes longer than a year, as likely as not."
	if c.Summary != want || c.Absent != "" {
		t.Errorf("the summary is\n%s, not\n%s", c.Summary, want)
	}
	// Without a forecast it says why; where there can be none there is no figure at all.
	if c := draw(regular(t, true, 0)); c.Absent != "No planned item is open, so nothing is left to forecast." || c.Wide.Option != nil {
		t.Errorf("with nothing open: %q", c.Absent)
	}
	for _, c := range Of(OnReport, source(t, regular(t, true, 3), "2026-q2", "a")) {
		if c.ID == "c-forecast" {
			t.Error("a closed quarter has a forecast")
		}
	}
}

// TestForecastWords has ranges that are not sure.
func TestForecastWords(t *testing.T) {
	english := Source{Words: i18n.English()}
	day := testsite.Day("2026-09-06")
	for want, d := range map[string]metrics.Dates{
		"All of it will be delivered by 6 September 2026 (50\u00a0%), by 13 September 2026 (85\u00a0%) and not within a year (95\u00a0%).": {P50: day, P85: day + 7},
		"All of it takes longer than a year, as likely as not.":                                                                            {},
	} {
		if got := (fan{source: english, Forecast: &metrics.Forecast{AllDone: d}}).dates(); got != want {
			t.Errorf("%s, not\n%s", got, want)
		}
	}
	x := fan{source: english, Forecast: &metrics.Forecast{Known: day, Open: make(metrics.Rows, 9), Course: []metrics.Outlook{{Day: day, P50: 7, P85: 4, P95: 4}},
		Past: []metrics.Said{{Least: 2, Delivered: 2}, {Least: 3, Delivered: 2}, {Least: 0}}}, planned: 12, kept: 3}
	for _, part := range []string{"quarter will be at least 4 with a likelihood of 95\u00a0%, at least 7 with a likelihood of 50\u00a0%. All", "the 85\u00a0% forecast came true in 1 of 2."} {
		if got := x.words(); !strings.Contains(got, part) {
			t.Errorf("%q is not in %q", part, got)
		}
	}
	x.Course[0] = metrics.Outlook{Day: day, P50: 1}
	if got := x.words(); !strings.Contains(got, "at least 1 with a likelihood of 50\u00a0%. None can be counted on with 85\u00a0%.") {
		t.Error(got)
	}
}

// TestApart proves that labels at the end of the lines never cover each other.
func TestApart(t *testing.T) {
	for _, values := range [][]int{{6, 5, 4, 3}, {50, 50, 49, 0}, {3, 0, 0, 0}, {12}, {9, 9, 9, 9}} {
		unit := 220 / float64(values[0])
		shifts := apartBy(17, values, unit)
		for i := 1; i < len(values); i++ {
			upper, lower := -float64(values[i-1])*unit+float64(shifts[i-1]), -float64(values[i])*unit+float64(shifts[i])
			if lower-upper < 16 || lower > 0 {
				t.Errorf("%v: label %d is at %.0f under one at %.0f", values, i, lower, upper)
			}
		}
	}
	if got := apartBy(17, []int{6, 5, 4, 3}, 36); !slices.Equal(got, []int{0, 0, 0, 0}) {
		t.Errorf("labels with room move by %v", got)
	}
}
