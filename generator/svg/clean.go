package svg

import (
	"fmt"
	"regexp"
	"strings"
)

// cleanerVersion is part of every cache key: raise it when clean's output changes.
const cleanerVersion = "1"

// idMark stands in a cleaned drawing where a job's prefix belongs, so that figures with
// equal options share one entry of the cache. No text can hold it: clean
// turns control characters into spaces.
const idMark = "\x01"

// elements are those a drawing may have.
var elements = set("svg g defs path rect circle ellipse line polyline polygon text tspan pattern clipPath")

// attributes are those a drawing may have, each with what its value may hold.
// ECharts does not escape them, so a value outside its set is refused.
var attributes = func() map[string]*regexp.Regexp {
	number := regexp.MustCompile(`^[-+.,0-9eE%\s]*$`)
	shape := regexp.MustCompile(`^[-+.,0-9a-zA-Z()\s]*$`)
	paint := regexp.MustCompile(`^(url\(#zr\d+-[a-z]\d+\)|(var|rgba?|hsla?)\([-\w.,%\s]*\)|#?[a-zA-Z0-9]*)$`)
	word := regexp.MustCompile(`^[a-zA-Z -]*$`)
	id := regexp.MustCompile(`^zr\d+-[a-z]\d+$`)
	m := map[string]*regexp.Regexp{"id": id, "fill": paint, "stroke": paint, "clip-path": paint}
	for name := range set("x y x1 x2 y1 y2 cx cy r rx ry width height points viewBox stroke-width stroke-dasharray stroke-dashoffset stroke-miterlimit fill-opacity stroke-opacity opacity") {
		m[name] = number
	}
	for name := range set("d transform patternTransform") {
		m[name] = shape
	}
	for name := range set("patternUnits patternContentUnits clipPathUnits stroke-linecap stroke-linejoin fill-rule clip-rule paint-order dominant-baseline text-anchor") {
		m[name] = word
	}
	return m
}()

// dropped are attributes that a picture without scripts does not need.
var dropped = set("class pointer-events xmlns xmlns:xlink version baseProfile")

var (
	fontSize   = regexp.MustCompile(`(?:^|[\s:])([\d.]+px)`)
	fontWeight = regexp.MustCompile(`font-weight:\s*(bold|bolder|[1-9]00)\b|^font:[^;]*\s(bold|bolder|[1-9]00)\s`)
	fontItalic = regexp.MustCompile(`font-style:\s*italic|^font:[^;]*\bitalic\s`)
	prefixID   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)
	zrID       = regexp.MustCompile(`zr\d+-`)
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

func withPrefix(markup, prefix string) string { return strings.ReplaceAll(markup, idMark, prefix+"-") }

// clean turns ECharts' SVG into markup for a page: no size, hover rules, metadata
// or font family (the page's is inherited), nothing invisible, no line ends.
// Whatever it does not know, it refuses.
func clean(raw string, width, height int) (string, error) {
	c := cleaner{}
	c.out.Grow(len(raw))
	rest, ok := strings.CutPrefix(raw, "<svg ")
	root, body, ok2 := strings.Cut(rest, ">")
	view := fmt.Sprintf(`viewBox="0 0 %d %d"`, width, height)
	if !ok || !ok2 || !strings.HasSuffix(root, view) {
		return "", fmt.Errorf("a drawing does not begin with its view box of %d by %d: %.200q", width, height, raw)
	}
	c.out.WriteString("<svg " + view + ">")
	c.open = append(c.open, "svg")
	for body != "" {
		before, tag, ok := strings.Cut(body, "<")
		c.text(before)
		if !ok {
			break
		}
		if strings.HasPrefix(tag, "style") {
			if _, body, ok = strings.Cut(tag, "</style>"); ok {
				continue
			}
		}
		if tag, body, ok = strings.Cut(tag, ">"); !ok {
			return "", fmt.Errorf("a drawing ends inside <%.20s", tag)
		}
		if err := c.tag(tag); err != nil {
			return "", err
		}
	}
	if len(c.open) > 0 {
		return "", fmt.Errorf("a drawing ends inside <%s>", c.open[len(c.open)-1])
	}
	return c.out.String(), nil
}

// cleaner writes what may stay. start is an element whose end is not known yet: it
// is written when its first child or its end comes.
type cleaner struct {
	out   strings.Builder
	open  []string
	start string // "<path d=…" without its ">"; "" when nothing waits
	space bool   // of start: its text keeps its spaces
	gone  bool   // start is an invisible shape
}

// flush writes the start tag that waits.
func (c *cleaner) flush(end string) {
	if c.start != "" && !c.gone {
		c.out.WriteString(c.start + end)
	}
	c.start, c.gone, c.space = "", false, false
}

func (c *cleaner) text(s string) {
	if strings.Trim(s, "\n") == "" {
		return // between elements, or an empty text
	}
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
	if c.space && (strings.Contains(s, "  ") || s[0] == ' ' || s[len(s)-1] == ' ') {
		c.start += ` xml:space="preserve"`
	}
	c.flush(">")
	c.out.WriteString(s)
}

// tag takes what stands between "<" and ">".
func (c *cleaner) tag(tag string) error {
	if name, ok := strings.CutPrefix(tag, "/"); ok {
		last := len(c.open) - 1
		if last < 0 || c.open[last] != name {
			return fmt.Errorf("a drawing has </%.20s> in the wrong place", name)
		}
		c.open = c.open[:last]
		if c.start != "" {
			c.flush("/>")
		} else {
			c.out.WriteString("</" + name + ">")
		}
		return nil
	}
	name, rest, _ := strings.Cut(tag, " ")
	if !elements[name] || len(c.open) == 0 {
		return fmt.Errorf("a drawing has <%.20s>, which no chart needs", name)
	}
	c.flush(">")
	c.open = append(c.open, name)
	return c.attributes(name, rest)
}

// attributes fills c.start.
func (c *cleaner) attributes(element, rest string) error {
	kept := map[string]string{}
	var b strings.Builder
	b.WriteString("<" + element)
	for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimSpace(rest) {
		name, after, ok := strings.Cut(rest, `="`)
		value, next, ok2 := strings.Cut(after, `"`)
		if !ok || !ok2 || (next != "" && next[0] != ' ') {
			return fmt.Errorf("a drawing has <%s> with the attribute %.20q, which cannot be read", element, rest)
		}
		rest = next
		if dropped[name] || strings.HasPrefix(name, "ecmeta_") {
			continue
		}
		if _, twice := kept[name]; twice {
			return fmt.Errorf("a drawing has <%s> with %s twice", element, name)
		}
		kept[name] = value
		switch rule := attributes[name]; {
		case name == "xml:space":
			c.space = value == "preserve"
		case name == "style":
			if font := fontOf(value); font != "" {
				b.WriteString(` style="` + font + `"`)
			}
		case rule == nil:
			return fmt.Errorf("a drawing has <%s> with the attribute %.20q, which no chart needs", element, name)
		case !rule.MatchString(value):
			return fmt.Errorf("a drawing has <%s> with %s=%.60q, which is refused", element, name, value)
		case name == "id" || strings.HasPrefix(value, "url("):
			b.WriteString(" " + name + `="` + zrID.ReplaceAllString(value, idMark) + `"`)
		default:
			b.WriteString(" " + name + `="` + value + `"`)
		}
	}
	c.start = b.String()
	c.gone = (element == "rect" || element == "path") && kept["fill"] == "none" && (kept["stroke"] == "" || kept["stroke"] == "none")
	return nil
}

// fontOf keeps size, weight and slant of a style. The family is the page's.
func fontOf(style string) string {
	var parts []string
	if m := fontSize.FindStringSubmatch(style); m != nil {
		parts = append(parts, "font-size:"+m[1])
	}
	if m := fontWeight.FindStringSubmatch(style); m != nil {
		parts = append(parts, "font-weight:"+m[1]+m[2])
	}
	if fontItalic.MatchString(style) {
		parts = append(parts, "font-style:italic")
	}
	return strings.Join(parts, ";")
}
