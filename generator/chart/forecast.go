package chart

import (
	"slices"
	"strings"

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
	c := Chart{Title: s.T("chart.forecast.title", "about", s.subject())}
	f := s.Book.Forecast(s.Quarter.ID, s.Team.ID)
	switch {
	case f == nil:
		return c.absent(s.T("chart.forecast.absent"))
	case f.Absent != "":
		return c.absent(f.Why(s.Words))
	}
	x := newFan(s, f)
	c.Summary = x.words()
	c.Keys = []KeyRow{{Label: s.T("chart.forecast.key"), Keys: []Key{{"carried2", s.T("chart.forecast.key-planned")}, {"delivered", s.T("chart.forecast.key-delivered")}}}}
	c.Table = x.table()
	c.Wide, c.Narrow = x.draw(true), x.draw(false)
	return c
}

// fan is what was delivered of a plan, and where that may lead.
type fan struct {
	*metrics.Forecast
	source        Source
	planned, kept int
	course        burn // the kept items, by day
}

func newFan(s Source, f *metrics.Forecast) fan {
	n := s.figures()
	x := fan{Forecast: f, source: s, planned: len(n.P), kept: len(n.Kept)}
	x.course = burn{quarter: f.Quarter, until: max(f.Known, f.Quarter.Start)}
	x.course.landed = x.course.events(n.Kept, finishedOn, func(*report.Deliverable) float64 { return 1 })
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
	s := x.source
	w, height, size, least := narrowWidth, 220, 11.0, "chart.forecast.label-least"
	if wide {
		w, height, size, least = wideWidth, 260, 13, "chart.forecast.label-least-wide"
	}
	end := x.ByEnd()
	texts, at := []string{s.T("chart.forecast.label-planned", "n", x.planned)}, []int{x.planned}
	for _, l := range told(end) {
		texts = append(texts, s.T(least, "n", x.kept+l.of(end), "percent", s.likely(l.percent)))
		at = append(at, x.kept+l.of(end))
	}
	stepSize, top := scale(float64(x.planned))
	shifts := apartBy(size+4, at, float64(height-40)/top)
	o := overTime(x.Quarter, wide, stepSize, top, widest(texts, size))
	// The band is a stack: nothing up to the surest level, then the rest up to the boldest.
	o.add(fill(x.line(x.kept, levels[2].of), 0), fill(x.line(0, func(o metrics.Outlook) int { return o.P50 - o.P95 }), .16))
	plan := []point{{Value: []any{ms(x.Quarter.Start), x.planned}}, {Value: []any{ms(x.Quarter.LastDay()), x.planned}}}
	mark(plan, texts[0], size, shifts[0])
	o.add(stepped(s.T("chart.forecast.series-planned"), "carried-2", 2, "dashed", plan),
		stepped(s.T("chart.forecast.series-delivered"), "delivered", 3, "solid", x.course.line(x.course.landed, x.course.until)))
	marked := 0
	for _, l := range levels {
		data := x.line(x.kept, l.of)
		if said := told(end); said[marked].percent == l.percent {
			marked++
			mark(data, texts[marked], size, shifts[marked])
		}
		thick, kind := float32(1), "solid"
		if l.percent == 85 {
			thick, kind = 2, "dashed"
		}
		course := line(s.T("chart.forecast.series-least", "percent", s.likely(l.percent)), "delivered", thick, kind, data)
		course.SymbolSize = 0.01
		o.add(course)
	}
	return o.drawing(w, height)
}

// fill is a part of the band, of which the live chart says nothing.
func fill(data []point, opacity float32) series {
	s := shape("line", "", "delivered", data)
	s.AllDots, s.Symbol, s.Stack, s.Tooltip = true, "none", "band", &show{false}
	s.LineStyle = &opts.LineStyle{Color: color("delivered"), Opacity: opts.Float(0)}
	s.AreaStyle = &opts.AreaStyle{Color: color("delivered"), Opacity: opts.Float(opacity)}
	return s
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
	s := x.source
	t := Table{Columns: []Column{column(s.T("chart.forecast.by")), figure(s.T("chart.forecast.delivered"))}}
	for _, l := range levels {
		t.Columns = append(t.Columns, figure(s.T("chart.forecast.least", "percent", s.likely(l.percent))))
	}
	known := func(d report.Day) {
		t.Rows = append(t.Rows, []string{s.Words.DateAs(d, "medium-loose"), metrics.Amount(x.course.at(x.course.landed, d)), "", "", ""})
	}
	for d := x.Quarter.Start; d < x.Known; d++ {
		if d.Time().Weekday() == 0 {
			known(d)
		}
	}
	known(x.course.until)
	for _, o := range x.Course {
		t.Rows = append(t.Rows, append([]string{s.Words.DateAs(o.Day, "medium-loose"), ""}, cells(float64(x.kept+o.P50), float64(x.kept+o.P85), float64(x.kept+o.P95))...))
	}
	t.Foot = slices.Clone(t.Rows[len(t.Rows)-1])
	t.Foot[0] = s.T("chart.forecast.end")
	return t
}

// words are the range in numbers, the range of dates, and what the past says about both.
func (x fan) words() string {
	s, end := x.source, x.ByEnd()
	all := []string{s.T("chart.forecast.so-far", "kept", x.kept, "planned", x.planned, "day", x.Known, "open", len(x.Open))}
	var parts []string
	for _, l := range slices.Backward(told(end)) {
		if n := l.of(end); n > 0 {
			parts = append(parts, s.T("chart.forecast.level", "n", n, "percent", s.likely(l.percent)))
		}
	}
	if parts == nil {
		all = append(all, s.T("chart.forecast.nothing-sure"))
	} else {
		all = append(all, s.T("chart.forecast.range", "levels", strings.Join(parts, s.T("list.comma"))))
		if end.P85 == 0 {
			all = append(all, s.T("chart.forecast.none-likely", "percent", s.likely(85)))
		}
	}
	all = append(all, x.dates())
	if r := x.Held(); r.Of > 0 {
		all = append(all, s.T("chart.forecast.held", "percent", s.likely(85), "count", r.CountIn(s.Words)))
	}
	return sentences(all...)
}

// likely is a likelihood.
func (s Source) likely(percent int) string { return s.Words.Percent(float64(percent)) }

// dates tells by when all of it is delivered.
func (x fan) dates() string {
	s, d := x.source, x.AllDone
	if d.P50 == 0 {
		return s.T("chart.forecast.more-than-a-year")
	}
	by := func(day report.Day, percent int) string {
		if day == 0 {
			return s.T("chart.forecast.not-within-a-year", "percent", s.likely(percent))
		}
		return s.T("chart.forecast.by-day", "day", day, "percent", s.likely(percent))
	}
	return s.T("chart.forecast.all-done", "days", []string{by(d.P50, 50), by(d.P85, 85), by(d.P95, 95)})
}
