package metrics

import (
	"testing"

	"quarterdeck/generator/report"
	"quarterdeck/generator/testarchive"
)

func workspace(t testing.TB, today, text string) *report.Archive {
	t.Helper()
	return testarchive.Parse(t, today, text)
}

func day(t testing.TB, s string) report.Day {
	t.Helper()
	return testarchive.Day(t, s)
}

func quarter(t testing.TB, s string) report.QuarterID {
	t.Helper()
	return testarchive.Quarter(t, s)
}

func ids(rows Rows) string { return testarchive.IDs(rows) }
