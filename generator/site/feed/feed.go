// Package feed makes what programs read of a site: Atom and JSON feeds, the sitemap,
// llms.txt, and the files of hosts.
package feed

import (
	"cmp"
	"html"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
)

// feedEntries is how many entries a feed holds, the newest ones.
const feedEntries = 100

// Shipped is the feed of all deliveries.
func Shipped(c *site.Context) site.Feed {
	return site.Feed{Title: c.T("feed.shipped"), Path: "shipped/feed"}
}

func lessons(c *site.Context) site.Feed {
	return site.Feed{Title: c.T("feed.lessons"), Path: "lessons/feed"}
}

// TeamFeed is the feed of a team's deliveries.
func TeamFeed(c *site.Context, t *report.Team) site.Feed {
	return site.Feed{Title: c.T("feed.shipped-by", "team", t.Name), Path: teamFeedPath(t.ID)}
}

func teamFeedPath(team string) string { return "shipped/teams/" + site.Slug(team) + "/feed" }

// entry is one entry of a feed. Its id stays whatever becomes of titles and addresses.
type entry struct {
	id                 string // urn:uuid:…
	title, url, author string
	published, updated report.Day
	html, text         string
	tags               []string
}

// Plan adds a feed of all deliveries, one of each team, and one of lessons. A reader needs
// whole addresses, so a site that does not know its own has none.
func Plan(p *site.Planner) {
	if p.Archive.Site.BaseURL == "" {
		return
	}
	if p.Shows(report.Shipped) {
		p.Under("shipped", func(p *site.Planner) {
			feed(p, Shipped(p.Context), site.ShippedListPath, func() []entry { return deliveryEntries(p.Context, nil) })
			for _, t := range delivering(p.Context) {
				at := "shipped/teams/" + site.Slug(t.ID) + "/index.html"
				feed(p, TeamFeed(p.Context, t), at, func() []entry { return deliveryEntries(p.Context, t) }, site.Each(t.Was, teamFeedPath)...)
			}
		})
	}
	if p.Shows(report.Lessons) {
		p.Under("lessons", func(p *site.Planner) {
			feed(p, lessons(p.Context), site.LessonsPath, func() []entry { return lessonEntries(p.Context) })
		})
	}
}

// delivering are the teams that have delivered anything.
func delivering(c *site.Context) []*report.Team {
	by := site.Group(c.Delivered(), func(d *report.Deliverable) string { return d.Team.ID })
	return slices.DeleteFunc(slices.Clone(c.Archive.Teams), func(t *report.Team) bool { return by[t.ID] == nil })
}

// SiteFeeds are those that every page names.
func SiteFeeds(c *site.Context) []site.Feed {
	if c.Archive.Site.BaseURL == "" || !c.Shows(report.Shipped) {
		return nil
	}
	return []site.Feed{Shipped(c)}
}

// LessonFeeds are those of pages about lessons.
func LessonFeeds(c *site.Context) []site.Feed {
	if c.Archive.Site.BaseURL == "" {
		return nil
	}
	return []site.Feed{lessons(c)}
}

// Feeds are those that a page names besides: one that the site has.
func Feeds(c *site.Context, f site.Feed) []site.Feed {
	if c.Archive.Site.BaseURL == "" || !c.Site.Has(f.Path+".xml") {
		return nil
	}
	return []site.Feed{f}
}

// feed adds a feed in both forms. home is the page that shows the same. At former addresses it is the
// same feed: it names its address of now, to which readers then go.
func feed(p *site.Planner, f site.Feed, home string, entries func() []entry, former ...string) {
	atom := func() ([]byte, error) { return atomXML(described(p.Context, f, home), entries()) }
	asJSON := func() ([]byte, error) { return jsonFeed(described(p.Context, f, home), entries()) }
	p.File(f.Path+".xml", atom)
	p.File(f.Path+".json", asJSON)
	for _, at := range former {
		p.Former(at+".xml", f.Path+".xml", atom)
		p.Former(at+".json", f.Path+".json", asJSON)
	}
}

// feedHead is what a feed says of itself.
type feedHead struct {
	id, title, home, self string // self without its ending
	author, language      string
	contact               string     // address of whom its readers ask, or ""
	since                 report.Day // of a feed without entries
}

func described(c *site.Context, f site.Feed, home string) feedHead {
	s := c.Archive.Site
	h := feedHead{id: c.Archive.FeedID("feed", c.Archive.Audience.ID, f.Path), title: f.Title, home: site.FullAddress(s.BaseURL, home), self: site.FullAddress(s.BaseURL, f.Path),
		author: cmp.Or(s.Look.Company, s.Title), language: s.Language}
	of := h.author
	if c.Archive.Audience.Title != "" {
		of = c.Name()
	}
	h.title = c.T("feed.of", "title", h.title, "company", of)
	h.contact = c.Contact().Path
	if n := len(c.Archive.Quarters); n > 0 {
		h.since = c.Archive.Quarters[0].Start
	}
	return h
}

// deliveryEntries are the newest deliveries, of a team or of all. The next phase of an item is a
// new entry; what was withdrawn says so, and is updated.
func deliveryEntries(c *site.Context, team *report.Team) []entry {
	var out []entry
	names, to := c.Site.Names(), c.Addresses("")
	for _, d := range newestDeliveries(c, team) {
		e := entry{id: cmp.Or(d.FeedID, c.Archive.FeedID("delivery", names.First(d.ID), d.Quarter.ID.String(), string(d.Phase))), title: d.PublicTitle(),
			url: site.FullAddress(c.Archive.Site.BaseURL, c.ShippedPath(d.ID)), author: d.Team.Name, published: site.ShippedDay(d), updated: saidLast(c, d), tags: []string{d.Team.Name}}
		prose := d.Body
		if d.Customers {
			prose = d.ForCustomers
		}
		e.html, e.text = c.DocumentProse(prose, to).HTML, prose.Text
		if d.Phase != "" {
			phase := c.T("phase." + string(d.Phase))
			e.title = c.T("feed.with-phase", "title", e.title, "phase", phase)
			e.tags = append(e.tags, phase)
		}
		if d.Kind != "" {
			e.tags = append(e.tags, c.T("kind."+string(d.Kind)))
		}
		if l := c.Over.Lives().Of(d.ID); l != nil && l.Withdrawn() {
			why := c.T("feed.withdrawn-why", "day", l.Notice.Retracted, "why", l.Notice.Why)
			e.title = c.T("feed.withdrawn", "title", e.title)
			e.html, e.text = "<p><strong>"+html.EscapeString(why)+"</strong></p>\n"+e.html, strings.TrimSpace(why+"\n\n"+e.text)
		}
		out = append(out, e)
	}
	return newestEntries(out)
}

// newestDeliveries are as many as a feed holds, of a team or of all: those of which something was said last.
func newestDeliveries(c *site.Context, team *report.Team) []*report.Deliverable {
	own := slices.DeleteFunc(slices.Clone(c.Delivered()), func(d *report.Deliverable) bool { return team != nil && d.Team.ID != team.ID })
	slices.SortStableFunc(own, func(a, b *report.Deliverable) int { return cmp.Compare(saidLast(c, b), saidLast(c, a)) })
	return own[:min(len(own), feedEntries)]
}

// saidLast is the day of a delivery, or on which it was withdrawn.
func saidLast(c *site.Context, d *report.Deliverable) report.Day {
	if l := c.Over.Lives().Of(d.ID); l != nil && l.Withdrawn() {
		return max(site.ShippedDay(d), l.Notice.Retracted)
	}
	return site.ShippedDay(d)
}

func lessonEntries(c *site.Context) []entry {
	var out []entry
	to := c.Addresses("")
	for _, l := range report.AllLessons(c.Archive) {
		e := entry{id: c.Archive.FeedID("lesson", l.ID), title: l.Title, url: site.FullAddress(c.Archive.Site.BaseURL, site.LessonPath(l.ID)), author: l.Team.Name,
			published: cmp.Or(l.Held, l.Quarter.LastDay()), html: c.DocumentProse(l.Body, to).HTML, text: l.Body.Text, tags: []string{l.Team.Name}}
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
