package page

import (
	"cmp"
	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
)

// Quarter is what the page of a quarter shows. A section that its audience does
// not see is nil.
type Quarter struct {
	Title, Period string
	Editions      *part.EditionBar // nil where the quarter has none
	Summary       site.Link
	Closed, Ahead bool
	Planned       bool // plans and what became of them are shown
	Answer        Answer
	Lead          string
	Foreword      *report.Document
	Charts        site.Figures // which the template places by their ids
	Figs          []part.Fig
	Contents      []site.Link
	Reports       []site.Link // the teams' reports
	Standing      *part.QuarterStanding
	Forecast      *part.QuarterForecast
	Outcome       *QuarterOutcome
	Shipped       *QuarterShipped
	Left          *QuarterLeft
	Scope         *part.Scope
	Asks          *QuarterAsks
	Ground        *QuarterGround
	Retros        *part.QuarterRetros
}

// QuarterOutcome is the plan beside what became of it: all that was planned.
type QuarterOutcome struct {
	Note string
	Rows []part.Item
}

// QuarterShipped is what was delivered.
type QuarterShipped struct {
	Note      string
	Customers part.Fold[part.Item]
	Others    []part.Item
	Made      string // the others by kind
	Announced bool   // some of it is meant for customers
}

// QuarterLeft is what was planned and not delivered. Rest is unexplained in a
// closed quarter and open otherwise.
type QuarterLeft struct {
	Title, Note string
	Rows        part.Fold[part.Item]
	Rest        part.Fold[part.Item]
	Untold      part.Fold[part.Item] // what teams have that have not said anything yet
	Unexplained bool
	NoOutcomes  bool // nobody has said what became of anything
}

// QuarterAsks is who waited for whom.
type QuarterAsks struct {
	Note   string
	Matrix *part.Matrix
	Late   part.Fold[part.Ask]
	All    []part.Ask
	Keys   []part.Ask // one of each state that occurs
	Waits  *part.Waits
}

// planQuarter adds the page of a quarter.
func planQuarter(p *site.Planner, q *report.Quarter) {
	path := p.QuarterPath(q.ID)
	charts := p.Charts(path, chart.OnQuarter, chart.Source{Quarter: q})
	p.Page(path, "quarter", func() site.Head {
		c, q := p.As(q)
		return part.EditionHead(c, q, "", quarterHead(c, q, c.Book.Quarter(q.ID)))
	}, func() any {
		c, q := p.As(q)
		return quarterView(c, q, c.Book.Quarter(q.ID), charts())
	})
}

func quarterHead(c *site.Context, q *report.Quarter, f *metrics.Figures) site.Head {
	path := c.QuarterPath(q.ID)
	return site.Head{
		Title: c.Words.Quarter(q.ID), Section: site.QuartersPath,
		Description: quarterDescription(c, q),
		Crumbs:      c.Crumbs(c.Way(q)...), BesideLabel: c.T("quarter.beside"), Beside: besideQuarter(c.Living(), q.ID),
		ScopeNote: scopeNote(c, q, c.Archive.Today), Source: sources(c, f, q.Reports), Data: append(dataLinks(c, path), sourcesLink(c, q)...), Picture: quarterPicture(c, q), Twin: twinOf(c, path),
	}
}

// besideQuarter leads to the quarters before and after one.
func besideQuarter(c *site.Context, id report.QuarterID) []site.Link {
	return neighbours(c, site.QuarterPath(id), site.Each(c.Archive.Quarters, func(q *report.Quarter) site.Link {
		return site.Link{Text: c.Words.Quarter(q.ID), Path: site.QuarterPath(q.ID)}
	}))
}

// neighbours leads to what comes before and after the page at a path, one of all.
func neighbours(c *site.Context, path string, all []site.Link) []site.Link {
	i := slices.IndexFunc(all, func(l site.Link) bool { return l.Path == path })
	var out []site.Link
	add := func(i int, rel string) {
		to := all[i]
		to.Text, to.Rel = c.T("beside."+rel, "page", to.Text), rel
		out = append(out, to)
	}
	if i > 0 {
		add(i-1, "prev")
	}
	if i >= 0 && i+1 < len(all) {
		add(i+1, "next")
	}
	return out
}

func quarterDescription(c *site.Context, q *report.Quarter) string {
	if !c.Inside() {
		return quarterAnswer(c, q).Before
	}
	return c.T("quarter.description", "n", len(q.Reports), "quarter", q.ID)
}

func quarterView(c *site.Context, q *report.Quarter, f *metrics.Figures, charts site.Figures) *Quarter {
	v := &Quarter{Title: c.Words.Quarter(q.ID), Period: periodOfTeams(c, q),
		Closed: q.State == report.Closed, Ahead: site.Ahead(q), Planned: c.Inside(), Foreword: q.Foreword, Charts: charts,
		Editions: part.EditionBarOf(c, q, ""), Summary: summaryLink(c, q), Answer: quarterAnswer(c, q)}
	v.Reports = reportLinks(c, q)
	x := part.NewItems(c, f)
	if c.Shows(report.Numbers) {
		v.Lead, v.Figs = lead(c, f), withoutAsks(c, quarterFigs(c, f))
		v.Outcome = &QuarterOutcome{c.T("quarter.outcome", part.Dated(c, f.CutOff)...), x.All(f.P)}
	}
	if c.Inside() {
		if !site.Ahead(q) {
			v.Shipped, v.Left = quarterShipped(c, f, x), quarterLeft(c, f, x)
		}
		v.Scope = x.Scope(f)
		v.Ground = quarterGround(c, f, x)
	}
	if c.Shows(report.Plans) {
		v.Asks = quarterAsks(c, q, f)
		v.Asks.Waits = part.WaitsOf(c, q, f.Asks)
	}
	if c.Shows(report.Retros, report.Lessons) && !site.Ahead(q) {
		v.Retros = part.QuarterRetrosOf(c, q, f)
	}
	v.Standing, v.Forecast = part.StandingOf(c, q), part.QuarterForecastOf(c, q)
	left := ""
	if v.Left != nil {
		left = v.Left.Title
	}
	v.Contents = contents(c, "quarter.contents.", section{v.Standing != nil, "standing", ""}, section{v.Forecast != nil, "forecast", ""},
		section{v.Outcome != nil, "by-team", ""}, section{v.Outcome != nil && !v.Ahead, "kept", ""}, section{v.Shipped != nil, "shipped", ""},
		section{v.Left != nil, "not", left}, section{v.Scope != nil, "scope", ""}, section{v.Asks != nil, "asks", ""}, section{v.Outcome != nil, "mix", ""},
		section{v.Ground != nil, "ground", ""}, section{v.Retros != nil, "retros", ""})
	return v
}

func quarterShipped(c *site.Context, f *metrics.Figures, x part.Items) *QuarterShipped {
	v := &QuarterShipped{}
	var customers, others []part.Item
	kinds := map[report.Kind]int{}
	newestFirst := func(a, b *report.Deliverable) int { return cmp.Compare(b.Became().Finished, a.Became().Finished) } // those without a day last
	for _, d := range slices.SortedStableFunc(slices.Values(f.Delivered), newestFirst) {
		i := x.Row(d)
		if d.Customers {
			i.Link.Text = d.PublicTitle()
			customers = append(customers, i)
			continue
		}
		others = append(others, i)
		kinds[d.Kind]++
	}
	v.Customers, v.Others, v.Made = part.Folded(customers), others, byKind(c, kinds)
	if f.NoOutcomes {
		v.Note = c.T("quarter.no-outcomes")
		return v
	}
	v.Note = c.T("quarter.shipped", "n", len(f.Delivered), "running", f.Quarter.State == report.Running, "customers", len(customers), "others", len(others))
	return v
}

func quarterLeft(c *site.Context, f *metrics.Figures, x part.Items) *QuarterLeft {
	left := append(append(metrics.Rows{}, f.Moved...), f.Dropped...)
	v := &QuarterLeft{Title: c.T("quarter.left"), Rows: part.Folded(x.All(left)), Rest: part.Folded(x.All(append(f.Unexplained(), f.Open()...))), Untold: part.Folded(x.All(f.Untold())),
		Unexplained: f.Quarter.State == report.Closed, NoOutcomes: f.NoOutcomes}
	if len(left) > 0 {
		v.Note = text(c.T("quarter.left-of", "n", len(left), "of", len(f.P)), leftReasons(c, left))
	}
	if n := len(f.Open()); n > 0 {
		v.Title, v.Note = c.T("quarter.open-left"), text(v.Note, c.T("quarter.open", "n", n))
	}
	return v
}

// leftReasons says whether the teams have given their reasons.
func leftReasons(c *site.Context, left metrics.Rows) string {
	without := site.Number(left, func(d *report.Deliverable) bool {
		return metrics.ReasonOf(d) == ""
	})
	if without == 0 {
		return c.T("quarter.left-reasons")
	}
	return c.T("quarter.left-without-reason", "n", without, "all", without == len(left))
}

func quarterAsks(c *site.Context, q *report.Quarter, f *metrics.Figures) *QuarterAsks {
	v := &QuarterAsks{All: part.AskRows(c, f.Asks)}
	if len(v.All) == 0 {
		return v
	}
	v.Note = c.T("quarter.asks", "met", f.Ratio("asks-met").Value, "n", f.Ratio("asks-met").Of, "percent", f.Ratio("asks-met").PercentIn(c.Words))
	v.Matrix = part.MatrixOf(c, q, f.Asks)
	var late []part.Ask
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
	v.Late = part.Folded(late)
	return v
}
