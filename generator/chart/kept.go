package chart

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"quarterdeck/generator/metrics"
)

// kept shows the share of planned items that was delivered, over the quarters up
// to this one. A quarter without a plan is a gap in the line, not a zero; a quarter
// that has not begun is left out.
func kept(s Source) Chart {
	steps := begun(s.trend())
	c := Chart{Title: s.titled("chart.kept.title", s.over(steps))}
	if !slices.ContainsFunc(steps, step.known) {
		return c.absent(s.T("chart.kept.absent"))
	}
	c.Summary = s.keptWords(steps)
	c.Table.Columns = []Column{column(s.T("chart.kept.quarter")), figure(s.T("chart.kept.planned")), figure(s.T("chart.kept.delivered")), figure(s.T("chart.kept.kept"))}
	var all metrics.Ratio
	for _, st := range steps {
		r := st.ratio()
		row := []string{s.quarter(st.quarter), "", "", s.percent(r)}
		if r.Of > 0 {
			row[1], row[2] = metrics.Amount(r.Of), metrics.Amount(r.Value)
		}
		all = metrics.Ratio{Value: all.Value + r.Value, Of: all.Of + r.Of}
		c.Table.Rows = append(c.Table.Rows, row)
	}
	c.Table.Foot = []string{s.T("chart.all"), metrics.Amount(all.Of), metrics.Amount(all.Value), s.percent(all)}
	breaks := s.breaks(steps, "ratios.kept")
	s.markBreaks(&c, steps, breaks)
	c.Wide, c.Narrow = s.keptDrawing(steps, breaks, true), s.keptDrawing(steps, breaks, false)
	return c
}

// ratio is n/a where the quarter has no figures.
func (st step) ratio() metrics.Ratio {
	if st.figures == nil {
		return metrics.Ratio{}
	}
	return st.figures.Ratio("kept")
}

// known reports whether the quarter has a plan.
func (st step) known() bool { return st.ratio().Of > 0 }

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

func (s Source) keptDrawing(steps []step, breaks []int, wide bool) Drawing {
	w, height, left, right, size := narrowWidth, 234, 38, 6, 11.0
	if wide {
		w, height, left, right, size = wideWidth, 270, 46, 12, 12.5
	}
	names := make([]string, len(steps))
	for i, st := range steps {
		count := s.T("ratio.none")
		if r := st.ratio(); r.Of > 0 {
			count = r.CountIn(s.Words)
		}
		names[i] = s.quarter(st.quarter) + "\n" + count
	}
	label := keptLabelWidth(names, size)
	if over := (label - float64(w-left-right)/float64(len(steps))) / 2; over > 0 {
		right += int(over) + 2 // the last label is wider than its quarter
	}
	shown := every(len(steps), label+5, float64(w-left-right))
	valued := every(len(steps), width(s.T("chart.kept.axis", "n", 100), size)+6, float64(w-left-right))
	o := newOption("line", margins(left, right, 18, 44))
	o.XAxis, o.YAxis = []xAxis{columns(names, shown, size)}, []yAxis{s.percentAxis(int(size))}
	delivered := func(name string, data []point) series {
		l := line(name, "delivered", 2, "", data)
		l.ConnectNulls = opts.Bool(false)
		return l
	}
	o.add(delivered(s.T("chart.kept.series"), broken(s.keptPoints(steps, valued, size, false), breaks)))
	o.Series[0].Area = s.band(wide)
	if steps[len(steps)-1].running() {
		// What is delivered so far is no share of a whole quarter yet: a hollow dot, off the line.
		soFar := delivered(s.T("chart.kept.series-so-far"), s.keptPoints(steps, valued, size, true))
		soFar.ItemStyle.ItemStyle = opts.ItemStyle{Color: color("paper"), BorderColor: color("delivered"), BorderWidth: 2}
		o.add(soFar)
	}
	return o.drawing(w, height)
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

// keptLabelWidth is that of the widest line of labels.
func keptLabelWidth(names []string, size float64) float64 {
	return widest(strings.Split(strings.Join(names, "\n"), "\n"), size)
}

// percentAxis runs from 0 to 100, always.
func (s Source) percentAxis(size int) yAxis {
	text := axisText(size, "ink-2")
	text.Formatter = types.FuncStr(s.T("chart.kept.axis", "n", "{value}"))
	return yAxis{YAxis: opts.YAxis{Type: "value", Min: 0, Max: 100, SplitNumber: 5, AxisLine: noLine(), SplitLine: hairlines()}, AxisLabel: text}
}

// running reports whether the quarter of the step has not closed.
func (st step) running() bool { return st.figures != nil && !closed(st.figures) }

// keptPoints returns the closed quarters, or the running ones, and labels those
// that have room; the last one is where the reader is.
func (s Source) keptPoints(steps []step, shown []int, size float64, running bool) []point {
	data := make([]point, len(steps))
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
		if !slices.Contains(shown, i) {
			continue
		}
		t := text(size, "ink")
		t.Position, t.Distance, t.Formatter = "bottom", 8, s.percent(r)
		if running {
			t.Formatter += "\n" + s.T("chart.kept.so-far")
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
	rise := 0
	for _, j := range []int{i - 1, i + 1} {
		if j < 0 || j >= len(steps) || !steps[j].known() || steps[j].running() {
			continue
		}
		if byShare(steps[j], steps[i]) < 0 {
			rise++
		} else {
			rise--
		}
	}
	return rise > 0
}

// band marks 80–100 %, labelled once.
func (s Source) band(wide bool) *markArea {
	name := s.T("chart.kept.band")
	if wide {
		name = s.T("chart.kept.band-wide")
	}
	t := text(11.5, "ink-2")
	t.Position = "insideTopLeft"
	return &markArea{
		Silent: true, ItemStyle: opts.ItemStyle{Color: color("band")}, Label: t,
		Data: [][2]edge{{{name, 80}, {"", 100}}},
	}
}

// keptWords gives the newest figure, the range before it, and which quarters have
// none.
func (s Source) keptWords(steps []step) string {
	var known []step
	var missing []string
	for _, st := range steps {
		if st.known() {
			known = append(known, st)
		} else {
			missing = append(missing, s.quarter(st.quarter))
		}
	}
	last, before := known[len(known)-1], known[:len(known)-1]
	args := []any{"ratio", last.ratio(), "quarter", last.quarter, "running", last.running(), "before", len(before)}
	if len(before) > 0 {
		low, high := slices.MinFunc(before, byShare), slices.MaxFunc(before, byShare)
		args = append(args, "low", low.ratio(), "low-quarter", low.quarter, "high", high.ratio(), "high-quarter", high.quarter)
	}
	said := s.T("chart.kept.summary", args...)
	if len(missing) == 0 {
		return said
	}
	return sentences(said, s.T("chart.kept.missing", "n", len(missing), "quarters", missing))
}

func byShare(x, y step) int {
	a, _ := x.ratio().Share()
	b, _ := y.ratio().Share()
	return cmp.Compare(a, b)
}
