package chart

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// running reports whether there may be something to forecast: a plan edition is what was
// promised, and nothing else.
func running(s Source) bool {
	shown := s.Quarter.Shown
	return s.Quarter.State == report.Running && (shown == nil || !shown.IsPlan())
}

// forecast shows how far a team has come with its plan, and the range of where it will
// likely be at the end of the quarter.
func forecast(s Source) Chart {
	c := Chart{Title: "How much of the plan will likely be delivered, " + s.subject() + ", in items"}
	f := s.Book.Forecast(s.Quarter.ID, s.Team.ID)
	switch {
	case f == nil:
		c.Absent = "There is no plan, so there is nothing to forecast."
		return c
	case f.Absent != "":
		c.Absent = f.Absent
		return c
	}
	x := newFan(f, s.figures())
	c.Summary = x.words()
	c.Keys = []KeyRow{{Label: "In items", Keys: []Key{{"carried2", "planned"}, {"delivered", "delivered, then what will be at least"}}}}
	c.Table = x.table()
	c.Wide, c.Narrow = x.draw(true), x.draw(false)
	return c
}

// fan is what was delivered of a plan, and where that may lead.
type fan struct {
	*metrics.Forecast
	planned, kept int
	course        burn // the kept items, by day
}

func newFan(f *metrics.Forecast, n *metrics.Figures) fan {
	x := fan{Forecast: f, planned: len(n.P), kept: len(n.Kept)}
	x.course = burn{quarter: f.Quarter, until: max(f.Known, f.Quarter.Start), landed: map[report.Day][]float64{}}
	for _, d := range n.Kept {
		day := x.course.inside(d.Outcome.Finished)
		x.course.landed[day] = append(x.course.landed[day], 1)
	}
	return x
}

// level is one likelihood, and the number of items that it promises at least.
type level struct {
	percent int
	of      func(metrics.Outlook) int
}

// levels go from the most items to the fewest.
var levels = []level{
	{50, func(o metrics.Outlook) int { return o.P50 }},
	{85, func(o metrics.Outlook) int { return o.P85 }},
	{95, func(o metrics.Outlook) int { return o.P95 }},
}

// told are the levels of an outlook that say something new: of those with an equal
// number, the likeliest.
func told(o metrics.Outlook) []level {
	var list []level
	for i, l := range levels {
		if i == len(levels)-1 || levels[i+1].of(o) != l.of(o) {
			list = append(list, l)
		}
	}
	return list
}

// line goes from today to the end of the quarter, and from a value up.
func (x fan) line(from int, of func(metrics.Outlook) int) []point {
	line := []point{{Value: []any{ms(x.course.until), from}}}
	for _, o := range x.Course {
		line = append(line, point{Value: []any{ms(o.Day), from + of(o)}})
	}
	return line
}

func (x fan) draw(wide bool) Drawing {
	w, height, size, more1 := narrowWidth, 220, 11.0, "+"
	if wide {
		w, height, size, more1 = wideWidth, 260, 13, " or more"
	}
	end := x.ByEnd()
	texts, at := []string{fmt.Sprintf("%d planned", x.planned)}, []int{x.planned}
	for _, l := range told(end) {
		texts = append(texts, fmt.Sprintf("%d%s, %d\u00a0%%", x.kept+l.of(end), more1, l.percent))
		at = append(at, x.kept+l.of(end))
	}
	stepSize, top := scale(float64(x.planned))
	shifts := apartBy(size+4, at, float64(height-40)/top)
	c := charts.NewLine()
	days := axisText(12, "ink-2")
	days.Formatter = "{d} {MMM}"
	c.SetGlobalOptions(
		margins(int(width(metrics.Amount(top), 12))+16, int(widest(texts, size))+10, 14, 26), tooltip("line"),
		charts.WithXAxisOpts(opts.XAxis{Type: "time", Min: ms(x.Quarter.Start), Max: ms(x.Quarter.LastDay()),
			AxisLine: baseline(), SplitLine: noSplit(), AxisLabel: days}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Min: 0, Max: top, AxisLine: noLine(), SplitLine: hairlines(), AxisLabel: axisText(12, "ink-2")}),
	)
	m := more{utc: true, y: []axisMore{{step: stepSize}}, series: []seriesMore{{unsaid: true}, {unsaid: true}}}
	m.x.label.CustomValues = months(x.Quarter, wide)
	m.y[0].label.Margin = opts.Int(10)
	// The band is a stack: nothing up to the surest level, then the rest up to the boldest.
	x.fill(c, x.line(x.kept, levels[2].of), 0)
	x.fill(c, x.line(0, func(o metrics.Outlook) int { return o.P50 - o.P95 }), .16)
	plan := []point{{Value: []any{ms(x.Quarter.Start), x.planned}}, {Value: []any{ms(x.Quarter.LastDay()), x.planned}}}
	mark(plan, texts[0], size, shifts[0])
	x.course.add(c, "planned", plan, "carried-2", 2, "dashed")
	x.course.add(c, "delivered", x.course.line(x.course.landed, x.course.until), "delivered", 3, "solid")
	marked := 0
	for _, l := range levels {
		line := x.line(x.kept, l.of)
		if said := told(end); said[marked].percent == l.percent {
			marked++
			mark(line, texts[marked], size, shifts[marked])
		}
		thick, kind := float32(1), "solid"
		if l.percent == 85 {
			thick, kind = 2, "dashed"
		}
		c.AddSeries(fmt.Sprintf("at least, %d\u00a0%%", l.percent), nil,
			charts.WithLineChartOpts(opts.LineChart{Symbol: "circle", SymbolSize: 0.01, ShowSymbol: opts.Bool(true)}),
			charts.WithLineStyleOpts(opts.LineStyle{Color: color("delivered"), Width: thick, Type: kind}),
			charts.WithItemStyleOpts(opts.ItemStyle{Color: color("delivered")}), points(line))
	}
	return drawing(lines{c}, w, height, m)
}

// fill adds a part of the band.
func (x fan) fill(c *charts.Line, data []point, opacity float32) {
	c.AddSeries("", nil,
		charts.WithLineChartOpts(opts.LineChart{Symbol: "none", Stack: "band"}),
		charts.WithLineStyleOpts(opts.LineStyle{Color: color("delivered"), Opacity: opts.Float(0)}),
		charts.WithItemStyleOpts(opts.ItemStyle{Color: color("delivered")}),
		charts.WithAreaStyleOpts(opts.AreaStyle{Color: color("delivered"), Opacity: opts.Float(opacity)}),
		points(data))
}

// apartBy returns how far down labels of some values, largest first, must move so that
// they lie a height apart; unit is the px of 1. As a whole they stay where they are.
func apartBy(height float64, values []int, unit float64) []int {
	shifts := make([]int, len(values))
	y := make([]float64, len(values))
	for i, v := range values {
		y[i] = -float64(v) * unit
		if i > 0 {
			y[i] = max(y[i], y[i-1]+height)
		}
	}
	// The lowest would run into the axis: push back from below.
	for i := len(y) - 1; i >= 0; i-- {
		floor := -height / 2
		if i < len(y)-1 {
			floor = y[i+1] - height
		}
		y[i] = min(y[i], floor)
		shifts[i] = int(y[i] + float64(values[i])*unit)
	}
	return shifts
}

func (x fan) table() Table {
	t := Table{Columns: []Column{column("By the end of"), figure("Delivered in all"), figure("At least, 50\u00a0%"), figure("At least, 85\u00a0%"), figure("At least, 95\u00a0%")}}
	known := func(d report.Day) {
		t.Rows = append(t.Rows, []string{d.Medium(), metrics.Amount(x.course.at(x.course.landed, d)), "", "", ""})
	}
	for d := x.Quarter.Start; d < x.Known; d++ {
		if d.Time().Weekday() == 0 {
			known(d)
		}
	}
	known(x.course.until)
	for _, o := range x.Course {
		t.Rows = append(t.Rows, append([]string{o.Day.Medium(), ""}, cells(float64(x.kept+o.P50), float64(x.kept+o.P85), float64(x.kept+o.P95))...))
	}
	t.Foot = slices.Clone(t.Rows[len(t.Rows)-1])
	t.Foot[0] = "By the end of the quarter"
	return t
}

// words are the range in numbers, the range of dates, and what the past says about both.
func (x fan) words() string {
	verb := was(x.kept)
	if x.planned == 1 {
		verb = was(1)
	}
	said := fmt.Sprintf("%d of %s %s delivered by %s, %d %s open.", x.kept, count(x.planned, "planned item", "planned items"), verb, x.Known.Long(), len(x.Open), be(len(x.Open)))
	var parts []string
	end := x.ByEnd()
	for _, l := range slices.Backward(told(end)) {
		if n := l.of(end); n > 0 {
			parts = append(parts, fmt.Sprintf("at least %d with a likelihood of %d\u00a0%%", n, l.percent))
		}
	}
	if parts == nil {
		said += " Not one of these can be counted on by the end of the quarter."
	} else {
		said += " Of these will be delivered by the end of the quarter " + strings.Join(parts, ", ") + "."
		if end.P85 == 0 {
			said += " None can be counted on with 85\u00a0%."
		}
	}
	said += " " + x.dates()
	if r := x.Held(); r.Of > 0 {
		said += fmt.Sprintf(" Of the same forecasts half way through past quarters, the 85\u00a0%% held in %s.", r.Count())
	}
	return said
}

// dates says by when all of it is delivered.
func (x fan) dates() string {
	d := x.AllDone
	if d.P50 == 0 {
		return "All of it takes longer than a year, as likely as not."
	}
	by := func(day report.Day, percent int) string {
		if day == 0 {
			return fmt.Sprintf("not within a year (%d\u00a0%%)", percent)
		}
		return fmt.Sprintf("by %s (%d\u00a0%%)", day.Long(), percent)
	}
	return "All of it will be delivered " + list([]string{by(d.P50, 50), by(d.P85, 85), by(d.P95, 95)}) + "."
}
