package page

import (
	"cmp"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
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
	Figs          []part.Fig
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

// planSummary adds the summary of a quarter.
func planSummary(p *site.Planner, q *report.Quarter) {
	path := summaryPath(p.Context, q.ID)
	if path == "" {
		return
	}
	p.Page(path, "summary", func() site.Head {
		c, q := p.As(q)
		f := c.Book.Quarter(q.ID)
		return part.EditionHead(c, q, "", site.Head{
			Title: c.T("summary.title", "quarter", q.ID), Section: site.QuartersPath,
			Description: c.T("summary.description", "quarter", q.ID),
			Crumbs:      c.Crumbs(append(c.Way(q), site.Link{Text: c.T("summary.crumb"), Path: path})...),
			ScopeNote:   scopeNote(c, q, c.Archive.Today), Source: sources(c, f, q.Reports), Picture: quarterPicture(c, q),
		})
	}, func() any {
		c, q := p.As(q)
		return summary(c, q, c.Book.Quarter(q.ID))
	})
}

func summary(c *site.Context, q *report.Quarter, f *metrics.Figures) *Summary {
	v := &Summary{Title: c.T("summary.title", "quarter", q.ID), Period: periodOfTeams(c, q),
		Whole: site.Link{Text: c.T("summary.whole"), Path: c.QuarterPath(q.ID)}}
	v.Answer = quarterAnswer(c, q)
	if c.Shows(report.Numbers) {
		v.Lead, v.Figs = lead(c, f), fewFigs(c, f)
	}
	x := part.NewItems(c, f)
	if !site.Ahead(q) {
		v.Shipped, v.Moved = summaryShipped(c, f, x), summaryMoved(c, f, x)
	}
	v.Risks, v.Wanted = risks(c, q, f), wanted(c, q, f)
	return v
}

func summaryShipped(c *site.Context, f *metrics.Figures, x part.Items) *SummaryShipped {
	all := quarterShipped(c, f, x)
	rows := append(append(all.Customers.First, all.Customers.More...), all.Others...)
	v := &SummaryShipped{Note: all.Note}
	for _, i := range rows[:min(mostShipped, len(rows))] {
		v.Rows = append(v.Rows, shippedBrief(i))
	}
	v.More = part.AndMore(c, len(rows)-len(v.Rows), c.QuarterPath(f.Quarter.ID)+"#shipped")
	return v
}

func summaryMoved(c *site.Context, f *metrics.Figures, x part.Items) *SummaryMoved {
	left := quarterLeft(c, f, x)
	v := &SummaryMoved{Title: c.T("summary.moved"), Note: c.T("summary.moved-by-reason")}
	section := c.QuarterPath(f.Quarter.ID) + "#not"
	add := func(reason string, rows metrics.Rows, act bool) {
		row := SummaryReason{Reason: reason, N: len(rows), Act: act}
		for _, d := range rows[:min(itemsOfAReason, len(rows))] {
			i := x.Row(d)
			row.Items = append(row.Items, brief(i, i.Note))
		}
		row.More = part.AndMore(c, len(rows)-len(row.Items), section)
		v.Rows = append(v.Rows, row)
	}
	if rows := f.Unexplained(); len(rows) > 0 {
		add(c.T("status-first.unexplained"), rows, true)
	}
	if rows := f.Untold(); len(rows) > 0 {
		add(c.T("summary.untold"), rows, true)
	}
	hidden := 0
	for _, r := range f.Reasons {
		switch {
		case len(v.Rows) >= mostReasons:
			hidden += len(r.Items)
		case r.Reason == "":
			add(c.T("summary.no-reason"), r.Items, true)
		default:
			add(part.Word(c, "reason-first", string(r.Reason)), r.Items, false)
		}
	}
	v.More = part.AndMore(c, hidden, section)
	switch {
	case f.NoOutcomes:
		v.Note = c.T("quarter.no-outcomes")
	case len(v.Rows) == 0:
		v.Note = c.T("summary.none-moved", "closed", left.Unexplained)
	case len(f.Reasons) == 0:
		v.Note = ""
	}
	return v
}

// brief is an item with a few words of it.
func brief(i part.Item, text string) SummaryItem {
	i.Link.Text = clip(i.Link.Text, longestTitle)
	return SummaryItem{Item: i.Link, Team: i.Team, Phase: i.Phase, Text: clip(text, longest)}
}

// shippedBrief says of an item what it is worth, or else what it is.
func shippedBrief(i part.Item) SummaryItem {
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
	Rows  []Stake // in the order of team names
	More  site.Link
}

// mostWanted is how many rows a group has room for.
const mostWanted = 2

// wanted gathers what is asked: answers that teams owe one another, what holds items up
// from outside the teams, and actions that are overdue. Where there is more than the page
// holds, what most hangs on stays.
func wanted(c *site.Context, q *report.Quarter, f *metrics.Figures) *SummaryWanted {
	v := &SummaryWanted{}
	quarter := c.QuarterPath(q.ID)
	add := func(title string, rows []Stake, more string) {
		if len(rows) == 0 {
			return
		}
		g := WantedGroup{Title: title, More: part.AndMore(c, len(rows)-mostWanted, more)}
		slices.SortStableFunc(rows, func(a, b Stake) int { return cmp.Compare(b.n, a.n) })
		g.Rows = rows[:min(mostWanted, len(rows))]
		slices.SortStableFunc(g.Rows, func(a, b Stake) int { return cmp.Compare(a.Team.Text, b.Team.Text) })
		v.Groups = append(v.Groups, g)
	}
	if c.Shows(report.Plans) {
		add(c.T("summary.owed"), owedAnswersOf(c, f), quarter+"#asks")
	}
	if !site.Ahead(q) {
		add(c.T("summary.blocked"), blocked(c, f), quarter+"#not")
	}
	if c.Shows(report.Retros) && !site.Ahead(q) {
		add(c.T("summary.overdue"), overdue(c, f), quarter+"#retros")
	}
	return v
}

// owedAnswersOf are the asks that teams owe. In a closed quarter those of items that moved:
// they are still wanted.
func owedAnswersOf(c *site.Context, f *metrics.Figures) []Stake {
	var out []Stake
	for _, o := range owings(f, func(a *report.Ask) bool {
		return f.Quarter.State != report.Closed || a.By.Outcome.Status == report.Moved
	}) {
		rows := o.items()
		w := Stake{Team: part.AskedTeam(c, f.Quarter, o.team), What: c.T("summary.owed-for", o.states()...), n: len(rows)}
		w.list(c, rows, c.QuarterPath(f.Quarter.ID)+"#asks")
		out = append(out, w)
	}
	return out
}

// blocked are the items that are held up from outside the teams, or for want of people.
func blocked(c *site.Context, f *metrics.Figures) []Stake {
	var out []Stake
	for _, rows := range []metrics.Rows{f.Rest, f.AddedRest, f.Moved, f.AddedMoved} {
		for _, d := range rows {
			if d.Outcome.Reason != "external" && d.Outcome.Reason != "people" {
				continue
			}
			w := Stake{Team: c.Report(f.Quarter, d.Team), What: c.T("summary.blocked-by", "reason", part.Word(c, "reason", string(d.Outcome.Reason))),
				Why: clip(d.Outcome.Note, longest), n: 1}
			w.list(c, metrics.Rows{d}, "")
			out = append(out, w)
		}
	}
	return out
}
