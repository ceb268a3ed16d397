package page

import (
	"bytes"
	"encoding/json"
	"fmt"

	"quarterdeck/generator/report"
)

// shippedColumnsPath holds what all deliveries are filtered by.
const shippedColumnsPath = "shipped/data/columns.js"

// shippedColumns is shipped/data/columns.js: for each delivery, newest first, the number
// of its value in each facet, -1 for none.
type shippedColumns struct {
	Facets   map[string]shippedColumn `json:"facets"`
	Quarters []string                 `json:"quarters"`
	Teams    []string                 `json:"teams"` // addresses seen from shipped/, or ""
}

type shippedColumn struct {
	Values []string `json:"values"`
	Of     []int    `json:"of"`
}

// shippedData plans the data of the script that filters: scripts, so that they load from
// disk and under the policy of a site.
func (p *planner) shippedData(s func() *shelf) {
	p.file(shippedColumnsPath, func() ([]byte, error) { return p.shippedColumns(s()) })
	for _, f := range s().facets {
		for _, o := range f.options {
			if f.key == "quarter" {
				p.file("shipped/data/"+o.value+".js", func() ([]byte, error) { return p.shippedTexts(s(), o.value, s().of(f, o.value)) })
			}
		}
	}
}

func (p *planner) shippedColumns(s *shelf) ([]byte, error) {
	out := shippedColumns{Facets: map[string]shippedColumn{}}
	for _, f := range s.facets {
		c := shippedColumn{Of: make([]int, len(s.all))}
		for _, o := range f.options {
			c.Values = append(c.Values, o.value)
			switch f.key {
			case "quarter":
				out.Quarters = append(out.Quarters, o.value)
			case "team":
				to := ""
				if t := p.team(&report.Team{ID: o.value}); t.Path != "" {
					to = "../" + t.Path
				}
				out.Teams = append(out.Teams, to)
			}
		}
		for i, d := range s.all {
			n, ok := f.index[f.value(d)]
			if !ok {
				n = -1
			}
			c.Of[i] = n
		}
		out.Facets[f.key] = c
	}
	return called("quarterdeckShipped.columns", out)
}

// shippedTexts is what the rows of a quarter's deliveries say: day by which it stands, whether the day
// is known, title, address seen from shipped/, text, and the day of withdrawal.
func (p *planner) shippedTexts(s *shelf, quarter string, items []*report.Deliverable) ([]byte, error) {
	rows := make([][]any, 0, len(items))
	for _, d := range items {
		r := p.shippedRow(d)
		known := 0
		if r.Day != 0 {
			known = 1
		}
		rows = append(rows, []any{shippedDay(d).String(), known, r.Title.Text, r.Title.Path[len("shipped/"):], r.Text, r.Withdrawn.String()})
	}
	return called(fmt.Sprintf("quarterdeckShipped.texts(%q, ", quarter), rows)
}

// called is a script that calls a function with data. What begins with a name only is opened.
func called(function string, data any) ([]byte, error) {
	b, err := json.Marshal(data) // which escapes <, > and &
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString(function)
	if function[len(function)-1] != ' ' {
		out.WriteByte('(')
	}
	out.Write(b)
	out.WriteString(")\n")
	return out.Bytes(), nil
}
