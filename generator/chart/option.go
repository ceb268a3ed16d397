package chart

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// Widths of the two drawings, in pixels. The page scales a drawing to its figure,
// and text scales with it: 760 keeps the text of the wide one readable in every figure
// that is wide enough for it.
const (
	wideWidth   = 760
	narrowWidth = 340
)

// option is what ECharts is given, in the order in which it is written: only what the
// pages need, no palette, no random id, no empty title. It is made of go-echarts' types; one
// that lacks a field is embedded in a type of ours that adds it.
type option struct {
	Animation bool      `json:"animation"`
	TextStyle fontStyle `json:"textStyle"`
	UseUTC    bool      `json:"useUTC,omitempty"`
	Tooltip   tooltip   `json:"tooltip"`
	Grid      [1]frame  `json:"grid"`
	XAxis     []xAxis   `json:"xAxis"`
	YAxis     []yAxis   `json:"yAxis"`
	Series    []series  `json:"series"`
}

type fontStyle struct {
	Color      string `json:"color,omitempty"`
	FontFamily string `json:"fontFamily,omitempty"`
}

type tooltip struct {
	opts.Tooltip
	Confine   bool      `json:"confine"`
	TextStyle fontStyle `json:"textStyle"`
}

// frame has margins that are ours: without the mode, ECharts shrinks the picture as it
// sees fit.
type frame struct {
	opts.Grid
	OuterBounds string `json:"outerBoundsMode"`
}

// newOption returns a picture without axes. The frame is from [margins]; the tooltip shows the
// numbers of a row or a day in the live chart, and has no pointer for "".
func newOption(pointer string, around frame) option {
	t := opts.Tooltip{Show: opts.Bool(pointer != "")}
	if pointer != "" {
		t.Trigger, t.AxisPointer = "axis", &opts.AxisPointer{Type: pointer}
		t.BackgroundColor, t.BorderColor = color("paper"), color("line-2")
	}
	return option{
		TextStyle: fontStyle{FontFamily: "inherit"},
		Tooltip:   tooltip{Tooltip: t, Confine: true, TextStyle: fontStyle{Color: color("ink")}},
		Grid:      [1]frame{around},
	}
}

// margins are the px around the picture.
func margins(left, right, top, bottom int) frame {
	return frame{opts.Grid{Left: px(left), Right: px(right), Top: px(top), Bottom: px(bottom)}, "none"}
}

func (o *option) add(s ...series) { o.Series = append(o.Series, s...) }

// drawing writes the option as JSON. Equal options are equal bytes.
func (o option) drawing(width, height int) Drawing {
	b, err := json.Marshal(o)
	if err != nil { // NaN and infinity are no JSON: rather no picture than a wrong one
		return Drawing{}
	}
	return Drawing{Option: b, Width: width, Height: height}
}

// color refers to a colour of tokens.css. ECharts hands a colour that it cannot
// parse to the SVG as it is, so that one drawing serves light, dark and print.
func color(token string) string { return "var(--" + token + ")" }

func px(n int) string { return strconv.Itoa(n) }

// tidy drops the digits that no eye sees and that machines may disagree about.
func tidy(v float64) float64 { return math.Round(v*1e4) / 1e4 }
