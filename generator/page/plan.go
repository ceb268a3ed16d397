package page

import (
	"slices"
	"sync"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// kind is a kind of page: what an audience must be shown (any of needs; none =
// everybody sees it), the topic in the header that it opens, and how its pages
// are planned: plan names the folders in which it has any.
type kind struct {
	name  string
	needs []report.Part
	topic Link
	plan  func(*planner)
}

// kinds is every kind of page, topics in the order of the header.
var kinds = []kind{
	{"home", nil, Link{}, planHome},
	{"quarter", reports, Link{Text: "Quarters", Path: quartersPath}, planQuarters},
	{"summary", inside, Link{}, planSummaries},
	{"report", reports, Link{}, planReports},
	{"edition", reports, Link{}, planEditions},
	{"teams", reports, Link{Text: "Teams", Path: teamsPath}, planTeams},
	{"asks", []report.Part{report.Plans}, Link{Text: "Asks", Path: asksPath}, planAsks},
	{"shipped", []report.Part{report.Shipped}, Link{Text: "Shipped", Path: shippedListPath}, planShipped},
	{"upcoming", []report.Part{report.Upcoming}, Link{Text: "Upcoming", Path: upcomingPath}, planUpcoming},
	{"lessons", []report.Part{report.Lessons}, Link{Text: "Lessons", Path: lessonsPath}, planLessons},
	{"actions", []report.Part{report.Retros}, Link{Text: "Actions", Path: actionsPath}, planActions},
	{"announcements", inside, Link{}, planAnnouncements},
	{"groundwork", inside, Link{}, planGroundwork},
	{"numbers", []report.Part{report.Numbers}, Link{Text: "Numbers", Path: definitionsPath}, planNumbers},
	{"data", []report.Part{report.Numbers}, Link{}, planData},
	{"data of all quarters", []report.Part{report.Numbers}, Link{}, planAllData},
	{"data of what shipped", []report.Part{report.Shipped}, Link{}, planShippedData},
	{"schemas", []report.Part{report.Numbers, report.Shipped}, Link{}, planSchemas},
	{"data files", []report.Part{report.Numbers, report.Shipped}, Link{}, planDataFiles},
	{"feeds", []report.Part{report.Shipped, report.Lessons}, Link{}, planFeeds},
	{"twins", reports, Link{}, planTwins},
	{"llms.txt", nil, Link{}, planLLMs},
	{"search", nil, Link{}, planSearch},
	{"cards", nil, Link{}, planCards},
	{"latest", reports, Link{}, planLatest},
	{"not found", nil, Link{}, planNotFound},
	{"sitemap", nil, Link{}, planSitemap},
	{"hosting", nil, Link{}, planHosting},
}

// reports is who sees the pages of quarters and teams.
var reports = []report.Part{report.Plans, report.Numbers, report.Retros}

// inside is who sees every deliverable, not only those that customers hear of.
var inside = []report.Part{report.Plans, report.Numbers}

// Plan returns the site of an archive: every page that its audience may see. It
// does little itself: a page is planned with its folder, when somebody asks for it.
func Plan(a *report.Archive, b *metrics.Book) *Site {
	s := &Site{Archive: a, Book: b, below: map[string]*branch{}, editions: map[*report.Edition]func() *planner{}, links: newLinks(a)}
	if s.links.files[a.Site.Look.Logo] {
		s.Logo = a.Site.Look.Logo
	}
	s.root = s.newBranch()
	s.order = sync.OnceValue(s.sorted)
	s.planner = sync.OnceValue(func() *planner {
		return &planner{site: s, archive: a, book: b, index: sync.OnceValue(func() *index { return newIndex(a) }), over: newOver(a)}
	})
	s.picture = sync.OnceValue(func() *Picture { return s.planner().sitePicture() })
	p := &planner{site: s, archive: a, book: b} // without an index, which only pages need
	s.feeds = p.siteFeeds()
	for _, k := range kinds {
		if len(k.needs) > 0 && !p.shows(k.needs...) {
			continue
		}
		if k.topic.Path != "" {
			s.Nav = append(s.Nav, k.topic)
		}
		k.plan(p)
	}
	return s
}

// planner is what the plan of a page kind works with.
type planner struct {
	site    *Site
	archive *report.Archive
	book    *metrics.Book
	index   func() *index // made when a page first looks something up
	over    *over         // the same, over all quarters
	into    *branch
	// edition is whose pages are planned; nil for those of the working copy. own are then
	// the deliverables of its quarter, by id.
	edition *report.Edition
	own     map[string]*report.Deliverable
}

// living is the planner of the working copy.
func (p *planner) living() *planner { return p.site.planner() }

// shows reports whether the audience sees any of the parts.
func (p *planner) shows(parts ...report.Part) bool { return shows(p.archive, parts...) }

func shows(a *report.Archive, parts ...report.Part) bool {
	return slices.ContainsFunc(parts, func(part report.Part) bool { return slices.Contains(a.Audience.Shows, part) })
}

// page plans a page that a template shows.
func (p *planner) page(path, template string, head func() Head, view func() any) {
	page := Page{Path: path, Template: template, View: view}
	if p.edition != nil {
		page.Resolve, page.Canonical = p.resolve, p.canonical(path)
	}
	p.add(page, head)
}

// file plans a page that is a file of data.
func (p *planner) file(path string, bytes func() ([]byte, error)) {
	p.add(Page{Path: path, Bytes: bytes, Unlisted: true}, nil)
}

// crumbs are the breadcrumbs of a page below the home page; the last link is
// the page itself.
func (p *planner) crumbs(way ...Link) []Link {
	return append([]Link{{Text: "Reports", Path: homePath}}, way...)
}

// ahead reports whether a quarter is shown as a plan alone: it has not begun, or is that of
// a plan edition, which knows no outcomes.
func ahead(q *report.Quarter) bool { return q.State == report.Ahead || frozenPlan(q) }

// frozenPlan reports whether a quarter is that of a plan edition.
func frozenPlan(q *report.Quarter) bool { return q.Shown != nil && q.Shown.IsPlan() }

// begun returns the quarters that have begun, oldest first.
func begun(a *report.Archive) []*report.Quarter {
	n := len(a.Quarters)
	for n > 0 && a.Quarters[n-1].State == report.Ahead {
		n--
	}
	return a.Quarters[:n]
}

// newest returns the newest quarter that has begun, else the next one to begin,
// else nil.
func newest(a *report.Archive) *report.Quarter {
	if past := begun(a); len(past) > 0 {
		return past[len(past)-1]
	}
	if len(a.Quarters) > 0 {
		return a.Quarters[0]
	}
	return nil
}
