package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Sparkline draws a small line through the values, one a quarter, with a dot at
// its end. A nil value is a gap. Without any value the drawing is empty. It has no
// text: whoever shows it says the values beside it.
func Sparkline(values []*float64) Drawing {
	data := make([]point, len(values))
	last := -1
	for i, v := range values {
		data[i].Value = gap
		if v != nil {
			data[i] = point{Value: tidy(*v), SymbolSize: .01}
			last = i
		}
	}
	if last < 0 {
		return Drawing{}
	}
	data[last].SymbolSize = 6
	for i := range data { // a value between two gaps has no line to be seen by
		if i != last && values[i] != nil && (i == 0 || values[i-1] == nil) && (i == len(data)-1 || values[i+1] == nil) {
			data[i].SymbolSize = 3
		}
	}
	no := opts.Bool(false)
	c := charts.NewLine()
	c.SetGlobalOptions(
		margins(3, 5, 5, 5), charts.WithTooltipOpts(opts.Tooltip{Show: no}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", Show: no}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Show: no, Scale: opts.Bool(true)}),
	)
	c.SetXAxis(make([]string, len(values))).AddSeries("", nil,
		charts.WithLineChartOpts(opts.LineChart{Symbol: "circle", ShowSymbol: opts.Bool(true)}),
		charts.WithLineStyleOpts(opts.LineStyle{Color: color("ink-2"), Width: 1.5}),
		charts.WithItemStyleOpts(opts.ItemStyle{Color: color("delivered")}),
		points(data),
	)
	return drawing(lines{c}, 104, 26, more{x: axisMore{flush: true}})
}
