package importer

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// errNotUTF8 is that of a file in an encoding that nobody can tell.
var errNotUTF8 = errors.New("not UTF-8")

// sheet reads an export that is a table, row by row.
type sheet struct {
	file     string
	rows     rowReader
	days     *days
	mapping  *Mapping
	columns  map[string][]int // by English header; one that is there several times is a list
	headers  []string         // as they are in the file
	row      []string
	foreign  bool // some cell is not UTF-8, which has been said
	problems diag.List
}

// rowReader is a table: [csv.Reader] is one. A row is valid until the next one is read.
type rowReader interface {
	Read() ([]string, error)
	FieldPos(field int) (line, column int)
}

// newSheet reads the headers of a table. known are headers in other languages, by the English ones.
func newSheet(in *Input, m *Mapping, known map[string]string) (*sheet, diag.List) {
	s := &sheet{file: in.Name, days: newDays(m), mapping: m}
	head, err := in.head()
	if err != nil {
		return nil, s.broken(err)
	}
	if isWorkbook(head) {
		s.days.serial = true
		s.rows, err = openWorkbook(in.text)
	} else {
		s.rows = newCSV(in.text, separator(head))
	}
	if err != nil {
		return nil, s.broken(err)
	}
	row, err := s.rows.Read()
	if err != nil {
		return nil, s.broken(err)
	}
	if !utf8.ValidString(strings.Join(row, "")) {
		return nil, s.broken(errNotUTF8)
	}
	s.headers = slices.Clone(row)
	s.columns = columnsOf(row, m, known)
	return s, nil
}

func newCSV(text io.Reader, separator rune) *csv.Reader {
	r := csv.NewReader(text)
	r.Comma = separator
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	r.LazyQuotes = true
	return r
}

// separator is what most often stands between the headers outside of quotes.
func separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', 0
	for _, r := range []rune{',', ';', '\t'} {
		n, quoted := 0, false
		for _, c := range string(line) {
			if c == '"' {
				quoted = !quoted
			} else if c == r && !quoted {
				n++
			}
		}
		if n > most {
			best, most = r, n
		}
	}
	return best
}

// columnsOf are the places of the columns by their English headers in small letters.
func columnsOf(row []string, m *Mapping, known map[string]string) map[string][]int {
	columns := map[string][]int{}
	for i, header := range row {
		header = englishHeader(strings.TrimSpace(header), m, known)
		columns[strings.ToLower(header)] = append(columns[strings.ToLower(header)], i)
	}
	return columns
}

// englishHeader is the English name of a column. Headers such as "Pole niestandardowe (Story
// Points)" consist of two: what it is, and in brackets which.
func englishHeader(header string, m *Mapping, known map[string]string) string {
	for _, table := range []map[string]string{m.Headers, known} {
		if english, ok := Look(table, header); ok {
			return english
		}
		if what, which, ok := strings.Cut(header, " ("); ok {
			if english, ok := Look(table, what); ok {
				return english + " (" + which
			}
		}
	}
	return header
}

// next reads the next row; false is the end of the file, or where it cannot be read.
func (s *sheet) next() bool {
	row, err := s.rows.Read()
	if err == io.EOF {
		return false
	}
	if err != nil {
		s.problems = append(s.problems, s.broken(err)...)
		return false
	}
	s.row = row
	return true
}

// broken is why a file cannot be read.
func (s *sheet) broken(err error) diag.List {
	var l diag.List
	at := diag.Pos{File: s.file}
	var bad *csv.ParseError
	switch {
	case errors.Is(err, errNotUTF8):
		l.Errorf(at, "not-utf8", "save it as UTF-8", "this file is neither UTF-8 nor UTF-16 with a byte order mark")
	case errors.As(err, &bad):
		at.Line, at.Col = bad.Line, bad.Column
		l.Errorf(at, "bad-csv", "export it again, or mend the row", "this row cannot be read: %v", bad.Err)
	case err == io.EOF:
		l.Errorf(at, "empty-file", "export it again", "the file is empty")
	default:
		l.Errorf(at, "unreadable", "", "%v", err)
	}
	return l
}

// at is where a column of this row is.
func (s *sheet) at(column int) diag.Pos {
	if column >= len(s.row) {
		column = max(0, len(s.row)-1)
	}
	line, col := s.rows.FieldPos(column)
	return diag.Pos{File: s.file, Line: line, Col: col}
}

// cell is what a column of this row has, without spaces around it.
func (s *sheet) cell(column int) string {
	if column >= len(s.row) {
		return ""
	}
	cell := strings.TrimSpace(s.row[column])
	if !utf8.ValidString(cell) {
		if !s.foreign {
			s.problems.Errorf(s.at(column), "not-utf8", "save the file as UTF-8", "column %q is not UTF-8", s.headers[column])
		}
		s.foreign = true
		return ""
	}
	return cell
}

// one is the first filled cell of the columns of a header, without spaces around it. Headers are
// tried in turn.
func (s *sheet) one(headers ...string) string {
	for _, header := range headers {
		for _, i := range s.columns[header] {
			if cell := s.cell(i); cell != "" {
				return strings.Clone(cell)
			}
		}
	}
	return ""
}

// list is all filled cells of the columns of some headers.
func (s *sheet) list(headers ...string) []string {
	var all []string
	for _, header := range headers {
		for _, i := range s.columns[header] {
			if cell := s.cell(i); cell != "" && !slices.Contains(all, cell) {
				all = append(all, strings.Clone(cell))
			}
		}
	}
	return all
}

// parted is a list that is in one cell.
func (s *sheet) parted(separator string, headers ...string) []string {
	return parts(s.one(headers...), separator)
}

func parts(cell, separator string) []string {
	var all []string
	for part := range strings.SplitSeq(cell, separator) {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(all, part) {
			all = append(all, part)
		}
	}
	return all
}

// day reads the first filled cell of some headers as a day.
func (s *sheet) day(headers ...string) report.Day {
	for _, header := range headers {
		for _, i := range s.columns[header] {
			if i >= len(s.row) || strings.TrimSpace(s.row[i]) == "" {
				continue
			}
			day, err := s.days.day(s.row[i])
			if err != nil {
				s.badDay(i, err)
			}
			return day
		}
	}
	return 0
}

func (s *sheet) badDay(column int, err error) {
	hint := `write the layout under dates, such as dates = "YYYY-MM-DD"`
	if errors.Is(err, errUnclear) {
		hint = `write dates = "D/M/YYYY" or dates = "M/D/YYYY" for this format in site.toml`
	}
	s.problems.Errorf(s.at(column), "bad-date", hint, "column %q: %q %v", s.headers[column], diag.Short(s.row[column]), err)
}

// points are the filled ones of the columns of estimates.
func (s *sheet) points(headers ...string) []Points {
	if s.mapping.Points != "" {
		headers = []string{strings.ToLower(s.mapping.Points), "custom field (" + strings.ToLower(s.mapping.Points) + ")"}
	}
	var all []Points
	for _, header := range headers {
		for _, i := range s.columns[header] {
			if i >= len(s.row) || strings.TrimSpace(s.row[i]) == "" {
				continue
			}
			value, err := number(s.row[i])
			if err != nil || value < 0 {
				s.problems.Errorf(s.at(i), "bad-number", "write a number from 0", "column %q: %q is no estimate", s.headers[i], diag.Short(s.row[i]))
				continue
			}
			all = append(all, Points{s.headers[i], value})
		}
	}
	return all
}

// number reads a number with a point or a comma before its decimals.
func number(cell string) (float64, error) {
	cell = strings.TrimSpace(cell)
	if strings.Count(cell, ",") == 1 && !strings.Contains(cell, ".") {
		cell = strings.Replace(cell, ",", ".", 1)
	}
	value, err := strconv.ParseFloat(cell, 64)
	if err == nil && (value != value || value > 1e9) {
		err = strconv.ErrRange
	}
	return value, err
}

// missing are the required columns that a table does not have.
func missing(columns map[string][]int, required []string) []string {
	var without []string
	for _, header := range required {
		if len(columns[strings.ToLower(header)]) == 0 {
			without = append(without, fmt.Sprintf("%q", header))
		}
	}
	return without
}
