package page

import (
	"slices"
	"strconv"
	"sync"

	"quarterdeck/generator/report"
)

// shippedRows is how many deliveries a list shows at once.
const shippedRows = 200

// Shipped is what a list of deliveries shows: all, or those of one filter, a page of them.
type Shipped struct {
	Title, Answer string
	Span          string // "April to September 2026"
	Facets        []ShippedFacet
	Said          string // "37 of 412 deliveries"
	Months        []ShippedMonth
	Earlier       []ShippedOption // quarters that the list of all leaves out
	Before, After Link            // pages of a list of one filter
	Query         string          // the filter as the list of all takes it; "" on that list
	Columns       string          // path of the data that the script filters by; "" on lists of one filter
	Base          string          // path of the list of all
	Feed          *Feed           // of the list of all, and of a team
}

// ShippedFacet is one thing to filter by.
type ShippedFacet struct {
	Key, Title string // "team", "Team"
	All        ShippedOption
	Options    []ShippedOption
	Chosen     string // text of the option that the list shows, or of All
	Long       bool   // so many options that they stand folded
}

// ShippedOption is one value to filter by, with its deliveries, whatever else is chosen.
type ShippedOption struct {
	Link
	Value   string
	Count   int
	Current bool
}

// ShippedMonth is one month of Shipped.
type ShippedMonth struct {
	ID, Title string
	Note      string
	Rows      []ShippedRow
}

// ShippedRow is one delivery.
type ShippedRow struct {
	Day       report.Day // 0 where the export names none
	Title     Link
	Phase     report.Phase
	Kind      report.Kind // "" for an audience that hears of no kinds
	Text      string      // the first sentence
	Team      Link
	Withdrawn report.Day // 0 = it is there
}

// shelf is every delivery of an archive, newest first, with what they are filtered by.
type shelf struct {
	all    []*report.Deliverable
	facets []facet
}

// shippedLists plans the list of all deliveries, one a team, quarter, kind and phase, and
// the data by which the script filters.
func (p *planner) shippedLists() {
	s := sync.OnceValue(p.shelf)
	top := Link{Text: "Shipped", Path: shippedListPath}
	p.page(shippedListPath, "shipped", func() Head {
		return Head{Title: "What shipped", Section: shippedListPath, Description: "What was delivered, newest first.", Crumbs: p.crumbs(top)}
	}, func() any { return p.shipped(s(), "", "", s().all, 0) })
	for _, f := range s().facets {
		for _, o := range f.options {
			items := sync.OnceValue(func() []*report.Deliverable { return s().of(f, o.value) })
			for n := range (o.count + shippedRows - 1) / shippedRows {
				at := f.path(o.value, n)
				p.page(at, "shipped", func() Head {
					title := "What shipped: " + o.text
					if n > 0 {
						title += ", page " + strconv.Itoa(n+1)
					}
					return Head{Title: title, Section: shippedListPath, Description: "What was delivered, newest first: " + o.text + ".",
						Crumbs: p.crumbs(top, Link{Text: o.text, Path: at}), Feeds: p.teamFeeds(f.key, o.value)}
				}, func() any { return p.shipped(s(), f.key, o.value, items(), n) })
			}
		}
	}
	p.shippedData(s)
}

// shipped is page n, from 0, of the list of all or of one filter.
func (p *planner) shipped(s *shelf, key, value string, items []*report.Deliverable, n int) *Shipped {
	announce := slices.ContainsFunc(s.all, func(d *report.Deliverable) bool { return d.Customers })
	v := &Shipped{Title: "What shipped", Base: shippedListPath, Span: monthSpan(items), Said: count(len(s.all), "delivery", "deliveries")}
	for _, f := range s.facets {
		v.Facets = append(v.Facets, f.shown(key, value, len(s.all)))
		if f.key == key {
			o := f.options[f.index[value]]
			v.Title, v.Query = o.text, key+"="+value
			v.Said = digits(o.count) + " of " + v.Said
			v.Answer = count(o.count, "thing") + " shipped: " + o.text + "."
			if n > 0 {
				v.Before = Link{Text: "Newer", Path: f.path(value, n-1), Rel: "prev"}
			}
			if (n+1)*shippedRows < o.count {
				v.After = Link{Text: "Earlier", Path: f.path(value, n+1), Rel: "next"}
			}
		}
	}
	for _, feed := range p.teamFeeds(key, value) {
		v.Feed = &feed
	}
	if key == "" {
		for _, feed := range p.siteFeeds() {
			v.Feed = &feed
		}
		v.Answer, v.Columns = shippedAnswer(items, announce), shippedColumnsPath
		v.Earlier = s.earlier()
	}
	v.Months = p.shippedMonths(items, n*shippedRows, min(len(items), (n+1)*shippedRows))
	return v
}

// earlier are the quarters of which the list of all leaves some deliveries out.
func (s *shelf) earlier() []ShippedOption {
	left := map[string]bool{}
	for _, d := range s.all[min(len(s.all), shippedRows):] {
		left[d.Quarter.ID.String()] = true
	}
	var out []ShippedOption
	for _, f := range s.facets {
		for _, o := range f.options {
			if f.key == "quarter" && left[o.value] {
				out = append(out, ShippedOption{Link: Link{Text: o.text, Path: f.path(o.value, 0)}, Value: o.value, Count: o.count})
			}
		}
	}
	return out
}

// shippedMonths are the months of some of a list's deliveries. A month that goes on on
// another page says so.
func (p *planner) shippedMonths(items []*report.Deliverable, from, to int) []ShippedMonth {
	whole := map[string]int{}
	for _, d := range items {
		whole[monthOf(d)]++
	}
	var out []ShippedMonth
	for _, d := range items[from:to] {
		month := monthOf(d)
		if len(out) == 0 || out[len(out)-1].ID != "m-"+month {
			out = append(out, ShippedMonth{ID: "m-" + month, Title: shippedDay(d).Time().Format("January 2006")})
		}
		m := &out[len(out)-1]
		m.Rows = append(m.Rows, p.shippedRow(d))
		m.Note = count(len(m.Rows), "delivery", "deliveries")
		if n := whole[month]; n > len(m.Rows) {
			m.Note = digits(len(m.Rows)) + " of " + count(n, "delivery", "deliveries")
		}
	}
	return out
}

func monthOf(d *report.Deliverable) string { return shippedDay(d).Time().Format("2006-01") }

func (p *planner) shippedRow(d *report.Deliverable) ShippedRow {
	row := ShippedRow{Day: d.Outcome.Finished, Title: Link{Text: d.PublicTitle(), Path: shippedPath(d.ID)},
		Phase: d.Phase, Kind: d.Kind, Text: sentence(words(d)), Team: p.team(d.Team)}
	if l := p.over.lives().Of(d.ID); l != nil {
		row.Title.Path = shippedPath(l.ID)
		if l.Withdrawn() {
			row.Withdrawn = l.Notice.Retracted
		}
	}
	return row
}

// teamFeeds are the feeds of a list of one team.
func (p *planner) teamFeeds(key, value string) []Feed {
	if t := p.index().teams[value]; key == "team" && t != nil {
		return p.feeds(teamFeed(t))
	}
	return nil
}
