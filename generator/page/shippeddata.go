package page

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"

	"quarterdeck/generator/report"
)

// shippedColumnsPath holds what all deliveries are filtered by.
const shippedColumnsPath = "shipped/data/columns.js"

// shippedColumns is shipped/data/columns.js: for each delivery, newest first, the number
// of its value in each facet, -1 for none.
type shippedColumns struct {
	Facets   map[string]shippedColumn `json:"facets"`
	Quarters []string                 `json:"quarters"`
	Stamps   []string                 `json:"stamps"` // of the texts of each quarter
	Teams    []string                 `json:"teams"`  // addresses seen from shipped/, or ""
}

type shippedColumn struct {
	Values []string `json:"values"`
	Of     []int    `json:"of"`
}

// quarterTexts are what the rows of a quarter say, as JSON, and a stamp by which they
// are known to belong to the columns.
type quarterTexts struct {
	rows  []byte
	stamp string
	err   error
}

// shippedData plans the data of the script that filters: scripts, so that they load from
// disk and under the policy of a site.
func (p *planner) shippedData(s func() *shelf) {
	texts := map[string]func() quarterTexts{}
	p.file(shippedColumnsPath, func() ([]byte, error) { return p.shippedColumns(s(), texts) })
	for _, f := range s().facets {
		for _, o := range f.options {
			if f.key == "quarter" {
				of := sync.OnceValue(func() quarterTexts { return p.shippedTexts(s().of(f, o.value)) })
				texts[o.value] = of
				p.file("shipped/data/"+o.value+".js", func() ([]byte, error) {
					t := of()
					return fmt.Appendf(nil, "quarterdeckShipped.texts(%q, %q, %s)\n", o.value, t.stamp, t.rows), t.err
				})
			}
		}
	}
}

func (p *planner) shippedColumns(s *shelf, texts map[string]func() quarterTexts) ([]byte, error) {
	out := shippedColumns{Facets: map[string]shippedColumn{}}
	for _, f := range s.facets {
		c := shippedColumn{Of: make([]int, len(s.all))}
		for _, o := range f.options {
			c.Values = append(c.Values, o.value)
			switch f.key {
			case "quarter":
				t := texts[o.value]()
				if t.err != nil {
					return nil, t.err
				}
				out.Quarters, out.Stamps = append(out.Quarters, o.value), append(out.Stamps, t.stamp)
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
	b, err := json.Marshal(out) // which escapes <, > and &
	return fmt.Appendf(nil, "quarterdeckShipped.columns(%s)\n", b), err
}

// shippedTexts is what the rows of a quarter's deliveries say: day by which it stands, whether the day
// is known, title, address seen from shipped/, text, and the day of withdrawal.
func (p *planner) shippedTexts(items []*report.Deliverable) (t quarterTexts) {
	rows := make([][]any, 0, len(items))
	for _, d := range items {
		r := p.shippedRow(d)
		known := 0
		if r.Day != 0 {
			known = 1
		}
		rows = append(rows, []any{shippedDay(d).String(), known, r.Title.Text, r.Title.Path[len("shipped/"):], r.Text, r.Withdrawn.String()})
	}
	t.rows, t.err = json.Marshal(rows)
	sum := sha256.Sum256(t.rows)
	t.stamp = hex.EncodeToString(sum[:4])
	return t
}
