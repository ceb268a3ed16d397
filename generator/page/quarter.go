package page

import (
	"slices"
	"strings"

	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Quarter is what the page of a quarter shows. A section that its audience does
// not see is nil.
type Quarter struct {
	Title, Period string
	Editions      *EditionBar // nil where the quarter has none
	Summary       Link
	Closed, Ahead bool
	Planned       bool // plans and what became of them are shown
	Answer        Answer
	Lead          string
	Foreword      *report.Document
	Figs          []Fig
	Contents      []Link
	Reports       []Link // the teams' reports
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
	Planned, Kept, BurnUp *Figure
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
	Reasons     *Figure
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
	Mix, Slip *Figure
	Others    figures // charts without a place of their own
}

// planQuarters adds a page a quarter.
func planQuarters(p *planner) {
	for _, q := range p.archive.Quarters {
		p.under(q.ID.String(), func(p *planner) { p.planQuarter(q) })
	}
}

func (p *planner) planQuarter(q *report.Quarter) {
	path := p.quarterPath(q.ID)
	charts := func() figures { return nil }
	if p.shows(report.Numbers) {
		charts = p.charts(path, chart.OnQuarter, chart.Source{Quarter: q})
	}
	p.page(path, "quarter", func() Head { return p.editionHead(q, "", p.quarterHead(q, p.book.Quarter(q.ID))) },
		func() any { return p.quarterView(q, p.book.Quarter(q.ID), charts()) })
}

func (p *planner) quarterHead(q *report.Quarter, f *metrics.Figures) Head {
	path := p.quarterPath(q.ID)
	return Head{
		Title: q.ID.Title(), Section: quartersPath,
		Description: p.quarterDescription(q),
		Crumbs:      p.crumbs(p.way(q)...), BesideLabel: "Quarters", Beside: p.living().besideQuarter(q.ID),
		ScopeNote: scopeNote(q, p.archive.Today), Source: sources(f, q.Reports), Data: p.data(path), Picture: p.quarterPicture(q), Twin: p.twinOf(path),
	}
}

// besideQuarter leads to the quarters before and after one.
func (p *planner) besideQuarter(id report.QuarterID) []Link {
	all := p.archive.Quarters
	i := slices.IndexFunc(all, func(q *report.Quarter) bool { return q.ID == id })
	var out []Link
	if i > 0 {
		out = append(out, Link{Text: "← " + nb(all[i-1].ID.Title()), Path: quarterPath(all[i-1].ID), Rel: "prev"})
	}
	if i >= 0 && i+1 < len(all) {
		out = append(out, Link{Text: nb(all[i+1].ID.Title()) + " →", Path: quarterPath(all[i+1].ID), Rel: "next"})
	}
	return out
}

func (p *planner) quarterDescription(q *report.Quarter) string {
	if !p.inside() {
		return p.toldOf(q).Before
	}
	return "What " + number(len(q.Reports)) + " " + verb(len(q.Reports), "team", "teams") + " planned and delivered in " + q.ID.Title() + ", and why not the rest."
}

// data are the data files beside a page of figures.
func (p *planner) data(path string) []Link {
	if !p.shows(report.Numbers) {
		return nil
	}
	return []Link{{Text: "data.json", Path: folder(path) + "data.json"}, {Text: "deliverables.csv", Path: folder(path) + "deliverables.csv"}}
}

func (p *planner) quarterView(q *report.Quarter, f *metrics.Figures, charts figures) *Quarter {
	v := &Quarter{Title: q.ID.Title(), Period: period(q) + ", " + number(len(q.Reports)) + " " + verb(len(q.Reports), "team", "teams"),
		Closed: q.State == report.Closed, Ahead: ahead(q), Planned: p.inside(), Foreword: q.Foreword, Editions: p.editionBar(q, ""), Summary: p.summaryLink(q)}
	for _, r := range q.Reports {
		v.Reports = append(v.Reports, p.report(q, r.Team))
	}
	x := p.items(f)
	if p.shows(report.Numbers) {
		v.Answer, v.Lead, v.Figs = planned(f, we, p.archive.Today), lead(f), p.withoutAsks(p.quarterFigs(f))
		v.Outcome = &QuarterOutcome{Planned: charts.Get(chartPlanned), Kept: charts.Get(chartKept), BurnUp: charts.Get(chartBurnUp), Note: outcomeNote(f), Rows: x.all(f.P)}
		v.Work = &QuarterWork{charts.Get(chartMix), charts.Get(chartSlip),
			charts.without(chartPlanned, chartKept, chartBurnUp, chartReasons, chartScope, chartMix, chartSlip, chartAsks)}
	} else {
		v.Answer = p.toldOf(q)
	}
	if p.inside() {
		if !ahead(q) {
			v.Shipped, v.Left = p.quarterShipped(f, x), quarterLeft(f, x, charts)
		}
		v.Scope = x.scope(f, charts)
		v.Ground = p.quarterGround(f, x)
	}
	if p.shows(report.Plans) {
		v.Asks = p.quarterAsks(q, f)
		v.Asks.Waits = p.waits(q, f.Asks, charts)
	}
	if p.shows(report.Retros, report.Lessons) && !ahead(q) {
		v.Retros = p.quarterRetros(q, f)
	}
	v.Standing, v.Forecast = p.standing(q), p.quarterForecast(q)
	v.contents()
	return v
}

// contents lists the sections that the page has.
func (v *Quarter) contents() {
	add := func(shown bool, id, name string) {
		if shown {
			v.Contents = append(v.Contents, Link{Text: name, Path: "#" + id})
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

func outcomeNote(f *metrics.Figures) string {
	note := "Teams in alphabetical order; their sizes and risks differ, so read each row alone."
	if on := cutOff(f.CutOff); on != "" {
		note = "Plans as of the " + cutOffs(f.CutOff) + " " + on + ". " + note
	}
	return note
}

func (p *planner) quarterShipped(f *metrics.Figures, x items) *QuarterShipped {
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
	v.Customers, v.Others, v.Made = fold(customers), others, byKind(kinds)
	switch n := len(f.Delivered); {
	case n == 0 && f.Quarter.State == report.Running:
		v.Note = "Nothing is delivered yet."
	case n == 0:
		v.Note = "Nothing was delivered."
	case len(customers) == 0:
		v.Note = count(n, "item") + " delivered, none of them announced to customers."
	default:
		v.Note = count(n, "item") + " delivered: " + digits(len(customers)) + " that customers see, " + digits(len(others)) + " that they do not."
	}
	return v
}

func quarterLeft(f *metrics.Figures, x items, charts figures) *QuarterLeft {
	left := append(append(metrics.Rows{}, f.Moved...), f.Dropped...)
	v := &QuarterLeft{Title: "Moved or dropped", Rows: fold(x.all(left)), Rest: fold(x.all(f.Rest)), Reasons: charts.Get(chartReasons),
		Unexplained: f.Quarter.State == report.Closed}
	of := " of the " + count(len(f.P), "planned item")
	var note []string
	if len(left) > 0 {
		note = append(note, capital(number(len(left)))+of+".", "Each has one typed reason, given by the team.")
	}
	if n := len(f.Rest); n > 0 && !v.Unexplained {
		v.Title = "Open, moved or dropped"
		note = append(note, capital(number(n))+" "+are(n)+" still open.")
	}
	v.Note = strings.Join(note, " ")
	return v
}

func (p *planner) quarterAsks(q *report.Quarter, f *metrics.Figures) *QuarterAsks {
	v := &QuarterAsks{All: p.asks(f.Asks)}
	if len(v.All) == 0 {
		return v
	}
	v.Note = f.AsksMetRatio().Count() + " asks were met by the date they were wanted (" + f.AsksMetRatio().Percent() + ")."
	v.Matrix = p.matrix(q, f.Asks)
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
