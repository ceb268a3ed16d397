package page

import (
	"cmp"
	"html"
	"slices"
	"strings"

	"github.com/google/uuid"

	"quarterdeck/generator/report"
)

// feedEntries is how many entries a feed holds, the newest ones.
const feedEntries = 100

// Feed is a feed that readers can subscribe to: Path and the ending .xml is Atom, and .json
// is a JSON Feed.
type Feed struct{ Title, Path string }

var (
	shippedFeed = Feed{"What shipped", "shipped/feed"}
	lessonsFeed = Feed{"Lessons", "lessons/feed"}
)

func teamFeed(t *report.Team) Feed {
	return Feed{"What shipped by " + t.Name, "shipped/teams/" + Slug(t.ID) + "/feed"}
}

// entry is one entry of a feed. Its id stays whatever becomes of titles and addresses.
type entry struct {
	id                 string // urn:uuid:…
	title, url, author string
	published, updated report.Day
	html, text         string
	tags               []string
}

// planFeeds adds a feed of all deliveries, one of each team, and one of lessons. A reader needs
// whole addresses, so a site that does not know its own has none.
func planFeeds(p *planner) {
	if p.archive.Site.BaseURL == "" {
		return
	}
	if p.shows(report.Shipped) {
		p.under("shipped", func(p *planner) {
			p.feed(shippedFeed, shippedListPath, func() []entry { return p.deliveryEntries(nil) })
			for _, t := range p.delivering() {
				at := "shipped/teams/" + Slug(t.ID) + "/index.html"
				p.feed(teamFeed(t), at, func() []entry { return p.deliveryEntries(t) })
			}
		})
	}
	if p.shows(report.Lessons) {
		p.under("lessons", func(p *planner) { p.feed(lessonsFeed, lessonsPath, p.lessonEntries) })
	}
}

// delivering are the teams that have delivered anything.
func (p *planner) delivering() []*report.Team {
	some := map[string]bool{}
	for d := range p.deliveries() {
		some[d.Team.ID] = true
	}
	return slices.DeleteFunc(slices.Clone(p.archive.Teams), func(t *report.Team) bool { return !some[t.ID] })
}

// siteFeeds are those that every page names.
func (p *planner) siteFeeds() []Feed {
	if p.archive.Site.BaseURL == "" || !p.shows(report.Shipped) {
		return nil
	}
	return []Feed{shippedFeed}
}

// lessonFeeds are those of pages about lessons.
func (p *planner) lessonFeeds() []Feed {
	if p.archive.Site.BaseURL == "" {
		return nil
	}
	return []Feed{lessonsFeed}
}

// feeds are those that a page names besides: one that the site has.
func (p *planner) feeds(f Feed) []Feed {
	if p.archive.Site.BaseURL == "" || !p.site.Has(f.Path+".xml") {
		return nil
	}
	return []Feed{f}
}

// feed adds a feed in both forms. home is the page that shows the same.
func (p *planner) feed(f Feed, home string, entries func() []entry) {
	p.file(f.Path+".xml", func() ([]byte, error) { return atomXML(p.described(f, home), entries()) })
	p.file(f.Path+".json", func() ([]byte, error) { return jsonFeed(p.described(f, home), entries()) })
}

// feedHead is what a feed says of itself.
type feedHead struct {
	id, title, home, self string // self without its ending
	author, language      string
	since                 report.Day // of a feed without entries
}

func (p *planner) described(f Feed, home string) feedHead {
	site := p.archive.Site
	h := feedHead{id: p.urn("feed", p.archive.Audience.ID, f.Path), title: f.Title, home: fullAddress(site.BaseURL, home), self: fullAddress(site.BaseURL, f.Path),
		author: cmp.Or(site.Look.Company, site.Title), language: site.Language}
	h.title += " – " + h.author
	if n := len(p.archive.Quarters); n > 0 {
		h.since = p.archive.Quarters[0].Start
	}
	return h
}

// urn is the id of a thing: a name-based UUID (RFC 9562, version 5) in the namespace of the company, or
// else of the site's title, so that neither another address of the site nor another title of the
// thing makes it new to a reader.
func (p *planner) urn(parts ...string) string {
	space := uuid.NewSHA1(uuid.NameSpaceURL, []byte("quarterdeck:"+cmp.Or(p.archive.Site.Look.Company, p.archive.Site.Title)))
	return uuid.NewSHA1(space, []byte(strings.Join(parts, "\n"))).URN()
}

// deliveryEntries are the newest deliveries, of a team or of all. The next phase of an item is a
// new entry; what was withdrawn says so, and is updated.
func (p *planner) deliveryEntries(team *report.Team) []entry {
	var out []entry
	names, to := p.site.links.names(), p.addresses("")
	for _, d := range p.newestDeliveries(team) {
		e := entry{id: p.urn("delivery", names.First(d.ID), d.Quarter.ID.String(), string(d.Phase)), title: d.PublicTitle(),
			url: fullAddress(p.archive.Site.BaseURL, p.shippedPath(d.ID)), author: d.Team.Name, published: shippedDay(d), updated: p.saidLast(d), tags: []string{d.Team.Name}}
		prose := d.Body
		if d.Customers {
			prose = d.ForCustomers
		}
		e.html, e.text = p.prose(prose, to).HTML, prose.Text
		if d.Phase != "" {
			e.title += " (" + d.Phase.Title() + ")"
			e.tags = append(e.tags, d.Phase.Title())
		}
		if d.Kind != "" {
			e.tags = append(e.tags, string(d.Kind))
		}
		if l := p.over.lives().Of(d.ID); l != nil && l.Withdrawn() {
			why := "Withdrawn on " + l.Notice.Retracted.Long() + ": " + endSentence(l.Notice.Why)
			e.title = "Withdrawn: " + e.title
			e.html, e.text = "<p><strong>"+html.EscapeString(why)+"</strong></p>\n"+e.html, strings.TrimSpace(why+" "+e.text)
		}
		out = append(out, e)
	}
	return newestEntries(out)
}

// newestDeliveries are as many as a feed holds, of a team or of all: those of which something was said last.
func (p *planner) newestDeliveries(team *report.Team) []*report.Deliverable {
	var own []*report.Deliverable
	for _, d := range p.delivered() {
		if team == nil || d.Team.ID == team.ID {
			own = append(own, d)
		}
	}
	slices.SortStableFunc(own, func(a, b *report.Deliverable) int { return cmp.Compare(p.saidLast(b), p.saidLast(a)) })
	return own[:min(len(own), feedEntries)]
}

// saidLast is the day of a delivery, or on which it was withdrawn.
func (p *planner) saidLast(d *report.Deliverable) report.Day {
	if l := p.over.lives().Of(d.ID); l != nil && l.Withdrawn() {
		return max(shippedDay(d), l.Notice.Retracted)
	}
	return shippedDay(d)
}

func (p *planner) lessonEntries() []entry {
	var out []entry
	to := p.addresses("")
	for _, l := range report.AllLessons(p.archive) {
		e := entry{id: p.urn("lesson", l.ID), title: l.Title, url: fullAddress(p.archive.Site.BaseURL, lessonPath(l.ID)), author: l.Team.Name,
			published: cmp.Or(l.Held, l.Quarter.LastDay()), html: p.prose(l.Body, to).HTML, text: l.Body.Text, tags: []string{l.Team.Name}}
		e.updated = e.published
		if l.Theme != "" {
			e.tags = append(e.tags, l.Theme)
		}
		out = append(out, e)
	}
	return newestEntries(out)
}

// newestEntries are those that were published last. What was withdrawn since comes up again.
func newestEntries(all []entry) []entry {
	slices.SortStableFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.updated, a.updated), cmp.Compare(b.published, a.published), cmp.Compare(a.title, b.title), cmp.Compare(a.id, b.id))
	})
	return all[:min(len(all), feedEntries)]
}
