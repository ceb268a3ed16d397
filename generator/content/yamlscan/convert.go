package yamlscan

import (
	"go.yaml.in/yaml/v4"

	"quarterdeck/generator/content/tomlscan"
)

const (
	noAnchors = "write the value out in each place; put text that begins with & or * in quotes" + quoted
	noMerge   = "write the keys out in each place"
	noTags    = "remove it, and put text in quotes"
)

// converter makes values of nodes, in the order in which they are written.
type converter struct {
	src   string
	place *place
	text  *Text
	key   string // the last one that was read
}

func (c *converter) at(n *yaml.Node) int { return c.place.offset(n.Line, n.Column) }

// stopped reports whether the rest is not read.
func (c *converter) stopped() bool { return c.text.Wrong != nil || c.text.Deep >= 0 }

func (c *converter) stop(off int, message, hint string) {
	if !c.stopped() {
		c.text.Wrong = &Wrong{off, message, hint}
	}
}

// root reads the only document.
func (c *converter) root(n *yaml.Node) {
	off := c.at(n)
	switch {
	case !c.plainNode(n, off):
	case n.Kind == yaml.MappingNode:
		c.text.Values = c.table(n, c.text.Root, 0)
	case n.Kind == yaml.ScalarNode && n.Style == 0 && n.Value == "": // comments alone
	default:
		c.stop(off, "this is not a key with a value", "write key: value; TOML is put between lines of +++, and a line across the page is written ***")
	}
}

// plainNode reports whether a node is written without what TOML does not have.
func (c *converter) plainNode(n *yaml.Node, off int) bool {
	switch {
	case n.Kind == yaml.AliasNode, n.Anchor != "":
		c.stop(off, "anchors and aliases are not read", noAnchors)
	case n.Style&yaml.TaggedStyle != 0, n.Tag == "!":
		c.stop(off, "tags such as !!str are not read", noTags)
	}
	return !c.stopped()
}

// table reads a mapping, whose keys become kids of a spot.
func (c *converter) table(n *yaml.Node, at *tomlscan.Spot, depth int) map[string]any {
	values := make(map[string]any, len(n.Content)/2)
	at.Kids = make(map[string]*tomlscan.Spot, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content) && !c.stopped(); i += 2 {
		name, off := n.Content[i], c.at(n.Content[i])
		switch {
		case !c.plainNode(name, off):
			return nil
		case name.Kind != yaml.ScalarNode:
			c.stop(off, "a key must be a word", "write key: value")
			return nil
		case name.Value == "<<" && name.Style == 0:
			c.stop(off, "merge keys are not read", noMerge)
			return nil
		case at.Kids[name.Value] != nil:
			c.stop(off, "this key is already defined", "keep one of them")
			return nil
		}
		c.key = name.Value
		spot := &tomlscan.Spot{Key: off, Inline: depth > 0}
		at.Kids[name.Value] = spot
		if v := c.value(n.Content[i+1], spot, depth+1); v != nil {
			values[name.Value] = v
		} else if !c.stopped() {
			c.text.Empty = append(c.text.Empty, Empty{off, name.Value})
		}
	}
	return values
}

// value reads a node; what is empty is nil.
func (c *converter) value(n *yaml.Node, at *tomlscan.Spot, depth int) any {
	off := c.at(n)
	if depth > tomlscan.MaxDepth && c.text.Deep < 0 {
		c.text.Deep = off
	}
	if !c.plainNode(n, off) {
		return nil
	}
	switch n.Kind {
	case yaml.MappingNode:
		return c.table(n, at, depth)
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, e := range n.Content {
			spot := &tomlscan.Spot{Key: c.at(e), Inline: true}
			at.Elems = append(at.Elems, spot)
			if list = append(list, c.value(e, spot, depth+1)); c.stopped() {
				return nil
			}
		}
		return list
	}
	return c.scalar(n, off, at)
}

// scalar reads a single value, and notes a date that names no day.
func (c *converter) scalar(n *yaml.Node, off int, at *tomlscan.Spot) any {
	if n.Style != 0 {
		return n.Value // quoted, or a block
	}
	v, badDate := plain(n.Value)
	if badDate {
		at.Bad = true
		c.text.BadDates = append(c.text.BadDates, tomlscan.BadDate{Spot: at, Key: c.key, Start: off, End: off + len(n.Value)})
		return int64(0)
	}
	return v
}
