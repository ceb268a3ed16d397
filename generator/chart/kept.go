package chart

import (
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"quarterdeck/generator/metrics"
)

// kept shows the share of planned items that was delivered, over the quarters up
// to this one. A quarter without a plan is a gap in the line, not a zero; a quarter
// that has not begun is left out.
func kept(s Source) Chart {
	steps := begun(s.trend())
	c := Chart{Title: "Share of planned items delivered"}
	if s.Team != nil {
		c.Title += ", " + s.Team.Name
	}
	if len(steps) > 0 {
		c.Title += ", " + period(steps)
	}
	known := 0
	for _, st := range steps {
		if st.ratio().Of > 0 {
			known++
		}
	}
	if known == 0 {
		c.Absent = "No quarter has a plan with items in it, so there is no share to show."
		return c
	}
	c.Summary = keptWords(steps)
	c.Table.Columns = []Column{column("Quarter"), figure("Planned"), figure("Delivered"), figure("Kept")}
	var all metrics.Ratio
	for _, st := range steps {
		r := st.ratio()
		row := []string{st.quarter.Title(), "", "", percent(r)}
		if r.Of > 0 {
			row[1], row[2] = metrics.Amount(r.Of), metrics.Amount(r.Value)
		}
		all = metrics.Ratio{Value: all.Value + r.Value, Of: all.Of + r.Of}
		c.Table.Rows = append(c.Table.Rows, row)
	}
	c.Table.Foot = []string{"All", metrics.Amount(all.Of), metrics.Amount(all.Value), percent(all)}
	breaks := s.breaks(steps, "ratios.kept")
	c.markBreaks(steps, breaks)
	c.Wide, c.Narrow = keptDrawing(steps, breaks, true), keptDrawing(steps, breaks, false)
	return c
}

// ratio is n/a where the quarter has no figures.
func (st step) ratio() metrics.Ratio {
	if st.figures == nil {
		return metrics.Ratio{}
	}
	return st.figures.KeptRatio()
}

// begun leaves out quarters at the end that have not begun.
func begun(steps []step) []step {
	for len(steps) > 0 {
		last := steps[len(steps)-1].figures
		if last != nil && !ahead(last) {
			break
		}
		steps = steps[:len(steps)-1]
	}
	return steps
}

func keptDrawing(steps []step, breaks []int, wide bool) Drawing {
	w, height, left, right, size := narrowWidth, 234, 38, 6, 11.0
	if wide {
		w, height, left, right, size = wideWidth, 270, 46, 12, 12.5
	}
	names := make([]string, len(steps))
	for i, st := range steps {
		count := "n/a"
		if r := st.ratio(); r.Of > 0 {
			count = r.Count()
		}
		names[i] = st.quarter.Title() + "\n" + count
	}
	label := keptLabelWidth(names, size)
	if over := (label - float64(w-left-right)/float64(len(steps))) / 2; over > 0 {
		right += int(over) + 2 // the last label is wider than its quarter
	}
	shown := every(len(steps), label+5, float64(w-left-right))
	valued := every(len(steps), width("100 %", size)+6, float64(w-left-right))
	c := charts.NewLine()
	c.SetGlobalOptions(
		margins(left, right, 18, 44), tooltip("line"),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", AxisLine: baseline(), SplitLine: noSplit(), AxisLabel: axisText(int(size), "ink-2")}),
		charts.WithYAxisOpts(percentAxis(int(size))),
	)
	dot := charts.WithLineChartOpts(opts.LineChart{Symbol: "circle", ShowSymbol: opts.Bool(true), ConnectNulls: opts.Bool(false)})
	line := charts.WithLineStyleOpts(opts.LineStyle{Color: color("delivered"), Width: 2})
	c.SetXAxis(names).AddSeries("kept", nil, dot, line,
		charts.WithItemStyleOpts(opts.ItemStyle{Color: color("delivered")}), points(broken(keptPoints(steps, valued, size, false), breaks)))
	if steps[len(steps)-1].running() {
		// What is delivered so far is no share of a whole quarter yet: a hollow dot, off the line.
		c.AddSeries("kept so far, %", nil, dot, line,
			charts.WithItemStyleOpts(opts.ItemStyle{Color: color("paper"), BorderColor: color("delivered"), BorderWidth: 2}),
			points(keptPoints(steps, valued, size, true)))
	}
	return drawing(lines{c}, w, height, more{x: only(shown), series: []seriesMore{{area: band(wide)}}})
}

// broken draws the quarters that today's tool would count differently as diamonds.
func broken(data []point, breaks []int) []point {
	for _, i := range breaks {
		if data[i].Value != gap {
			data[i].Symbol, data[i].SymbolSize = "diamond", 12
		}
	}
	return data
}

func keptLabelWidth(names []string, size float64) float64 {
	w := 0.0
	for _, n := range names {
		w = max(w, widest(strings.Split(n, "\n"), size))
	}
	return w
}

// percentAxis runs from 0 to 100, always.
func percentAxis(size int) opts.YAxis {
	text := axisText(size, "ink-2")
	text.Formatter = "{value} %"
	return opts.YAxis{Type: "value", Min: 0, Max: 100, SplitNumber: 5, AxisLine: noLine(), SplitLine: hairlines(), AxisLabel: text}
}

// running reports whether the quarter of the step has not closed.
func (st step) running() bool { return st.figures != nil && !closed(st.figures) }

// keptPoints returns the closed quarters, or the running ones, and labels those
// that have room; the last one is where the reader is.
func keptPoints(steps []step, shown []int, size float64, running bool) []point {
	data := make([]point, len(steps))
	named := map[int]bool{}
	for _, i := range shown {
		named[i] = true
	}
	for i, st := range steps {
		r := st.ratio()
		share, ok := r.Share()
		if !ok || st.running() != running {
			data[i].Value = gap
			continue
		}
		last := i == len(steps)-1
		data[i] = point{Value: tidy(100 * share), SymbolSize: 7}
		if last {
			data[i].SymbolSize = 10
		}
		if !named[i] {
			continue
		}
		t := text(size, "ink")
		t.Position, t.Distance, t.Formatter = "bottom", 8, r.Percent()
		if running {
			t.Formatter += "\nso far"
		}
		if share < .2 || share < .8 && peak(steps, i) {
			t.Position = "top" // below, it would stand on the axis or on the line
		}
		if last {
			t.FontWeight = "600"
		}
		data[i].Label = &t
	}
	return data
}

// peak reports whether the line comes from below and goes back there.
func peak(steps []step, i int) bool {
	here, rise := steps[i].ratio(), 0
	for _, j := range []int{i - 1, i + 1} {
		if j < 0 || j >= len(steps) || steps[j].ratio().Of == 0 || steps[j].running() {
			continue
		}
		if less(steps[j].ratio(), here) {
			rise++
		} else {
			rise--
		}
	}
	return rise > 0
}

// band marks 80–100 %, labelled once.
func band(wide bool) *markArea {
	name := "80–100 %"
	if wide {
		name += ": a plan that others can build on"
	}
	t := text(11.5, "ink-2")
	t.Position = "insideTopLeft"
	return &markArea{
		Silent: true, ItemStyle: opts.ItemStyle{Color: color("band")}, Label: t,
		Data: [][2]edge{{{name, 80}, {"", 100}}},
	}
}

// keptWords says the newest figure, the range before it, and which quarters have
// none.
func keptWords(steps []step) string {
	var known, missing []step
	for _, st := range steps {
		if st.ratio().Of > 0 {
			known = append(known, st)
		} else {
			missing = append(missing, st)
		}
	}
	last := known[len(known)-1]
	said := last.ratio().String() + " in " + last.quarter.Title()
	if last.running() {
		said += " so far"
	}
	if before := known[:len(known)-1]; len(before) == 1 {
		said += "; " + before[0].ratio().String() + " in " + before[0].quarter.Title() + " before it"
	} else if len(before) > 1 {
		low, high := before[0], before[0]
		for _, st := range before[1:] {
			if less(st.ratio(), low.ratio()) {
				low = st
			}
			if less(high.ratio(), st.ratio()) {
				high = st
			}
		}
		said += "; before that between " + low.ratio().String() + " in " + low.quarter.Title() + " and " +
			high.ratio().String() + " in " + high.quarter.Title()
	}
	said += "."
	switch n := len(missing); {
	case n == 1:
		said += " " + missing[0].quarter.Title() + " has no plan to compare with, so there is no figure."
	case n > 1:
		var names []string
		for _, st := range missing {
			names = append(names, st.quarter.Title())
		}
		said += " " + list(names) + " have no plan to compare with, so there are no figures."
	}
	return said
}

func less(r, s metrics.Ratio) bool {
	x, _ := r.Share()
	y, _ := s.Share()
	return x < y
}
