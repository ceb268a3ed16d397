package importer

import (
	"quarterdeck/generator/diag"
	"strings"
	"time"
)

// moment reads the first filled cell of some headers as a time; zero where there is none. A day
// without a time of day is a problem.
func (s *sheet) moment(headers ...string) time.Time {
	for _, header := range headers {
		for _, i := range s.columns[header] {
			cell := s.cell(i)
			if cell == "" || strings.EqualFold(cell, "null") {
				continue
			}
			t, err := s.days.moment(cell)
			if err != nil {
				s.badDay(i, err)
			} else if !s.days.serial && !strings.Contains(cell, ":") {
				s.problems.Errorf(s.at(i), "no-time", "export it with the time of day", "column %q: %q has no time of day", s.headers[i], diag.Short(cell))
			}
			return t
		}
	}
	return time.Time{}
}

// amount reads the first filled cell of some headers as a number from 0; ok is false where there is
// none.
func (s *sheet) amount(headers ...string) (value float64, ok bool) {
	for _, header := range headers {
		for _, i := range s.columns[header] {
			cell := s.cell(i)
			if cell == "" || strings.EqualFold(cell, "null") {
				continue
			}
			value, err := number(cell)
			if err != nil || value < 0 {
				s.problems.Errorf(s.at(i), "bad-number", "write a number from 0", "column %q: %q is not a number from 0", s.headers[i], diag.Short(cell))
				return 0, false
			}
			return value, true
		}
	}
	return 0, false
}

// word is the first filled cell of some headers; NULL, as databases write it, is no word.
func (s *sheet) word(headers ...string) string {
	if word := s.one(headers...); !strings.EqualFold(word, "null") {
		return word
	}
	return ""
}
