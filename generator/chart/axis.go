package chart

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"

	"quarterdeck/generator/report"
)

// xAxis and yAxis are the axes of go-echarts with what they lack. No chart has
// ticks.
type xAxis struct {
	opts.XAxis
	AxisTick    show       `json:"axisTick"`
	AxisLabel   *axisLabel `json:"axisLabel,omitempty"`
	BoundaryGap *bool      `json:"boundaryGap,omitempty"` // false: the first and the last point lie on the edges
}

type yAxis struct {
	opts.YAxis
	AxisTick  show       `json:"axisTick"`
	AxisLabel *axisLabel `json:"axisLabel,omitempty"`
	Interval  float64    `json:"interval,omitempty"` // between split lines; 0: as ECharts likes
}

// axisLabel is opts.AxisLabel with what it lacks, or has as text.
type axisLabel struct {
	opts.AxisLabel
	CustomValues []int64 `json:"customValues,omitempty"` // the only ticks with a label: indexes, or ms
	Interval     *int    `json:"interval,omitempty"`     // 0: every label
	LineHeight   int     `json:"lineHeight,omitempty"`
	Padding      []int   `json:"padding,omitempty"`
	Margin       *int    `json:"margin,omitempty"`
}

// noLine and noSplit leave out an axis line and split lines.
func noLine() *opts.AxisLine { return &opts.AxisLine{Show: opts.Bool(false)} }

func noSplit() *opts.SplitLine { return &opts.SplitLine{Show: opts.Bool(false)} }

// baseline is the one axis line that is drawn: the ground of columns and lines.
func baseline() *opts.AxisLine {
	return &opts.AxisLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: color("line-2")}}
}

// hairlines are the split lines of a value axis.
func hairlines() *opts.SplitLine {
	return &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: color("line")}}
}

func axisText(size int, token string) *axisLabel {
	yes := opts.Bool(true)
	return &axisLabel{AxisLabel: opts.AxisLabel{
		Show: yes, ShowMinLabel: yes, ShowMaxLabel: yes, FontSize: size, Color: color(token), FontFamily: "inherit", FontWeight: "normal",
	}}
}

// columns is an axis of categories, with labels for those at some indexes, in lines of 16 px.
func columns(names []string, shown []int, size float64) xAxis {
	t := axisText(int(size), "ink-2")
	t.LineHeight = 16
	for _, i := range shown {
		t.CustomValues = append(t.CustomValues, int64(i))
	}
	return xAxis{XAxis: opts.XAxis{Type: "category", Data: names, AxisLine: baseline(), SplitLine: noSplit()}, AxisLabel: t}
}

// days is an axis of the days of a quarter, with labels for its months.
func days(q *report.Quarter, wide bool) xAxis {
	t := axisText(12, "ink-2")
	t.Formatter, t.CustomValues = "{d} {MMM}", months(q, wide)
	return xAxis{XAxis: opts.XAxis{Type: "time", Min: ms(q.Start), Max: ms(q.LastDay()), AxisLine: baseline(), SplitLine: noSplit()}, AxisLabel: t}
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

// ms is midnight UTC of a day as ECharts counts time.
func ms(d report.Day) int64 { return int64(d) * 86_400_000 }

// amounts is an axis of values from 0 to an end, with a line at each step.
func amounts(step, end float64) yAxis {
	t := axisText(12, "ink-2")
	t.Margin = opts.Int(10)
	return yAxis{YAxis: opts.YAxis{Type: "value", Min: 0, Max: end, AxisLine: noLine(), SplitLine: hairlines()}, AxisLabel: t, Interval: step}
}

// scale returns a round step for an axis from 0 to at least max, with at most
// five steps, and its end. Items are whole, so a step is never below 1 unless max is.
func scale(max float64) (step, end float64) {
	if max <= 0 || math.IsInf(max, 0) || math.IsNaN(max) {
		return 1, 1
	}
	size := math.Pow(10, math.Floor(math.Log10(max/5)))
	for _, f := range []float64{1, 2, 5, 10} {
		if step = f * size; step*5 >= max {
			break
		}
	}
	if max >= 1 {
		step = math.Max(1, step)
	}
	return step, step * math.Ceil(max/step)
}

// every returns which of n labels, each of a width in px, fit side by side into
// a room: their indexes, evenly spaced and always with the last.
func every(n int, width, room float64) []int {
	if n == 0 {
		return nil
	}
	step := max(1, int(math.Ceil(float64(n)*width/room)))
	var at []int
	for i := (n - 1) % step; i < n; i += step {
		at = append(at, i)
	}
	return at
}

// hidden is a value axis that only sets the scale.
func hidden(end float64) xAxis {
	return xAxis{XAxis: opts.XAxis{Type: "value", Show: opts.Bool(false), Min: 0, Max: end}}
}
