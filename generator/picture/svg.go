package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Malformed is a drawing that is not well-formed XML, and so cannot be cleaned. Browsers do not
// show one as a picture either.
type Malformed struct {
	Line, Col int // from 1, Col in bytes
	What      string
}

func (m *Malformed) Error() string { return fmt.Sprintf("%d:%d: %s", m.Line, m.Col, m.What) }

// Namespaces of what browsers draw. Elements and attributes of all others are what programs keep
// for themselves: layers, guides, paths of files, who drew it.
const (
	nsSVG    = "http://www.w3.org/2000/svg"
	nsXLink  = "http://www.w3.org/1999/xlink"
	nsXML    = "http://www.w3.org/XML/1998/namespace"
	nsXHTML  = "http://www.w3.org/1999/xhtml"
	nsMathML = "http://www.w3.org/1998/Math/MathML"
)

var drawn = map[string]bool{"": true, nsSVG: true, nsXLink: true, nsXML: true, nsXHTML: true, nsMathML: true}

// cleanSVG cuts what tells of a drawing out of its source. Everything else keeps its bytes: to write
// the tokens of encoding/xml again would change prefixes. The error is a *Malformed.
func cleanSVG(data []byte) ([]byte, error) {
	data = asUTF8(bytes.TrimPrefix(data, []byte("\ufeff")))
	c := &cleaner{in: data, entities: map[string]string{}, kept: map[string]bool{}}
	c.decoder = xml.NewDecoder(bytes.NewReader(data))
	c.decoder.Entity = c.entities
	for {
		from := c.decoder.InputOffset()
		token, err := c.decoder.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, c.malformed(syntax(err))
		}
		if what := c.token(token, int(from), int(c.decoder.InputOffset())); what != "" {
			return nil, c.malformed(what)
		}
	}
	if len(c.stack) > 0 {
		return nil, c.malformed("<" + c.stack[len(c.stack)-1].name + "> is not closed")
	}
	if !c.rooted {
		return nil, c.malformed("it has no <svg> element")
	}
	return c.without(), nil
}

// syntax is what encoding/xml says, without its own idea of the line.
func syntax(err error) string {
	var s *xml.SyntaxError
	if errors.As(err, &s) {
		return s.Msg
	}
	return strings.TrimPrefix(err.Error(), "xml: ")
}

// cleaner reads a drawing once and notes what becomes of which bytes.
type cleaner struct {
	in       []byte
	decoder  *xml.Decoder
	stack    []element
	rooted   bool
	dropping int               // the depth of the element that is being left out; 0 = none
	since    int               // where that began
	entities map[string]string // that the DOCTYPE declares
	edits    []edit            // in order
	kept     map[string]bool   // other namespaces of which an element stays
}

// element is an open one, with the prefixes that it declares.
type element struct {
	name, space string
	prefixes    map[string]string // nil = none
}

// edit puts text in place of bytes.
type edit struct {
	from, to int
	text     string
	declares string // the namespace whose declaration is left out unless an element of it stays
}

func (c *cleaner) malformed(what string) error {
	line, col := c.decoder.InputPos()
	return &Malformed{line, col, what}
}

func (c *cleaner) cut(from, to int) { c.edits = append(c.edits, edit{from: from, to: to}) }

// token notes what becomes of a token. What it returns is wrong with the drawing, or "".
func (c *cleaner) token(t xml.Token, from, to int) string {
	if end, ok := t.(xml.EndElement); ok {
		return c.end(rawName(end.Name), to)
	}
	if c.dropping > 0 {
		if start, ok := t.(xml.StartElement); ok {
			c.stack = append(c.stack, element{name: rawName(start.Name)})
		}
		return ""
	}
	switch t := t.(type) {
	case xml.StartElement:
		return c.start(rawName(t.Name), from, to)
	case xml.CharData:
		return c.text(t, from, to)
	case xml.Comment:
		c.cut(from, to)
	case xml.Directive:
		c.declare(t)
		c.cut(from, to)
	case xml.ProcInst:
		if t.Target != "xml" || from > 0 {
			c.cut(from, to)
		}
	}
	return ""
}

func rawName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

func (c *cleaner) start(name string, from, to int) string {
	if len(c.stack) == 0 && c.rooted {
		return "there is more than one element at the top"
	}
	attributes := attributesOf(c.in, from, to)
	e := element{name: name}
	for _, a := range attributes {
		if prefix, ok := a.declares(); ok {
			if e.prefixes == nil {
				e.prefixes = map[string]string{}
			}
			e.prefixes[prefix] = c.expand(string(c.in[a.value:a.end]))
		}
	}
	parent := ""
	if len(c.stack) > 0 {
		parent = c.stack[len(c.stack)-1].space
	}
	c.stack = append(c.stack, e)
	prefix, local := split(name)
	space := c.space(prefix)
	c.stack[len(c.stack)-1].space = space
	// Text in an element that HTML does not know is shown all the same.
	alien := !drawn[space] && parent != nsXHTML
	switch {
	case len(c.stack) == 1 && (alien || local != "svg"):
		return "its first element is not <svg>"
	case alien || local == "metadata" && (space == nsSVG || space == ""):
		c.dropping, c.since = len(c.stack), from
		return ""
	}
	c.rooted = true
	c.kept[space] = true
	for _, a := range attributes {
		c.attribute(a)
	}
	return ""
}

func (c *cleaner) attribute(a attribute) {
	if prefix, ok := a.declares(); ok {
		if space := c.space(prefix); !drawn[space] {
			c.edits = append(c.edits, edit{from: a.from, to: a.to, declares: space})
			return
		}
	} else if prefix, _ := split(a.name); prefix != "" && !drawn[c.space(prefix)] {
		c.cut(a.from, a.to)
		return
	}
	c.references(a.value, a.end)
}

func (c *cleaner) end(name string, to int) string {
	if len(c.stack) == 0 {
		return "</" + name + "> closes nothing"
	}
	last := c.stack[len(c.stack)-1]
	if last.name != name {
		return "<" + last.name + "> is closed by </" + name + ">"
	}
	if c.dropping == len(c.stack) {
		c.dropping = 0
		c.cut(c.since, to)
	}
	c.stack = c.stack[:len(c.stack)-1]
	return ""
}

func (c *cleaner) text(t xml.CharData, from, to int) string {
	if len(c.stack) == 0 && len(bytes.TrimSpace(t)) > 0 {
		return "there is text outside of the <svg> element"
	}
	if !bytes.HasPrefix(c.in[from:to], []byte("<![CDATA[")) {
		c.references(from, to)
	}
	return ""
}

// space is the namespace of a prefix: "" where there is none by default, and the prefix with a
// space behind it, which no namespace is, where it is not declared.
func (c *cleaner) space(prefix string) string {
	for i := len(c.stack) - 1; i >= 0; i-- {
		if space, ok := c.stack[i].prefixes[prefix]; ok {
			return space
		}
	}
	switch prefix {
	case "":
		return ""
	case "xml":
		return nsXML
	}
	return prefix + " "
}

func split(name string) (prefix, local string) {
	if prefix, local, ok := strings.Cut(name, ":"); ok {
		return prefix, local
	}
	return "", name
}

// without returns the source with its edits made.
func (c *cleaner) without() []byte {
	out := make([]byte, 0, len(c.in))
	at := 0
	for _, e := range c.edits {
		if e.from < at || e.declares != "" && c.kept[e.declares] {
			continue // within what is left out already, or needed
		}
		out = append(append(out, c.in[at:e.from]...), e.text...)
		at = e.to
		// What was apart must not become the end of a CDATA section.
		if bytes.HasSuffix(out, []byte("]")) && at < len(c.in) && (c.in[at] == ']' || c.in[at] == '>') {
			out = append(out, "<![CDATA[]]>"...)
		}
	}
	return append(out, c.in[at:]...)
}

var encoding = regexp.MustCompile(`(?i)^(<\?xml\s[^>]*encoding\s*=\s*["'])(iso-8859-1|us-ascii|latin1)(["'])`)

// asUTF8 writes a drawing of an older encoding in the one that encoding/xml reads.
func asUTF8(data []byte) []byte {
	m := encoding.FindSubmatchIndex(data)
	if m == nil {
		return data
	}
	out := append(bytes.Clone(data[:m[4]]), "UTF-8"...)
	for _, b := range data[m[5]:] {
		out = append(out, string(rune(b))...)
	}
	return out
}
