package chart

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Widths of the two drawings, in pixels. The page scales a drawing to its figure,
// and text scales with it: 760 keeps the text of the wide one readable in every figure
// that is wide enough for it.
const (
	wideWidth   = 760
	narrowWidth = 340
)

// more is what a chart says beyond the fields of go-echarts: for each series and
// axis, in their order.
type more struct {
	series []seriesMore
	x      axisMore
	y      []axisMore
	utc    bool
}

// option is the whole of it, in the order in which it is written.
type option struct {
	Animation bool        `json:"animation"`
	TextStyle fontStyle   `json:"textStyle"`
	UseUTC    bool        `json:"useUTC,omitempty"`
	Tooltip   tooltipFull `json:"tooltip"`
	Grid      []gridFull  `json:"grid"`
	XAxis     []xAxis     `json:"xAxis"`
	YAxis     []yAxis     `json:"yAxis"`
	Series    []series    `json:"series"`
}

type fontStyle struct {
	Color      string `json:"color,omitempty"`
	FontFamily string `json:"fontFamily,omitempty"`
}

type tooltipFull struct {
	opts.Tooltip
	Confine   bool      `json:"confine"`
	TextStyle fontStyle `json:"textStyle"`
}

// gridFull has margins that are ours: without the mode, ECharts shrinks the
// picture as it sees fit.
type gridFull struct {
	opts.Grid
	OuterBounds string `json:"outerBoundsMode"`
}

// color refers to a colour of tokens.css. ECharts hands a colour that it cannot
// parse to the SVG as it is, so that one drawing serves light, dark and print.
func color(token string) string { return "var(--" + token + ")" }

// drawing writes a chart, and what there is beyond its fields, as JSON. Only what
// the pages need is taken over: no palette, no random id, no empty title. Equal
// charts are equal bytes.
func drawing(c declared, width, height int, m more) Drawing {
	c.Validate()
	r := c.rect()
	o := option{
		TextStyle: fontStyle{FontFamily: "inherit"}, UseUTC: m.utc,
		Tooltip: tooltipFull{Tooltip: r.Tooltip, Confine: true, TextStyle: fontStyle{Color: color("ink")}},
	}
	for _, g := range r.GridList {
		o.Grid = append(o.Grid, gridFull{g, "none"})
	}
	for _, a := range r.XAxisList {
		o.XAxis = append(o.XAxis, m.x.onX(a))
	}
	for i, a := range r.YAxisList {
		var y axisMore
		if i < len(m.y) {
			y = m.y[i]
		}
		o.YAxis = append(o.YAxis, y.onY(a))
	}
	for i, s := range r.MultiSeries {
		var extra seriesMore
		if i < len(m.series) {
			extra = m.series[i]
		}
		o.Series = append(o.Series, extra.on(s))
	}
	b, err := json.Marshal(o)
	if err != nil { // NaN and infinity are no JSON: rather no picture than a wrong one
		return Drawing{}
	}
	return Drawing{Option: b, Width: width, Height: height}
}

// declared is a chart of go-echarts.
type declared interface {
	Validate()
	rect() *charts.RectChart
}

type bars struct{ *charts.Bar }

func (b bars) rect() *charts.RectChart { return &b.RectChart }

type lines struct{ *charts.Line }

func (l lines) rect() *charts.RectChart { return &l.RectChart }

// tooltip shows the numbers of a row or a day in the live chart.
func tooltip(pointer string) charts.GlobalOpts {
	return charts.WithTooltipOpts(opts.Tooltip{
		Show: opts.Bool(true), Trigger: "axis", AxisPointer: &opts.AxisPointer{Type: pointer},
		BackgroundColor: color("paper"), BorderColor: color("line-2"),
	})
}

// margins are the px around the picture.
func margins(left, right, top, bottom int) charts.GlobalOpts {
	return charts.WithGridOpts(opts.Grid{Left: px(left), Right: px(right), Top: px(top), Bottom: px(bottom)})
}

func px(n int) string { return strconv.Itoa(n) }

// tidy drops the digits that no eye sees and that machines may disagree about.
func tidy(v float64) float64 { return math.Round(v*1e4) / 1e4 }
