package page

import (
	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
)

// Home is what the first page shows: the newest quarter at a glance, all
// quarters, and what is new. Parts that the audience does not see are empty.
type Home struct {
	Title, Period string // of the newest quarter that has begun
	Quarter       site.Link
	Summary       site.Link
	Answer        Answer
	Lead          string
	Figs          []part.Fig
	Before        *HomeBefore
	Standing      *part.QuarterStanding
	Reports       []site.Link
	Words         *report.Document // content/index.md
	Charts        site.Figures
	Quarters      []QuarterRow
	Numbers       bool // the rows of Quarters have figures
	Shipped       []ShippedRow
	ShippedAll    site.Link
	Lessons       []HomeLesson
	LessonsAll    site.Link
	Reuse         []part.Fig
}

// HomeBefore is the answer of the last closed quarter, beside a running one.
type HomeBefore struct {
	Quarter site.Link
	Answer  Answer
}

// QuarterRow is a quarter in the list of all.
type QuarterRow struct {
	Quarter        site.Link
	State          report.State
	Teams          string
	Planned        string
	Kept           string
	Moved, Dropped string
	Unexplained    int
	Delivered      string
}

// HomeLesson is a new lesson.
type HomeLesson struct{ Lesson, Team, Quarter, Theme site.Link }

const (
	newShipped = 8 // deliveries on the home page
	newLessons = 5
)

// planHome adds the first page.
func planHome(p *site.Planner) {
	q := site.Newest(p.Archive)
	charts := func() site.Figures { return nil }
	if q != nil {
		charts = p.Charts(site.HomePath, chart.OnHome, chart.Source{Quarter: q})
	}
	p.Page(site.HomePath, "home", func() site.Head { return homeHead(p.Context, q) }, func() any { return home(p.Context, q, charts()) })
}

func homeHead(c *site.Context, q *report.Quarter) site.Head {
	h := site.Head{Description: c.T("site.description", "title", c.Archive.Site.Title, "what", c.SiteHolds())}
	if q != nil {
		h.Picture = quarterPicture(c, q)
	}
	if q != nil && c.Shows(report.Numbers) {
		h.ScopeNote, h.Source = scopeNote(c, q, c.Archive.Today), sources(c, c.Book.Quarter(q.ID), q.Reports)
	}
	return h
}

func home(c *site.Context, q *report.Quarter, charts site.Figures) *Home {
	v := &Home{Words: c.Archive.Home, Charts: charts, Title: c.Archive.Site.Title, Numbers: c.Shows(report.Numbers)}
	if q != nil && c.Shows(site.Reports...) {
		glance(c, v, q)
		for _, q := range slices.Backward(c.Archive.Quarters) {
			v.Quarters = append(v.Quarters, quarterRow(c, q))
		}
	}
	if c.Shows(report.Shipped) {
		homeShipped(c, v)
	}
	if c.Shows(report.Lessons) && len(c.Index().Held) > 0 {
		v.LessonsAll, v.Reuse = site.Link{Text: c.T("home.all-lessons"), Path: site.LessonsPath}, reuseFigs(c, site.LessonsPath)
		for _, l := range slices.Backward(c.Index().Held) {
			if len(v.Lessons) == newLessons {
				break
			}
			v.Lessons = append(v.Lessons, HomeLesson{c.Lesson(l), c.Report(l.Quarter, l.Team), c.Quarter(l.Quarter), c.Theme(l.Theme)})
		}
	}
	if v.Answer == (Answer{}) {
		v.Answer = answer(c, "home.nothing")
		if len(v.Lessons) > 0 {
			v.Answer = answer(c, "home.lessons-only")
		}
	}
	return v
}

// glance shows one quarter: its answer, and beside a running one the answer of the
// last that has closed.
func glance(c *site.Context, v *Home, q *report.Quarter) {
	v.Title, v.Period, v.Quarter, v.Summary = c.Words.Quarter(q.ID), period(c, q), c.Quarter(q), summaryLink(c, q)
	v.Reports = reportLinks(c, q)
	v.Standing = part.StandingOf(c, q)
	v.Answer = quarterAnswer(c, q)
	if !c.Shows(report.Numbers) {
		return
	}
	f := c.Book.Quarter(q.ID)
	v.Lead, v.Figs = lead(c, f), fewFigs(c, f)
	if q.State == report.Closed {
		return
	}
	if b := c.Archive.Last(func(b *report.Quarter) bool { return b.State == report.Closed }); b != nil {
		v.Before = &HomeBefore{c.Quarter(b), quarterAnswer(c, b)}
	}
}

func quarterRow(c *site.Context, q *report.Quarter) QuarterRow {
	row := QuarterRow{Quarter: c.Quarter(q), State: q.State, Teams: c.Words.Number(float64(len(q.Reports)))}
	if !c.Shows(report.Numbers) {
		return row
	}
	f := c.Book.Quarter(q.ID)
	row.Planned, row.Delivered = amountOf(c, f, f.P), c.Words.Number(float64(len(f.Delivered)))
	if q.State == report.Ahead {
		row.Delivered = ""
		return row
	}
	row.Kept, row.Moved, row.Dropped = f.Ratio("kept").Format(c.Words), amountOf(c, f, f.Moved), amountOf(c, f, f.Dropped)
	switch {
	case f.NoOutcomes:
		row.Moved, row.Dropped, row.Delivered = c.T("ratio.none"), c.T("ratio.none"), c.T("ratio.none")
	case q.State == report.Closed:
		row.Unexplained = len(f.Unexplained())
	}
	return row
}

// amountOf counts rows of the plan; n/a without one.
func amountOf(c *site.Context, f *metrics.Figures, rows metrics.Rows) string {
	if !f.HasPlan {
		return c.T("ratio.none")
	}
	return c.Words.Number(float64(len(rows)))
}

// homeShipped lists what arrived last: what customers see, where anything is.
func homeShipped(c *site.Context, v *Home) {
	delivered := c.Delivered()
	announce := slices.ContainsFunc(delivered, forCustomers)
	for _, d := range delivered {
		if len(v.Shipped) == newShipped {
			break
		}
		if d.Customers || !announce {
			v.Shipped = append(v.Shipped, shippedRow(c, d))
		}
	}
	v.ShippedAll = site.Link{Text: c.T("shipped.all"), Path: site.ShippedListPath}
	if v.Answer == (Answer{}) {
		v.Answer = Answer{Before: shippedAnswer(c, delivered)}
	}
}
