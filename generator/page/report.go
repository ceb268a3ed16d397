package page

import (
	"slices"
	"strings"

	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Report is what the page of a team's report shows. A section that its audience
// does not see is nil.
type Report struct {
	Title, Period string
	Editions      *EditionBar // nil where the quarter has none
	Closed, Ahead bool
	Team          *report.Team
	TeamLink      Link // trends, and who to go to
	WorksOn       string
	Answer        Answer
	Lead          string
	Figs          []Fig
	Contents      []Link
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
	BurnUp, Velocity *Figure
}

// Work is what sort of work it was, how well it was estimated, and why items
// did not arrive. Effort is the shares of the team's time, or nil.
type Work struct {
	Mix, Estimates, Reasons *Figure
	Effort                  []EffortRow
	Others                  figures // charts without a place of their own
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
func planReports(p *planner) {
	for _, q := range p.archive.Quarters {
		p.under(q.ID.String(), func(p *planner) {
			for _, r := range q.Reports {
				p.planReport(r)
			}
		})
	}
}

func (p *planner) planReport(r *report.Report) {
	q := r.Quarter
	counted := func() *metrics.Figures { return p.book.Team(q.ID, r.Team.ID) }
	path := p.reportPath(q.ID, r.Team.ID)
	charts := func() figures { return nil }
	if p.shows(report.Numbers) {
		charts = p.charts(path, chart.OnReport, chart.Source{Quarter: q, Team: r.Team})
	}
	p.page(path, "report", func() Head {
		return p.editionHead(q, r.Team.ID, Head{
			Title: r.Team.Name + ", " + q.ID.Title(), Section: quartersPath,
			Description: p.reportDescription(r),
			Crumbs:      p.crumbs(append(p.way(q), Link{Text: r.Team.Name, Path: path})...),
			BesideLabel: "Quarters of this team", Beside: p.living().beside(q.ID, r.Team.ID),
			ScopeNote: scopeNote(q, p.archive.Today), Source: sources(counted(), []*report.Report{r}), Data: p.data(path), Picture: p.reportPicture(r), Twin: p.twinOf(path),
		})
	}, func() any { return p.reportView(r, counted(), charts()) })
}

func (p *planner) reportDescription(r *report.Report) string {
	if !p.inside() {
		return p.toldBy(r).Before
	}
	s := "What " + r.Team.Name + " planned and delivered in " + r.Quarter.ID.Title() + "."
	if r.Plan != nil && r.Plan.Summary != "" {
		s += " " + endSentence(r.Plan.Summary)
	}
	return s
}

// beside leads to the team's reports before and after that of a quarter.
func (p *planner) beside(id report.QuarterID, team string) []Link {
	var out []Link
	all := p.index().reports[team]
	i := slices.IndexFunc(all, func(r *report.Report) bool { return r.Quarter.ID == id })
	if i > 0 {
		q := all[i-1].Quarter.ID
		out = append(out, Link{Text: "← " + nb(q.Title()), Path: reportPath(q, team), Rel: "prev"})
	}
	if i >= 0 && i+1 < len(all) {
		q := all[i+1].Quarter.ID
		out = append(out, Link{Text: nb(q.Title()) + " →", Path: reportPath(q, team), Rel: "next"})
	}
	return out
}

func (p *planner) reportView(r *report.Report, f *metrics.Figures, charts figures) *Report {
	q := r.Quarter
	v := &Report{Title: r.Team.Name, Period: q.ID.Title() + ", " + period(q), Closed: q.State == report.Closed, Ahead: ahead(q),
		Team: r.Team, TeamLink: Link{Text: p.teamHolds(), Path: p.team(r.Team).Path}, WorksOn: joined(r.Team.Components, "and"), Editions: p.editionBar(q, r.Team.ID)}
	if v.TeamLink.Path == "" { // an edition may have a team that is gone
		v.TeamLink = Link{}
	}
	if p.shows(report.Numbers) {
		v.Answer, v.Figs = planned(f, r.Team.Name, p.archive.Today), p.withoutAsks(p.reportFigs(r, f))
	} else {
		v.Answer = p.toldBy(r)
	}
	v.Lead = reportLead(r, f, p.shows(report.Numbers))
	if p.shows(inside...) {
		x := p.items(f)
		x.own = true
		v.Rows, v.RowsNote = itemTable(x.all(r.Items)), rowsNote(f)
		v.Scope = x.scope(f, charts)
	}
	v.Forecast = p.forecast(r, charts)
	if p.shows(report.Plans) {
		v.Updates = p.updates(r)
		v.Asks = &ReportAsks{fold(p.asks(p.index().asksBy[r])), fold(p.asks(p.index().asksOf[r]))}
		v.Plan = wordsOfPlan(r)
	}
	if p.shows(report.Numbers) && !ahead(q) {
		v.Pace = &Pace{charts.Get(chartBurnUp), charts.Get(chartVelocity)}
		v.Work = &Work{charts.Get(chartMix), charts.Get(chartEstimate), charts.Get(chartReasons), effort(f),
			charts.without(chartBurnUp, chartVelocity, chartMix, chartEstimate, chartReasons, chartScope, chartForecast)}
		v.Quality = p.quality(r)
	}
	if p.shows(report.Retros) && !ahead(q) {
		v.Retro = p.retro(r, f)
	}
	if p.shows(report.Retros) {
		v.Actions = p.actionsOnTop(r, f)
	}
	v.Advice = p.advice(r)
	if p.shows(report.Lessons) && !ahead(q) {
		v.Lessons = p.reportLessons(r)
	}
	v.contents()
	return v
}

func (v *Report) contents() {
	add := func(shown bool, id, name string) {
		if shown {
			v.Contents = append(v.Contents, Link{Text: name, Path: "#" + id})
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
func reportLead(r *report.Report, f *metrics.Figures, figures bool) string {
	var out []string
	if r.Plan != nil && r.Plan.Summary != "" {
		out = append(out, "The plan: "+lowerStart(endSentence(r.Plan.Summary)))
	}
	if figures {
		if s := lead(f); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

// lowerStart continues a sentence with words that began one, unless their first
// word is a name or an abbreviation.
func lowerStart(s string) string {
	first, _, _ := strings.Cut(s, " ")
	if len(first) < 2 || strings.ToLower(first[1:]) != first[1:] || strings.ContainsAny(first, "0123456789") {
		return s
	}
	return strings.ToLower(first[:1]) + s[1:]
}

// reportFigs are the large numbers of a team's quarter, eight at most.
func (p *planner) reportFigs(r *report.Report, f *metrics.Figures) []Fig {
	size, unsized := f.KeptSize()
	bySize := p.fig("kept", "Kept, by size", "#rows", size, "size points")
	if unsized > 0 && size.Of > 0 {
		bySize.Count += ", " + count(unsized, "item") + " without a size"
	}
	kept := p.fig("kept", "Kept", "#rows", f.KeptRatio(), "items")
	onTime := p.fig("on-time", "On time", "#rows", f.OnTimeRatio(), "with a date")
	unplanned := p.fig("unplanned", "Unplanned", "#rows", f.Unplanned(), "delivered")
	ours := p.fig("asks-met", "Our asks met", "#asks", f.AsksMetRatio(), "asks")
	ofUs := p.fig("asks-met", "Asks of us met", "#asks", f.AsksOfMetRatio(), "asks")
	switch {
	case ahead(f.Quarter):
		return []Fig{p.amount("planned", "Planned", "#rows", float64(len(f.P)), plannedWords(f)), p.carriedIn(f, "#rows"),
			p.amount("asks-met", "Our asks", "#asks", float64(len(f.Asks)), "of other teams"), p.amount("asks-met", "Asks of us", "#asks", float64(len(f.AsksOf)), "of other teams")}
	case f.Quarter.State == report.Running:
		kept.Rows.Text = "Kept so far"
		return []Fig{kept, bySize, p.fig("open", "Open", "#rows", f.RestRatio(), ""), unplanned, p.carriedIn(f, "#rows"), p.velocity(r, f), ours, ofUs}
	case len(f.Rest) > 0:
		unexplained := p.fig("unexplained", "Unexplained", "#rows", f.RestRatio(), "")
		unexplained.Act = true
		return []Fig{kept, unexplained, onTime, unplanned, p.carriedIn(f, "#rows"), p.velocity(r, f), ours, ofUs}
	}
	return []Fig{kept, bySize, onTime, unplanned, p.carriedIn(f, "#rows"), p.velocity(r, f), ours, ofUs}
}

// velocity is the size delivered, beside that of the quarter before.
func (p *planner) velocity(r *report.Report, f *metrics.Figures) Fig {
	rows := "#pace"
	v := Fig{Rows: Link{Text: "Velocity", Path: rows}, Definition: p.definition("velocity", "Velocity"), Value: metrics.Amount(f.Velocity.Size)}
	if f.Velocity.Sized == 0 {
		v.Value, v.Count = "n/a", "nothing delivered has a size"
		return v
	}
	var words []string
	if before := p.book.Team(r.Quarter.ID.Prev(), r.Team.ID); before != nil && before.Velocity.Sized > 0 {
		words = append(words, "size delivered, "+metrics.Amount(before.Velocity.Size)+" in "+nb(r.Quarter.ID.Prev().Title()))
	} else {
		words = append(words, "size delivered")
	}
	if n := f.Velocity.Unsized; n > 0 {
		words = append(words, count(n, "item")+" without a size")
	}
	v.Count = strings.Join(words, ", ")
	return v
}

func rowsNote(f *metrics.Figures) string {
	s := capital(number(len(f.P))) + " planned"
	if n := len(f.Added); n > 0 {
		s += ", " + number(n) + " added since"
	}
	if !f.HasPlan {
		s = "No plan was written"
	}
	return s + ". Size as planned and as it turned out."
}

func effort(f *metrics.Figures) []EffortRow {
	var out []EffortRow
	for _, k := range report.Kinds {
		if share, ok := f.Mix.Effort[k]; ok {
			out = append(out, EffortRow{k, (metrics.Ratio{Value: share, Of: 1}).Percent(), share * 8})
		}
	}
	return out
}

func wordsOfPlan(r *report.Report) *PlanWords {
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
