package page

import (
	"cmp"
	"fmt"
	"iter"
	"sync"

	"quarterdeck/generator/report"
)

// planShipped adds the list of everything delivered, and a page for life for
// each id that was ever delivered.
func planShipped(p *planner) { p.under("shipped", planEveryShipped) }

func planEveryShipped(p *planner) {
	p.shippedLists()

	related := sync.OnceValue(func() map[string][]relation { return relations(p.archive, p.site.links.names()) })
	for _, l := range p.over.lives().All {
		d := l.Delivery()
		if d == nil {
			continue
		}
		at := shippedPath(l.ID)
		p.page(at, "shipped-item", func() Head {
			return Head{
				Title: d.PublicTitle(), Section: shippedListPath, Description: description(d), Banners: withdrawn(l),
				Crumbs: p.crumbs(Link{Text: "Shipped", Path: shippedListPath}, Link{Text: d.PublicTitle(), Path: at}),
				Beside: []Link{{Text: "All that shipped", Path: shippedListPath, Rel: "up"}}, BesideLabel: "Neighbours",
			}
		}, func() any { return p.shippedItem(l, related()) })
	}
	for _, l := range p.over.lives().All { // after the pages, which come first where two have one address
		if d := l.Delivery(); d != nil {
			for _, id := range l.Was {
				movedTo(p, shippedPath(id), Link{Text: d.PublicTitle(), Path: shippedPath(l.ID)})
			}
		}
	}
}

// deliveries are all deliverables that were delivered, quarter by quarter.
func (p *planner) deliveries() iter.Seq[*report.Deliverable] { return deliveries(p.archive) }

func deliveries(a *report.Archive) iter.Seq[*report.Deliverable] {
	return func(yield func(*report.Deliverable) bool) {
		for _, q := range a.Quarters {
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

// delivered returns every delivery, newest first. It is shared: nobody changes it.
func (p *planner) delivered() []*report.Deliverable { return p.over.delivered() }

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
