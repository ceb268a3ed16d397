// Package page decides which pages a site has, at which addresses, and what
// stands on each: the data that a template shows. It renders nothing.
//
// Call [Plan] with an archive of one audience and its numbers. A page kind is
// one file (its view and its pages) and one row of the table in plan.go.
package page

import (
	"slices"
	"strings"

	"quarterdeck/generator/card"
	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Site is every address of a site, each a page that is not rendered yet.
type Site struct {
	Archive *report.Archive
	Book    *metrics.Book
	Nav     []Link // the topics in the header
	Logo    string // path of the company's logo, or ""
	root    *branch
	below   map[string]*branch // by top folder, or by an edition's; what has none is in root
	order   func() []string
	links   *links
	picture func() *Picture // of the site as a whole
	feeds   []Feed          // that every page names
	planner func() *planner // with all that pages are planned from
	// editions are the planners of the editions, each made when a page needs it.
	editions map[*report.Edition]func() *planner
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
	if found.head != nil {
		p.Head = found.head()
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
	n := 0
	for _, path := range s.Paths() {
		if s.find(path).View != nil {
			n++
		}
	}
	return n
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

// Slug turns an id into a path element: lower case, as ids only hold letters,
// digits, dots, dashes and underscores.
func Slug(id string) string { return strings.ToLower(id) }
