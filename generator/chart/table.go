package chart

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// CSV returns the table as comma-separated values in UTF-8, one line feed a row:
// the names of the columns, the rows, then the totals. A spreadsheet would run a cell
// that begins like a formula, so such a cell gets an apostrophe in front; numbers stay
// numbers.
func (t Table) CSV() []byte {
	if len(t.Columns) == 0 {
		return nil
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	rows := slices.Concat([][]string{names}, t.Rows)
	if t.Foot != nil {
		rows = append(rows, t.Foot)
	}
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = inert(cell)
		}
		_ = w.Write(safe) // a bytes.Buffer takes everything
	}
	w.Flush()
	return b.Bytes()
}

func inert(cell string) string {
	// Spreadsheets skip white space before they look for a formula, and take
	// the full-width signs too.
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(cell, unicode.IsSpace))
	if !strings.ContainsRune("=+-@＝＋－＠", first) {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	return "'" + cell
}

func column(name string) Column { return Column{Name: name} }

func figure(name string) Column { return Column{Name: name, Number: true} }

// cells writes counts or sizes.
func cells(values ...float64) []string {
	s := make([]string, len(values))
	for i, v := range values {
		s[i] = metrics.Amount(v)
	}
	return s
}

// counts is a row of counts, and the share that they come to.
func (s Source) counts(name string, share metrics.Ratio, values ...float64) []string {
	return append(append([]string{name}, cells(values...)...), s.percent(share))
}

// percent is a share as a cell, in words "n/a" where there is none.
func (s Source) percent(r metrics.Ratio) string { return r.PercentIn(s.Words) }

// quarter is the name of a quarter.
func (s Source) quarter(q report.QuarterID) string { return s.Words.Quarter(q) }
