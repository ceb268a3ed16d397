// Package data makes the data files of a site: data.json, CSV and their schemas, from the
// same figures as the pages.
package data

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/site"
)

// column is a field of a row in the JSON files and a column of the CSV: both, their schema
// and the pages that explain them are made from one table. value is a string, a bool, an
// int, a float64 or a []string; nil where nobody said.
type column[R any] struct {
	name  string
	form  schema
	value func(R) any
}

func text[R any](name string, value func(R) string) column[R] {
	return column[R]{name, schema{"type": "string"}, func(r R) any { return value(r) }}
}

func flag[R any](name string, value func(R) bool) column[R] {
	return column[R]{name, schema{"type": "boolean"}, func(r R) any { return value(r) }}
}

func count[R any](name string, value func(R) int) column[R] {
	return column[R]{name, schema{"type": "integer"}, func(r R) any { return value(r) }}
}

// list is never null in JSON.
func list[R any](name string, value func(R) []string) column[R] {
	return column[R]{name, schema{"type": "array", "items": schema{"type": "string"}}, func(r R) any { return append([]string{}, value(r)...) }}
}

// optional is a number that may be null.
func optional[R any](name, form string, value func(R) any) column[R] {
	return column[R]{name, schema{"type": []string{form, "null"}}, value}
}

// Column is a column as pages explain it.
type Column struct{ Name, Meaning string }

// Deliverables are the columns of deliverables.csv, and Shipped those of shipped.csv.
func Deliverables(words *i18n.Locale) []Column {
	return explained(deliverableColumns, "column.deliverable.", words)
}

// Shipped are the columns of shipped.csv.
func Shipped(words *i18n.Locale) []Column {
	return explained(deliveryColumns, "column.delivery.", words)
}

func explained[R any](columns []column[R], section string, words *i18n.Locale) []Column {
	return site.Each(columns, func(c column[R]) Column { return Column{c.name, words.T(section + c.name)} })
}

// object is a row in JSON, its fields in the order of the columns.
func object[R any](columns []column[R], row R) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	for i, c := range columns {
		out.WriteByte("{,"[min(i, 1)])
		if err := e.Encode(c.name); err != nil {
			return nil, err
		}
		out.WriteByte(':')
		if err := e.Encode(c.value(row)); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// rowsCSV returns rows as CSV, a line of names first.
func rowsCSV[R any](columns []column[R], rows []R) []byte {
	lines := [][]string{site.Each(columns, func(c column[R]) string { return c.name })}
	for _, row := range rows {
		lines = append(lines, site.Each(columns, func(c column[R]) string { return cell(c.value(row)) }))
	}
	return site.CSV(lines)
}

// cell is a value in a CSV. Components may hold spaces, so a list has semicolons.
func cell(value any) string {
	switch v := value.(type) {
	case string:
		return site.Inert(v)
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case float64:
		return metrics.Amount(v)
	case []string:
		return site.Inert(strings.Join(v, "; "))
	}
	return ""
}
