package page

import (
	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
)

// Quarter is what the page of a quarter shows. A section that its audience does
// not see is nil.
type Quarter struct {
	Title, Period string
	Editions      *EditionBar // nil where the quarter has none
	Summary       site.Link
	Closed, Ahead bool
	Planned       bool // plans and what became of them are shown
	Answer        Answer
	Lead          string
	Foreword      *report.Document
	Figs          []Fig
	Contents      []site.Link
	Reports       []site.Link // the teams' reports
	Standing      *QuarterStanding
	Forecast      *QuarterForecast
	Outcome       *QuarterOutcome
	Shipped       *QuarterShipped
	Left          *QuarterLeft
	Scope         *Scope
	Asks          *QuarterAsks
	Ground        *QuarterGround
	Work          *QuarterWork
	Retros        *QuarterRetros
}

// QuarterOutcome is the plan beside what became of it.
type QuarterOutcome struct {
	Planned, Kept, BurnUp *site.Figure
	Note                  string
	Rows                  []Item // all that was planned
}

// QuarterShipped is what was delivered.
type QuarterShipped struct {
	Note      string
	Customers Fold[Item]
	Others    []Item
	Made      string // the others by kind
	Announced bool   // some of it is meant for customers
}

// QuarterLeft is what was planned and not delivered. Rest is unexplained in a
// closed quarter and open otherwise.
type QuarterLeft struct {
	Title, Note string
	Rows        Fold[Item]
	Rest        Fold[Item]
	Reasons     *site.Figure
	Unexplained bool
}

// QuarterAsks is who waited for whom.
type QuarterAsks struct {
	Note   string
	Matrix *Matrix
	Late   Fold[Ask]
	All    []Ask
	Keys   []Ask // one of each state that occurs
	Waits  *Waits
}

// QuarterWork is what sort of work it was, and how long it took to arrive.
type QuarterWork struct {
	Mix, Slip *site.Figure
	Others    site.Figures // charts without a place of their own
}

// planQuarters adds a page a quarter.
func planQuarters(p *site.Planner) {
	for _, q := range p.Archive.Quarters {
		p.Under(q.ID.String(), func(p *site.Planner) { planQuarter(p, q) })
	}
}

func planQuarter(p *site.Planner, q *report.Quarter) {
	path := p.QuarterPath(q.ID)
	charts := func() site.Figures { return nil }
	if p.Shows(report.Numbers) {
		charts = p.Charts(path, chart.OnQuarter, chart.Source{Quarter: q})
	}
	p.Page(path, "quarter", func() site.Head {
		return editionHead(p.Context, q, "", quarterHead(p.Context, q, p.Book.Quarter(q.ID)))
	},
		func() any { return quarterView(p.Context, q, p.Book.Quarter(q.ID), charts()) })
}

func quarterHead(c *site.Context, q *report.Quarter, f *metrics.Figures) site.Head {
	path := c.QuarterPath(q.ID)
	return site.Head{
		Title: q.ID.Title(), Section: site.QuartersPath,
		Description: quarterDescription(c, q),
		Crumbs:      c.Crumbs(c.Way(q)...), BesideLabel: "Quarters", Beside: besideQuarter(c.Living(), q.ID),
		ScopeNote: scopeNote(c, q, c.Archive.Today), Source: sources(c, f, q.Reports), Data: dataLinks(c, path), Picture: quarterPicture(c, q), Twin: twinOf(c, path),
	}
}

// besideQuarter leads to the quarters before and after one.
func besideQuarter(c *site.Context, id report.QuarterID) []site.Link {
	all := c.Archive.Quarters
	i := slices.IndexFunc(all, func(q *report.Quarter) bool { return q.ID == id })
	var out []site.Link
	if i > 0 {
		out = append(out, site.Link{Text: "← " + nb(all[i-1].ID.Title()), Path: site.QuarterPath(all[i-1].ID), Rel: "prev"})
	}
	if i >= 0 && i+1 < len(all) {
		out = append(out, site.Link{Text: nb(all[i+1].ID.Title()) + " →", Path: site.QuarterPath(all[i+1].ID), Rel: "next"})
	}
	return out
}

func quarterDescription(c *site.Context, q *report.Quarter) string {
	if !c.Inside() {
		return toldOf(c, q).Before
	}
	return "What " + number(len(q.Reports)) + " " + verb(len(q.Reports), "team", "teams") + " planned and delivered in " + q.ID.Title() + ", and why not the rest."
}

func quarterView(c *site.Context, q *report.Quarter, f *metrics.Figures, charts site.Figures) *Quarter {
	v := &Quarter{Title: q.ID.Title(), Period: period(c, q) + ", " + number(len(q.Reports)) + " " + verb(len(q.Reports), "team", "teams"),
		Closed: q.State == report.Closed, Ahead: site.Ahead(q), Planned: c.Inside(), Foreword: q.Foreword, Editions: editionBar(c, q, ""), Summary: summaryLink(c, q)}
	for _, r := range q.Reports {
		v.Reports = append(v.Reports, c.Report(q, r.Team))
	}
	x := newItems(c, f)
	if c.Shows(report.Numbers) {
		v.Answer, v.Lead, v.Figs = planned(c, f, we, c.Archive.Today), lead(c, f), withoutAsks(c, quarterFigs(c, f))
		v.Outcome = &QuarterOutcome{Planned: charts.Get(site.ChartPlanned), Kept: charts.Get(site.ChartKept), BurnUp: charts.Get(site.ChartBurnUp), Note: outcomeNote(c, f), Rows: x.all(f.P)}
		v.Work = &QuarterWork{charts.Get(site.ChartMix), charts.Get(site.ChartSlip),
			charts.Without(site.ChartPlanned, site.ChartKept, site.ChartBurnUp, site.ChartReasons, site.ChartScope, site.ChartMix, site.ChartSlip, chartAsks)}
	} else {
		v.Answer = toldOf(c, q)
	}
	if c.Inside() {
		if !site.Ahead(q) {
			v.Shipped, v.Left = quarterShipped(c, f, x), quarterLeft(c, f, x, charts)
		}
		v.Scope = x.scope(f, charts)
		v.Ground = quarterGround(c, f, x)
	}
	if c.Shows(report.Plans) {
		v.Asks = quarterAsks(c, q, f)
		v.Asks.Waits = waits(c, q, f.Asks, charts)
	}
	if c.Shows(report.Retros, report.Lessons) && !site.Ahead(q) {
		v.Retros = quarterRetros(c, q, f)
	}
	v.Standing, v.Forecast = standing(c, q), quarterForecast(c, q)
	v.contents(c)
	return v
}

// contents lists the sections that the page has.
func (v *Quarter) contents(c *site.Context) {
	add := func(shown bool, id, name string) {
		if shown {
			v.Contents = append(v.Contents, site.Link{Text: name, Path: "#" + id})
		}
	}
	add(v.Standing != nil, "standing", "On track?")
	add(v.Forecast != nil, "forecast", "Forecast")
	add(v.Outcome != nil, "by-team", "By team")
	add(v.Outcome != nil && !v.Ahead, "kept", "Over time")
	add(v.Shipped != nil, "shipped", "Shipped")
	if v.Left != nil {
		add(true, "not", v.Left.Title)
	}
	add(v.Scope != nil, "scope", "Since the cut-off")
	add(v.Asks != nil, "asks", "Who waits for whom")
	add(v.Work != nil, "mix", "Kinds of work")
	add(v.Ground != nil, "ground", "Groundwork")
	add(v.Retros != nil, "retros", "Retros")
}

func outcomeNote(c *site.Context, f *metrics.Figures) string {
	note := "Teams in alphabetical order; their sizes and risks differ, so read each row alone."
	if on := cutOff(c, f.CutOff); on != "" {
		note = "Plans as of the " + cutOffs(f.CutOff) + " " + on + ". " + note
	}
	return note
}

func quarterShipped(c *site.Context, f *metrics.Figures, x items) *QuarterShipped {
	v := &QuarterShipped{}
	var customers, others []Item
	kinds := map[report.Kind]int{}
	for _, d := range newestFirst(f.Delivered) {
		i := x.row(d)
		if d.Customers {
			i.Link.Text = d.PublicTitle()
			customers = append(customers, i)
			continue
		}
		others = append(others, i)
		kinds[d.Kind]++
	}
	v.Customers, v.Others, v.Made = fold(customers), others, byKind(c, kinds)
	switch n := len(f.Delivered); {
	case n == 0 && f.Quarter.State == report.Running:
		v.Note = "Nothing is delivered yet."
	case n == 0:
		v.Note = "Nothing was delivered."
	case len(customers) == 0:
		v.Note = site.Count(n, "item") + " delivered, none of them announced to customers."
	default:
		v.Note = site.Count(n, "item") + " delivered: " + digits(len(customers)) + " that customers see, " + digits(len(others)) + " that they do not."
	}
	return v
}

func quarterLeft(c *site.Context, f *metrics.Figures, x items, charts site.Figures) *QuarterLeft {
	left := append(append(metrics.Rows{}, f.Moved...), f.Dropped...)
	v := &QuarterLeft{Title: "Moved or dropped", Rows: fold(x.all(left)), Rest: fold(x.all(f.Rest)), Reasons: charts.Get(site.ChartReasons),
		Unexplained: f.Quarter.State == report.Closed}
	of := " of the " + site.Count(len(f.P), "planned item")
	var note []string
	if len(left) > 0 {
		note = append(note, site.Capital(number(len(left)))+of+".", "Each has one typed reason, given by the team.")
	}
	if n := len(f.Rest); n > 0 && !v.Unexplained {
		v.Title = "Open, moved or dropped"
		note = append(note, site.Capital(number(n))+" "+are(n)+" still open.")
	}
	v.Note = strings.Join(note, " ")
	return v
}

func quarterAsks(c *site.Context, q *report.Quarter, f *metrics.Figures) *QuarterAsks {
	v := &QuarterAsks{All: asks(c, f.Asks)}
	if len(v.All) == 0 {
		return v
	}
	v.Note = f.AsksMetRatio().Count() + " asks were met by the date they were wanted (" + f.AsksMetRatio().Percent() + ")."
	v.Matrix = matrix(c, q, f.Asks)
	var late []Ask
	seen := map[string]bool{}
	for i, a := range f.Asks {
		if a.State == report.Late || a.State == report.Declined || a.State != report.Met && q.State == report.Closed {
			late = append(late, v.All[i])
		}
		if !seen[string(a.State)] {
			seen[string(a.State)] = true
			v.Keys = append(v.Keys, v.All[i])
		}
	}
	v.Late = fold(late)
	return v
}
