package page

import (
	"cmp"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

// Summary is the one screen of a quarter for senior management, which fits one printed
// page: every list on it is bounded, and leads to the rest. A part that the audience does
// not see, or that does not fit the quarter, is nil.
type Summary struct {
	Title, Period string
	Whole         site.Link // the whole report
	Answer        Answer
	Lead          string
	Figs          []Fig
	Shipped       *SummaryShipped
	Moved         *SummaryMoved
	Risks         *SummaryRisks
	Wanted        *SummaryWanted
}

// SummaryShipped is what was delivered: what customers hear of first, the newest first.
type SummaryShipped struct {
	Note string
	Rows []SummaryItem
	More site.Link
}

// SummaryItem is a deliverable in a few words.
type SummaryItem struct {
	Item, Team site.Link
	Phase      report.Phase
	Text       string
	// What it should change and what it did, where somebody said so: then Text is empty.
	Worth, Changed string
}

// SummaryMoved is what was planned and did not arrive, by reason.
type SummaryMoved struct {
	Title, Note string
	Rows        []SummaryReason
	More        site.Link
}

// SummaryReason is a reason with the first of its items.
type SummaryReason struct {
	Reason string
	N      int
	Items  []SummaryItem
	More   site.Link
	Act    bool // nobody has given it
}

// What fits one page.
const (
	mostShipped    = 6
	mostReasons    = 4
	itemsOfAReason = 2
	longest        = 110 // characters of a sentence
	longestTitle   = 60
)

// planSummaries adds a page a quarter.
func planSummaries(p *site.Planner) {
	for _, q := range p.Archive.Quarters {
		p.Under(q.ID.String(), func(p *site.Planner) { planSummary(p, q) })
	}
}

func planSummary(p *site.Planner, q *report.Quarter) {
	path := summaryPath(p.Context, q.ID)
	p.Page(path, "summary", func() site.Head {
		f := p.Book.Quarter(q.ID)
		return editionHead(p.Context, q, "", site.Head{
			Title: q.ID.Title() + " in one page", Section: site.QuartersPath,
			Description: q.ID.Title() + " in one page: what was kept, what shipped, what moved and why, the largest risks, and what is asked of you.",
			Crumbs:      p.Crumbs(append(p.Way(q), site.Link{Text: "Summary", Path: path})...),
			ScopeNote:   scopeNote(p.Context, q, p.Archive.Today), Source: sources(p.Context, f, q.Reports), Picture: quarterPicture(p.Context, q),
		})
	}, func() any { return summary(p.Context, q, p.Book.Quarter(q.ID)) })
}

func summary(c *site.Context, q *report.Quarter, f *metrics.Figures) *Summary {
	v := &Summary{Title: q.ID.Title() + " in one page", Period: period(c, q) + ", " + number(len(q.Reports)) + " " + verb(len(q.Reports), "team", "teams"),
		Whole: site.Link{Text: "The whole report", Path: c.QuarterPath(q.ID)}}
	v.Answer = toldOf(c, q)
	if c.Shows(report.Numbers) {
		v.Answer, v.Lead, v.Figs = planned(c, f, we, c.Archive.Today), lead(c, f), withoutAsks(c, quarterFigs(c, f))
		v.Figs = v.Figs[:min(4, len(v.Figs))]
		for i := range v.Figs {
			v.Figs[i].Rows.Path = v.Whole.Path + v.Figs[i].Rows.Path
		}
	}
	x := newItems(c, f)
	if !site.Ahead(q) {
		v.Shipped, v.Moved = summaryShipped(c, f, x), summaryMoved(c, f, x)
	}
	v.Risks, v.Wanted = risks(c, q, f), wanted(c, q, f)
	return v
}

func summaryShipped(c *site.Context, f *metrics.Figures, x items) *SummaryShipped {
	all := quarterShipped(c, f, x)
	rows := append(append(all.Customers.First, all.Customers.More...), all.Others...)
	v := &SummaryShipped{Note: all.Note}
	for _, i := range rows[:min(mostShipped, len(rows))] {
		v.Rows = append(v.Rows, shippedBrief(i))
	}
	v.More = andMore(c, len(rows)-len(v.Rows), c.QuarterPath(f.Quarter.ID)+"#shipped")
	return v
}

func summaryMoved(c *site.Context, f *metrics.Figures, x items) *SummaryMoved {
	left := quarterLeft(c, f, x, nil)
	v := &SummaryMoved{Title: "What moved, and why", Note: "Moved or dropped, by the reason that the team gave."}
	section := c.QuarterPath(f.Quarter.ID) + "#not"
	add := func(reason string, rows metrics.Rows, act bool) {
		row := SummaryReason{Reason: reason, N: len(rows), Act: act}
		for _, d := range rows[:min(itemsOfAReason, len(rows))] {
			i := x.row(d)
			row.Items = append(row.Items, brief(i, i.Note))
		}
		row.More = andMore(c, len(rows)-len(row.Items), section)
		v.Rows = append(v.Rows, row)
	}
	if left.Unexplained && len(f.Rest) > 0 {
		add("unexplained", f.Rest, true)
	}
	hidden := 0
	for _, r := range f.Reasons {
		switch {
		case len(v.Rows) >= mostReasons:
			hidden += len(r.Items)
		case r.Reason == "":
			add("no reason given", r.Items, true)
		default:
			add(string(r.Reason), r.Items, false)
		}
	}
	v.More = andMore(c, hidden, section)
	if len(v.Rows) == 0 {
		v.Note = "No planned item has moved or was dropped."
		if left.Unexplained {
			v.Note = "No planned item was moved or dropped."
		}
	}
	return v
}

// brief is an item with a few words of it.
func brief(i Item, text string) SummaryItem {
	i.Link.Text = clip(i.Link.Text, longestTitle)
	return SummaryItem{Item: i.Link, Team: i.Team, Phase: i.Phase, Text: clip(text, longest)}
}

// shippedBrief says of an item what it is worth, or else what it is.
func shippedBrief(i Item) SummaryItem {
	if i.Worth == nil {
		return brief(i, site.Sentence(site.WordsOf(i.Deliverable)))
	}
	v := brief(i, "")
	v.Worth, v.Changed = clip(i.Worth.Value, longest), clip(i.Worth.Result, longest)
	return v
}

// SummaryWanted is what teams cannot do alone, and so ask of who reads the summary.
type SummaryWanted struct{ Groups []WantedGroup }

// WantedGroup is what is asked of one sort, bounded.
type WantedGroup struct {
	Title string
	Rows  []Wanted // in the order of team names
	More  site.Link
}

// Wanted is what is asked of a team, or for it.
type Wanted struct {
	Team  site.Link // whose it is
	What  string
	Why   string
	Items []site.Link
	More  site.Link

	n int
}

// mostWanted is how many rows a group has room for.
const mostWanted = 2

// wanted gathers what is asked: answers that teams owe one another, what holds items up
// from outside the teams, and actions that are overdue. Where there is more than the page
// holds, what most hangs on stays.
func wanted(c *site.Context, q *report.Quarter, f *metrics.Figures) *SummaryWanted {
	v := &SummaryWanted{}
	quarter := c.QuarterPath(q.ID)
	add := func(title string, rows []Wanted, more string) {
		if len(rows) == 0 {
			return
		}
		g := WantedGroup{Title: title, More: andMore(c, len(rows)-mostWanted, more)}
		slices.SortStableFunc(rows, func(a, b Wanted) int { return cmp.Compare(b.n, a.n) })
		g.Rows = rows[:min(mostWanted, len(rows))]
		slices.SortStableFunc(g.Rows, func(a, b Wanted) int { return cmp.Compare(a.Team.Text, b.Team.Text) })
		v.Groups = append(v.Groups, g)
	}
	if c.Shows(report.Plans) {
		add("Answer, or decide for, those who wait", owedAnswersOf(c, f), quarter+"#asks")
	}
	if !site.Ahead(q) {
		add("Clear the way from outside", blocked(c, f), quarter+"#not")
	}
	if c.Shows(report.Retros) && !site.Ahead(q) {
		add("Finish what retros agreed", overdue(c, f), quarter+"#retros")
	}
	return v
}

// owedAnswersOf are the asks that teams owe. In a closed quarter those of items that moved:
// they are still wanted.
func owedAnswersOf(c *site.Context, f *metrics.Figures) []Wanted {
	var out []Wanted
	for _, o := range owings(f, func(a *report.Ask) bool {
		return f.Quarter.State != report.Closed || a.By.Outcome.Status == report.Moved
	}) {
		w := Wanted{Team: askedTeam(c, f.Quarter, o.team), What: o.how + ", for", n: len(o.rows)}
		w.Items, w.More = few(c, o.rows, c.QuarterPath(f.Quarter.ID)+"#asks")
		out = append(out, w)
	}
	return out
}

// few are the first of some items, and a link to the others.
func few(c *site.Context, rows metrics.Rows, more string) ([]site.Link, site.Link) {
	var out []site.Link
	for _, d := range rows[:min(itemsOfRisk, len(rows))] {
		out = append(out, site.Link{Text: d.ID, Path: c.RowPath(d)})
	}
	return out, andMore(c, len(rows)-len(out), more)
}

// blocked are the items that are held up from outside the teams, or for want of people.
func blocked(c *site.Context, f *metrics.Figures) []Wanted {
	var out []Wanted
	for _, rows := range []metrics.Rows{f.Rest, f.AddedRest, f.Moved, f.AddedMoved} {
		for _, d := range rows {
			if d.Outcome.Reason != "external" && d.Outcome.Reason != "people" {
				continue
			}
			w := Wanted{Team: c.Report(f.Quarter, d.Team), What: string(d.Outcome.Reason) + ",", Why: clip(site.EndSentence(d.Outcome.Note), longest), n: 1}
			w.Items, _ = few(c, metrics.Rows{d}, "")
			out = append(out, w)
		}
	}
	return out
}
