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
	Tooltip   *show      `json:"tooltip,omitempty"` // nil: shown
	AllDots   bool       `json:"showAllSymbol,omitempty"`
}

type disabled struct {
	Disabled bool `json:"disabled"`
}

type show struct {
	Show bool `json:"show"`
}

type itemStyle struct {
	opts.ItemStyle
	Decal *decal `json:"decal,omitempty"`
}

// shape is a series that is filled with a colour.
func shape(kind, name, token string, data []point) series {
	return series{
		SingleSeries: charts.SingleSeries{Type: kind, Name: name, Data: data}, Silent: true, Emphasis: disabled{true},
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: color(token)}},
	}
}

// line is a series of a line with dots, both of a colour; kind is "solid", "dashed" or "dotted".
func line(name, token string, width float32, kind string, data []point) series {
	s := shape("line", name, token, data)
	s.AllDots, s.Symbol, s.ShowSymbol = true, "circle", opts.Bool(true)
	s.LineStyle = &opts.LineStyle{Color: color(token), Width: width, Type: kind}
	return s
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
