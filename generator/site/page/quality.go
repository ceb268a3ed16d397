package page

import (
	"math"
	"quarterdeck/generator/chart"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
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

// quality compares a report with the quarter before it, and with up to five
// earlier ones in the sparklines. A measure that none of them has is left out.
func quality(c *site.Context, r *report.Report) *Quality {
	q := r.Quarter.ID
	v := &Quality{Now: q.Title(), Before: q.Prev().Title(), Note: "Against " + nb(q.Prev().Title()) + ", with the last six quarters. A gap is a quarter without data."}
	past := lastReports(c, r)
	for _, m := range c.Archive.Site.Measures {
		values := make([]*float64, len(past))
		known := false
		for i, e := range past {
			values[i] = measured(e, m.ID)
			known = known || values[i] != nil
		}
		if !known {
			continue
		}
		now, before := values[len(values)-1], values[len(values)-2]
		row := QualityRow{Title: m.Title, Now: measure(m, now), Before: measure(m, before)}
		row.Change, row.Worse = change(c, m, now, before)
		words := make([]string, len(values))
		for i, x := range values {
			words[i] = measure(m, x)
		}
		row.Trend = site.Spark{Drawing: chart.Sparkline(values), ID: "s-" + digits(len(v.Rows)), Values: strings.Join(words, ", ")}
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
func measure(m report.Measure, x *float64) string {
	if x == nil {
		return "n/a"
	}
	if m.Unit == "%" {
		return metrics.Amount(math.Round(*x*1000)/10) + "\u00a0%"
	}
	return strings.TrimSpace(metrics.Amount(*x) + "\u00a0" + m.Unit)
}

// directions are the words for down and up that suit a unit.
func directions(unit string) [2]string {
	switch unit {
	case "":
		return [2]string{"fewer", "more"}
	case "%":
		return [2]string{"lower", "higher"}
	case "s", "min", "h", "hours", "days", "weeks":
		return [2]string{"shorter", "longer"}
	}
	return [2]string{"less", "more"}
}

// change says in words how a value moved, and whether that is for the better:
// "2 fewer, better". Only the measure knows which way is better.
func change(c *site.Context, m report.Measure, now, before *float64) (words string, worse bool) {
	if now == nil || before == nil {
		return "nothing to compare", false
	}
	by := *now - *before
	size := measure(m, new(math.Abs(by)))
	if m.Unit == "%" {
		points := math.Round(math.Abs(by)*1000) / 10
		size = metrics.Amount(points) + "\u00a0" + verb(int(points), "point", "points")
		if points != 1 {
			size = metrics.Amount(points) + "\u00a0points"
		}
	}
	if metrics.Amount(by) == "0" && m.Unit != "%" || m.Unit == "%" && math.Round(by*1000) == 0 {
		return "no change", false
	}
	up := by > 0
	direction := directions(m.Unit)[0]
	if up {
		direction = directions(m.Unit)[1]
	}
	switch {
	case m.Better == "":
		return size + " " + direction, false
	case (m.Better == "up") == up:
		return size + " " + direction + ", better", false
	}
	return size + " " + direction + ", worse", true
}
