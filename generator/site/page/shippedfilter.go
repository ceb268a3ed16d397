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

// shippedData plans the data of the script that filters: scripts, so that they load from
// disk and under the policy of a site.
func shippedData(p *site.Planner, all []facet) {
	texts := map[string]func() ([]byte, error){} // of each quarter
	p.File(shippedColumnsPath, func() ([]byte, error) { return encodeColumns(p.Context, all, texts) })
	for _, f := range all {
		if f.Key != "quarter" {
			continue
		}
		for quarter, items := range f.of {
			of := sync.OnceValues(func() ([]byte, error) { return shippedTexts(p.Context, items) })
			texts[quarter] = of
			p.File("shipped/data/"+quarter+".js", func() ([]byte, error) {
				rows, err := of()
				return fmt.Appendf(nil, "quarterdeckShipped.texts(%q, %q, %s)\n", quarter, stamp(rows), rows), err
			})
		}
	}
}

// stamp is by what texts are known to belong to the columns.
func stamp(texts []byte) string {
	sum := sha256.Sum256(texts)
	return hex.EncodeToString(sum[:4])
}

func encodeColumns(p *site.Context, all []facet, texts map[string]func() ([]byte, error)) ([]byte, error) {
	out := shippedColumns{Facets: map[string]shippedColumn{}}
	for _, f := range all {
		values := site.Each(f.Options, func(o ShippedOption) string { return o.Value })
		out.Facets[f.Key] = shippedColumn{values, site.Each(p.Delivered(), func(d *report.Deliverable) int { return slices.Index(values, f.value(d)) })}
		switch f.Key {
		case "quarter":
			out.Quarters = values
			for _, quarter := range values {
				rows, err := texts[quarter]()
				if err != nil {
					return nil, err
				}
				out.Stamps = append(out.Stamps, stamp(rows))
			}
		case "team":
			out.Teams = site.Each(values, func(id string) string {
				if to := p.Team(&report.Team{ID: id}).Path; to != "" {
					return "../" + to
				}
				return ""
			})
		}
	}
	b, err := json.Marshal(out) // which escapes <, > and &
	return fmt.Appendf(nil, "quarterdeckShipped.columns(%s)\n", b), err
}

// shippedTexts is what the rows of a quarter's deliveries say, as JSON: day by which it stands, whether the day
// is known, title, address seen from shipped/, text, and the day of withdrawal.
func shippedTexts(c *site.Context, items []*report.Deliverable) ([]byte, error) {
	return json.Marshal(site.Each(items, func(d *report.Deliverable) []any {
		r := shippedRow(c, d)
		known := 0
		if d.Outcome.Finished != 0 {
			known = 1
		}
		return []any{site.ShippedDay(d).String(), known, r.Title.Text, r.Title.Path[len("shipped/"):], r.Text, r.Withdrawn.String()}
	}))
}

// shortFacet is how many options a facet shows unfolded.
const shortFacet = 12

// facet is one thing by which deliveries are filtered, as a list without a filter shows it.
type facet struct {
	ShippedFacet
	value func(*report.Deliverable) string
	of    map[string][]*report.Deliverable // by value, newest first
}

// filteredPath is page n, from 0, of the plain list of a value.
func filteredPath(key, value string, n int) string {
	at := "shipped/" + key + "s/" + site.Slug(value) + "/"
	if n > 0 {
		at += strconv.Itoa(n+1) + "/"
	}
	return at + "index.html"
}

// facets are what the audience can filter by: those that have anything to choose.
func facets(c *site.Context) []facet {
	messages := func(section string) func(string) string {
		return func(value string) string { return c.T(section + value) }
	}
	quarter := func(id string) string {
		q, _ := report.ParseQuarter(id) // it was written by String
		return c.Words.Quarter(q)
	}
	last := func(a, b ShippedOption) int { return cmp.Compare(b.Value, a.Value) }
	all := []facet{
		newFacet(c, "team", func(d *report.Deliverable) string { return d.Team.ID }, func(id string) string { return teamName(c, id) },
			func(a, b ShippedOption) int {
				return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.Value, b.Value))
			}),
		newFacet(c, "quarter", func(d *report.Deliverable) string { return d.Quarter.ID.String() }, quarter, last),
		newFacet(c, "kind", func(d *report.Deliverable) string { return string(d.Kind) }, messages("kind-first."), listed(report.Kinds)),
		newFacet(c, "phase", func(d *report.Deliverable) string { return string(d.Phase) }, messages("phase."), listed(report.Phases)),
		newFacet(c, "audience", site.AudienceOf, messages("facet-audience."), last),
	}
	return slices.DeleteFunc(all, func(f facet) bool {
		return len(f.of) == 0 || !c.Inside() && (f.Key == "kind" || f.Key == "audience")
	})
}

// listed orders options as the documentation lists them.
func listed[T ~string](order []T) func(a, b ShippedOption) int {
	return func(a, b ShippedOption) int {
		return cmp.Compare(slices.Index(order, T(a.Value)), slices.Index(order, T(b.Value)))
	}
}

// newFacet counts all deliveries by what value says of each; "" is no option.
func newFacet(c *site.Context, key string, value func(*report.Deliverable) string, text func(string) string, order func(a, b ShippedOption) int) facet {
	f := facet{ShippedFacet{Key: key, Title: c.T("facet." + key), Chosen: c.T("facet-all." + key)}, value, site.Group(c.Delivered(), value)}
	delete(f.of, "")
	f.All = ShippedOption{Link: site.Link{Text: f.Chosen, Path: site.ShippedListPath}, Count: len(c.Delivered()), Current: true}
	for v, items := range f.of {
		f.Options = append(f.Options, ShippedOption{Link: site.Link{Text: text(v), Path: filteredPath(key, v, 0)}, Value: v, Count: len(items)})
	}
	slices.SortFunc(f.Options, order)
	f.Long = len(f.Options) > shortFacet
	return f
}

// choosing is the facet as the list of a value shows it; the key may be that of another.
func (f facet) choosing(key, value string) ShippedFacet {
	out := f.ShippedFacet
	if f.Key != key {
		return out
	}
	out.All.Current, out.Options = false, slices.Clone(f.Options)
	for i, o := range out.Options {
		if o.Value == value {
			out.Options[i].Current, out.Chosen = true, o.Text
		}
	}
	return out
}
