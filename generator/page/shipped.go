package page

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"sync"

	"quarterdeck/generator/report"
)

// Shipped is what the page of everything delivered shows.
type Shipped struct {
	Answer string
	Span   string // "April to September 2026"
	Months []ShippedMonth
}

// ShippedMonth is one month of Shipped. Quiet are the deliveries without an
// announcement; Made says how many of which kind.
type ShippedMonth struct {
	ID, Title string
	Note      string
	Rows      []ShippedRow
	Quiet     []ShippedRow
	Made      string
}

// ShippedRow is one delivery.
type ShippedRow struct {
	Day   report.Day // 0 where the export names none
	Title Link
	Phase report.Phase
	Kind  report.Kind // "" for an audience that hears of no kinds
	Text  string      // the first sentence
	Team  Link
}

// planShipped adds the list of everything delivered, and a page for life for
// each id that was ever delivered.
func planShipped(p *planner) { p.under("shipped", planEveryShipped) }

func planEveryShipped(p *planner) {
	list := Head{
		Title: "What shipped", Section: shippedListPath,
		Description: "What was delivered, newest first.",
		Crumbs:      p.crumbs(Link{Text: "Shipped", Path: shippedListPath}),
	}
	p.page(shippedListPath, "shipped", func() Head { return list }, func() any { return p.shipped(p.delivered()) })

	related := sync.OnceValue(func() map[string][]relation { return relations(p.archive) })
	for at, d := range p.newestDelivery() {
		p.page(at, "shipped-item", func() Head {
			return Head{
				Title: d.PublicTitle(), Section: shippedListPath, Description: description(d),
				Crumbs: p.crumbs(Link{Text: "Shipped", Path: shippedListPath}, Link{Text: d.PublicTitle(), Path: at}),
				Beside: []Link{{Text: "All that shipped", Path: shippedListPath, Rel: "up"}}, BesideLabel: "Neighbours",
			}
		}, func() any { return p.shippedItem(d, related()[d.ID]) })
	}
}

// newestDelivery returns the newest delivery of each id, by the path of its page.
func (p *planner) newestDelivery() map[string]*report.Deliverable {
	newest := map[string]*report.Deliverable{}
	for d := range p.deliveries() {
		at := shippedPath(d.ID)
		if n := newest[at]; n == nil || byDelivery(d, n) < 0 {
			newest[at] = d
		}
	}
	return newest
}

// deliveries are all deliverables that were delivered, quarter by quarter.
func (p *planner) deliveries() iter.Seq[*report.Deliverable] {
	return func(yield func(*report.Deliverable) bool) {
		for _, q := range p.archive.Quarters {
			for _, r := range q.Reports {
				for _, d := range r.Items {
					if d.Outcome.Status == report.Delivered && !yield(d) {
						return
					}
				}
			}
		}
	}
}

// delivered returns every delivery, newest first.
func (p *planner) delivered() []*report.Deliverable {
	return slices.SortedStableFunc(p.deliveries(), byDelivery)
}

// byDelivery puts the newest delivery first.
func byDelivery(a, b *report.Deliverable) int {
	return cmp.Or(cmp.Compare(shippedDay(b), shippedDay(a)), b.Quarter.ID.Compare(a.Quarter.ID),
		cmp.Compare(a.Team.Name, b.Team.Name), cmp.Compare(a.PublicTitle(), b.PublicTitle()), cmp.Compare(a.ID, b.ID))
}

// shippedDay is the day of a delivery; where the export names none, the last
// day of its quarter keeps it in the right place.
func shippedDay(d *report.Deliverable) report.Day {
	if d.Outcome.Finished != 0 {
		return d.Outcome.Finished
	}
	return d.Quarter.LastDay()
}

func (p *planner) shipped(delivered []*report.Deliverable) *Shipped {
	// Where nothing at all is meant for customers, everything is listed in full.
	announce := slices.ContainsFunc(delivered, func(d *report.Deliverable) bool { return d.Customers })
	v := &Shipped{Answer: shippedAnswer(delivered, announce), Span: monthSpan(delivered)}
	kinds := map[report.Kind]int{}
	for i, d := range delivered {
		month := shippedDay(d).Time().Format("2006-01")
		if len(v.Months) == 0 || v.Months[len(v.Months)-1].ID != "m-"+month {
			v.Months = append(v.Months, ShippedMonth{ID: "m-" + month, Title: shippedDay(d).Time().Format("January 2006")})
			clear(kinds)
		}
		m := &v.Months[len(v.Months)-1]
		row := ShippedRow{
			Day: d.Outcome.Finished, Title: Link{Text: d.PublicTitle(), Path: shippedPath(d.ID)},
			Phase: d.Phase, Kind: d.Kind, Text: sentence(words(d)), Team: p.team(d.Team),
		}
		if d.Customers || !announce {
			m.Rows = append(m.Rows, row)
		} else {
			m.Quiet = append(m.Quiet, row)
			kinds[d.Kind]++
		}
		if i+1 == len(delivered) || shippedDay(delivered[i+1]).Time().Format("2006-01") != month {
			m.Note, m.Made = monthNote(len(m.Rows), len(m.Quiet)), byKind(kinds)
		}
	}
	return v
}

func monthNote(rows, quiet int) string {
	switch {
	case quiet == 0:
		return count(rows, "item")
	case rows == 0:
		return count(quiet, "item") + ", not announced"
	}
	return fmt.Sprintf("%s, and %d without announcement", count(rows, "item"), quiet)
}

// words is the prose that fits the title: customers' prose under customers'
// words, and that for colleagues under theirs.
func words(d *report.Deliverable) string {
	if d.Customers {
		return d.ForCustomers.Text
	}
	return d.Body.Text
}

func description(d *report.Deliverable) string {
	if text := sentence(words(d)); text != "" {
		return text
	}
	return d.PublicTitle() + ", by " + d.Team.Name + "."
}

// shippedAnswer counts what the newest quarter with a delivery brought.
func shippedAnswer(delivered []*report.Deliverable, announce bool) string {
	var newest *report.Quarter
	things, everyone, phased := 0, 0, 0
	for _, d := range delivered {
		if announce && !d.Customers {
			continue
		}
		if newest == nil || d.Quarter.ID.Compare(newest.ID) > 0 {
			newest, things, everyone, phased = d.Quarter, 0, 0, 0
		}
		if d.Quarter != newest {
			continue
		}
		things++
		if d.Phase != report.Alpha && d.Phase != report.Beta {
			everyone++
		}
		if d.Phase != "" {
			phased++
		}
	}
	if newest == nil {
		return "Nothing has shipped yet."
	}
	answer := count(things, "thing") + " reached customers in " + nb(newest.ID.Title())
	if !announce {
		was := " were"
		if things == 1 {
			was = " was"
		}
		answer = count(things, "thing") + was + " delivered in " + nb(newest.ID.Title())
	}
	if newest.State == report.Running {
		answer += " so far"
	}
	switch {
	case phased == 0:
	case things == 1 && everyone == 1:
		answer += ", for everyone"
	case things == 1:
		answer += ", not yet for everyone"
	case everyone == things:
		answer += ", all of them for everyone"
	case everyone == 0:
		answer += ", none of them for everyone yet"
	default:
		answer += fmt.Sprintf(", %d of them for everyone", everyone)
	}
	return answer + "."
}

// monthSpan is the range of months of a list, newest first: "April to September 2026".
func monthSpan(delivered []*report.Deliverable) string {
	if len(delivered) == 0 {
		return ""
	}
	from, to := shippedDay(delivered[len(delivered)-1]).Time(), shippedDay(delivered[0]).Time()
	switch {
	case from.Year() != to.Year():
		return from.Format("January 2006") + " to " + to.Format("January 2006")
	case from.Month() != to.Month():
		return from.Format("January") + " to " + to.Format("January 2006")
	}
	return to.Format("January 2006")
}

// byKind counts in words: "2 features, 1 of groundwork and 1 of debt".
func byKind(n map[report.Kind]int) string {
	var parts []string
	for _, k := range report.Kinds {
		if n[k] > 0 {
			part := fmt.Sprintf("%d\u00a0of %s", n[k], k)
			if k == report.Feature {
				part = count(n[k], "feature")
			}
			parts = append(parts, part)
		}
	}
	return joined(parts, "and")
}
