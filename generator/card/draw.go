package card

import (
	"image"
	"slices"
	"strconv"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Where things stand, in pixels. Nothing is written smaller than 34, which is 11 where a
// chat shows the card 400 pixels wide.
const (
	margin  = 64
	inner   = Width - 2*margin
	small   = 34
	text    = 40
	figures = 128
	keyBox  = 26
	thick   = 50 // a bar
)

// titles are the sizes in which a title is tried, and in how many lines: the last only
// where no bars stand below.
var titles = []struct {
	size  float64
	lines int
}{{76, 1}, {54, 2}, {50, 3}}

// canvas is a picture being drawn.
type canvas struct {
	img   *image.Paletted
	fonts fonts
	faces map[faceKey]font.Face
}

type faceKey struct {
	f    *opentype.Font
	size float64
}

// Draw returns a card as a PNG of [Width] by [Height] pixels. Its Description holds the
// words that it shows. The error is that of the encoder.
func Draw(c Card) ([]byte, error) {
	words := c.Words()
	c = c.drawable()
	v := &canvas{img: image.NewPaletted(image.Rect(0, 0, Width, Height), palette(c.Accent)), fonts: builtIn(), faces: map[faceKey]font.Face{}}
	v.fill(0, 0, Width, Height, paper)
	v.fill(0, 0, Width, 16, accent)
	top := v.head(c)
	bottom := v.foot(c)
	v.middle(c, top, bottom)
	return encode(v.img, words)
}

// head writes the brand and the title, and returns where the rest may begin.
func (v *canvas) head(c Card) int {
	y := 48
	if c.Brand != "" {
		v.line(c.Brand, y+small)
		y += small + 30
	}
	if c.Title == "" {
		return y
	}
	var lines []string
	var size float64
	tried := titles
	if len(c.Bars) > 0 {
		tried = titles[:2]
	}
	for _, t := range tried {
		var whole bool
		size = t.size
		if lines, whole = wrap(v.face(v.fonts.bold, size), c.Title, inner, t.lines); whole {
			break
		}
	}
	for _, s := range lines {
		y += int(size * 1.08)
		v.write(v.face(v.fonts.bold, size), s, margin, y-int(size*.18), paper)
	}
	return y
}

// foot draws from the bottom up: the note, the key, the bars. It returns where it begins.
func (v *canvas) foot(c Card) int {
	y := Height - 44
	f := v.face(v.fonts.regular, small)
	if c.Note != "" {
		v.line(c.Note, y)
		y -= small + 20
	}
	if c.keyWords() != "" {
		v.keys(f, c, y)
		y -= small + 20
	}
	longest, left := 0, 0
	for _, b := range c.Bars {
		longest, left = max(longest, b.total()), max(left, font.MeasureString(f, b.Name).Ceil()+24)
	}
	if longest == 0 {
		return y
	}
	for _, b := range slices.Backward(c.Bars) {
		y -= thick
		v.write(f, b.Name, margin, y+thick/2+small*36/100, muted)
		v.bar(b, margin+left, y, longest)
		y -= 6
	}
	return y
}

// line writes a text of one line in the small size.
func (v *canvas) line(s string, y int) {
	f := v.face(v.fonts.regular, small)
	lines, _ := wrap(f, s, inner, 1)
	v.write(f, lines[0], margin, y, muted)
}

// middle writes the figure with its count, and the answer beside them.
func (v *canvas) middle(c Card, top, bottom int) {
	x, room := margin, bottom-top
	if c.Figure != "" {
		size := min(figures, float64(room)*.6)
		big, f := v.face(v.fonts.bold, size), v.face(v.fonts.regular, small)
		base := top + (room+int(size*.72)-small)/2
		v.write(big, c.Figure, margin, base, paper)
		v.write(f, c.Count, margin, base+small+12, muted)
		x += max(font.MeasureString(big, c.Figure).Ceil(), font.MeasureString(f, c.Count).Ceil()) + 48
	}
	if c.Answer == "" || Width-margin-x < 300 {
		return
	}
	size, leading := float64(text), 52
	if c.Figure == "" {
		size, leading = 50, 66
	}
	f := v.face(v.fonts.regular, size)
	lines, _ := wrap(f, c.Answer, Width-margin-x, max(1, min(4, (room-16)/leading)))
	y := top + (room-leading*len(lines))/2 + int(size)
	if c.Figure == "" {
		y = top + 40 + int(size)
	}
	for i, s := range lines {
		v.write(f, s, x, y+i*leading, paper)
	}
}

func (b Bar) total() int {
	n := 0
	for _, p := range b.Parts {
		n += p.N
	}
	return n
}

// bar draws the parts side by side, each with its number where that fits.
func (v *canvas) bar(b Bar, x, y, longest int) {
	f := v.face(v.fonts.bold, small)
	sum := 0
	for _, p := range b.Parts {
		if p.N <= 0 {
			continue
		}
		from, to := x+(Width-margin-x)*sum/longest, x+(Width-margin-x)*(sum+p.N)/longest
		sum += p.N
		v.box(from, y, to-4, y+thick, p.Ink)
		n := strconv.Itoa(p.N)
		if wide := font.MeasureString(f, n).Ceil() + 16; wide <= to-4-from {
			if p.Ink == Partly {
				v.fill(from, y, min(from+wide+8, to-4), y+thick, p.Ink) // a number on stripes is hard to read
			}
			v.write(f, n, from+12, y+thick/2+small*36/100, p.Ink)
		}
	}
}

// keys writes what the colours mean, as many as fit.
func (v *canvas) keys(f font.Face, c Card, y int) {
	x := margin
	for _, p := range c.keys() {
		wide := keyBox + 12 + font.MeasureString(f, p.Key).Ceil()
		if x+wide > Width-margin {
			return
		}
		v.box(x, y-keyBox+1, x+keyBox, y+1, p.Ink)
		v.write(f, p.Key, x+keyBox+12, y, paper)
		x += wide + 36
	}
}

// box is filled, and outlined where it is as pale as the paper.
func (v *canvas) box(x0, y0, x1, y1 int, with Ink) {
	x1 = max(x1, x0+1)
	if with == Open {
		v.fill(x0, y0, x1, y1, line)
		x0, y0, x1, y1 = x0+3, y0+3, x1-3, y1-3
	}
	v.fill(x0, y0, x1, y1, with)
	if with == Partly {
		v.stripe(x0, y0, x1, y1)
	}
}

// stripe draws lines of the paper's colour across a box.
func (v *canvas) stripe(x0, y0, x1, y1 int) {
	for y := y0; y < y1; y++ {
		row := v.img.Pix[y*v.img.Stride:]
		for x := x0; x < x1; x++ {
			if (x+y)%12 < 3 {
				row[x] = paper.ground()
			}
		}
	}
}

func (v *canvas) fill(x0, y0, x1, y1 int, with Ink) {
	if x1 <= x0 || y1 <= y0 {
		return
	}
	first := v.img.Pix[y0*v.img.Stride+x0 : y0*v.img.Stride+x1]
	for x := range first {
		first[x] = with.ground()
	}
	for y := y0 + 1; y < y1; y++ {
		copy(v.img.Pix[y*v.img.Stride+x0:], first)
	}
}

func (v *canvas) face(f *opentype.Font, size float64) font.Face {
	key := faceKey{f, size}
	if v.faces[key] == nil {
		v.faces[key] = face(f, size)
	}
	return v.faces[key]
}

// write puts a text on a ground, whose ramp has the shades for it. y is the base line.
func (v *canvas) write(f font.Face, s string, x, y int, on Ink) {
	dot := fixed.P(x, y)
	before := rune(-1)
	for _, r := range s {
		if before >= 0 {
			dot.X += f.Kern(before, r)
		}
		at, mask, from, wide, ok := f.Glyph(dot, r)
		if alpha, isAlpha := mask.(*image.Alpha); ok && isAlpha {
			v.stamp(alpha, at, from, on)
		}
		dot.X += wide
		before = r
	}
}

// stamp darkens the pixels under a glyph.
func (v *canvas) stamp(mask *image.Alpha, at image.Rectangle, from image.Point, on Ink) {
	clip := at.Intersect(v.img.Rect)
	for y := clip.Min.Y; y < clip.Max.Y; y++ {
		row := v.img.Pix[y*v.img.Stride:]
		shades := mask.Pix[(y-at.Min.Y+from.Y)*mask.Stride:]
		for x := clip.Min.X; x < clip.Max.X; x++ {
			shade := int(shades[x-at.Min.X+from.X]) * (steps - 1) / 255
			if shade == 0 {
				continue
			}
			if index := on.ground() + uint8(shade); row[x]%steps < uint8(shade) {
				row[x] = index
			}
		}
	}
}
