package chart

import (
	"slices"

	"github.com/go-echarts/go-echarts/v2/opts"

	"quarterdeck/generator/metrics"
)

// rows is a picture of horizontal bars: a name, one or two bars, and a text at the
// right. A bar is a stack of segments.
type rows struct {
	names    []string
	rights   []string // at the right edge, or nil
	segments []segment
	from     []float64 // where the bars of each row begin; nil: at 0
	least    float64   // the scale reaches at least here, so that one item is not a wall
	still    bool      // values only set the scale: the live chart says none of them
}

// segment is one part of a bar in every row; 0 draws nothing.
type segment struct {
	name   string
	bar    string // segments of the same bar are stacked
	ink    ink
	values []float64
	ends   []string // a text a row, after the bar's end; nil: the value, inside
	texts  []string // a text a row, inside, in place of the value; or nil
	after  bool     // set apart from the segments before it
}

// key is the swatch of a segment.
func (s segment) key() Key { return Key{s.ink.class, s.name} }

// add appends a value with its text.
func (s *segment) add(v float64, end string) {
	s.values, s.ends = append(s.values, v), append(s.ends, end)
}

// fit lets the longest bar reach the end.
func (r *rows) fit() {
	for _, s := range r.segments {
		for _, v := range s.values {
			r.least = max(r.least, v)
		}
	}
}

// counted are the segments that are to be seen in some row, and their keys.
func counted(all ...segment) (shown []segment, keys []Key) {
	for _, s := range all {
		if slices.ContainsFunc(s.values, func(v float64) bool { return v > 0 }) {
			shown, keys = append(shown, s), append(keys, s.key())
		}
	}
	return shown, keys
}

const (
	numberSize = 12 // px of a number on a segment
	apart      = 6  // px between the planned and the added part of a bar
	nameSize   = 13
)

// layout is the geometry of rows at one width.
type layout struct {
	wide          bool
	width, height int
	left, right   int
	bar, block    int     // px of one bar, and of all bars of a row
	unit, max     float64 // px of 1, and the end of the scale
}

func (r rows) layout(wide bool) layout {
	l := layout{wide: wide, width: narrowWidth, bar: 15}
	if wide {
		l.width, l.bar = wideWidth, 17
	}
	l.block = len(r.bars())*(l.bar+2) - 2
	if wide {
		l.left = min(int(widest(r.names, nameSize))+16, 190)
		l.right = 2
		if r.rights != nil {
			l.right = int(widest(r.rights, nameSize)) + 16
		}
		l.height = len(r.names) * (l.block + max(12, 20-len(r.names)/4))
	} else {
		l.height = len(r.names) * (l.block + 30) // the name stands above, as much stays free below
	}
	l.height += 8
	ends := 0.0
	for _, s := range r.segments {
		ends = max(ends, widest(s.ends, numberSize))
	}
	if ends > 0 {
		l.right = int(ends) + 10
	}
	room := float64(l.width - l.left - l.right)
	l.max, l.unit = r.least, room/r.least
	for i := range r.names {
		for _, bar := range r.bars() {
			sum, gaps := r.length(bar, i)
			if free := room - gaps; sum > 0 && free/sum < l.unit {
				l.unit, l.max = free/sum, room*sum/free
			}
		}
	}
	return l
}

// bars returns the names of the bars of a row, from the top.
func (r rows) bars() []string {
	var bars []string
	for _, s := range r.segments {
		if !slices.Contains(bars, s.bar) {
			bars = append(bars, s.bar)
		}
	}
	return bars
}

// length returns how long a bar is: its sum, and px of gaps.
func (r rows) length(bar string, row int) (sum, gaps float64) {
	if r.from != nil {
		sum = r.from[row]
	}
	for _, s := range r.segments {
		if s.bar == bar {
			sum += s.values[row]
			if s.after && s.values[row] > 0 {
				gaps = apart
			}
		}
	}
	return sum, gaps
}

// draw returns the picture at both widths.
func (r rows) draw() (wide, narrow Drawing) {
	return r.drawAt(true), r.drawAt(false)
}

func (r rows) drawAt(wide bool) Drawing {
	l := r.layout(wide)
	pointer, top := "shadow", 8 // room for the first name, where names are above the bars
	if r.still {
		pointer = ""
	}
	if wide {
		top = 0
	}
	o := newOption(pointer, margins(l.left, l.right, top, 0))
	o.XAxis = []xAxis{hidden(tidy(l.max))}
	o.YAxis = []yAxis{l.axis(r.clipped(l), "left", "ink", l.left)}
	if r.rights != nil {
		o.YAxis = append(o.YAxis, l.axis(r.rights, "right", "ink-2", l.right))
	}
	set, begun := map[string]bool{}, map[string]bool{}
	for _, s := range r.segments {
		if r.from != nil && !begun[s.bar] {
			begun[s.bar] = true
			o.add(l.space(s.bar, len(r.names), func(row int) float64 { return r.from[row] }))
		}
		if s.after && !set[s.bar] {
			set[s.bar] = true
			o.add(l.space(s.bar, len(r.names), func(row int) float64 {
				_, px := r.length(s.bar, row)
				return px / l.unit
			}))
		}
		o.add(l.filled(s.name, s.bar, s.ink, s.data(l)))
	}
	return o.drawing(l.width, l.height)
}

func (r rows) clipped(l layout) []string {
	names := make([]string, len(r.names))
	for i, n := range r.names {
		room := float64(l.left - 12)
		if !l.wide {
			room = float64(l.width) - 16
			if r.rights != nil {
				room -= width(r.rights[i], nameSize)
			}
		}
		names[i] = clip(n, nameSize, room)
	}
	return names
}

// axis sets the names beside the bars, or above them where it is narrow.
func (l layout) axis(names []string, side, token string, margin int) yAxis {
	t := axisText(nameSize, token)
	t.Interval, t.Margin = opts.Int(0), opts.Int(0)
	if l.wide {
		t.Align, t.Margin = side, opts.Int(margin)
	} else {
		t.Inside, t.VerticalAlign, t.Padding = opts.Bool(true), "bottom", []int{0, 0, l.block/2 + 2, 0}
	}
	return yAxis{AxisLabel: t, YAxis: opts.YAxis{
		Type: "category", Inverse: opts.Bool(true), Position: side, Data: names, AxisLine: noLine(), SplitLine: noSplit(),
	}}
}

// space is a part of bars that is not to be seen, of a length in each row.
func (l layout) space(bar string, n int, length func(row int) float64) series {
	data := make([]point, n)
	for i := range data {
		data[i].Value = gap
		if v := length(i); v > 0 {
			data[i].Value = tidy(v)
		}
	}
	s := l.filled("", bar, inkNone, data)
	s.Tooltip = &show{false}
	return s
}

// filled is the series of a segment.
func (l layout) filled(name, bar string, k ink, data []point) series {
	s := shape("bar", name, k.fill, data)
	s.Stack, s.BarWidth, s.BarGap = bar, px(l.bar), "14%"
	s.ItemStyle.BorderColor, s.ItemStyle.BorderWidth, s.ItemStyle.Decal = color("paper"), 1, k.pattern.decal()
	if k.outline {
		s.ItemStyle.BorderColor = color("line-2")
	}
	return s
}

// data returns the values with their labels: a number inside where it fits, on a
// plate of paper where there is a pattern, or a text after the end.
func (s segment) data(l layout) []point {
	data := make([]point, len(s.values))
	for i, v := range s.values {
		data[i].Value = gap
		if v > 0 || s.ends != nil {
			data[i].Value = tidy(v)
		}
		switch {
		case s.ends != nil:
			t := text(numberSize, "ink")
			t.Position, t.Formatter = "right", s.ends[i]
			data[i].Label = &t
		case v > 0 && s.texts != nil:
			if s.texts[i] != "" {
				t := text(textSize(l.wide), s.ink.on)
				t.Formatter = s.texts[i]
				data[i].Label = &t
			}
		case v > 0:
			data[i].Label = s.number(v, v*l.unit)
		}
	}
	return data
}

// textSize is that of texts inside, in px.
func textSize(wide bool) float64 {
	if wide {
		return numberSize
	}
	return numberSize - 1
}

// number is the label of a value on a segment of a width in px, or nil where it
// does not fit: the table has it then. A plate leaves some of the pattern to be seen.
func (s segment) number(v, room float64) *label {
	t := text(numberSize, s.ink.on)
	t.Formatter = metrics.Amount(v)
	need := width(t.Formatter, numberSize)
	if s.ink.pattern == "" {
		if need+3 > room {
			return nil
		}
		return &t
	}
	t.Color, t.BackgroundColor = color("ink"), color("paper")
	for _, pad := range []int{3, 1} {
		if need+float64(2*pad)+5 <= room {
			t.Padding = []int{1, pad, 0, pad}
			return &t
		}
	}
	return nil
}
