package chart

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/opts"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// ribbons is a picture of who waits for whom: teams in two columns, with a ribbon for each
// state of the asks between two of them. Everything in it is in px.
type ribbons struct {
	source        Source
	width, height float64
	unit          float64 // width of a ribbon for each ask
	left, right   []*node
	list          []*ribbon
}

// node is a team in a column.
type node struct {
	team    *report.Team
	asks    int
	y       float64   // its top
	ribbons []*ribbon // from the top
}

// ribbon is the asks of one state between two teams.
type ribbon struct {
	by, of   *node
	state    int // in askStates
	n        int
	from, to float64 // middles of its ends
}

const (
	nodeBar  = 6  // px, the width of the bar that stands for a team
	nodeGap  = 7  // px between two teams, at least
	nodeRow  = 20 // px that a name needs
	teamSize = 12
)

// newRibbons lays the picture out: the left column in alphabetical order, the right one so
// that ribbons cross less.
func newRibbons(s Source, ties []tie, width float64) *ribbons {
	b := &ribbons{source: s, width: width}
	left, right := map[*report.Team]*node{}, map[*report.Team]*node{}
	at := func(column *[]*node, known map[*report.Team]*node, t *report.Team) *node {
		if known[t] == nil {
			known[t] = &node{team: t}
			*column = append(*column, known[t])
		}
		return known[t]
	}
	most := 0
	for _, t := range ties {
		by, of := at(&b.left, left, t.by), at(&b.right, right, t.of)
		for state, n := range t.counts {
			if n > 0 {
				one := &ribbon{by: by, of: of, state: state, n: n}
				b.list = append(b.list, one)
				by.ribbons, of.ribbons = append(by.ribbons, one), append(of.ribbons, one)
				by.asks += n
				of.asks += n
			}
		}
		most = max(most, by.asks, of.asks)
	}
	b.unit = math.Max(3, math.Min(8, math.Floor(96/float64(most))))
	slices.SortFunc(b.right, func(x, y *node) int { return x.team.Compare(y.team) })
	b.place()
	for range 4 { // settles after a few rounds
		b.order()
		b.place()
	}
	return b
}

// order sorts the right column by the middle of those who wait for a team, and the ribbons
// of each team by where they lead.
func (b *ribbons) order() {
	middle := func(n *node) float64 {
		sum := 0.0
		for _, one := range n.ribbons {
			sum += float64(one.n) * one.from
		}
		return math.Round(sum / float64(n.asks))
	}
	slices.SortStableFunc(b.right, func(x, y *node) int { return cmp.Compare(middle(x), middle(y)) })
	b.place()
	for _, n := range slices.Concat(b.left, b.right) {
		slices.SortStableFunc(n.ribbons, func(x, y *ribbon) int {
			return cmp.Or(cmp.Compare(x.of.y, y.of.y), cmp.Compare(x.by.y, y.by.y), cmp.Compare(x.state, y.state))
		})
	}
}

// place sets the teams of both columns below one another; the shorter column is spread
// over the height of the longer one.
func (b *ribbons) place() {
	high := math.Max(b.needs(b.left), b.needs(b.right))
	b.height = high + 8
	for _, column := range [][]*node{b.left, b.right} {
		free := (high - b.needs(column)) / float64(len(column))
		y := 4.0
		for _, n := range column {
			n.y = y + (free+b.row(n)-b.bar(n))/2
			y += b.row(n) + free
			at := n.y
			for _, one := range n.ribbons {
				mid := at + float64(one.n)*b.unit/2
				at += float64(one.n) * b.unit
				if one.by == n {
					one.from = mid
				}
				if one.of == n {
					one.to = mid
				}
			}
		}
	}
}

func (b *ribbons) bar(n *node) float64 { return float64(n.asks) * b.unit }

func (b *ribbons) row(n *node) float64 { return math.Max(b.bar(n)+nodeGap, nodeRow) }

func (b *ribbons) needs(column []*node) float64 {
	sum := 0.0
	for _, n := range column {
		sum += b.row(n)
	}
	return sum
}

// room is how wide the names of a column may be, a third of the picture at most.
func (b *ribbons) room(column []*node) float64 {
	w := 0.0
	for _, n := range column {
		w = math.Max(w, width(n.team.Name+" 00", teamSize))
	}
	return math.Min(w+12, math.Floor(b.width*.36))
}

// label is a team's name, as far as there is room, and how many asks there are.
func (b *ribbons) label(n *node, room float64) string {
	asks := "\u00a0" + metrics.Amount(float64(n.asks))
	return clip(n.team.Name, teamSize, room-8-width(asks, teamSize)) + asks
}

func (b *ribbons) draw() Drawing {
	from, to := b.room(b.left)+nodeBar, b.width-b.room(b.right)-nodeBar
	o := newOption("none", margins(0, 0, 0, 0))
	o.XAxis = []xAxis{hidden(b.width)}
	o.YAxis = []yAxis{{YAxis: opts.YAxis{Type: "value", Show: opts.Bool(false), Min: 0, Max: b.height, Inverse: opts.Bool(true)}}}
	for _, one := range b.strokes() {
		s := line("", one.token, float32(tidy(one.width)), one.kind, one.through(from, to))
		s.Symbol, s.ShowSymbol, s.ItemStyle = "", opts.Bool(false), nil
		o.add(s)
	}
	names := func(column []*node, x float64, side, said string) {
		var data []point
		for _, n := range column {
			t := text(teamSize, "ink")
			t.Position, t.Distance = side, 6
			t.Formatter = plain(b.label(n, b.room(column)))
			data = append(data, point{Name: b.source.T(said, "team", n.team.Name), Value: []any{tidy(x), tidy(n.y + b.bar(n)/2), n.asks}, Symbol: "rect",
				SymbolSize: []float64{nodeBar, tidy(math.Max(b.bar(n)-1, 2))}, Label: &t})
		}
		o.add(shape("scatter", b.source.T("chart.asks.series"), "ink-2", data))
	}
	names(b.left, from-nodeBar/2, "left", "chart.asks.team-waits")
	names(b.right, to+nodeBar/2, "right", "chart.asks.team-is-waited-for")
	for state, row := range askStates {
		if data := b.ends(state, from+2); data != nil {
			o.add(shape("scatter", b.source.stateWord(row.state), row.fill, data))
		}
	}
	return o.drawing(int(b.width), int(math.Ceil(b.height)))
}

// ends are what a reader points at to hear what a ribbon says: where it leaves the team that
// waits.
func (b *ribbons) ends(state int, x float64) []point {
	var data []point
	for _, n := range b.left {
		for _, one := range n.ribbons {
			if one.state == state {
				data = append(data, point{Name: b.source.T("chart.asks.waits-for", "team", one.by.team.Name, "other", one.of.team.Name), Value: []any{tidy(x), tidy(one.from), one.n},
					Symbol: "rect", SymbolSize: []float64{4, tidy(math.Max(float64(one.n)*b.unit-2, 1))}})
			}
		}
	}
	return data
}

// stroke is ribbons that are drawn in one go, because they look the same.
type stroke struct {
	token, kind string
	width       float64
	list        []*ribbon
}

// strokes returns what is drawn, from the bottom: each state with its outline or its mark.
func (b *ribbons) strokes() []stroke {
	var all []stroke
	for state, row := range askStates {
		same := map[int][]*ribbon{}
		for _, one := range b.list {
			if one.state == state {
				same[one.n] = append(same[one.n], one)
			}
		}
		for _, n := range slices.Sorted(maps.Keys(same)) {
			wide := float64(n)*b.unit - 1
			if row.line != "" {
				all = append(all, stroke{token: row.line, width: wide, list: same[n]})
				wide -= math.Min(2, wide/2)
			}
			all = append(all, stroke{token: row.fill, width: wide, list: same[n]})
			if row.mark != "" {
				all = append(all, stroke{token: "hatch", kind: row.mark, width: math.Min(1.5, wide/3), list: same[n]})
			}
		}
	}
	return all
}

// bends is how many pieces a ribbon is drawn in.
const bends = 14

// through returns the points of the ribbons of a stroke, with a gap after each.
func (s stroke) through(from, to float64) []point {
	var data []point
	for _, one := range s.list {
		for i := range bends + 1 {
			t := float64(i) / bends
			data = append(data, point{Value: []any{tenth(from + (to-from)*t), tenth(one.from + (one.to-one.from)*t*t*(3-2*t))}})
		}
		data = append(data, point{Value: gap})
	}
	return data
}

func tenth(v float64) float64 { return math.Round(v*10) / 10 }
