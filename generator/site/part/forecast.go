package part

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

// Forecast is where the quarter of a team is heading: a range, never one date.
type Forecast struct {
	Note       string // as of which day
	Definition site.Link
	Absent     string // why there is none, or ""
	Figs       []Fig
	Done       string // "All of it done: …"
	Record     string
	Past       []ForecastSaid
}

// ForecastSaid is what a forecast half way through a past quarter would have said.
type ForecastSaid struct {
	Quarter   site.Link
	Said      string // "at least 4 of 6"
	Delivered string
	Held      string // "yes", "no", "n/a"
}

// TeamForecast is the forecast of a team; nil in a quarter that does not run, or where the
// audience sees no numbers.
func TeamForecast(c *site.Context, q *report.Quarter, team string) *metrics.Forecast {
	if q.State != report.Running || site.Ahead(q) || !c.Shows(report.Numbers) {
		return nil
	}
	return c.Book.Forecast(q.ID, team)
}

// expected says in words what the forecast of a team makes of its open items, beside what the team
// itself says; "" where there is no forecast.
func expected(c *site.Context, q *report.Quarter, team string) string {
	f := TeamForecast(c, q, team)
	if f == nil || f.Absent != "" {
		return ""
	}
	return c.T("forecast.expected", "short", len(f.Open)-f.ByEnd().P50, "open", len(f.Open), "day", q.LastDay())
}

// ForecastOf is nil in a quarter that does not run.
func ForecastOf(c *site.Context, r *report.Report) *Forecast {
	q := r.Quarter
	f := TeamForecast(c, q, r.Team.ID)
	if f == nil {
		return nil
	}
	v := &Forecast{Absent: f.Why(c.Words), Definition: c.Definition("forecast", c.T("forecast.definition")), Record: record(c, f)}
	v.Past = site.Each(f.Past, func(s metrics.Said) ForecastSaid { return said(c, s, r.Team) })
	slices.Reverse(v.Past)
	if f.Absent != "" {
		return v
	}
	v.Note = c.T("forecast.note", "day", f.Known, "n", len(f.Weeks))
	end := f.ByEnd()
	fig := func(name, rows, value, count string) {
		v.Figs = append(v.Figs, Fig{Rows: site.Link{Text: name, Path: rows}, Definition: c.Definition("forecast", name), Value: value, Count: count})
	}
	by := c.T("forecast.by", "day", q.LastDay())
	fig(c.T("forecast.p50"), "#rows", some(c, end.P50, f), by)
	fig(c.T("forecast.p85"), "#rows", some(c, end.P85, f), by)
	fig(c.T("forecast.p95"), "#rows", some(c, end.P95, f), by)
	if held := f.Held(); held.Of > 0 {
		fig(c.T("forecast.record"), "#record", c.T("forecast.of", "n", held.Value, "all", held.Of), c.T("forecast.record-of"))
	}
	v.Done = allDone(c, f)
	return v
}

// some is how many of the open items a forecast speaks of.
func some(c *site.Context, n int, f *metrics.Forecast) string {
	return c.T("forecast.of", "n", n, "all", len(f.Open))
}

// allDone says between which days all of it is likely done.
func allDone(c *site.Context, f *metrics.Forecast) string {
	d := f.AllDone
	switch {
	case d.P50 == 0:
		return c.T("forecast.done-never")
	case d.P95 == 0:
		return c.T("forecast.done-half", "p50", d.P50)
	case d.P50 == d.P95:
		return c.T("forecast.done-week", "p50", d.P50)
	}
	return c.T("forecast.done", "p50", d.P50, "p95", d.P95)
}

// record says how often the P85 held, or why that is not known.
func record(c *site.Context, f *metrics.Forecast) string {
	switch held := f.Held(); {
	case held.Of > 0:
		return c.T("forecast.held", "share", c.T("forecast.of", "n", held.Value, "all", held.Of), "percent", held.PercentIn(c.Words))
	case len(f.Past) > 0:
		return c.T("forecast.held-nothing")
	}
	return c.T("forecast.held-unknown")
}

func said(c *site.Context, s metrics.Said, t *report.Team) ForecastSaid {
	row := ForecastSaid{Quarter: site.Link{Text: c.Words.Quarter(s.Quarter.ID), Path: c.Report(s.Quarter, t).Path},
		Said: c.T("forecast.said", "least", s.Least, "all", s.Open), Delivered: c.Words.Number(float64(s.Delivered)), Held: "no"}
	switch {
	case s.Least == 0:
		row.Held = c.T("ratio.none")
	case s.Held():
		row.Held = "yes"
	}
	return row
}

// QuarterForecast is the forecast of each team of a running quarter.
type QuarterForecast struct {
	Definition site.Link
	By         report.Day
	Rows       Fold[ForecastRow]
}

// ForecastRow is the forecast of a team. Absent says why it has none.
type ForecastRow struct {
	Team           site.Link
	Absent         string
	Known          report.Day
	Least, Record  string
	From, Until    report.Day // between which all of it is done
	NotWithinAYear bool
}

// QuarterForecastOf has a row a team, in the order of the quarter's reports; nil in a
// quarter that does not run.
func QuarterForecastOf(c *site.Context, q *report.Quarter) *QuarterForecast {
	var rows []ForecastRow
	for _, r := range q.Reports {
		f := TeamForecast(c, q, r.Team.ID)
		if f == nil {
			continue
		}
		team := c.Report(q, r.Team)
		team.Path += "#forecast"
		row := ForecastRow{Team: team, Absent: f.Why(c.Words), Record: c.T("forecast.no-record")}
		if held := f.Held(); held.Of > 0 {
			row.Record = c.T("forecast.of", "n", held.Value, "all", held.Of)
		}
		if f.Absent == "" {
			row.Known = f.Known
			row.Least = some(c, f.ByEnd().P85, f)
			row.From, row.Until, row.NotWithinAYear = f.AllDone.P50, f.AllDone.P95, f.AllDone.P95 == 0
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil
	}
	return &QuarterForecast{c.Definition("forecast", c.T("forecast.definition")), q.LastDay(), Folded(rows)}
}
