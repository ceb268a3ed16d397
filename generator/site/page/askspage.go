package page

import (
	"quarterdeck/generator/chart"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
)

const asksPath = "asks/index.html"

// Asks is what the page of all asks shows: who waits for whom in the quarter that runs, else
// in the newest one, and how the asks of the other quarters ended.
type Asks struct {
	Answer   Answer
	Lead     string
	Quarter  site.Link // no Text where there is no quarter
	Note     string
	Waits    *Waits
	Open     Fold[Ask] // not met: late, unanswered, declined, agreed
	Met      Fold[Ask]
	Contents []site.Link
	Others   []AsksOf // newest first
}

// AsksOf is the asks of one quarter, counted.
type AsksOf struct {
	Quarter site.Link
	State   report.State
	All     int
	Counts  []StateCount // those that occur
	Met     string       // share
}

// planAsks adds the page of all asks.
func planAsks(p *site.Planner) {
	p.Under("asks", func(p *site.Planner) {
		q := running(p.Archive)
		charts := func() site.Figures { return nil }
		if q != nil && p.Shows(report.Numbers) {
			charts = p.Charts(asksPath, chart.OnAsks, chart.Source{Quarter: q})
		}
		p.Page(asksPath, "asks", func() site.Head {
			h := site.Head{Title: "Asks", Section: asksPath, Description: "Which team waits for which, what is late, and what hangs on it.", Crumbs: p.Crumbs(site.Link{Text: "Asks", Path: asksPath})}
			if q != nil {
				h.ScopeNote = scopeNote(p.Context, q, p.Archive.Today)
			}
			return h
		}, func() any { return asksPage(p.Context, q, charts()) })
	})
}

// running is the quarter that runs, else the newest one; nil where there is none.
func running(a *report.Archive) *report.Quarter {
	for _, q := range slices.Backward(a.Quarters) {
		if q.State == report.Running {
			return q
		}
	}
	return site.Newest(a)
}

func asksPage(c *site.Context, q *report.Quarter, charts site.Figures) *Asks {
	v := &Asks{}
	if q == nil {
		v.Answer = Answer{Before: "No team has asked another one for anything yet."}
		return v
	}
	v.Quarter = c.Quarter(q)
	asks := c.Book.Quarter(q.ID).Asks
	v.Answer, v.Note = asksAnswer(c, q, asks), period(c, q)
	v.Waits = waits(c, q, asks, charts)
	v.Lead = v.Waits.lead(c)
	var open, met []Ask
	for _, k := range byAttention(asks) {
		if k.State == report.Met {
			met = append(met, ask(c, k))
		} else {
			open = append(open, ask(c, k))
		}
	}
	v.Open, v.Met = fold(open), fold(met)
	for _, o := range slices.Backward(c.Archive.Quarters) {
		if row := asksOf(c, o); o != q && row.All > 0 {
			v.Others = append(v.Others, row)
		}
	}
	add := func(shown bool, id, name string) {
		if shown {
			v.Contents = append(v.Contents, site.Link{Text: name, Path: "#" + id})
		}
	}
	add(len(asks) > 0, "graph", "Who waits for whom")
	add(v.Waits.Slips.First != nil || v.Waits.Circles != nil, "slips", "What a slip touches")
	add(v.Waits.Loads != nil, "loads", "Shared teams")
	add(len(asks) > 0, "all", "All asks")
	add(v.Others != nil, "quarters", "Other quarters")
	return v
}

// asksAnswer says how the asks of a quarter stand.
func asksAnswer(c *site.Context, q *report.Quarter, asks []*report.Ask) Answer {
	n := len(asks)
	if n == 0 {
		return Answer{Before: "No team asked anything of another one in " + nb(q.ID.Title()) + "."}
	}
	by := map[report.AskState]int{}
	for _, k := range asks {
		by[k.State]++
	}
	f := c.Book.Quarter(q.ID).AsksMetRatio()
	a := Answer{Bold: nb(f.Count()) + " " + verb(n, "ask", "asks"), After: " between teams " + are(by[report.Met]) + " met so far (" + f.Percent() + "), " + daysLeft(c, q, c.Archive.Today) + "."}
	switch q.State {
	case report.Closed:
		a.After = " between teams " + verb(by[report.Met], "was", "were") + " met by the day it was wanted (" + f.Percent() + ")."
		return a
	case report.Ahead:
		a.Bold, a.After = site.Count(n, "ask"), " between teams "+are(n)+" in the plans; the quarter begins on "+nb(q.Start.Long())+"."
	}
	var act []string
	if n := by[report.Late]; n > 0 {
		act = append(act, number(n)+" "+are(n)+" late")
	}
	if n := by[report.Asked]; n > 0 {
		act = append(act, number(n)+" "+verb(n, "has", "have")+" no answer")
	}
	if act != nil {
		a.Act = site.Capital(strings.Join(act, ", ")) + "."
	}
	return a
}

// lead says what hangs on the asks of a quarter.
func (w *Waits) lead(c *site.Context) string {
	var out []string
	if n := w.Slips.All(); n > 0 {
		out = append(out, site.Capital(number(n))+" "+verb(n, "slip touches", "slips touch")+" what others do.")
	}
	if n := len(w.Circles); n > 0 {
		out = append(out, site.Capital(number(n))+" "+verb(n, "circle", "circles")+" of asks "+verb(n, "has", "have")+" no way out.")
	}
	over := 0
	for _, l := range w.Loads {
		if l.Over != "" {
			over++
		}
	}
	if over > 0 {
		out = append(out, site.Capital(number(over))+" shared "+verb(over, "team is", "teams are")+" asked for more than "+verb(over, "it", "they")+" can take on.")
	}
	return strings.Join(out, " ")
}

func asksOf(c *site.Context, q *report.Quarter) AsksOf {
	f := c.Book.Quarter(q.ID)
	row := AsksOf{Quarter: c.Quarter(q), State: q.State, All: len(f.Asks), Met: f.AsksMetRatio().Percent()}
	if row.Quarter.Path != "" {
		row.Quarter.Path += "#asks"
	}
	for _, state := range slices.Backward(askOrder) {
		n := 0
		for _, k := range f.Asks {
			if k.State == state {
				n++
			}
		}
		if n > 0 {
			row.Counts = append(row.Counts, StateCount{askClass[state], stateWord(state), n})
		}
	}
	return row
}
