package testsite

import (
	"strings"

	"quarterdeck/generator/report"
)

// Day reads 2026-08-20. It panics where that is no day: days of a test are written in its code.
func Day(s string) report.Day {
	d, err := report.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Quarter reads 2026-q3. It panics where that is no quarter.
func Quarter(s string) report.QuarterID {
	q, err := report.ParseQuarter(s)
	if err != nil {
		panic(err)
	}
	return q
}

// Said is prose of one paragraph.
func Said(text string) report.Prose {
	return report.Prose{Spans: []report.Span{{HTML: "<p>" + text + "</p>\n"}}, Text: text}
}

// IDs is a set of rows as a reader would write it.
func IDs(rows []*report.Deliverable) string {
	var ids []string
	for _, d := range rows {
		ids = append(ids, d.ID)
	}
	return strings.Join(ids, " ")
}
