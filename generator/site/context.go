package site

import (
	"cmp"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"slices"
	"sync"
)

// Context is what pages are made from: one archive, as one audience may see it, with its
// figures, look-ups and the places to which links lead. The working copy has one, and so
// has each edition.
type Context struct {
	Site    *Site
	Archive *report.Archive
	Book    *metrics.Book
	Words   *i18n.Locale
	Index   func() *Index // made when a page first looks something up
	Over    *Over         // the same, over all quarters
	// Edition is whose pages are made; nil for those of the working copy. own are then
	// the deliverables of its quarter, by id.
	Edition *report.Edition
	own     map[string]*report.Deliverable
}

func newContext(s *Site, a *report.Archive, b *metrics.Book, words *i18n.Locale) *Context {
	return &Context{Site: s, Archive: a, Book: b, Words: words, Index: sync.OnceValue(func() *Index { return NewIndex(a) }), Over: NewOver(a)}
}

// T is a message of the site's language; see [i18n.Locale.T].
func (c *Context) T(id string, args ...any) string { return c.Words.T(id, args...) }

// Living is the context of the working copy.
func (s *Site) Living() *Context { return s.context }

// Living is the context of the working copy.
func (c *Context) Living() *Context { return c.Site.context }

// Shows reports whether the audience sees any of the parts.
func (c *Context) Shows(parts ...report.Part) bool { return ShowsAny(c.Archive, parts...) }

// Ahead reports whether a quarter is shown as a plan alone: it has not begun, or is that of
// a plan edition, which knows no outcomes.
func Ahead(q *report.Quarter) bool { return q.State == report.Ahead || FrozenPlan(q) }

// FrozenPlan reports whether a quarter is that of a plan edition.
func FrozenPlan(q *report.Quarter) bool { return q.Shown != nil && q.Shown.IsPlan() }

// Newest returns the newest quarter that has begun, else the next one to begin,
// else nil.
func Newest(a *report.Archive) *report.Quarter {
	begun := a.Last(func(q *report.Quarter) bool { return q.State != report.Ahead })
	if begun == nil && len(a.Quarters) > 0 {
		return a.Quarters[0]
	}
	return begun
}

// Inside reports whether the audience belongs to the company, and so hears of
// plans, due dates and reasons.
func (c *Context) Inside() bool { return c.Shows(report.Plans, report.Numbers) }

// Name is the title of the site behind the name of the company.
func (c *Context) Name() string {
	s := c.Archive.Site
	if s.Look.Company == "" {
		return s.Title
	}
	return c.T("site.name", "company", s.Look.Company, "title", s.Title)
}

// Measures are those of the site; the built-in ones have their names in its language.
func (c *Context) Measures() []report.Measure {
	all := slices.Clone(c.Archive.Site.Measures)
	for i, m := range all {
		if id := "measure." + m.ID; c.Words.Has(id) {
			all[i].Title = c.T(id)
		}
	}
	return all
}

// SiteHolds says in a few words what the site is about.
func (c *Context) SiteHolds() string { return c.T("site.holds." + c.holds()) }

// About is SiteHolds as a sentence.
func (c *Context) About() string { return c.T("site.about." + c.holds()) }

func (c *Context) holds() string {
	switch {
	case c.Inside():
		return "all"
	case c.Shows(report.Retros):
		return "retros"
	case c.Shows(report.Shipped):
		return "shipped"
	case c.Shows(report.Lessons):
		return "lessons"
	}
	return "upcoming"
}

// Fiscal is the month in which the years of the quarters start.
func (c *Context) Fiscal() int { return cmp.Or(c.Archive.Site.FiscalStart, 1) }

// ShowsAnswers reports whether the audience sees how plans answer lessons.
func (c *Context) ShowsAnswers() bool { return c.Shows(report.Plans) && c.Shows(report.Lessons) }

// Reports is who sees the pages of quarters and teams.
var Reports = []report.Part{report.Plans, report.Numbers, report.Retros}

// Inside is who sees every deliverable, not only those that customers hear of.
var Inside = []report.Part{report.Plans, report.Numbers}

// ShowsAny reports whether the audience of an archive sees any of the parts.
func ShowsAny(a *report.Archive, parts ...report.Part) bool {
	return slices.ContainsFunc(parts, func(part report.Part) bool { return slices.Contains(a.Audience.Shows, part) })
}
