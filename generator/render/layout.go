package render

import (
	"bytes"
	"strings"
	"text/template/parse"
)

// A template has an element a line, indented; a page need not. HTML shows no white
// space beside the tag of a block, so that which holds a line break goes from there, and between
// {{end}} and {{if}}; anywhere else it is one line break, in a tag one space. What has none stays.

// blocks are the elements beside whose tags white space is not shown.
var blocks = set("html head body title meta link header footer main aside section nav div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd " +
	"table caption thead tbody tfoot tr th td figure figcaption details summary dialog form")

// lines are the blocks that begin a line of a page, so that two versions of it can be compared.
var lines = set("html head body title meta link header footer main section tr li")

// verbatim are the elements whose text stays as it is.
var verbatim = set("pre textarea script style")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, word := range strings.Fields(words) {
		out[word] = true
	}
	return out
}

// layout is how far the text of a template has come.
type layout struct {
	tag   string // the tag that the text is in, as "td" or "/td"; "" = between tags
	quote byte   // what ends the attribute's value that the text is in
	until string // what ends a comment or a verbatim element
	block bool   // a block's tag, or the start of the template, was last
}

// condense takes the layout out of a template.
func condense(tree *parse.Tree) {
	if tree == nil || tree.Root == nil {
		return
	}
	l := layout{block: true}
	l.list(tree.Root)
	if n := len(tree.Root.Nodes); n > 0 {
		if last, ok := tree.Root.Nodes[n-1].(*parse.TextNode); ok {
			last.Text = bytes.TrimRight(last.Text, " \t\r\n")
		}
	}
}

func (l *layout) list(list *parse.ListNode) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		if text, ok := node.(*parse.TextNode); ok {
			alone := (i == 0 || silent(list.Nodes[i-1])) && (i == len(list.Nodes)-1 || silent(list.Nodes[i+1]))
			text.Text = l.text(text.Text, alone)
		} else if b := branchOf(node); b != nil {
			l.branch(b)
		} else {
			l.block = l.block && silent(node)
		}
	}
}

// branch goes on after the first branch: html/template wants all to end in the same place.
func (l *layout) branch(b *parse.BranchNode) {
	other := *l
	l.list(b.List)
	other.list(b.ElseList)
	l.block = l.block && other.block
}

// silent tells whether a node itself writes nothing.
func silent(node parse.Node) bool {
	if action, ok := node.(*parse.ActionNode); ok {
		return len(action.Pipe.Decl) > 0
	}
	return branchOf(node) != nil || node.Type() == parse.NodeComment
}

// text condenses the text of one node; alone tells whether only silent nodes stand beside it.
func (l *layout) text(in []byte, alone bool) []byte {
	out := make([]byte, 0, len(in))
	alone = alone && len(bytes.TrimSpace(in)) == 0
	for len(in) > 0 {
		n := 1
		switch space := len(in) - len(bytes.TrimLeft(in, " \t\r\n")); {
		case l.until != "":
			n = l.skip(in)
		case space > 0 && l.quote == 0 && bytes.IndexByte(in[:space], '\n') >= 0:
			out, in = append(out, l.space(in[space:], alone)...), in[space:]
			continue
		case space > 0:
			n = space
		case l.tag != "":
			l.attribute(in[0])
		case l.open(in):
		default:
			l.block = false
		}
		out, in = append(out, in[:n]...), in[n:]
	}
	return out
}

// space is what stays of white space with a line break, before the rest of the text.
func (l *layout) space(rest []byte, alone bool) string {
	next := tagName(rest)
	switch {
	case l.tag != "":
		return " "
	case lines[next]:
		return "\n"
	case l.block, alone, blocks[strings.TrimPrefix(next, "/")]:
		return ""
	}
	return "\n"
}

// skip returns how much of a comment or a verbatim element the text holds, and ends it.
func (l *layout) skip(in []byte) int {
	at := bytes.Index(bytes.ToLower(in), []byte(l.until))
	if at < 0 {
		return len(in)
	}
	l.until = ""
	return max(at, 1)
}

// open enters a tag or a comment.
func (l *layout) open(in []byte) bool {
	if bytes.HasPrefix(in, []byte("<!--")) {
		l.until = "-->"
		return true
	}
	l.tag = tagName(in)
	return l.tag != ""
}

// attribute takes a byte inside of a tag.
func (l *layout) attribute(b byte) {
	switch {
	case l.quote != 0:
		if b == l.quote {
			l.quote = 0
		}
	case b == '"', b == '\'':
		l.quote = b
	case b == '>':
		l.block = blocks[strings.TrimPrefix(l.tag, "/")]
		if verbatim[l.tag] {
			l.until = "</" + l.tag
		}
		l.tag = ""
	}
}

// tagName returns the name of the tag that a text begins with, as "td" or "/td", or "".
func tagName(text []byte) string {
	rest, ok := bytes.CutPrefix(text, []byte("<"))
	if !ok {
		return ""
	}
	name := rest[:len(rest)-len(bytes.TrimLeft(rest, "/!abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))]
	return strings.ToLower(string(name))
}
