package i18n

import (
	"fmt"
	"strings"

	"golang.org/x/text/feature/plural"
)

// mostNested is how deep cases may lie in cases.
const mostNested = 8

// parser reads a message from left to right.
type parser struct {
	src   string
	at    int
	depth int
}

// parse compiles a message. The error says at which character it goes wrong.
func parse(src string) (message, error) {
	p := &parser{src: src}
	segments, err := p.segments("")
	if err == nil && p.at < len(src) {
		err = p.errorf("a closing brace without an opening one")
	}
	if err != nil {
		return message{}, err
	}
	return compiled(segments), nil
}

func (p *parser) errorf(format string, args ...any) error {
	return fmt.Errorf("character %d: %s", len([]rune(p.src[:p.at]))+1, fmt.Sprintf(format, args...))
}

func (p *parser) rest() string { return p.src[p.at:] }

// segments reads up to the end or the brace that closes. hash is the parameter that # shows,
// "" outside of plurals.
func (p *parser) segments(hash string) ([]segment, error) {
	var all []segment
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			all = append(all, segment{text: text.String()})
			text.Reset()
		}
	}
	for p.at < len(p.src) {
		c := p.src[p.at]
		switch {
		case c == '}':
			flush()
			return all, nil
		case c == '{':
			flush()
			s, err := p.argument(hash)
			if err != nil {
				return nil, err
			}
			all = append(all, s)
		case c == '#' && hash != "":
			flush()
			all = append(all, segment{kind: number, param: hash})
			p.at++
		case strings.HasPrefix(p.rest(), "**"):
			flush()
			all = append(all, segment{kind: bold})
			p.at += 2
		default:
			text.WriteString(p.literal())
		}
	}
	flush()
	return all, nil
}

// literal reads one character of text, or what stands in quotes.
func (p *parser) literal() string {
	rest := p.rest()
	switch {
	case rest[0] == '~':
		p.at++
		return "\u00a0"
	case len(rest) > 1 && rest[0] == '\\' && strings.IndexByte(`~*#\`, rest[1]) >= 0:
		p.at += 2
		return rest[1:2]
	case strings.HasPrefix(rest, "''"):
		p.at += 2
		return "'"
	case len(rest) > 1 && rest[0] == '\'' && strings.IndexByte("{}#", rest[1]) >= 0:
		quoted, _, _ := strings.Cut(rest[1:], "'")
		p.at += min(len(quoted)+2, len(rest))
		return quoted
	}
	p.at++
	return rest[:1]
}

var simple = map[string]kind{"spell": spell, "spell-first": spellFirst, "percent": percent}

// argument reads what stands in braces.
func (p *parser) argument(hash string) (segment, error) {
	p.at++
	name := p.word()
	if name == "" {
		return segment{}, p.errorf("a parameter needs a name")
	}
	if p.next('}') {
		return segment{kind: value, param: name}, nil
	}
	if !p.next(',') {
		return segment{}, p.errorf("parameter %s must end in a brace or a comma", name)
	}
	how := p.word()
	if k, ok := simple[how]; ok {
		return p.closed(segment{kind: k, param: name})
	}
	switch how {
	case "date":
		s := segment{kind: date, param: name, text: "long"}
		if p.next(',') {
			s.text = p.word()
		}
		return p.closed(s)
	case "plural":
		return p.cases(segment{kind: plurals, param: name, exact: map[int]int{}, forms: map[plural.Form]int{}}, name)
	case "select":
		return p.cases(segment{kind: selects, param: name, words: map[string]int{}}, hash)
	}
	return segment{}, p.errorf("%q is no way to show a parameter: date, percent, plural, select, spell, spell-first", how)
}

func (p *parser) closed(s segment) (segment, error) {
	if !p.next('}') {
		return s, p.errorf("parameter %s must end in a brace", s.param)
	}
	return s, nil
}

// cases reads `, one {…} other {…}}`.
func (p *parser) cases(s segment, hash string) (segment, error) {
	if p.depth++; p.depth > mostNested {
		return s, p.errorf("cases lie more than %d deep", mostNested)
	}
	defer func() { p.depth-- }()
	p.next(',')
	seen := map[string]bool{}
	for !p.next('}') {
		selector := p.word()
		if seen[selector] || !s.sort(selector) {
			return s, p.errorf("%q cannot be a case of %s", selector, s.param)
		}
		seen[selector] = true
		if !p.next('{') {
			return s, p.errorf("case %q of %s must have its text in braces", selector, s.param)
		}
		text, err := p.segments(hash)
		if err != nil {
			return s, err
		}
		s.cases = append(s.cases, text)
		if !p.next('}') {
			return s, p.errorf("case %q of %s is not closed", selector, s.param)
		}
	}
	if !seen["other"] {
		return s, p.errorf("%s needs a case other", s.param)
	}
	return s, nil
}

func (p *parser) space() {
	p.at = len(p.src) - len(strings.TrimLeft(p.rest(), " \n\r\t"))
}

// word reads up to white space, a comma or a brace, and the white space around it.
func (p *parser) word() string {
	p.space()
	word := p.rest()
	if end := strings.IndexAny(word, " \n\r\t,{}"); end >= 0 {
		word = word[:end]
	}
	p.at += len(word)
	p.space()
	return word
}

// next skips one character if it is the next one, apart from white space before it.
func (p *parser) next(c byte) bool {
	p.space()
	if p.at < len(p.src) && p.src[p.at] == c {
		p.at++
		return true
	}
	return false
}
