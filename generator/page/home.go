package page

import (
	"slices"

	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Home is what the first page shows: the newest quarter at a glance, all
// quarters, and what is new. Parts that the audience does not see are empty.
type Home struct {
	Title, Period string // of the newest quarter that has begun
	Quarter       Link
	Summary       Link
	Answer        Answer
	Lead          string
	Figs          []Fig
	Before        *HomeBefore
	Standing      *QuarterStanding
	Reports       []Link
	Words         *report.Document // content/index.md
	Charts        figures
	Quarters      []QuarterRow
	Numbers       bool // the rows of Quarters have figures
	Shipped       []ShippedRow
	ShippedAll    Link
	Lessons       []HomeLesson
	LessonsAll    Link
	Reuse         []Fig
}

// HomeBefore is the answer of the last closed quarter, beside a running one.
type HomeBefore struct {
	Quarter Link
	Answer  Answer
}

// QuarterRow is a quarter in the list of all.
type QuarterRow struct {
	Quarter        Link
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
	Lesson, Team, Quarter Link
	Theme                 Link
}

const (
	newShipped = 8 // deliveries on the home page
	newLessons = 5
)

// planHome adds the first page.
func planHome(p *planner) {
	q := newest(p.archive)
	p.under("", func(p *planner) {
		charts := func() figures { return nil }
		if q != nil && p.shows(report.Numbers) {
			charts = p.charts(homePath, chart.OnHome, chart.Source{Quarter: q})
		}
		p.page(homePath, "home", func() Head { return p.homeHead(q) }, func() any { return p.home(q, charts()) })
	})
}

func (p *planner) homeHead(q *report.Quarter) Head {
	h := Head{Description: p.archive.Site.Title + ": " + p.siteHolds() + "."}
	if q != nil {
		h.Picture = p.quarterPicture(q)
	}
	if q != nil && p.shows(report.Numbers) {
		h.ScopeNote, h.Source = scopeNote(q, p.archive.Today), sources(p.book.Quarter(q.ID), q.Reports)
	}
	return h
}

func (p *planner) home(q *report.Quarter, charts figures) *Home {
	v := &Home{Words: p.archive.Home, Charts: charts, Title: p.archive.Site.Title, Numbers: p.shows(report.Numbers)}
	if q != nil && p.shows(reports...) {
		p.glance(v, q)
		for _, q := range slices.Backward(p.archive.Quarters) {
			v.Quarters = append(v.Quarters, p.quarterRow(q))
		}
	}
	if p.shows(report.Shipped) {
		p.homeShipped(v)
	}
	if p.shows(report.Lessons) && len(p.index().held) > 0 {
		v.LessonsAll, v.Reuse = Link{Text: "All lessons", Path: lessonsPath}, p.reuseFigs(lessonsPath)
		for _, l := range slices.Backward(p.index().held) {
			if len(v.Lessons) == newLessons {
				break
			}
			row := HomeLesson{Lesson: p.lesson(l), Team: p.report(l.Quarter, l.Team), Quarter: p.quarter(l.Quarter)}
			if l.Theme != "" {
				row.Theme = Link{Text: l.Theme, Path: themePath(l.Theme)}
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
func (p *planner) glance(v *Home, q *report.Quarter) {
	v.Title, v.Period, v.Quarter, v.Summary = q.ID.Title(), period(q), p.quarter(q), p.summaryLink(q)
	for _, r := range q.Reports {
		v.Reports = append(v.Reports, p.report(q, r.Team))
	}
	v.Standing = p.standing(q)
	f := p.book.Quarter(q.ID)
	if f == nil || !p.shows(report.Numbers) {
		v.Answer = p.toldOf(q)
		return
	}
	v.Answer, v.Lead = planned(f, we, p.archive.Today), lead(f)
	v.Figs = p.withoutAsks(p.quarterFigs(f))
	for i := range v.Figs {
		v.Figs[i].Rows.Path = quarterPath(q.ID) + v.Figs[i].Rows.Path
	}
	if len(v.Figs) > 4 {
		v.Figs = v.Figs[:4]
	}
	if q.State == report.Closed {
		return
	}
	past := begun(p.archive)
	for _, b := range slices.Backward(past) {
		if b.State == report.Closed {
			if bf := p.book.Quarter(b.ID); bf != nil {
				v.Before = &HomeBefore{p.quarter(b), planned(bf, we, p.archive.Today)}
			}
			return
		}
	}
}

func (p *planner) quarterRow(q *report.Quarter) QuarterRow {
	row := QuarterRow{Quarter: p.quarter(q), State: q.State, Teams: digits(len(q.Reports))}
	f := p.book.Quarter(q.ID)
	if f == nil || !p.shows(report.Numbers) {
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
func (p *planner) homeShipped(v *Home) {
	delivered := p.delivered()
	announce := slices.ContainsFunc(delivered, func(d *report.Deliverable) bool { return d.Customers })
	for _, d := range delivered {
		if len(v.Shipped) == newShipped {
			break
		}
		if d.Customers || !announce {
			v.Shipped = append(v.Shipped, ShippedRow{Day: d.Outcome.Finished, Title: Link{Text: d.PublicTitle(), Path: p.shippedPath(d.ID)},
				Phase: d.Phase, Kind: d.Kind, Text: sentence(words(d)), Team: p.team(d.Team)})
		}
	}
	v.ShippedAll = Link{Text: "All that shipped", Path: shippedListPath}
	if v.Answer == (Answer{}) {
		v.Answer = Answer{Before: shippedAnswer(delivered, announce)}
	}
}
