package page

import (
	"cmp"
	"slices"
	"strconv"

	"quarterdeck/generator/report"
)

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
	at := "shipped/" + f.folder + "/" + Slug(value) + "/"
	if n > 0 {
		at += strconv.Itoa(n+1) + "/"
	}
	return at + "index.html"
}

// shelf gathers all deliveries, and counts them by what they are filtered by.
func (p *planner) shelf() *shelf {
	s := &shelf{all: p.delivered()}
	names := map[string]string{}
	for _, t := range p.archive.Teams {
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
	if p.inside() {
		s.add(facet{key: "kind", title: "Kind", all: "All kinds", folder: "kinds", value: func(d *report.Deliverable) string { return string(d.Kind) }},
			capital, listed(report.Kinds))
	}
	s.add(facet{key: "phase", title: "Phase", all: "All phases", folder: "phases", value: func(d *report.Deliverable) string { return string(d.Phase) }},
		func(v string) string { return report.Phase(v).Title() }, listed(report.Phases))
	if p.inside() {
		s.add(facet{key: "audience", title: "For", all: "Everybody", folder: "audiences", value: audienceOf},
			func(v string) string {
				return map[string]string{"customers": "Customers", "company": "The company only"}[v]
			},
			func(a, b facetOption) int { return cmp.Compare(b.value, a.value) })
	}
	return s
}

func audienceOf(d *report.Deliverable) string {
	if d.Customers {
		return "customers"
	}
	return "company"
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
		All: ShippedOption{Link: Link{Text: f.all, Path: shippedListPath}, Count: all, Current: !on}}
	for _, o := range f.options {
		option := ShippedOption{Link: Link{Text: o.text, Path: f.path(o.value, 0)}, Value: o.value, Count: o.count, Current: on && o.value == value}
		if option.Current {
			out.Chosen = o.text
		}
		out.Options = append(out.Options, option)
	}
	return out
}
