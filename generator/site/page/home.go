package page

import (
	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
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
	Figs          []Fig
	Before        *HomeBefore
	Standing      *QuarterStanding
	Reports       []site.Link
	Words         *report.Document // content/index.md
	Charts        site.Figures
	Quarters      []QuarterRow
	Numbers       bool // the rows of Quarters have figures
	Shipped       []ShippedRow
	ShippedAll    site.Link
	Lessons       []HomeLesson
	LessonsAll    site.Link
	Reuse         []Fig
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
	Numbers        bool
}

// HomeLesson is a new lesson.
type HomeLesson struct {
	Lesson, Team, Quarter site.Link
	Theme                 site.Link
}

const (
	newShipped = 8 // deliveries on the home page
	newLessons = 5
)

// planHome adds the first page.
func planHome(p *site.Planner) {
	q := site.Newest(p.Archive)
	p.Under("", func(p *site.Planner) {
		charts := func() site.Figures { return nil }
		if q != nil && p.Shows(report.Numbers) {
			charts = p.Charts(site.HomePath, chart.OnHome, chart.Source{Quarter: q})
		}
		p.Page(site.HomePath, "home", func() site.Head { return homeHead(p.Context, q) }, func() any { return home(p.Context, q, charts()) })
	})
}

func homeHead(c *site.Context, q *report.Quarter) site.Head {
	h := site.Head{Description: c.Archive.Site.Title + ": " + c.SiteHolds() + "."}
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
		v.LessonsAll, v.Reuse = site.Link{Text: "All lessons", Path: site.LessonsPath}, reuseFigs(c, site.LessonsPath)
		for _, l := range slices.Backward(c.Index().Held) {
			if len(v.Lessons) == newLessons {
				break
			}
			row := HomeLesson{Lesson: c.Lesson(l), Team: c.Report(l.Quarter, l.Team), Quarter: c.Quarter(l.Quarter)}
			if l.Theme != "" {
				row.Theme = site.Link{Text: l.Theme, Path: site.ThemePath(l.Theme)}
			}
			v.Lessons = append(v.Lessons, row)
		}
	}
	if v.Answer == (Answer{}) {
		v.Answer = Answer{Before: "There is nothing to show yet."}
		if len(v.Lessons) > 0 {
			v.Answer = Answer{Before: "What teams learned in their retros, for others to use."}
		}
	}
	return v
}

// glance shows one quarter: its answer, and beside a running one the answer of the
// last that has closed.
func glance(c *site.Context, v *Home, q *report.Quarter) {
	v.Title, v.Period, v.Quarter, v.Summary = q.ID.Title(), period(c, q), c.Quarter(q), summaryLink(c, q)
	for _, r := range q.Reports {
		v.Reports = append(v.Reports, c.Report(q, r.Team))
	}
	v.Standing = standing(c, q)
	f := c.Book.Quarter(q.ID)
	if f == nil || !c.Shows(report.Numbers) {
		v.Answer = toldOf(c, q)
		return
	}
	v.Answer, v.Lead = planned(c, f, we, c.Archive.Today), lead(c, f)
	v.Figs = withoutAsks(c, quarterFigs(c, f))
	for i := range v.Figs {
		v.Figs[i].Rows.Path = site.QuarterPath(q.ID) + v.Figs[i].Rows.Path
	}
	if len(v.Figs) > 4 {
		v.Figs = v.Figs[:4]
	}
	if q.State == report.Closed {
		return
	}
	past := site.Begun(c.Archive)
	for _, b := range slices.Backward(past) {
		if b.State == report.Closed {
			if bf := c.Book.Quarter(b.ID); bf != nil {
				v.Before = &HomeBefore{c.Quarter(b), planned(c, bf, we, c.Archive.Today)}
			}
			return
		}
	}
}

func quarterRow(c *site.Context, q *report.Quarter) QuarterRow {
	row := QuarterRow{Quarter: c.Quarter(q), State: q.State, Teams: digits(len(q.Reports))}
	f := c.Book.Quarter(q.ID)
	if f == nil || !c.Shows(report.Numbers) {
		return row
	}
	row.Numbers, row.Planned, row.Delivered = true, "n/a", digits(len(f.Delivered))
	if f.HasPlan {
		row.Planned = digits(len(f.P))
	}
	if q.State == report.Ahead {
		row.Delivered = ""
		return row
	}
	row.Kept, row.Moved, row.Dropped = f.KeptRatio().String(), amountOf(f, f.Moved), amountOf(f, f.Dropped)
	if q.State == report.Closed {
		row.Unexplained = len(f.Rest)
	}
	return row
}

// amountOf counts rows of the plan; n/a without one.
func amountOf(f *metrics.Figures, rows metrics.Rows) string {
	if !f.HasPlan {
		return "n/a"
	}
	return digits(len(rows))
}

// homeShipped lists what arrived last: what customers see, where anything is.
func homeShipped(c *site.Context, v *Home) {
	delivered := c.Delivered()
	announce := slices.ContainsFunc(delivered, func(d *report.Deliverable) bool { return d.Customers })
	for _, d := range delivered {
		if len(v.Shipped) == newShipped {
			break
		}
		if d.Customers || !announce {
			v.Shipped = append(v.Shipped, ShippedRow{Day: d.Outcome.Finished, Title: site.Link{Text: d.PublicTitle(), Path: c.ShippedPath(d.ID)},
				Phase: d.Phase, Kind: d.Kind, Text: site.Sentence(site.WordsOf(d)), Team: c.Team(d.Team)})
		}
	}
	v.ShippedAll = site.Link{Text: "All that shipped", Path: site.ShippedListPath}
	if v.Answer == (Answer{}) {
		v.Answer = Answer{Before: shippedAnswer(c, delivered, announce)}
	}
}
