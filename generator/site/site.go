// Package site is the plan of a site: which addresses it has, where links lead, and what
// pages look up. It knows no kind of page: package page adds those, and packages data, feed
// and search add files beside them. It renders nothing.
//
// Call [New] with an archive of one audience, its figures, the words of a language and the
// kinds of page.
package site

import (
	"quarterdeck/generator/card"
	"quarterdeck/generator/chart"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"slices"
	"strings"
	"sync"
)

// Site is every address of a site, each a page that is not rendered yet.
type Site struct {
	Archive  *report.Archive
	Book     *metrics.Book
	Nav      []Link // the topics in the header
	Logo     string // path of the company's logo, or ""
	root     *Branch
	below    map[string]*Branch // by top folder, or by an edition's; what has none is in root
	order    func() []string
	links    *links
	picture  func() *Picture // of the site as a whole
	feeds    []Feed          // that every page names
	context  *Context        // of the working copy
	editions map[*report.Edition]func() *Context
}

// Kind is a kind of page: what an audience must be shown (any of Needs; none = everybody
// sees it), the topic in the header that it opens, and how its pages are planned: Pages adds
// those below the top folder In, Quarter those below the folder of a quarter, and Plan
// those below any other, which it names itself.
type Kind struct {
	Name    string
	Needs   []report.Part
	Topic   string // id of its message, or ""
	Path    string // to which the topic leads
	In      string // "" = the root
	Pages   func(*Planner)
	Quarter func(*Planner, *report.Quarter)
	Plan    func(*Planner)
}

// Frame is what every page of a site shows besides its own: the feeds that it names, and
// the picture beside a link to it, where it has none of its own.
type Frame struct {
	Feeds   func(*Context) []Feed
	Picture func(*Context) *Picture
}

// New returns the site of an archive: every page that its audience may see. It does little
// itself: a page is planned with its folder, when somebody asks for it.
func New(a *report.Archive, b *metrics.Book, words *i18n.Locale, frame Frame, kinds []Kind) *Site {
	s := &Site{Archive: a, Book: b, below: map[string]*Branch{}, editions: map[*report.Edition]func() *Context{}, links: newLinks(a)}
	if s.links.files[a.Site.Look.Logo] {
		s.Logo = a.Site.Look.Logo
	}
	s.context = newContext(s, a, b, words)
	s.root = s.newBranch()
	s.order = sync.OnceValue(s.sorted)
	s.picture = sync.OnceValue(func() *Picture { return frame.Picture(s.context) })
	s.feeds = frame.Feeds(s.context)
	p := &Planner{Context: s.context}
	for _, k := range kinds {
		if len(k.Needs) > 0 && !p.Shows(k.Needs...) {
			continue
		}
		if k.Topic != "" {
			s.Nav = append(s.Nav, Link{Text: words.T(k.Topic), Path: k.Path})
		}
		if k.Pages != nil {
			p.Under(k.In, k.Pages)
		}
		if k.Quarter != nil {
			for _, q := range a.Quarters {
				p.Under(q.ID.String(), func(p *Planner) { k.Quarter(p, q) })
			}
		}
		if k.Plan != nil {
			k.Plan(p)
		}
	}
	return s
}

// Page is one file of the site. Path is slash-separated, relative to the site's
// root, and names the file: "2026-q3/index.html". Exactly one of View, Bytes
// and Card is set; all are pure, may be called from any goroutine, and do their work only
// when called.
type Page struct {
	Path     string
	Template string                 // file in templates/ without ".html", for View
	Head     Head                   // what the frame shows
	View     func() any             // the template's data
	Bytes    func() ([]byte, error) // the file itself: data, feeds, CSV
	Card     func() card.Card       // the picture beside links to a page
	// Unlisted pages stay out of sitemap.xml: redirects, 404.
	Unlisted bool
	// Hashed files are served under a name that changes with what they hold: [HashedName]
	// of the path and the bytes. Pages of one release then never get the file of another.
	Hashed bool
	// Anywhere marks a page that a server sends for any address, however deep: its
	// links are full addresses where the site's own is known, and it brings its style.
	Anywhere bool
	// Canonical is the path of the page that a search is to find in place of this one, or "".
	Canonical string
	// Now is where the same file is now, for one at an address that it had before. Plain hosts cannot
	// lead on from a file that is no page, so it is there too.
	Now string
	// Resolve, where it is set, says where a link in the prose of this page leads, in
	// place of [Site.Resolve].
	Resolve func(report.Ref) string
}

// Head is what the frame around a page shows.
type Head struct {
	Title       string // without the site's title; "" on the home page
	Description string // one sentence, plain text
	Section     string // Link.Path of the topic in Site.Nav that is current, or ""
	Crumbs      []Link // from the home page to here; the last is this page
	Beside      []Link // previous, next, feeds: at the right of the breadcrumbs
	BesideLabel string // accessible name of Beside: "Quarters"
	Source      string // what the figures rest on: cut-off, export date; footer
	Data        []Link // data files of this page; footer
	Redirect    string // a path to go to at once, or ""
	ScopeNote   string // a banner: "This quarter is still running", or ""
	Banners     []Banner
	Picture     *Picture // beside a link to this page; nil = that of the site
	Twin        string   // path of the same as Markdown, or ""
	Feeds       []Feed   // that a reader of feeds finds on this page, besides those of the site
}

// Link leads to a path of this site (with an optional #fragment), or, with
// External, to an address elsewhere. Rel is its rel attribute or "". A Link
// without a Path is plain text.
type Link struct {
	Text, Path, Rel string
	External        bool
}

// Page returns the page at a path, or nil.
func (s *Site) Page(path string) *Page {
	found := s.find(path)
	if found == nil {
		return nil
	}
	p := found.Page
	if found.Head != nil {
		p.Head = found.Head()
	}
	if p.Head.Picture == nil && p.View != nil {
		p.Head.Picture = s.picture()
	}
	if p.View != nil {
		p.Head.Feeds = slices.Concat(s.feeds, p.Head.Feeds)
	}
	return &p
}

// Paths returns all paths, sorted.
func (s *Site) Paths() []string { return s.order() }

// Pages returns how many of the paths are pages for people.
func (s *Site) Pages() int {
	return Number(s.Paths(), func(path string) bool { return s.find(path).View != nil })
}

// Has reports whether the site holds a page or a copied file at a path, which
// may end in a #fragment. It plans no more of the site than it must: what the header
// leads to is there.
func (s *Site) Has(path string) bool {
	path, _, _ = strings.Cut(path, "#")
	return slices.ContainsFunc(s.Nav, func(l Link) bool { return l.Path == path }) || s.links.files[path] || s.find(path) != nil
}

// Figure is a chart on a page, with the addresses of its data.
type Figure struct {
	chart.Chart
	CSV    string                 // path of the data as CSV
	liveAt string                 // path of its options, without their hash
	script func() ([]byte, error) // these options, once somebody asks
}

// Picture is what others show beside a link to a page: a PNG of [card.Width] by
// [card.Height] pixels, and what it says.
type Picture struct{ Path, Alt string }

// Banner says something of a whole page above everything else. Missing is what was
// missing when the page was published.
type Banner struct {
	Text    string
	Link    Link
	More    string
	Missing []string
}

// Feed is a feed that readers can subscribe to: Path and the ending .xml is Atom, and .json
// is a JSON Feed.
type Feed struct{ Title, Path string }
