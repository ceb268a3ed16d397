package chart

import (
	"fmt"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// burnUp shows how the scope of a quarter grew, and how delivery caught up with
// it, day by day. It is in planned size, or in items where a size is missing. In a
// running quarter the delivered line stops today.
func burnUp(s Source) Chart {
	c := Chart{Title: "Scope and delivery through the quarter, " + s.subject()}
	f := s.figures()
	switch {
	case f == nil || len(f.P)+len(f.Added) == 0:
		c.Absent = "Nothing was planned and nothing was added, so there is no course to show."
		return c
	case ahead(f):
		c.Absent = "The quarter has not begun, so there is no course to show yet."
		return c
	}
	b := newBurn(f, s.Archive.Today)
	c.Title += ", in " + b.unit
	c.Summary = b.words()
	c.Keys = []KeyRow{{Label: "In " + b.unit, Keys: []Key{{"carried2", "in scope"}, {"delivered", "delivered"}}}}
	c.Table = b.table()
	c.Wide, c.Narrow = b.draw(true), b.draw(false)
	return c
}

func ahead(f *metrics.Figures) bool {
	q := f.Quarter
	return q.State == report.Ahead || q.Shown != nil && q.Shown.IsPlan() // a plan edition knows no outcomes
}

// burn is the course of one quarter.
type burn struct {
	quarter        *report.Quarter
	until          report.Day // the last day that is known
	unit           string
	plan           float64 // in scope at the cut-off
	joined, landed map[report.Day][]float64
}

func newBurn(f *metrics.Figures, today report.Day) burn {
	q := f.Quarter
	b := burn{quarter: q, until: q.LastDay(), unit: "planned size", joined: map[report.Day][]float64{}, landed: map[report.Day][]float64{}}
	if q.State == report.Running {
		b.until = min(max(today, q.Start), b.until)
	}
	all := slices.Concat(f.P, f.Added)
	weight := func(d *report.Deliverable) float64 {
		if s := d.PlannedSize(); s > 0 {
			return s
		}
		return d.Outcome.Size // of an unplanned item only the actual size is known
	}
	if slices.ContainsFunc(all, func(d *report.Deliverable) bool { return weight(d) <= 0 }) {
		b.unit = "items"
		weight = func(*report.Deliverable) float64 { return 1 }
	}
	for _, d := range f.P {
		b.joined[q.Start] = append(b.joined[q.Start], weight(d))
	}
	b.plan = b.at(b.joined, q.Start)
	for _, d := range f.Added {
		day := b.inside(joinedOn(d))
		b.joined[day] = append(b.joined[day], weight(d))
	}
	for _, d := range f.Delivered {
		day := b.inside(d.Outcome.Finished)
		b.landed[day] = append(b.landed[day], weight(d))
	}
	return b
}

// joinedOn is when an added item joined: the day that the plan says, or the first
// day on which the export knew it.
func joinedOn(d *report.Deliverable) report.Day {
	for _, day := range []report.Day{d.Added, d.Outcome.Started, d.Outcome.Finished} {
		if day != 0 {
			return day
		}
	}
	return 0
}

// inside moves a day into the known part of the quarter. What has no date is
// counted on the last day: that much is known to be true by then.
func (b burn) inside(d report.Day) report.Day {
	if d == 0 {
		return b.until
	}
	return min(max(d, b.quarter.Start), b.until)
}

// at sums what happened up to and including a day.
func (b burn) at(events map[report.Day][]float64, until report.Day) float64 {
	var days []report.Day
	for d := range events {
		if d <= until {
			days = append(days, d)
		}
	}
	slices.Sort(days)
	sum := 0.0
	for _, d := range days {
		sizes := slices.Sorted(slices.Values(events[d]))
		for _, s := range sizes {
			sum += s
		}
	}
	return sum
}

// line returns the points of a step line: the start, each day on which it rises,
// and the end.
func (b burn) line(events map[report.Day][]float64, end report.Day) []point {
	days := []report.Day{b.quarter.Start}
	for d := range events {
		days = append(days, d)
	}
	days = append(days, end)
	slices.Sort(days)
	var points []point
	for _, d := range slices.Compact(days) {
		points = append(points, point{Value: []any{ms(d), tidy(b.at(events, d))}})
	}
	return points
}

// ms is midnight UTC of a day as ECharts counts time.
func ms(d report.Day) int64 { return int64(d) * 86_400_000 }

func (b burn) draw(wide bool) Drawing {
	scope, done := b.at(b.joined, b.until), b.at(b.landed, b.until)
	scopeText := metrics.Amount(scope) + " in scope"
	doneText := metrics.Amount(done) + " delivered"
	w, height, size := narrowWidth, 220, 11.0
	if wide {
		w, height, size = wideWidth, 260, 13
		if scope > b.plan {
			scopeText += ", " + metrics.Amount(b.plan) + " at the start"
		}
	}
	stepSize, end := scale(math.Max(scope, done))
	left := int(width(metrics.Amount(end), 12)) + 16
	right := int(widest([]string{scopeText, doneText}, size)) + 10
	scopeLine, doneLine := b.line(b.joined, b.quarter.LastDay()), b.line(b.landed, b.until)
	// Two labels at the same height would cover each other.
	room := float64(height-40) / end
	shift := 0
	if near := 17 - (scope-done)*room; near > 0 && b.until-b.quarter.Start > 60 {
		shift = int(near/2) + 1
	}
	up := shift
	if done == 0 && b.until < b.quarter.LastDay() {
		up = -10 // else the axis would run through the words
	}
	mark(scopeLine, scopeText, size, -shift)
	mark(doneLine, doneText, size, up)
	c := charts.NewLine()
	days := axisText(12, "ink-2")
	days.Formatter = "{d} {MMM}"
	c.SetGlobalOptions(
		margins(left, right, 14, 26), tooltip("line"),
		charts.WithXAxisOpts(opts.XAxis{Type: "time", Min: ms(b.quarter.Start), Max: ms(b.quarter.LastDay()),
			AxisLine: baseline(), SplitLine: noSplit(), AxisLabel: days}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Min: 0, Max: end, AxisLine: noLine(), SplitLine: hairlines(), AxisLabel: axisText(12, "ink-2")}),
	)
	b.add(c, "in scope", scopeLine, "carried-2", 2, "dashed")
	b.add(c, "delivered", doneLine, "delivered", 3, "solid")
	m := more{utc: true, y: []axisMore{{step: stepSize}}}
	m.x.label.CustomValues = months(b.quarter, wide)
	m.y[0].label.Margin = opts.Int(10)
	return drawing(lines{c}, w, height, m)
}

func (b burn) add(c *charts.Line, name string, data []point, token string, width float32, kind string) {
	c.AddSeries(name, nil,
		charts.WithLineChartOpts(opts.LineChart{Symbol: "circle", SymbolSize: 0.01, ShowSymbol: opts.Bool(true), Step: "end"}),
		charts.WithLineStyleOpts(opts.LineStyle{Color: color(token), Width: width, Type: kind}),
		charts.WithItemStyleOpts(opts.ItemStyle{Color: color(token)}),
		points(data),
	)
}

// mark puts a text beside the last point.
func mark(line []point, formatter string, size float64, shift int) {
	t := text(size, "ink")
	t.Position, t.Distance, t.Formatter, t.Align = "right", 6, formatter, "left"
	if shift != 0 {
		t.Offset = []int{0, shift}
	}
	line[len(line)-1].Label = &t
}

// months are the first days of the months of a quarter, and the last day where there is room.
func months(q *report.Quarter, wide bool) []int64 {
	var days []int64
	for d := q.Start; d < q.End; d++ {
		if d == q.Start || d.Time().Day() == 1 {
			days = append(days, ms(d))
		}
	}
	if wide {
		days = append(days, ms(q.LastDay()))
	}
	return days
}

func (b burn) table() Table {
	t := Table{Columns: []Column{column("By the end of"), figure("In scope, " + b.unit), figure("Delivered, " + b.unit), figure("Delivered in the week")}}
	before := 0.0
	row := func(d report.Day) {
		done := b.at(b.landed, d)
		t.Rows = append(t.Rows, append([]string{d.Medium()}, cells(b.at(b.joined, d), done, done-before)...))
		before = done
	}
	for d := b.quarter.Start + 6; d < b.until; d += 7 {
		row(d)
	}
	row(b.until)
	done := b.at(b.landed, b.until)
	t.Foot = append([]string{"In all"}, cells(b.at(b.joined, b.until), done, done)...)
	return t
}

func (b burn) words() string {
	scope, done := b.at(b.joined, b.until), b.at(b.landed, b.until)
	share := metrics.Ratio{Value: done, Of: scope}
	when := "by the end of the quarter"
	if b.until < b.quarter.LastDay() {
		when = "by " + b.until.Long()
	}
	said := fmt.Sprintf("%s of what was in scope was delivered %s.", share, when)
	if added := scope - b.plan; added > 0 {
		return said + fmt.Sprintf(" The scope grew from %s to %s.", metrics.Amount(b.plan), metrics.Amount(scope))
	}
	return said + " Nothing was added to the scope."
}
