package page

import (
	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
)

// Report is what the page of a team's report shows. A section that its audience
// does not see is nil.
type Report struct {
	*report.Report
	Title, Period string
	Editions      *part.EditionBar // nil where the quarter has none
	Closed, Ahead bool
	TeamLink      site.Link // trends, and who to go to
	WorksOn       string
	Answer        Answer
	Summary       string // of the plan, as the team wrote it
	Lead          string
	Charts        site.Figures // which the template places by their ids
	Figs          []part.Fig
	Contents      []site.Link
	Updates       *part.Updates
	Forecast      *part.Forecast
	Actions       *part.ReportActions
	Rows          *part.ItemTable
	RowsNote      string
	Advice        *Advice
	Scope         *part.Scope
	Measured      bool // it has begun, and figures are shown
	Effort        []EffortRow
	Quality       *part.Quality
	Asks          *ReportAsks
	Planned       bool // plans are shown
	Retro         *part.Retro
	Lessons       *part.ReportLessons
}

// EffortRow is the share of a team's time that went to one kind of work.
type EffortRow struct {
	Kind  report.Kind
	Share string
	Bar   float64
}

// ReportAsks is what the team needed, and what others needed from it.
type ReportAsks struct{ Ours, OfUs part.Fold[part.Ask] }

// planReports adds a page a team of a quarter.
func planReports(p *site.Planner, q *report.Quarter) {
	for _, r := range q.Reports {
		planReport(p, r)
	}
}

func planReport(p *site.Planner, r *report.Report) {
	path := p.ReportPath(r.Quarter.ID, r.Team.ID)
	before := func(id string) string { return p.Folder(r.Quarter.ID) + site.Slug(id) + "/index.html" }
	charts := p.Charts(path, chart.OnReport, chart.Source{Quarter: r.Quarter, Team: r.Team}, site.Each(r.Team.Was, before)...)
	p.Page(path, "report", func() site.Head {
		c, r := p.AsReport(r)
		return reportHead(c, r, path)
	}, func() any {
		c, r := p.AsReport(r)
		return reportView(c, r, c.Book.Team(r.Quarter.ID, r.Team.ID), charts())
	})
	for _, id := range r.Team.Was {
		redirect(p, before(id), site.Link{Text: reportTitle(p.Context, r), Path: path}, "redirect.moved", func() *site.Picture { return reportPicture(p.AsReport(r)) })
	}
}

func reportHead(c *site.Context, r *report.Report, path string) site.Head {
	q, f := r.Quarter, c.Book.Team(r.Quarter.ID, r.Team.ID)
	return part.EditionHead(c, q, r.Team.ID, site.Head{
		Title: reportTitle(c, r), Section: site.QuartersPath,
		Description: reportDescription(c, r),
		Crumbs:      c.Crumbs(append(c.Way(q), site.Link{Text: r.Team.Name, Path: path})...),
		BesideLabel: c.T("report.beside"), Beside: beside(c.Living(), q.ID, r.Team.ID),
		ScopeNote: scopeNote(c, q, c.Archive.Today), Source: sources(c, f, []*report.Report{r}), Data: append(dataLinks(c, path), sourcesLink(c, q)...), Picture: reportPicture(c, r), Twin: twinOf(c, path),
	})
}

func reportTitle(c *site.Context, r *report.Report) string {
	return c.T("report.title", "team", r.Team.Name, "quarter", r.Quarter.ID)
}

func reportDescription(c *site.Context, r *report.Report) string {
	if !c.Inside() {
		return reportAnswer(c, r).Before
	}
	s := c.T("report.description", "team", r.Team.Name, "quarter", r.Quarter.ID)
	if r.Plan != nil && r.Plan.Summary != "" {
		s += " " + c.T("lead.plan", "summary", r.Plan.Summary)
	}
	return s
}

// beside leads to the team's reports before and after that of a quarter.
func beside(c *site.Context, id report.QuarterID, team string) []site.Link {
	return neighbours(c, site.ReportPath(id, team), site.Each(c.Index().Reports[team], func(r *report.Report) site.Link {
		return site.Link{Text: c.Words.Quarter(r.Quarter.ID), Path: site.ReportPath(r.Quarter.ID, team)}
	}))
}

func reportView(c *site.Context, r *report.Report, f *metrics.Figures, charts site.Figures) *Report {
	q := r.Quarter
	v := &Report{Report: r, Charts: charts, Planned: c.Shows(report.Plans), Title: r.Team.Name, Period: c.T("report.period", "quarter", q.ID, "period", period(c, q)), Closed: q.State == report.Closed, Ahead: site.Ahead(q),
		Answer: reportAnswer(c, r), WorksOn: c.Words.List(r.Team.Components), Editions: part.EditionBarOf(c, q, r.Team.ID)}
	if to := c.Team(r.Team).Path; to != "" { // an edition may have a team that is gone
		v.TeamLink = site.Link{Text: c.T("report.team", "shows", depth(c)), Path: to}
	}
	if c.Shows(report.Numbers) {
		v.Figs = withoutAsks(c, reportFigs(c, r, f))
	}
	v.Summary, v.Lead = planSaid(c, r), reportLead(c, f)
	if c.Shows(site.Inside...) {
		x := part.NewItems(c, f)
		x.Own = true
		v.Rows, v.RowsNote = part.ItemTableOf(x.All(r.Items)), c.T("report.rows", "plan", f.HasPlan, "n", len(f.P), "added", len(f.Added))
		v.Scope = x.Scope(f)
	}
	v.Forecast = part.ForecastOf(c, r)
	if v.Planned {
		v.Updates = part.UpdatesOf(c, r)
		v.Asks = &ReportAsks{part.Folded(part.AskRows(c, c.Index().AsksBy[r])), part.Folded(part.AskRows(c, c.Index().AsksOf[r]))}
	}
	if c.Shows(report.Numbers) && !site.Ahead(q) {
		v.Measured, v.Effort, v.Quality = true, effort(c, f), part.QualityOf(c, r)
	}
	if c.Shows(report.Retros) && !site.Ahead(q) {
		v.Retro = part.RetroOf(c, r, f)
	}
	if c.Shows(report.Retros) {
		v.Actions = part.ActionsOnTop(c, r, f)
	}
	v.Advice = advice(c, r)
	if c.Shows(report.Lessons) && !site.Ahead(q) {
		v.Lessons = part.ReportLessonsOf(c, r)
	}
	updates := ""
	if v.Updates != nil {
		updates = v.Updates.Title
	}
	v.Contents = contents(c, "report.contents.", section{v.Actions != nil, "actions", ""}, section{v.Updates != nil && !v.Closed, "updates", updates},
		section{v.Forecast != nil, "forecast", ""}, section{v.Rows != nil, "rows", ""}, section{v.Advice != nil, "advice", ""}, section{v.Scope != nil, "scope", ""},
		section{v.Measured, "pace", ""}, section{v.Measured, "work", ""}, section{v.Measured, "quality", ""}, section{v.Asks != nil, "asks", ""},
		section{v.Planned, "plan", ""}, section{v.Updates != nil && v.Closed, "updates", updates}, section{v.Retro != nil, "retro", ""},
		section{v.Lessons != nil, "lessons", ""})
	return v
}

// planSaid is the plan in the team's own words, which nothing follows; "" where there are none.
func planSaid(c *site.Context, r *report.Report) string {
	if r.Plan == nil || r.Plan.Summary == "" {
		return ""
	}
	return c.T("lead.plan", "summary", r.Plan.Summary)
}

// reportLead is what the figures say.
func reportLead(c *site.Context, f *metrics.Figures) string {
	if !c.Shows(report.Numbers) {
		return ""
	}
	return lead(c, f)
}

// reportFigs are the large numbers of a team's quarter, eight at most.
func reportFigs(c *site.Context, r *report.Report, f *metrics.Figures) []part.Fig {
	kept := share(c, "kept", "kept", "#rows", f.Ratio("kept"), "items")
	bySize := keptSize(c, f, "#rows")
	onTime := share(c, "on-time", "on-time", "#rows", f.Ratio("on-time"), "dated")
	unplanned := share(c, "unplanned", "unplanned", "#rows", f.Ratio("unplanned"), "delivered")
	ours := share(c, "asks-met", "our-asks-met", "#asks", f.Ratio("asks-met"), "asks")
	ofUs := share(c, "asks-met", "asks-of-us-met", "#asks", f.Ratio("asks-of-met"), "asks")
	switch {
	case site.Ahead(f.Quarter):
		return []part.Fig{plannedFig(c, f, "#rows"), carriedIn(c, f, "#rows"),
			amount(c, "asks-met", "our-asks", "#asks", len(f.Asks), "of-other-teams"), amount(c, "asks-met", "asks-of-us", "#asks", len(f.AsksOf), "of-other-teams")}
	case f.Quarter.State == report.Running:
		kept.Rows.Text = c.T("fig.kept-so-far")
		return []part.Fig{kept, bySize, share(c, "open", "open", "#rows", f.Ratio("rest"), "bare"), unplanned, carriedIn(c, f, "#rows"), velocity(c, r, f), ours, ofUs}
	case len(f.Unexplained()) > 0 && !f.NoOutcomes:
		unexplained := share(c, "unexplained", "unexplained", "#rows", f.Ratio("rest"), "bare")
		unexplained.Act = true
		return []part.Fig{kept, unexplained, onTime, unplanned, carriedIn(c, f, "#rows"), velocity(c, r, f), ours, ofUs}
	}
	return []part.Fig{kept, bySize, onTime, unplanned, carriedIn(c, f, "#rows"), velocity(c, r, f), ours, ofUs}
}

// velocity is the size delivered, beside that of the quarter before.
func velocity(c *site.Context, r *report.Report, f *metrics.Figures) part.Fig {
	last := r.Quarter.ID.Prev()
	before, after := c.Book.Team(last, r.Team.ID), f.Velocity
	switch {
	case after.Sized == 0:
		return headedFig(c, "velocity", "velocity", "#pace", c.T("ratio.none"), "no-size")
	case before != nil && before.Velocity.Sized > 0:
		return headedFig(c, "velocity", "velocity", "#pace", c.Words.Number(after.Size), "velocity", "unsized", after.Unsized, "before", before.Velocity.Size, "last", last)
	}
	return headedFig(c, "velocity", "velocity", "#pace", c.Words.Number(after.Size), "first-velocity", "unsized", after.Unsized)
}

func effort(c *site.Context, f *metrics.Figures) []EffortRow {
	var out []EffortRow
	for _, k := range report.Kinds {
		if share, ok := f.Mix.Effort[k]; ok {
			out = append(out, EffortRow{k, metrics.Ratio{Value: share, Of: 1}.PercentIn(c.Words), share * 8})
		}
	}
	return out
}
