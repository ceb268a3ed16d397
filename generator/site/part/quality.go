package part

import (
	"math"
	"quarterdeck/generator/chart"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strconv"
	"strings"
)

// Quality is the numbers of the export that stand beside the plan.
type Quality struct {
	Now, Before string // the quarters compared
	Note        string
	Rows        []QualityRow
}

// QualityRow is one measure over the quarters.
type QualityRow struct {
	Title, Now, Before, Change string
	Worse                      bool
	Trend                      site.Spark
}

// trendLength is how many quarters a sparkline shows.
const trendLength = 6

// QualityOf compares a report with the quarter before it, and with up to five
// earlier ones in the sparklines. A measure that none of them has is left out.
func QualityOf(c *site.Context, r *report.Report) *Quality {
	q := r.Quarter.ID
	v := &Quality{Now: c.Words.Quarter(q), Before: c.Words.Quarter(q.Prev()), Note: c.T("quality.note", "quarter", q.Prev())}
	past := lastReports(c, r)
	for _, m := range c.Measures() {
		values := site.Each(past, func(r *report.Report) *float64 { return measured(r, m.ID) })
		if !slices.ContainsFunc(values, func(x *float64) bool { return x != nil }) {
			continue
		}
		now, before := values[len(values)-1], values[len(values)-2]
		row := QualityRow{Title: m.Title, Now: measure(c, m, now), Before: measure(c, m, before)}
		row.Change, row.Worse = change(c, m, now, before)
		words := site.Each(values, func(x *float64) string { return measure(c, m, x) })
		row.Trend = site.Spark{Drawing: chart.Sparkline(values), ID: "s-" + strconv.Itoa(len(v.Rows)), Values: strings.Join(words, c.T("list.comma"))}
		v.Rows = append(v.Rows, row)
	}
	return v
}

// lastReports are those of the last six quarters, oldest first; nil for a quarter
// without a report of the team.
func lastReports(c *site.Context, r *report.Report) []*report.Report {
	out := make([]*report.Report, trendLength)
	all := c.Index().Reports[r.Team.ID]
	for i := c.Index().Place[r]; i >= 0; i-- {
		back := r.Quarter.ID.Index() - all[i].Quarter.ID.Index()
		if back >= trendLength {
			break
		}
		out[trendLength-1-back] = all[i]
	}
	return out
}

func measured(r *report.Report, id string) *float64 {
	if r == nil || r.Metrics == nil {
		return nil
	}
	if x, ok := r.Metrics.Quality[id]; ok {
		return &x
	}
	return nil
}

// measure writes a value with its unit, or "n/a".
func measure(c *site.Context, m report.Measure, x *float64) string {
	switch {
	case x == nil:
		return c.T("ratio.none")
	case m.Unit == "%":
		return c.Words.Percent(math.Round(*x*1000) / 10)
	case m.Unit == "":
		return c.Words.Number(*x)
	}
	return c.T("quality.value", "value", *x, "unit", m.Unit)
}

// sortOfUnit says which words for more and less suit a unit.
func sortOfUnit(unit string) string {
	switch unit {
	case "":
		return "count"
	case "%":
		return "share"
	case "s", "min", "h", "hours", "days", "weeks":
		return "time"
	}
	return "amount"
}

// change says in words how a value moved, and whether that is for the better:
// "2 fewer, better". Only the measure knows which way is better.
func change(c *site.Context, m report.Measure, now, before *float64) (words string, worse bool) {
	if now == nil || before == nil {
		return c.T("quality.no-comparison"), false
	}
	by := *now - *before
	size, same := measure(c, m, new(math.Abs(by))), math.Round(by*100) == 0
	if m.Unit == "%" {
		points := math.Round(math.Abs(by)*1000) / 10
		size, same = c.T("quality.points", "n", points), points == 0
	}
	if same {
		return c.T("quality.no-change"), false
	}
	up, verdict := by > 0, "none"
	if m.Better != "" {
		verdict, worse = "better", (m.Better == "up") != up
	}
	if worse {
		verdict = "worse"
	}
	return c.T("quality.change", "size", size, "unit", sortOfUnit(m.Unit), "more", up, "verdict", verdict), worse
}
