package card

import (
	"image/color"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

// Ink is a colour of tokens.css, of its light half: a picture cannot know in what
// surroundings it will be shown.
type Ink int

// The colours of what was planned, and of what became of it.
const (
	Planned Ink = iota
	Carried
	Carried2
	Delivered
	Partly
	Handed
	Moved
	Dropped
	Unexplained
	Open
	paper
	ink
	ink2
	line
	accent
	inks
)

// tokens are the names in tokens.css and their values. on is what is written on it.
var tokens = [inks]struct {
	name, value string
	on          string
}{
	Planned:     {"planned", "#d6d1c4", "#1a1d21"},
	Carried:     {"carried", "#a39a86", "#1a1d21"},
	Carried2:    {"carried-2", "#5f5747", "#ffffff"},
	Delivered:   {"delivered", "#0069a8", "#ffffff"},
	Partly:      {"delivered", "#0069a8", "#ffffff"}, // with stripes
	Handed:      {"handed", "#64748b", "#ffffff"},
	Moved:       {"moved", "#e8a317", "#1a1d21"},
	Dropped:     {"dropped", "#5b2a50", "#ffffff"},
	Unexplained: {"unexplained", "#d1341f", "#ffffff"},
	Open:        {"open", "#fcfbf8", "#1a1d21"},
	paper:       {"paper", "#fcfbf8", "#1a1d21"},
	ink:         {"ink", "#1a1d21", "#fcfbf8"},
	ink2:        {"ink-2", "#585c62", "#fcfbf8"},
	line:        {"line-2", "#8f8a7e", "#1a1d21"},
	accent:      {"accent", "#0f5c58", "#ffffff"},
}

// steps is how many shades lie between a ground and what is written on it.
const steps = 5

// The palette: for each ink its ramp to what is written on it, then that from the paper to
// the second ink. So antialiased text needs no more than a hundred and some colours.
func palette(own string) color.Palette {
	all := make(color.Palette, 0, (int(inks)+1)*steps)
	ramp := func(from, to color.RGBA) {
		for i := range steps {
			all = append(all, mix(from, to, i))
		}
	}
	for i, t := range tokens {
		from := rgb(t.value)
		if Ink(i) == accent {
			if c, ok := parse(own); ok {
				from = c
			}
		}
		ramp(from, rgb(t.on))
	}
	ramp(rgb(tokens[paper].value), rgb(tokens[ink2].value))
	return all
}

// ground is the index of an ink in the palette, muted that of the last ramp.
func (i Ink) ground() uint8 { return uint8(int(i) * steps) }

const muted = inks

func mix(from, to color.RGBA, i int) color.RGBA {
	at := func(a, b uint8) uint8 { return uint8((int(a)*(steps-1-i) + int(b)*i) / (steps - 1)) }
	return color.RGBA{at(from.R, to.R), at(from.G, to.G), at(from.B, to.B), 255}
}

// rgb is parse of a value that is known to be one.
func rgb(s string) color.RGBA {
	c, _ := parse(s)
	return c
}

// parse reads "#0f5c58", "#0fc" or a name of CSS.
func parse(s string) (color.RGBA, bool) {
	if c, ok := colornames.Map[strings.ToLower(s)]; ok {
		return c, true
	}
	digits, ok := strings.CutPrefix(s, "#")
	if len(digits) == 3 || len(digits) == 4 {
		var long strings.Builder
		for _, d := range digits {
			long.WriteString(strings.Repeat(string(d), 2))
		}
		digits = long.String()
	}
	if len(digits) == 8 { // how far the paper shines through is not asked here
		digits = digits[:6]
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if !ok || err != nil || len(digits) != 6 {
		return color.RGBA{}, false
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}, true
}
