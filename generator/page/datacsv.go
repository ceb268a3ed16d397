package page

import (
	"bytes"
	"regexp"
	"strings"
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
				line[j] = inert(line[j])
			}
		}
		lines = append(lines, line)
	}
	return encodeCSV(lines)
}

// byteOrderMark tells spreadsheets, which else take the encoding of their machine, that a file is UTF-8.
const byteOrderMark = "\ufeff"

// encodeCSV writes lines of cells: RFC 4180, UTF-8 with a mark that says so, CRLF. It quotes what needs quotes and leaves the
// rest alone, so that a difference of two files stays readable.
func encodeCSV(lines [][]string) []byte {
	var out bytes.Buffer
	out.WriteString(byteOrderMark)
	for _, line := range lines {
		for i, cell := range line {
			if i > 0 {
				out.WriteByte(',')
			}
			if strings.ContainsAny(cell, ",\"\r\n") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			out.WriteString(cell)
		}
		out.WriteString("\r\n")
	}
	return out.Bytes()
}

// inert puts an apostrophe before text that a spreadsheet would run as a formula.
// It looks past white space at the start, as spreadsheets do.
func inert(cell string) string {
	text := strings.TrimLeft(cell, " \u00a0")
	if text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) {
		return "'" + cell
	}
	return cell
}
