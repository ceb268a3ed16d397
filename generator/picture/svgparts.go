package picture

import (
	"bytes"
	"regexp"
	"strings"
)

// attribute is where an attribute is in a source. From is the white space before it.
type attribute struct {
	name                 string
	from, value, end, to int // value to end is what it holds, without the quotes
}

// declares reports whether it declares a namespace, and for which prefix.
func (a attribute) declares() (prefix string, ok bool) {
	if a.name == "xmlns" {
		return "", true
	}
	return strings.CutPrefix(a.name, "xmlns:")
}

const space = " \t\r\n"

// attributesOf finds those of a start tag that encoding/xml has read: each has a value in quotes.
func attributesOf(in []byte, from, to int) []attribute {
	var all []attribute
	at := from + 1
	at += upTo(in[at:to], space+"/>")
	for {
		a := attribute{from: at}
		at += past(in[at:to], space)
		name := at
		at += upTo(in[at:to], space+"=/>")
		if at == name {
			return all
		}
		a.name = string(in[name:at])
		at += past(in[at:to], space+"=")
		if at >= to {
			return all
		}
		a.value = at + 1
		a.end = a.value + upTo(in[a.value:to], string(in[at]))
		a.to = min(a.end+1, to)
		at = a.to
		all = append(all, a)
	}
}

// upTo is how many bytes are before the first of some.
func upTo(in []byte, any string) int {
	if n := bytes.IndexAny(in, any); n >= 0 {
		return n
	}
	return len(in)
}

// past is how many bytes at the start are some of these.
func past(in []byte, any string) int { return len(in) - len(bytes.TrimLeft(in, any)) }

var (
	entity    = regexp.MustCompile(`<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"<&%]{0,200})"|'([^'<&%]{0,200})')\s*>`)
	reference = regexp.MustCompile(`&([A-Za-z_][\w.-]*);`)
	escape    = strings.NewReplacer(`"`, "&quot;", `'`, "&apos;", ">", "&gt;")
)

// declare notes the entities of a DOCTYPE, which some programs write namespaces with. Those that
// hold more than plain text are not known.
func (c *cleaner) declare(directive []byte) {
	for _, m := range entity.FindAllSubmatch(directive, -1) {
		name := string(m[1])
		if _, twice := c.entities[name]; !twice { // the first one counts
			c.entities[name] = string(m[2]) + string(m[3])
		}
	}
}

// references has entities written out, since their declarations are left out.
func (c *cleaner) references(from, to int) {
	if len(c.entities) == 0 {
		return
	}
	for _, m := range reference.FindAllSubmatchIndex(c.in[from:to], -1) {
		if text, ok := c.entities[string(c.in[from+m[2]:from+m[3]])]; ok && !predefined[string(c.in[from+m[2]:from+m[3]])] {
			c.edits = append(c.edits, edit{from: from + m[0], to: from + m[1], text: escape.Replace(text)})
		}
	}
}

var predefined = map[string]bool{"lt": true, "gt": true, "amp": true, "apos": true, "quot": true}

// expand is what the value of a declaration means.
func (c *cleaner) expand(value string) string {
	return reference.ReplaceAllStringFunc(value, func(r string) string {
		if text, ok := c.entities[r[1:len(r)-1]]; ok {
			return text
		}
		return r
	})
}
