package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
)

// itemFacts says who has a delivery, since when, whom to ask about it, and where it was announced.
func itemFacts(p *site.Context, l *report.Life) []part.Fact {
	var out []part.Fact
	add := func(name, text string) {
		if text != "" {
			out = append(out, part.Fact{Name: name, Links: []site.Link{{Text: text}}})
		}
	}
	add(p.T("fact.plans"), p.Words.List(l.Notice.Plans))
	add(p.T("fact.regions"), p.Words.List(l.Notice.Regions))
	d := l.Delivery()
	if from := l.Notice.From; from != 0 {
		add(p.T("fact.since", "ahead", from > p.Archive.Today), p.Words.DateAs(from, "long-loose"))
	}
	ask := part.Fact{Name: p.T("fact.ask"), Links: []site.Link{p.Team(d.Team)}}
	if own := p.Contact(); own.Text != "" {
		ask.Links = []site.Link{own}
	} else if c := d.Team.Contact; c != "" {
		ask.Links = append(ask.Links, site.ContactLink(c))
	}
	if p.Inside() {
		for _, who := range []string{d.Team.Product, d.Team.Engineering} {
			if who != "" && !slices.ContainsFunc(ask.Links, func(l site.Link) bool { return l.Text == who }) {
				ask.Links = append(ask.Links, site.Link{Text: who})
			}
		}
	}
	out = append(out, ask)
	out = append(out, part.SaidOf(p, d)...)
	if f, ok := announcedFact(p, l); ok {
		out = append(out, f)
	}
	return out
}

// announcedFact says where a delivery was announced; inside, that it still has to be.
func announcedFact(c *site.Context, l *report.Life) (part.Fact, bool) {
	f := part.Fact{Name: c.T("fact.announced")}
	n := l.Notice
	switch {
	case n.Announced != 0:
		on := site.Link{Text: c.Words.Date(n.Announced)}
		if n.Announcement != "" {
			on.Path, on.External = n.Announcement, true
		}
		f.Links = []site.Link{on}
		if l.ToAnnounce() && c.Inside() {
			f.Alert = c.T("fact.newest-phase")
		}
	case !c.Inside() || l.Announce() == report.Silent:
		return f, false
	case l.ToAnnounce():
		f.Alert = c.T("fact.not-announced")
	default:
		return f, false
	}
	if c.Inside() && l.Announce() == report.Internal {
		f.Note = c.T("fact.inside")
	}
	return f, true
}

// ItemChange is what became otherwise about an item, and when.
type ItemChange struct{ When, What string }

// itemChanges tells what an item was called, whose it was and what was promised of it, where that is
// otherwise now. How far it came stands in its time line.
func itemChanges(c *site.Context, l *report.Life) []ItemChange {
	var out []ItemChange
	add := func(when, what string) { out = append(out, ItemChange{when, what}) }
	var before *report.Deliverable
	for _, d := range l.Items {
		when := c.Words.Quarter(d.Quarter.ID)
		if was := before; was != nil {
			if was.PublicTitle() != d.PublicTitle() {
				add(when, c.T("change.title", "title", d.PublicTitle(), "was", was.PublicTitle()))
			}
			if was.ID != d.ID && c.ShowsIDs() {
				add(when, c.T("change.id", "id", d.ID, "was", was.ID))
			}
			if was.Team != d.Team {
				add(when, c.T("change.team", "team", d.Team.Name, "was", was.Team.Name))
			}
		}
		if was := d.Promise; was != nil && c.Inside() {
			if was.Title != "" && was.Title != d.Title && (before == nil || before.Title != was.Title) {
				add(when, c.T("change.planned-title", "was", was.Title))
			}
			if was.Phase != "" && was.Phase != d.Phase {
				add(when, c.T("change.planned-phase", "was", phaseOrNone(c, was.Phase), "phase", phaseOrNone(c, d.Phase)))
			}
			if was.Due != 0 && d.Due != 0 && was.Due != d.Due {
				add(when, c.T("change.due", "day", d.Due, "was", was.Due))
			}
		}
		before = d
	}
	if n := l.Notice; n.Retracted != 0 && !l.Withdrawn() {
		add(c.Words.DateAs(n.Retracted, "long-loose"), c.T("change.was-withdrawn", "why", n.Why))
	}
	slices.Reverse(out)
	return out
}

// phaseOrNone is the word for a phase, "none" for messages that choose by it.
func phaseOrNone(c *site.Context, p report.Phase) string {
	if p == "" {
		return "none"
	}
	return c.T("phase." + string(p))
}

// withdrawn is the banner of what is no longer there.
func withdrawn(c *site.Context, l *report.Life) []site.Banner {
	if !l.Withdrawn() {
		return nil
	}
	return []site.Banner{{Text: c.T("change.withdrawn", "day", l.Notice.Retracted, "why", l.Notice.Why)}}
}

// WorthStep is the worth of an item in one quarter.
type WorthStep struct {
	Quarter site.Link
	part.Worth
	Due bool // delivered, and nothing says yet what it did change
}

// worthSteps tells of every quarter that says anything, newest first. Those who are outside hear of none.
func worthSteps(c *site.Context, id string) []WorthStep {
	if !c.Inside() {
		return nil
	}
	var out []WorthStep
	for _, d := range slices.Backward(c.Book.Item(id)) {
		if w := part.WorthOf(d); w != nil {
			out = append(out, WorthStep{site.Link{Text: c.Words.Quarter(d.Quarter.ID), Path: rowOf(c, d)}, *w, w.Result == "" && d.Came()})
		}
	}
	return out
}

func forCustomers(d *report.Deliverable) bool { return d.Customers }

// shippedAnswer counts what the newest quarter with a delivery brought: to customers, where anything did.
func shippedAnswer(c *site.Context, delivered []*report.Deliverable) string {
	announce := slices.ContainsFunc(delivered, forCustomers)
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
		return c.T("shipped.nothing")
	}
	return c.T("shipped.answer", "n", things, "announced", announce, "quarter", newest.ID, "running", newest.State == report.Running,
		"phased", phased, "everyone", everyone, "left", things-everyone)
}

// monthSpan is the range of months of a list, newest first: "April to September 2026".
func monthSpan(c *site.Context, delivered []*report.Deliverable) string {
	if len(delivered) == 0 {
		return ""
	}
	months := metrics.Span{From: site.ShippedDay(delivered[len(delivered)-1]), To: site.ShippedDay(delivered[0])}
	return c.T("shipped.span", "apart", part.Apart(months), "from", months.From, "to", months.To)
}

// rowOf is where an item's row is on the report of its quarter, or "".
func rowOf(c *site.Context, d *report.Deliverable) string {
	if to := site.RowPath(d); c.Site.Has(to) {
		return to
	}
	return ""
}

func shippedRow(c *site.Context, d *report.Deliverable) ShippedRow {
	row := ShippedRow{Day: d.Outcome.Finished, Title: site.Link{Text: d.PublicTitle(), Path: c.ShippedPath(d.ID)},
		Phase: d.Phase, Kind: d.Kind, Text: site.Sentence(site.WordsOf(d)), Team: c.Team(d.Team)}
	if l := c.Over.Lives().Of(d.ID); l != nil && l.Withdrawn() {
		row.Withdrawn = l.Notice.Retracted
	}
	return row
}
