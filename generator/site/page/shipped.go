package page

import (
	"cmp"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/feed"
	"slices"
	"sync"
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
	Before, After site.Link       // pages of a list of one filter
	Query         string          // the filter as the list of all takes it; "" on that list
	Columns       string          // path of the data that the script filters by; "" on lists of one filter
	Base          string          // path of the list of all
	Feed          *site.Feed      // of the list of all, and of a team
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
	site.Link
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
	Title     site.Link
	Phase     report.Phase
	Kind      report.Kind // "" for an audience that hears of no kinds
	Text      string      // the first sentence
	Team      site.Link
	Withdrawn report.Day // 0 = it is there
}

// shippedLists plans the list of all deliveries, one a team, quarter, kind and phase, and
// the data by which the script filters.
func shippedLists(p *site.Planner) {
	all := facets(p.Context)
	top := site.Link{Text: p.T("topic.shipped"), Path: site.ShippedListPath}
	p.Page(site.ShippedListPath, "shipped", func() site.Head {
		return site.Head{Title: p.T("shipped.title"), Section: site.ShippedListPath, Description: p.T("shipped.description"), Crumbs: p.Crumbs(top)}
	}, func() any { return shipped(p.Context, all, "", "", p.Delivered(), 0) })
	for _, f := range all {
		for _, o := range f.Options {
			for n := range (o.Count + shippedRows - 1) / shippedRows {
				at := filteredPath(f.Key, o.Value, n)
				p.Page(at, "shipped", func() site.Head {
					return site.Head{Title: p.T("shipped.filtered", "filter", o.Text, "page", n+1), Section: site.ShippedListPath,
						Description: p.T("shipped.filtered-description", "filter", o.Text),
						Crumbs:      p.Crumbs(top, site.Link{Text: o.Text, Path: at}), Feeds: teamFeeds(p.Context, f.Key, o.Value)}
				}, func() any { return shipped(p.Context, all, f.Key, o.Value, f.of[o.Value], n) })
				for _, id := range formerIDs(p.Context, f.Key, o.Value) {
					redirect(p, filteredPath(f.Key, id, n), site.Link{Text: o.Text, Path: at}, "redirect.moved", func() *site.Picture { return nil })
				}
			}
		}
	}
	shippedData(p, all)
}

// formerIDs are those that the team of a filter had before; none of another filter.
func formerIDs(c *site.Context, key, value string) []string {
	if t := c.Index().Teams[value]; t != nil && key == "team" {
		return t.Was
	}
	return nil
}

// shipped is page n, from 0, of the list of all or of one filter.
func shipped(c *site.Context, all []facet, key, value string, items []*report.Deliverable, n int) *Shipped {
	v := &Shipped{Title: c.T("shipped.title"), Base: site.ShippedListPath, Span: monthSpan(c, items), Said: c.T("shipped.count", "n", len(c.Delivered()))}
	for _, f := range all {
		shown := f.choosing(key, value)
		v.Facets = append(v.Facets, shown)
		if f.Key == key {
			v.Title, v.Query = shown.Chosen, key+"="+value
			v.Said = c.T("shipped.count-of", "some", len(items), "n", len(c.Delivered()))
			v.Answer = c.T("shipped.filtered-answer", "n", len(items), "filter", v.Title)
		}
	}
	if n > 0 {
		v.Before = site.Link{Text: c.T("shipped.newer"), Path: filteredPath(key, value, n-1), Rel: "prev"}
	}
	if key != "" && (n+1)*shippedRows < len(items) {
		v.After = site.Link{Text: c.T("shipped.earlier"), Path: filteredPath(key, value, n+1), Rel: "next"}
	}
	for _, feed := range teamFeeds(c, key, value) {
		v.Feed = &feed
	}
	if key == "" {
		for _, feed := range feed.SiteFeeds(c) {
			v.Feed = &feed
		}
		v.Answer, v.Columns = shippedAnswer(c, items), shippedColumnsPath
		v.Earlier = earlier(c, all)
	}
	v.Months = shippedMonths(c, items, n*shippedRows, min(len(items), (n+1)*shippedRows))
	return v
}

// earlier are the quarters of which the list of all leaves some deliveries out.
func earlier(c *site.Context, all []facet) []ShippedOption {
	left := c.Delivered()[min(len(c.Delivered()), shippedRows):]
	for _, f := range all {
		if f.Key == "quarter" && len(left) > 0 {
			return slices.DeleteFunc(slices.Clone(f.Options), func(o ShippedOption) bool {
				return !slices.ContainsFunc(left, func(d *report.Deliverable) bool { return f.value(d) == o.Value })
			})
		}
	}
	return nil
}

// shippedMonths are the months of some of a list's deliveries. A month that goes on on
// another page says so.
func shippedMonths(c *site.Context, items []*report.Deliverable, from, to int) []ShippedMonth {
	whole := map[string]int{}
	for _, d := range items {
		whole[monthOf(d)]++
	}
	var out []ShippedMonth
	for _, d := range items[from:to] {
		month := monthOf(d)
		if len(out) == 0 || out[len(out)-1].ID != "m-"+month {
			out = append(out, ShippedMonth{ID: "m-" + month, Title: c.Words.DateAs(site.ShippedDay(d), "month-year")})
		}
		m := &out[len(out)-1]
		m.Rows = append(m.Rows, shippedRow(c, d))
		m.Note = c.T("shipped.count", "n", len(m.Rows))
		if n := whole[month]; n > len(m.Rows) {
			m.Note = c.T("shipped.count-of", "some", len(m.Rows), "n", n)
		}
	}
	return out
}

func monthOf(d *report.Deliverable) string { return site.ShippedDay(d).Time().Format("2006-01") }

// teamFeeds are the feeds of a list of one team.
func teamFeeds(c *site.Context, key, value string) []site.Feed {
	if t := c.Index().Teams[value]; key == "team" && t != nil {
		return feed.Feeds(c, feed.TeamFeed(c, t))
	}
	return nil
}

// planShipped adds the list of everything delivered, and a page for life for
// each id that was ever delivered.
func planShipped(p *site.Planner) {
	shippedLists(p)

	related := sync.OnceValue(func() map[string][]relation { return relations(p.Context) })
	for _, l := range p.Over.Lives().All {
		d := l.Delivery()
		if d == nil {
			continue
		}
		at := site.ShippedPath(l.ID)
		p.Page(at, "shipped-item", func() site.Head {
			return site.Head{
				Title: d.PublicTitle(), Section: site.ShippedListPath, Description: description(p.Context, d), Banners: withdrawn(p.Context, l),
				Crumbs: p.Crumbs(site.Link{Text: p.T("topic.shipped"), Path: site.ShippedListPath}, site.Link{Text: d.PublicTitle(), Path: at}),
				Beside: []site.Link{{Text: p.T("shipped.all"), Path: site.ShippedListPath, Rel: "up"}}, BesideLabel: p.T("shipped-item.beside"),
			}
		}, func() any { return shippedItem(p.Context, l, related()) })
	}
	for _, l := range p.Over.Lives().All { // after the pages, which come first where two have one address
		if d := l.Delivery(); d != nil {
			for _, id := range l.Was {
				redirect(p, site.ShippedPath(id), site.Link{Text: d.PublicTitle(), Path: site.ShippedPath(l.ID)}, "redirect.moved", func() *site.Picture { return nil })
			}
		}
	}
}

func description(c *site.Context, d *report.Deliverable) string {
	return cmp.Or(site.Sentence(site.WordsOf(d)), c.T("shipped.by", "title", d.PublicTitle(), "team", d.Team.Name))
}

// byKind counts in words: "2 features, 1 of groundwork and 1 of debt".
func byKind(c *site.Context, n map[report.Kind]int) string {
	var parts []string
	for _, k := range report.Kinds {
		if n[k] > 0 {
			parts = append(parts, c.T("kind-count."+string(k), "n", n[k]))
		}
	}
	return c.Words.List(parts)
}
