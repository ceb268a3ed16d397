package data

import (
	"quarterdeck/generator/site"
	"regexp"
)

// number is a cell that is left alone: its minus is a sign.
var numberForm = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// rowsCSV returns rows as CSV, a line of names first.
func rowsCSV[R any](columns []dataColumn[R], rows []R) []byte {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	lines := [][]string{names}
	for i := range rows {
		line := make([]string, len(columns))
		for j, c := range columns {
			if line[j] = c.text(&rows[i]); !numberForm.MatchString(line[j]) {
				line[j] = site.Inert(line[j])
			}
		}
		lines = append(lines, line)
	}
	return site.CSV(lines)
}
