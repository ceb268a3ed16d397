package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// series is charts.SingleSeries with what it lacks. Nothing lights up: the colours
// are variables, which ECharts cannot lighten.
type series struct {
	charts.SingleSeries
	Silent    bool       `json:"silent"`
	Emphasis  disabled   `json:"emphasis"`
	ItemStyle *itemStyle `json:"itemStyle,omitempty"`
	Area      *markArea  `json:"markArea,omitempty"`
	Tooltip   *show      `json:"tooltip,omitempty"`
	AllDots   bool       `json:"showAllSymbol,omitempty"`
}

// seriesMore is what a chart may set of it.
type seriesMore struct {
	pattern pattern
	area    *markArea
	unsaid  bool // not in the tooltip
}

type disabled struct {
	Disabled bool `json:"disabled"`
}

type show struct {
	Show bool `json:"show"`
}

type itemStyle struct {
	*opts.ItemStyle
	Decal *decal `json:"decal,omitempty"`
}

func (m seriesMore) on(s charts.SingleSeries) series {
	full := series{SingleSeries: s, Silent: true, Emphasis: disabled{true}, Area: m.area, AllDots: s.Type == "line"}
	if s.ItemStyle != nil {
		full.ItemStyle = &itemStyle{s.ItemStyle, m.pattern.decal()}
	}
	if m.unsaid {
		full.Tooltip = &show{false}
	}
	return full
}

// markArea is a band behind a line, from one value to another.
type markArea struct {
	Silent    bool           `json:"silent"`
	ItemStyle opts.ItemStyle `json:"itemStyle"`
	Label     label          `json:"label"`
	Data      [][2]edge      `json:"data"`
}

type edge struct {
	Name  string  `json:"name,omitempty"`
	YAxis float64 `json:"yAxis"`
}

// label is opts.Label with what it lacks.
type label struct {
	opts.Label
	Distance float64 `json:"distance,omitempty"`
	Offset   []int   `json:"offset,omitempty"`
	Padding  []int   `json:"padding,omitempty"`
}

// text is a label of a size in px and a colour token.
func text(size float64, token string) label {
	return label{Label: opts.Label{
		Show: opts.Bool(true), FontSize: float32(size), Color: color(token), FontFamily: "inherit", FontWeight: "normal",
	}}
}

// point is a datum of a line or a bar, with a label of its own.
type point struct {
	Name       string `json:"name,omitempty"`
	Value      any    `json:"value"`
	Symbol     string `json:"symbol,omitempty"`
	SymbolSize any    `json:"symbolSize,omitempty"` // px, or width and height
	Label      *label `json:"label,omitempty"`
}

// gap is how ECharts writes "no value".
const gap = "-"

// points are the data of a series. go-echarts' own types of data have no label
// for each point.
func points(data []point) charts.SeriesOpts {
	return charts.WithSeriesOpts(func(s *charts.SingleSeries) { s.Data = data })
}
