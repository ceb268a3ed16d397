package actions

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/diag"
)

// Action is what somebody is to do: an item of a list, or a row of a table.
type Action struct {
	ID   string
	Line Line
	Text markdown.Prose
	Done bool
	// Bracket is set where the owner comes from brackets in front: "[design] Book early".
	Bracket bool
	Pos     diag.Pos
	OwnerAt diag.Pos // where the owner is written; the zero value where that is not known
}

// oneMore reports whether the retro can have one more action.
func (f *Finder) oneMore(at ast.Node) bool {
	if f.read++; f.read == Most+1 {
		f.doc.Problems.Errorf(f.doc.At(at.Pos()), "too-deep", "keep those that will be done", "more than %d actions", Most)
	}
	return f.read <= Most
}

// actionID makes an anchor of an action's first words.
func actionID(text string, taken markdown.Taken) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	id := "action"
	for i, w := range words {
		if i == 6 || len(id)+len(w) > 60 {
			break
		}
		id += "-" + w
	}
	return taken.Unique(id, ".", 2)
}

// frame is what the text of an action is rendered for.
var frame = markdown.Frame{Prefix: "retro-", Top: 3}

// action reads an item of a list whose marker is known, and cuts the marker off the front of
// its text, and the owner and the date off its end.
func (s *section) action(item ast.Node, m marker) Action {
	d := s.doc
	first := item.FirstChild()
	if m.box != nil {
		first.RemoveChild(first, m.box)
	}
	raw := linesOf(first, d.Src, m.size)
	a := Action{Done: m.done, Pos: d.At(item.Pos())}
	if len(raw.offsets) > 0 {
		a.Pos = d.At(raw.offsets[0] - m.size)
	}
	line := strings.TrimRight(raw.text, " \t\n")
	a.Line = ParseLine(line)
	if m.owner != "" {
		if a.Line.Owner == "" {
			a.Line.Owner, a.Bracket = m.owner, true
		} else { // then the brackets are words of the text
			a.Line.Text = string(d.Src[raw.offsets[0]-m.size:raw.offsets[0]]) + a.Line.Text
		}
	}
	if m.box == nil && m.size > 0 && (m.owner == "" || a.Bracket) {
		cutFront(first, raw.offsets[0]+len(line)-len(strings.TrimLeft(line, " \t")))
	}
	if a.Line.cut < len(line) {
		truncate(first, raw.offset(a.Line.cut))
	}
	if a.Line.ownerAt >= 0 {
		a.OwnerAt = d.At(raw.offset(a.Line.ownerAt))
	}
	a.Line.Text = strings.TrimSpace(a.Line.Text)
	blocks := []ast.Node{first}
	for n := first.NextSibling(); n != nil; n = n.NextSibling() {
		blocks = append(blocks, n)
	}
	a.Text = d.Line(frame, blocks...)
	return a
}

// rawLines is the source of a block of text, in which offsets of the file can be found.
type rawLines struct {
	text            string
	starts, offsets []int // of each line: in text, and in the source
}

// linesOf returns the lines of a block, the first one without so many bytes of its front.
func linesOf(block ast.Node, src []byte, front int) (r rawLines) {
	var b strings.Builder
	lines := block.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		v := seg.Value(src)
		if i == 0 {
			n := min(front, len(v))
			v, seg.Start = v[n:], seg.Start+n
		}
		r.starts, r.offsets = append(r.starts, b.Len()), append(r.offsets, seg.Start)
		b.Write(v)
	}
	r.text = b.String()
	return r
}

// offset is where a byte of the text is in the source.
func (r rawLines) offset(at int) int {
	i := len(r.starts) - 1
	for i > 0 && r.starts[i] > at {
		i--
	}
	return r.offsets[i] + at - r.starts[i]
}

// cutFront removes what is before an offset from the first line of a text.
func cutFront(parent ast.Node, from int) {
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling()
		t, ok := n.(*ast.Text)
		if !ok || t.Segment.Start >= from {
			return
		}
		if t.Segment.Stop > from {
			t.Segment = t.Segment.WithStart(from)
			return
		}
		parent.RemoveChild(parent, n)
		n = next
	}
}

// truncate removes what is at or after an offset from a line of text.
func truncate(parent ast.Node, cut int) {
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling()
		start := n.Pos()
		if t, ok := n.(*ast.Text); ok {
			start = t.Segment.Start
			if start < cut && t.Segment.Stop >= cut {
				t.Segment = t.Segment.WithStop(cut)
				t.SetSoftLineBreak(false)
				t.SetHardLineBreak(false)
			}
		}
		if start >= cut {
			parent.RemoveChild(parent, n)
		} else {
			truncate(n, cut)
		}
		n = next
	}
}
