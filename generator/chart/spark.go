package chart

import "github.com/go-echarts/go-echarts/v2/opts"

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
	o := newOption("", margins(3, 5, 5, 5))
	o.XAxis = []xAxis{{XAxis: opts.XAxis{Type: "category", Show: no, Data: make([]string, len(values))}, BoundaryGap: no}}
	o.YAxis = []yAxis{{YAxis: opts.YAxis{Type: "value", Show: no, Scale: opts.Bool(true)}}}
	o.add(line("", "delivered", 1.5, "", data))
	o.Series[0].LineStyle.Color = color("ink-2")
	return o.drawing(104, 26)
}
