package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

const chartForecast = "c-forecast"

// Forecast is where the quarter of a team is heading: a range, never one date.
type Forecast struct {
	Note       string // as of which day
	Definition site.Link
	Absent     string // why there is none, or ""
	Figs       []Fig
	Done       string // "All of it done: …"
	Picture    *site.Figure
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

// forecast is nil in a quarter that does not run.
func forecast(c *site.Context, r *report.Report, charts site.Figures) *Forecast {
	q := r.Quarter
	if q.State != report.Running || site.Ahead(q) || !c.Shows(report.Numbers) {
		return nil
	}
	f := c.Book.Forecast(q.ID, r.Team.ID)
	if f == nil {
		return nil
	}
	v := &Forecast{Absent: f.Absent, Definition: c.Definition("forecast", "What it rests on"), Record: record(c, f)}
	for _, s := range slices.Backward(f.Past) {
		v.Past = append(v.Past, said(c, s, r.Team))
	}
	if f.Absent != "" {
		return v
	}
	v.Note = "As of " + nb(f.Known.Long()) + ", from the team’s own last " + site.Count(len(f.Weeks), "week") + "."
	end := f.ByEnd()
	by := "open ones by " + nb(q.LastDay().Short())
	for _, one := range []struct {
		name string
		n    int
	}{{"At least, as likely as not", end.P50}, {"At least, with 85 %", end.P85}, {"At least, with 95 %", end.P95}} {
		v.Figs = append(v.Figs, Fig{Rows: site.Link{Text: nb85(one.name), Path: "#rows"}, Definition: c.Definition("forecast", one.name),
			Value: nb(digits(one.n) + " of " + digits(len(f.Open))), Count: by})
	}
	if held := f.Held(); held.Of > 0 {
		v.Figs = append(v.Figs, Fig{Rows: site.Link{Text: "Its record", Path: "#record"}, Definition: c.Definition("forecast", "Its record"),
			Value: nb(held.Count()), Count: "past quarters in which the 85\u00a0% held"})
	}
	v.Done = allDone(c, f)
	v.Picture = charts.Get(chartForecast)
	return v
}

// nb85 keeps a percentage on one line.
func nb85(s string) string {
	if n := len(s) - len(" %"); n > 0 && s[n:] == " %" {
		return s[:n] + "\u00a0%"
	}
	return s
}

// allDone says between which days all of it is likely done.
func allDone(c *site.Context, f *metrics.Forecast) string {
	d := f.AllDone
	switch {
	case d.P50 == 0:
		return "All of it done: not within a year, as likely as not."
	case d.P95 == 0:
		return "All of it done: by " + nb(d.P50.Long()) + " as likely as not; with 95\u00a0% it is not within a year."
	case d.P50 == d.P95:
		return "All of it done: in the week to " + nb(d.P50.Long()) + ", with 50 as with 95\u00a0%."
	}
	return "All of it done: between " + nb(d.P50.Long()) + " (50\u00a0%) and " + nb(d.P95.Long()) + " (95\u00a0%)."
}

// record says how often the P85 held, or why that is not known.
func record(c *site.Context, f *metrics.Forecast) string {
	switch held := f.Held(); {
	case held.Of > 0:
		return "Half way through past quarters, the 85\u00a0% held in " + nb(held.Count()) + " (" + held.Percent() + ")."
	case len(f.Past) > 0:
		return "It has no record yet: half way through past quarters it could promise nothing."
	}
	return "It has no record yet: no past quarter had the weeks before it and an export to its end."
}

func said(c *site.Context, s metrics.Said, t *report.Team) ForecastSaid {
	row := ForecastSaid{Quarter: site.Link{Text: s.Quarter.ID.Title(), Path: c.Report(s.Quarter, t).Path},
		Said: "at least " + nb(digits(s.Least)+" of "+digits(s.Open)), Delivered: digits(s.Delivered), Held: "no"}
	switch {
	case s.Least == 0:
		row.Said, row.Held = "nothing for sure", "n/a"
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

// quarterForecast has a row a team, in the order of the quarter's reports; nil in a
// quarter that does not run.
func quarterForecast(c *site.Context, q *report.Quarter) *QuarterForecast {
	if q.State != report.Running || site.Ahead(q) || !c.Shows(report.Numbers) {
		return nil
	}
	var rows []ForecastRow
	for _, r := range q.Reports {
		f := c.Book.Forecast(q.ID, r.Team.ID)
		if f == nil {
			continue
		}
		team := c.Report(q, r.Team)
		team.Path += "#forecast"
		row := ForecastRow{Team: team, Absent: f.Absent, Record: "none yet"}
		if held := f.Held(); held.Of > 0 {
			row.Record = nb(held.Count())
		}
		if f.Absent == "" {
			row.Known = f.Known
			row.Least = nb(digits(f.ByEnd().P85) + " of " + digits(len(f.Open)))
			row.From, row.Until, row.NotWithinAYear = f.AllDone.P50, f.AllDone.P95, f.AllDone.P95 == 0
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil
	}
	return &QuarterForecast{c.Definition("forecast", "What it rests on"), q.LastDay(), fold(rows)}
}
