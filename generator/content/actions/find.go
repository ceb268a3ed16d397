// Package actions takes the actions out of the sections of a retro: items of lists, with a box or
// without, and rows of tables. Who owns one and when it is due is read from its words ([ParseLine]);
// whether that makes sense is for others to say.
package actions

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/diag"
)

// Most is how many actions a retro can have: each that is marked again is compared with all
// of the team's.
const Most = 1000

// Finder takes the actions out of the sections of one retro.
type Finder struct {
	doc  *markdown.Document
	read int // how many
}

// NewFinder returns the finder of a retro.
func NewFinder(doc *markdown.Document) *Finder { return &Finder{doc: doc} }

// section is a section from which actions are taken.
type section struct {
	find     *Finder
	doc      *markdown.Document
	taken    markdown.Taken // ids
	actions  []Action
	problems diag.List
}

// Take takes the actions out of the blocks of a section. It returns them, what is a problem where the
// section is that of the actions, which it does not know of itself, and the blocks that are left.
// Blocks must be rendered before, if they are to be shown whole.
func (f *Finder) Take(blocks []ast.Node) (found []Action, strays diag.List, rest []ast.Node) {
	s := section{find: f, doc: f.doc, taken: markdown.Taken{}}
	for _, n := range blocks {
		if s.block(n, false) {
			rest = append(rest, n)
		}
	}
	return s.actions, s.problems, rest
}

// block takes the actions out of a block, and reports whether anything is left of it. Within an
// action, items without a box are its details.
func (s *section) block(n ast.Node, within bool) bool {
	switch n := n.(type) {
	case *ast.List:
		eachChild(n, func(item ast.Node) bool { return s.item(item, within) })
		return n.HasChildren()
	case *ast.Blockquote:
		eachChild(n, func(child ast.Node) bool { return s.block(child, within) })
		return n.HasChildren()
	case *east.Table:
		return s.table(n)
	case *ast.Paragraph:
		if !within {
			s.paragraph(n)
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
func (s *section) item(item ast.Node, within bool) bool {
	m, is := s.markerOf(item)
	if !is || m.owner != "" && within {
		if m, is = s.unmarked(item, within); !is {
			s.below(item, within)
			return item.HasChildren()
		}
	}
	if !s.find.oneMore(item) {
		return true
	}
	at := len(s.actions)
	s.actions = append(s.actions, Action{}) // before those below it
	s.below(item, true)
	a := s.action(item, m)
	if m.odd != "" {
		s.problems.Warnf(a.Pos, "odd-box", "write [ ] or [x]", "the box [%s] counts as not done", diag.Short(m.odd))
	}
	a.ID = actionID(a.Line.Text, s.taken)
	s.actions[at] = a
	return false
}

// below takes the actions out of what follows the first text of an item.
func (s *section) below(item ast.Node, within bool) {
	first := item.FirstChild()
	eachChild(item, func(n ast.Node) bool {
		_, isText := n.(*ast.Paragraph)
		return n == first && isText || s.block(n, within)
	})
}

// unmarked tells an item without a box that is an action all the same: an owner or a date ends it.
func (s *section) unmarked(item ast.Node, within bool) (marker, bool) {
	first := item.FirstChild()
	if first == nil || first.Lines() == nil || first.Lines().Len() == 0 || first.Type() != ast.TypeBlock || !first.HasChildren() {
		return marker{}, false
	}
	raw := linesOf(first, s.doc.Src, 0)
	at := s.doc.At(raw.offsets[0])
	a, found := mention(raw.text)
	switch {
	case !found || within && a.Due == 0:
		return marker{}, false
	case a.ends:
		s.problems.Hintf(at, "no-box", "begin it with [ ], and with [x] once it is done", "this item counts as an action that is not done")
		return marker{}, true
	}
	s.problems.Warnf(at, "not-an-action", "begin it with [ ] if it is one, or end it with @name, due 2026-11-30", "this item names an owner, but is not read as an action")
	return marker{}, false
}

// mention reads a text that has an owner or a date.
func mention(text string) (a Line, found bool) {
	if !strings.Contains(text, "@") && !strings.Contains(strings.ToLower(text), "due") {
		return a, false
	}
	a = ParseLine(strings.TrimRight(text, " \t\n"))
	return a, a.Owner != "" || a.Due != 0 || a.BadDue != ""
}

// paragraph finds text that looks like an action, but is in no list.
func (s *section) paragraph(p *ast.Paragraph) {
	if p.Lines().Len() == 0 {
		return
	}
	raw := linesOf(p, s.doc.Src, 0)
	for i, start := range raw.starts {
		line := raw.text[start:]
		if n := strings.IndexByte(line, '\n'); n >= 0 {
			line = line[:n]
		}
		m, boxed := bracketed(line)
		a, found := mention(line)
		if boxed && m.owner == "" || found && a.ends && a.Owner != "" {
			s.problems.Warnf(s.doc.At(raw.offsets[i]), "not-in-a-list", "begin the line with - [ ]", "this looks like an action, but is not in a list, and is not read")
		}
	}
}
