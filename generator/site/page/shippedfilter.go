package page

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strconv"
	"sync"
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
func shippedData(p *site.Planner, s func() *shelf) {
	texts := map[string]func() quarterTexts{}
	p.File(shippedColumnsPath, func() ([]byte, error) { return encodeColumns(p.Context, s(), texts) })
	for _, f := range s().facets {
		for _, o := range f.options {
			if f.key == "quarter" {
				of := sync.OnceValue(func() quarterTexts { return shippedTexts(p.Context, s().of(f, o.value)) })
				texts[o.value] = of
				p.File("shipped/data/"+o.value+".js", func() ([]byte, error) {
					t := of()
					return fmt.Appendf(nil, "quarterdeckShipped.texts(%q, %q, %s)\n", o.value, t.stamp, t.rows), t.err
				})
			}
		}
	}
}

func encodeColumns(p *site.Context, s *shelf, texts map[string]func() quarterTexts) ([]byte, error) {
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
				if t := p.Team(&report.Team{ID: o.value}); t.Path != "" {
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
func shippedTexts(c *site.Context, items []*report.Deliverable) (t quarterTexts) {
	rows := make([][]any, 0, len(items))
	for _, d := range items {
		r := shippedRow(c, d)
		known := 0
		if r.Day != 0 {
			known = 1
		}
		rows = append(rows, []any{site.ShippedDay(d).String(), known, r.Title.Text, r.Title.Path[len("shipped/"):], r.Text, r.Withdrawn.String()})
	}
	t.rows, t.err = json.Marshal(rows)
	sum := sha256.Sum256(t.rows)
	t.stamp = hex.EncodeToString(sum[:4])
	return t
}

// shortFacet is how many options a facet shows unfolded.
const shortFacet = 12

// facet is one thing by which deliveries are filtered.
type facet struct {
	key, title, all string
	folder          string // of its plain pages below shipped/
	value           func(*report.Deliverable) string
	options         []facetOption
	index           map[string]int // of an option, by its value
}

type facetOption struct {
	value, text string
	count       int
}

// path is page n, from 0, of the plain list of a value.
func (f facet) path(value string, n int) string {
	at := "shipped/" + f.folder + "/" + site.Slug(value) + "/"
	if n > 0 {
		at += strconv.Itoa(n+1) + "/"
	}
	return at + "index.html"
}

// newShelf gathers all deliveries, and counts them by what they are filtered by.
func newShelf(c *site.Context) *shelf {
	s := &shelf{all: c.Delivered()}
	names := map[string]string{}
	for _, t := range c.Archive.Teams {
		names[t.ID] = t.Name
	}
	quarter := func(id string) string {
		q, _ := report.ParseQuarter(id) // it was written by String
		return q.Title()
	}
	s.add(facet{key: "team", title: "Team", all: "All teams", folder: "teams", value: func(d *report.Deliverable) string { return d.Team.ID }},
		func(v string) string { return names[v] }, func(a, b facetOption) int { return cmp.Or(cmp.Compare(a.text, b.text), cmp.Compare(a.value, b.value)) })
	s.add(facet{key: "quarter", title: "Quarter", all: "All quarters", folder: "quarters", value: func(d *report.Deliverable) string { return d.Quarter.ID.String() }},
		quarter, func(a, b facetOption) int { return cmp.Compare(b.value, a.value) })
	if c.Inside() {
		s.add(facet{key: "kind", title: "Kind", all: "All kinds", folder: "kinds", value: func(d *report.Deliverable) string { return string(d.Kind) }},
			site.Capital, listed(report.Kinds))
	}
	s.add(facet{key: "phase", title: "Phase", all: "All phases", folder: "phases", value: func(d *report.Deliverable) string { return string(d.Phase) }},
		func(v string) string { return report.Phase(v).Title() }, listed(report.Phases))
	if c.Inside() {
		s.add(facet{key: "audience", title: "For", all: "Everybody", folder: "audiences", value: site.AudienceOf},
			func(v string) string {
				return map[string]string{"customers": "Customers", "company": "The company only"}[v]
			},
			func(a, b facetOption) int { return cmp.Compare(b.value, a.value) })
	}
	return s
}

// listed orders options as the documentation lists them.
func listed[T ~string](order []T) func(a, b facetOption) int {
	return func(a, b facetOption) int {
		return cmp.Compare(slices.Index(order, T(a.value)), slices.Index(order, T(b.value)))
	}
}

// add counts by a facet; one with nothing to choose is left out.
func (s *shelf) add(f facet, text func(string) string, order func(a, b facetOption) int) {
	counts := map[string]int{}
	for _, d := range s.all {
		if v := f.value(d); v != "" {
			counts[v]++
		}
	}
	for v, n := range counts {
		f.options = append(f.options, facetOption{v, text(v), n})
	}
	if len(f.options) == 0 {
		return
	}
	slices.SortFunc(f.options, order)
	f.index = map[string]int{}
	for i, o := range f.options {
		f.index[o.value] = i
	}
	s.facets = append(s.facets, f)
}

// of are the deliveries with a value of a facet.
func (s *shelf) of(f facet, value string) []*report.Deliverable {
	var out []*report.Deliverable
	for _, d := range s.all {
		if f.value(d) == value {
			out = append(out, d)
		}
	}
	return out
}

// shown is the facet as the filter bar of a list has it.
func (f facet) shown(key, value string, all int) ShippedFacet {
	on := f.key == key
	out := ShippedFacet{Key: f.key, Title: f.title, Chosen: f.all, Long: len(f.options) > shortFacet,
		All: ShippedOption{Link: site.Link{Text: f.all, Path: site.ShippedListPath}, Count: all, Current: !on}}
	for _, o := range f.options {
		option := ShippedOption{Link: site.Link{Text: o.text, Path: f.path(o.value, 0)}, Value: o.value, Count: o.count, Current: on && o.value == value}
		if option.Current {
			out.Chosen = o.text
		}
		out.Options = append(out.Options, option)
	}
	return out
}
