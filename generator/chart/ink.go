package chart

// ink is how a segment is filled, and the colour of the number on it. Colours and
// patterns are those of the swatches in site.css.
type ink struct {
	fill, on string
	class    string // of the swatch
	pattern  pattern
	outline  bool
}

var (
	inkPlanned     = ink{fill: "planned", on: "on-planned", class: "planned"}
	inkCarried     = ink{fill: "carried", on: "on-planned", class: "carried"}
	inkCarried2    = ink{fill: "carried-2", on: "on-carried-2", class: "carried2"}
	inkAdded       = ink{fill: "added", class: "added", pattern: dots}
	inkDelivered   = ink{fill: "delivered", on: "on-delivered", class: "delivered"}
	inkPartly      = ink{fill: "delivered", class: "partly", pattern: stripes}
	inkHanded      = ink{fill: "handed", class: "handed_over", pattern: dots}
	inkMoved       = ink{fill: "moved", class: "moved", pattern: stripes}
	inkDropped     = ink{fill: "dropped", on: "on-dropped", class: "dropped"}
	inkUnexplained = ink{fill: "unexplained", class: "unexplained", pattern: checks}
	inkOpen        = ink{fill: "open", on: "ink", class: "open", outline: true}
	inkAddel       = ink{fill: "delivered", class: "addel", pattern: dots}
	inkNone        = ink{fill: "paper"}
)

// pattern tells segments apart without colour. A number on it gets a plate.
type pattern string

const (
	stripes pattern = "stripes"
	dots    pattern = "dots"
	checks  pattern = "checks"
)

// decal is how ECharts draws a pattern.
type decal struct {
	Symbol     string  `json:"symbol"`
	SymbolSize float64 `json:"symbolSize"`
	DashX      any     `json:"dashArrayX"`
	DashY      any     `json:"dashArrayY"`
	Rotation   float64 `json:"rotation,omitempty"` // radians
	Color      string  `json:"color"`
}

// decal returns the pattern, or nil for none.
func (p pattern) decal() *decal {
	switch p {
	case stripes:
		return &decal{"rect", 1, []any{1, 0}, []any{1.2, 5}, 0.7853981633974483, color("hatch")}
	case dots:
		return &decal{"circle", .6, [][]int{{5, 5}, {0, 5, 5, 0}}, []any{3, 0}, 0, color("hatch")}
	case checks:
		return &decal{"rect", 1, [][]int{{2, 2}, {0, 2, 2, 0}}, []any{2, 0}, 0, color("hatch")}
	}
	return nil
}
