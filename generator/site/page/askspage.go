package page

import (
	"cmp"
	"quarterdeck/generator/chart"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
)

const asksPath = "asks/index.html"

// Asks is what the page of all asks shows: who waits for whom in the quarter that runs, else
// in the newest one, and how the asks of the other quarters ended.
type Asks struct {
	Answer   Answer
	Lead     string
	Quarter  site.Link // no Text where there is no quarter
	Note     string
	Charts   site.Figures
	Waits    *part.Waits
	Open     part.Fold[part.Ask] // not met: late, unanswered, declined, agreed
	Met      part.Fold[part.Ask]
	Contents []site.Link
	Others   []AsksOf // newest first
}

// AsksOf is the asks of one quarter, counted.
type AsksOf struct {
	Quarter site.Link
	State   report.State
	All     int
	Counts  []part.StateCount // those that occur
	Met     string            // share
}

// planAsks adds the page of all asks.
func planAsks(p *site.Planner) {
	q := running(p.Archive)
	charts := func() site.Figures { return nil }
	if q != nil {
		charts = p.Charts(asksPath, chart.OnAsks, chart.Source{Quarter: q})
	}
	p.Page(asksPath, "asks", func() site.Head {
		h := site.Head{Title: p.T("topic.asks"), Section: asksPath, Description: p.T("asks.description"), Crumbs: p.Crumbs(site.Link{Text: p.T("topic.asks"), Path: asksPath})}
		if q != nil {
			h.ScopeNote = scopeNote(p.Context, q, p.Archive.Today)
		}
		return h
	}, func() any { return asksPage(p.Context, q, charts()) })
}

// running is the quarter that runs, else the newest one; nil where there is none.
func running(a *report.Archive) *report.Quarter {
	return cmp.Or(a.Last(func(q *report.Quarter) bool { return q.State == report.Running }), site.Newest(a))
}

func asksPage(c *site.Context, q *report.Quarter, charts site.Figures) *Asks {
	v := &Asks{Charts: charts}
	if q == nil {
		v.Answer = answer(c, "asks.nothing")
		return v
	}
	v.Quarter = c.Quarter(q)
	asks := c.Book.Quarter(q.ID).Asks
	v.Answer, v.Note = asksAnswer(c, q, asks), period(c, q)
	v.Waits = part.WaitsOf(c, q, asks)
	v.Lead = waitsLead(c, v.Waits)
	var open, met []part.Ask
	for _, k := range part.ByAttention(asks) {
		if k.State == report.Met {
			met = append(met, part.AskOf(c, k))
		} else {
			open = append(open, part.AskOf(c, k))
		}
	}
	v.Open, v.Met = part.Folded(open), part.Folded(met)
	for _, o := range slices.Backward(c.Archive.Quarters) {
		if row := asksOf(c, o); o != q && row.All > 0 {
			v.Others = append(v.Others, row)
		}
	}
	v.Contents = contents(c, "asks.contents-", section{len(asks) > 0, "graph", ""}, section{v.Waits.Slips.First != nil || v.Waits.Circles != nil, "slips", ""},
		section{v.Waits.Loads != nil, "loads", ""}, section{len(asks) > 0, "all", ""}, section{v.Others != nil, "quarters", ""})
	return v
}

// asksAnswer says how the asks of a quarter stand.
func asksAnswer(c *site.Context, q *report.Quarter, asks []*report.Ask) Answer {
	n := len(asks)
	if n == 0 {
		return answer(c, "asks.nothing-in", "quarter", part.OneLine(c.Words.Quarter(q.ID)))
	}
	by := map[report.AskState]int{}
	for _, k := range asks {
		by[k.State]++
	}
	f := c.Book.Quarter(q.ID).Ratio("asks-met")
	share, met := part.OneLine(c.T("ratio.count", "value", f.Value, "of", f.Of)), by[report.Met]
	var a Answer
	switch q.State {
	case report.Closed:
		return answer(c, "asks.closed", "share", share, "n", n, "met", met, "percent", f.PercentIn(c.Words))
	case report.Ahead:
		a = answer(c, "asks.ahead", "n", n, "day", q.Start)
	default:
		a = answer(c, "asks.running", "share", share, "n", n, "met", met, "percent", f.PercentIn(c.Words), "left", daysLeft(c, q, c.Archive.Today))
	}
	if by[report.Late]+by[report.Asked] > 0 {
		a.Act = c.T("asks.act", "late", by[report.Late], "unanswered", by[report.Asked])
	}
	return a
}

// waitsLead says what hangs on the asks of a quarter.
func waitsLead(c *site.Context, w *part.Waits) string {
	counted := func(id string, n int) string {
		if n == 0 {
			return ""
		}
		return c.T(id, "n", n)
	}
	over := site.Number(w.Loads, func(l part.LoadRow) bool { return l.Over != "" })
	return text(counted("asks.slips-lead", w.Slips.All()), counted("asks.circles-lead", len(w.Circles)), counted("asks.loads-lead", over))
}

func asksOf(c *site.Context, q *report.Quarter) AsksOf {
	f := c.Book.Quarter(q.ID)
	row := AsksOf{Quarter: c.Quarter(q), State: q.State, All: len(f.Asks), Met: f.Ratio("asks-met").PercentIn(c.Words)}
	if row.Quarter.Path != "" {
		row.Quarter.Path += "#asks"
	}
	row.Counts = part.StateCounts(c, f.Asks)
	slices.Reverse(row.Counts)
	return row
}
