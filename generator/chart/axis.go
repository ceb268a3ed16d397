package chart

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// xAxis and yAxis are the axes of go-echarts with what they lack. No chart has
// ticks.
type xAxis struct {
	opts.XAxis
	AxisTick    show       `json:"axisTick"`
	AxisLabel   *axisLabel `json:"axisLabel,omitempty"`
	BoundaryGap *bool      `json:"boundaryGap,omitempty"`
}

type yAxis struct {
	opts.YAxis
	AxisTick  show       `json:"axisTick"`
	AxisLabel *axisLabel `json:"axisLabel,omitempty"`
	Interval  float64    `json:"interval,omitempty"`
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

// axisMore is what a chart may set beyond the fields of go-echarts.
type axisMore struct {
	label axisLabel
	step  float64 // between split lines; 0: as ECharts likes
	flush bool    // the first and the last point stand on the edges
}

// with returns the label that go-echarts declares, completed.
func (m axisMore) with(l *opts.AxisLabel) *axisLabel {
	if l == nil {
		return nil
	}
	m.label.AxisLabel = *l
	return &m.label
}

func (m axisMore) onX(a opts.XAxis) xAxis {
	x := xAxis{XAxis: a, AxisLabel: m.with(a.AxisLabel)}
	if m.flush {
		x.BoundaryGap = opts.Bool(false)
	}
	return x
}

func (m axisMore) onY(a opts.YAxis) yAxis {
	return yAxis{YAxis: a, AxisLabel: m.with(a.AxisLabel), Interval: m.step}
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

func axisText(size int, token string) *opts.AxisLabel {
	yes := opts.Bool(true)
	return &opts.AxisLabel{Show: yes, ShowMinLabel: yes, ShowMaxLabel: yes, FontSize: size, Color: color(token), FontFamily: "inherit", FontWeight: "normal"}
}

// only labels the categories at some indexes, in lines of 16 px.
func only(indexes []int) axisMore {
	var m axisMore
	m.label.LineHeight = 16
	for _, i := range indexes {
		m.label.CustomValues = append(m.label.CustomValues, int64(i))
	}
	return m
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
func hidden(end float64) opts.XAxis {
	return opts.XAxis{Type: "value", Show: opts.Bool(false), Min: 0, Max: tidy(end)}
}
