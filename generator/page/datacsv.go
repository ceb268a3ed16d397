package page

import (
	"bytes"
	"strings"
)

// deliverablesCSV returns rows as CSV: RFC 4180, UTF-8, CRLF, a line of names first.
func deliverablesCSV(rows []dataRow) []byte {
	names := make([]string, len(dataColumns))
	for i, c := range dataColumns {
		names[i] = c.Name
	}
	lines := [][]string{names}
	for i := range rows {
		line := make([]string, len(dataColumns))
		for j, c := range dataColumns {
			line[j] = c.text(&rows[i])
			if c.Name != "late_days" { // a number: its minus is a sign
				line[j] = inert(line[j])
			}
		}
		lines = append(lines, line)
	}
	return encodeCSV(lines)
}

// encodeCSV writes lines of cells. It quotes what needs quotes and leaves the
// rest alone, so that a difference of two files stays readable.
func encodeCSV(lines [][]string) []byte {
	var out bytes.Buffer
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
