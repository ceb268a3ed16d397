package page

import (
	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
)

// Report is what the page of a team's report shows. A section that its audience
// does not see is nil.
type Report struct {
	Title, Period string
	Editions      *EditionBar // nil where the quarter has none
	Closed, Ahead bool
	Team          *report.Team
	TeamLink      site.Link // trends, and who to go to
	WorksOn       string
	Answer        Answer
	Lead          string
	Figs          []Fig
	Contents      []site.Link
	Updates       *Updates
	Forecast      *Forecast
	Actions       *ReportActions
	Rows          *ItemTable
	RowsNote      string
	Advice        *Advice
	Scope         *Scope
	Pace          *Pace
	Work          *Work
	Quality       *Quality
	Asks          *ReportAsks
	Plan          *PlanWords
	Retro         *Retro
	Lessons       *ReportLessons
}

// Pace is how the work of a quarter came along.
type Pace struct {
	BurnUp, Velocity *site.Figure
}

// Work is what sort of work it was, how well it was estimated, and why items
// did not arrive. Effort is the shares of the team's time, or nil.
type Work struct {
	Mix, Estimates, Reasons *site.Figure
	Effort                  []EffortRow
	Others                  site.Figures // charts without a place of their own
}

// EffortRow is the share of a team's time that went to one kind of work.
type EffortRow struct {
	Kind  report.Kind
	Share string
	Bar   float64
}

// ReportAsks is what the team needed, and what others needed from it.
type ReportAsks struct{ Ours, OfUs Fold[Ask] }

// PlanWords is the prose of the plan.
type PlanWords struct {
	Note  string
	Intro report.Prose
}

// planReports adds a page a team in each quarter.
func planReports(p *site.Planner) {
	for _, q := range p.Archive.Quarters {
		p.Under(q.ID.String(), func(p *site.Planner) {
			for _, r := range q.Reports {
				planReport(p, r)
			}
		})
	}
}

func planReport(p *site.Planner, r *report.Report) {
	q := r.Quarter
	counted := func() *metrics.Figures { return p.Book.Team(q.ID, r.Team.ID) }
	path := p.ReportPath(q.ID, r.Team.ID)
	charts := func() site.Figures { return nil }
	if p.Shows(report.Numbers) {
		charts = p.Charts(path, chart.OnReport, chart.Source{Quarter: q, Team: r.Team})
	}
	p.Page(path, "report", func() site.Head {
		return editionHead(p.Context, q, r.Team.ID, site.Head{
			Title: r.Team.Name + ", " + q.ID.Title(), Section: site.QuartersPath,
			Description: reportDescription(p.Context, r),
			Crumbs:      p.Crumbs(append(p.Way(q), site.Link{Text: r.Team.Name, Path: path})...),
			BesideLabel: "Quarters of this team", Beside: beside(p.Living(), q.ID, r.Team.ID),
			ScopeNote: scopeNote(p.Context, q, p.Archive.Today), Source: sources(p.Context, counted(), []*report.Report{r}), Data: dataLinks(p.Context, path), Picture: reportPicture(p.Context, r), Twin: twinOf(p.Context, path),
		})
	}, func() any { return reportView(p.Context, r, counted(), charts()) })
}

func reportDescription(c *site.Context, r *report.Report) string {
	if !c.Inside() {
		return toldBy(c, r).Before
	}
	s := "What " + r.Team.Name + " planned and delivered in " + r.Quarter.ID.Title() + "."
	if r.Plan != nil && r.Plan.Summary != "" {
		s += " " + site.EndSentence(r.Plan.Summary)
	}
	return s
}

// beside leads to the team's reports before and after that of a quarter.
func beside(c *site.Context, id report.QuarterID, team string) []site.Link {
	var out []site.Link
	all := c.Index().Reports[team]
	i := slices.IndexFunc(all, func(r *report.Report) bool { return r.Quarter.ID == id })
	if i > 0 {
		q := all[i-1].Quarter.ID
		out = append(out, site.Link{Text: "← " + nb(q.Title()), Path: site.ReportPath(q, team), Rel: "prev"})
	}
	if i >= 0 && i+1 < len(all) {
		q := all[i+1].Quarter.ID
		out = append(out, site.Link{Text: nb(q.Title()) + " →", Path: site.ReportPath(q, team), Rel: "next"})
	}
	return out
}

func reportView(c *site.Context, r *report.Report, f *metrics.Figures, charts site.Figures) *Report {
	q := r.Quarter
	v := &Report{Title: r.Team.Name, Period: q.ID.Title() + ", " + period(c, q), Closed: q.State == report.Closed, Ahead: site.Ahead(q),
		Team: r.Team, TeamLink: site.Link{Text: teamHolds(c), Path: c.Team(r.Team).Path}, WorksOn: site.Joined(r.Team.Components, "and"), Editions: editionBar(c, q, r.Team.ID)}
	if v.TeamLink.Path == "" { // an edition may have a team that is gone
		v.TeamLink = site.Link{}
	}
	if c.Shows(report.Numbers) {
		v.Answer, v.Figs = planned(c, f, r.Team.Name, c.Archive.Today), withoutAsks(c, reportFigs(c, r, f))
	} else {
		v.Answer = toldBy(c, r)
	}
	v.Lead = reportLead(c, r, f, c.Shows(report.Numbers))
	if c.Shows(site.Inside...) {
		x := newItems(c, f)
		x.own = true
		v.Rows, v.RowsNote = itemTable(x.all(r.Items)), rowsNote(c, f)
		v.Scope = x.scope(f, charts)
	}
	v.Forecast = forecast(c, r, charts)
	if c.Shows(report.Plans) {
		v.Updates = updates(c, r)
		v.Asks = &ReportAsks{fold(asks(c, c.Index().AsksBy[r])), fold(asks(c, c.Index().AsksOf[r]))}
		v.Plan = wordsOfPlan(c, r)
	}
	if c.Shows(report.Numbers) && !site.Ahead(q) {
		v.Pace = &Pace{charts.Get(site.ChartBurnUp), charts.Get(site.ChartVelocity)}
		v.Work = &Work{charts.Get(site.ChartMix), charts.Get(site.ChartEstimate), charts.Get(site.ChartReasons), effort(c, f),
			charts.Without(site.ChartBurnUp, site.ChartVelocity, site.ChartMix, site.ChartEstimate, site.ChartReasons, site.ChartScope, chartForecast)}
		v.Quality = quality(c, r)
	}
	if c.Shows(report.Retros) && !site.Ahead(q) {
		v.Retro = retro(c, r, f)
	}
	if c.Shows(report.Retros) {
		v.Actions = actionsOnTop(c, r, f)
	}
	v.Advice = advice(c, r)
	if c.Shows(report.Lessons) && !site.Ahead(q) {
		v.Lessons = reportLessons(c, r)
	}
	v.contents(c)
	return v
}

func (v *Report) contents(c *site.Context) {
	add := func(shown bool, id, name string) {
		if shown {
			v.Contents = append(v.Contents, site.Link{Text: name, Path: "#" + id})
		}
	}
	add(v.Actions != nil, "actions", "From the last retro")
	if v.Updates != nil && !v.Closed {
		add(true, "updates", v.Updates.Title)
	}
	add(v.Forecast != nil, "forecast", "Forecast")
	add(v.Rows != nil, "rows", "Deliverables")
	add(v.Advice != nil, "advice", "Lessons for this plan")
	add(v.Scope != nil, "scope", "Since the cut-off")
	add(v.Pace != nil, "pace", "Pace")
	add(v.Work != nil, "work", "Kinds of work")
	add(v.Quality != nil, "quality", "Quality")
	add(v.Asks != nil, "asks", "Asks")
	add(v.Plan != nil, "plan", "The plan, in words")
	if v.Updates != nil && v.Closed {
		add(true, "updates", v.Updates.Title)
	}
	add(v.Retro != nil, "retro", "Retro")
	add(v.Lessons != nil, "lessons", "Lessons learned")
}

// reportLead is the plan in a sentence, and what the figures say.
func reportLead(c *site.Context, r *report.Report, f *metrics.Figures, figures bool) string {
	var out []string
	if r.Plan != nil && r.Plan.Summary != "" {
		out = append(out, "The plan: "+site.LowerStart(site.EndSentence(r.Plan.Summary)))
	}
	if figures {
		if s := lead(c, f); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

// reportFigs are the large numbers of a team's quarter, eight at most.
func reportFigs(c *site.Context, r *report.Report, f *metrics.Figures) []Fig {
	size, unsized := f.KeptSize()
	bySize := fig(c, "kept", "Kept, by size", "#rows", size, "size points")
	if unsized > 0 && size.Of > 0 {
		bySize.Count += ", " + site.Count(unsized, "item") + " without a size"
	}
	kept := fig(c, "kept", "Kept", "#rows", f.KeptRatio(), "items")
	onTime := fig(c, "on-time", "On time", "#rows", f.OnTimeRatio(), "with a date")
	unplanned := fig(c, "unplanned", "Unplanned", "#rows", f.Unplanned(), "delivered")
	ours := fig(c, "asks-met", "Our asks met", "#asks", f.AsksMetRatio(), "asks")
	ofUs := fig(c, "asks-met", "Asks of us met", "#asks", f.AsksOfMetRatio(), "asks")
	switch {
	case site.Ahead(f.Quarter):
		return []Fig{amount(c, "planned", "Planned", "#rows", float64(len(f.P)), plannedWords(c, f)), carriedIn(c, f, "#rows"),
			amount(c, "asks-met", "Our asks", "#asks", float64(len(f.Asks)), "of other teams"), amount(c, "asks-met", "Asks of us", "#asks", float64(len(f.AsksOf)), "of other teams")}
	case f.Quarter.State == report.Running:
		kept.Rows.Text = "Kept so far"
		return []Fig{kept, bySize, fig(c, "open", "Open", "#rows", f.RestRatio(), ""), unplanned, carriedIn(c, f, "#rows"), velocity(c, r, f), ours, ofUs}
	case len(f.Rest) > 0:
		unexplained := fig(c, "unexplained", "Unexplained", "#rows", f.RestRatio(), "")
		unexplained.Act = true
		return []Fig{kept, unexplained, onTime, unplanned, carriedIn(c, f, "#rows"), velocity(c, r, f), ours, ofUs}
	}
	return []Fig{kept, bySize, onTime, unplanned, carriedIn(c, f, "#rows"), velocity(c, r, f), ours, ofUs}
}

// velocity is the size delivered, beside that of the quarter before.
func velocity(c *site.Context, r *report.Report, f *metrics.Figures) Fig {
	rows := "#pace"
	v := Fig{Rows: site.Link{Text: "Velocity", Path: rows}, Definition: c.Definition("velocity", "Velocity"), Value: metrics.Amount(f.Velocity.Size)}
	if f.Velocity.Sized == 0 {
		v.Value, v.Count = "n/a", "nothing delivered has a size"
		return v
	}
	var words []string
	if before := c.Book.Team(r.Quarter.ID.Prev(), r.Team.ID); before != nil && before.Velocity.Sized > 0 {
		words = append(words, "size delivered, "+metrics.Amount(before.Velocity.Size)+" in "+nb(r.Quarter.ID.Prev().Title()))
	} else {
		words = append(words, "size delivered")
	}
	if n := f.Velocity.Unsized; n > 0 {
		words = append(words, site.Count(n, "item")+" without a size")
	}
	v.Count = strings.Join(words, ", ")
	return v
}

func rowsNote(c *site.Context, f *metrics.Figures) string {
	s := site.Capital(number(len(f.P))) + " planned"
	if n := len(f.Added); n > 0 {
		s += ", " + number(n) + " added since"
	}
	if !f.HasPlan {
		s = "No plan was written"
	}
	return s + ". Size as planned and as it turned out."
}

func effort(c *site.Context, f *metrics.Figures) []EffortRow {
	var out []EffortRow
	for _, k := range report.Kinds {
		if share, ok := f.Mix.Effort[k]; ok {
			out = append(out, EffortRow{k, (metrics.Ratio{Value: share, Of: 1}).Percent(), share * 8})
		}
	}
	return out
}

func wordsOfPlan(c *site.Context, r *report.Report) *PlanWords {
	v := &PlanWords{}
	if r.Plan == nil {
		return v
	}
	v.Intro = r.Plan.Intro
	if r.Plan.Committed != 0 {
		v.Note = "As committed on " + nb(r.Plan.Committed.Long()) + "."
	} else {
		v.Note = "Not yet committed."
	}
	if r.Plan.Capacity > 0 {
		v.Note += " Capacity: " + metrics.Amount(r.Plan.Capacity) + " size points."
	}
	return v
}
