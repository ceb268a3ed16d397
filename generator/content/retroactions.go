package content

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/diag"
)

// maxActions is how many actions a retro can have: each that is marked again is compared with all
// of the team's.
const maxActions = 1000

// actionFinder takes the actions out of a section. What it finds only counts under "What we
// change", which the section does not know of itself.
type actionFinder struct {
	doc      *document
	taken    markdown.Taken // ids
	actions  []RetroAction
	problems diag.List
}

// takeActions takes the actions out of blocks. It returns them, the blocks that are left, and
// what is a problem where the section is that of the actions. Blocks must be rendered before, if
// they are to be shown whole.
func (d *document) takeActions(blocks []ast.Node) (f actionFinder, rest []ast.Node) {
	f = actionFinder{doc: d, taken: markdown.Taken{}}
	for _, n := range blocks {
		if f.block(n, false) {
			rest = append(rest, n)
		}
	}
	return f, rest
}

// block takes the actions out of a block, and reports whether anything is left of it. Within an
// action, items without a box are its details.
func (f *actionFinder) block(n ast.Node, within bool) bool {
	switch n := n.(type) {
	case *ast.List:
		eachChild(n, func(item ast.Node) bool { return f.item(item, within) })
		return n.HasChildren()
	case *ast.Blockquote:
		eachChild(n, func(child ast.Node) bool { return f.block(child, within) })
		return n.HasChildren()
	case *east.Table:
		return f.table(n)
	case *ast.Paragraph:
		if !within {
			f.paragraph(n)
		}
	}
	return true
}

// eachChild calls keep for what is below a node, and removes that for which it is false.
func eachChild(parent ast.Node, keep func(ast.Node) bool) {
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling()
		if !keep(n) {
			parent.RemoveChild(parent, n)
		}
		n = next
	}
}

// item takes the actions out of an item of a list, which may be one itself.
func (f *actionFinder) item(item ast.Node, within bool) bool {
	m, is := f.doc.markerOf(item)
	if !is || m.owner != "" && within {
		if m, is = f.unmarked(item, within); !is {
			f.below(item, within)
			return item.HasChildren()
		}
	}
	if !f.doc.oneMore(item) {
		return true
	}
	at := len(f.actions)
	f.actions = append(f.actions, RetroAction{}) // before those below it
	f.below(item, true)
	a := f.doc.action(item, m)
	if m.odd != "" {
		f.problems.Warnf(a.Pos, "odd-box", "write [ ] or [x]", "the box [%s] counts as not done", diag.Short(m.odd))
	}
	a.ID = actionID(a.Line.Text, f.taken)
	f.actions[at] = a
	return false
}

// oneMore reports whether the file can have one more action.
func (d *document) oneMore(at ast.Node) bool {
	if d.actions++; d.actions == maxActions+1 {
		d.Problems.Errorf(d.At(at.Pos()), "too-deep", "keep those that will be done", "more than %d actions", maxActions)
	}
	return d.actions <= maxActions
}

// below takes the actions out of what follows the first text of an item.
func (f *actionFinder) below(item ast.Node, within bool) {
	first := item.FirstChild()
	eachChild(item, func(n ast.Node) bool {
		_, isText := n.(*ast.Paragraph)
		return n == first && isText || f.block(n, within)
	})
}

// unmarked tells an item without a box that is an action all the same: an owner or a date ends it.
func (f *actionFinder) unmarked(item ast.Node, within bool) (marker, bool) {
	first := item.FirstChild()
	if first == nil || first.Lines() == nil || first.Lines().Len() == 0 || first.Type() != ast.TypeBlock || !first.HasChildren() {
		return marker{}, false
	}
	raw := f.doc.linesOf(first, 0)
	at := f.doc.At(raw.offsets[0])
	a, found := mention(raw.text)
	switch {
	case !found || within && a.Due == 0:
		return marker{}, false
	case a.ends:
		f.problems.Hintf(at, "no-box", "begin it with [ ], and with [x] once it is done", "this item counts as an action that is not done")
		return marker{}, true
	}
	f.problems.Warnf(at, "not-an-action", "begin it with [ ] if it is one, or end it with @name, due 2026-11-30", "this item names an owner, but is not read as an action")
	return marker{}, false
}

// mention reads a text that has an owner or a date.
func mention(text string) (a ActionLine, found bool) {
	if !strings.Contains(text, "@") && !strings.Contains(strings.ToLower(text), "due") {
		return a, false
	}
	a = ParseAction(strings.TrimRight(text, " \t\n"))
	return a, a.Owner != "" || a.Due != 0 || a.BadDue != ""
}

// paragraph finds text that looks like an action, but is in no list.
func (f *actionFinder) paragraph(p *ast.Paragraph) {
	if p.Lines().Len() == 0 {
		return
	}
	raw := f.doc.linesOf(p, 0)
	for i, start := range raw.starts {
		line := raw.text[start:]
		if n := strings.IndexByte(line, '\n'); n >= 0 {
			line = line[:n]
		}
		m, boxed := bracketed(line)
		a, found := mention(line)
		if boxed && m.owner == "" || found && a.ends && a.Owner != "" {
			f.problems.Warnf(f.doc.At(raw.offsets[i]), "not-in-a-list", "begin the line with - [ ]", "this looks like an action, but is not in a list, and is not read")
		}
	}
}
