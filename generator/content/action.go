package content

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// ActionLine is what the text of an action says.
type ActionLine struct {
	Text   string     // without the owner and the date that end it
	Owner  string     // without "@"; "" = none
	Due    report.Day // 0 = none
	BadDue string     // what is where a date should be, and is not one
	Moves  string     // the number that it should move, as written; "" = none
	Again  bool       // an earlier retro had it
	// AgainOf is the quarter of that retro; zero where it is not said.
	AgainOf report.QuarterID
}

var (
	ownerTail = regexp.MustCompile(`(?:^|[\s,;(—–-])@([\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?)$`)
	dueTail   = regexp.MustCompile(`(?i)(?:^|[\s,;(—–-])due:?\s*(\d[\d./-]*)$`)
	// These two are also common words: they count after a dash, a comma or a bracket alone.
	movesTail = regexp.MustCompile(`(?i)(?:[,;(—–]|\s-)\s*moves:?\s+([\p{L}\p{N}_-]*[\p{L}\p{N}])$`)
	againTail = regexp.MustCompile(`(?i)(?:[,;(—–]|\s-)\s*again(?:\s+(\d{4}-q[1-4]))?$`)
	ownerIn   = regexp.MustCompile(`(?:^|[\s,;(—–-])@([\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?)`)
	dueIn     = regexp.MustCompile(`(?i)(?:^|[\s,;(—–-])due:?\s*(\d{4}-\d\d-\d\d)`)
)

// tailEnd is what may come after or between the owner and the date.
const tailEnd = " \t\n\r,;.)(—–-"

// ParseAction reads the text of an action: "Do this — @owner, due 2026-11-30, moves kept, again
// 2026-q2". They may come in any order, between dashes or commas; each may be missing. Where an
// owner or a date does not end the text, it is found inside it and stays there.
func ParseAction(line string) ActionLine {
	a := ActionLine{}
	end := len(line)
	low := strings.ToLower(line)
	moves, again := strings.Contains(low, "moves"), strings.Contains(low, "again")
	for {
		rest := strings.TrimRight(line[:end], tailEnd)
		if m := ownerTail.FindStringSubmatchIndex(rest); m != nil && a.Owner == "" {
			a.Owner, end = rest[m[2]:m[3]], m[0]
			continue
		}
		if m := dueTail.FindStringSubmatchIndex(rest); m != nil && a.Due == 0 && a.BadDue == "" {
			a.setDue(strings.TrimRight(rest[m[2]:m[3]], "./-"))
			end = m[0]
			continue
		}
		if moves && a.Moves == "" {
			if m := movesTail.FindStringSubmatchIndex(rest); m != nil {
				a.Moves, end = strings.ToLower(rest[m[2]:m[3]]), m[0]
				continue
			}
		}
		if again && !a.Again {
			if m := againTail.FindStringSubmatchIndex(rest); m != nil {
				a.Again, end = true, m[0]
				if m[2] >= 0 {
					a.AgainOf, _ = report.ParseQuarter(strings.ToLower(rest[m[2]:m[3]]))
				}
				continue
			}
		}
		break
	}
	a.Text = line
	if end < len(line) {
		a.Text = strings.TrimRight(line[:end], " \t\n\r,;(—–-")
	}
	if m := ownerIn.FindStringSubmatch(line); m != nil && a.Owner == "" {
		a.Owner = m[1]
	}
	if m := dueIn.FindStringSubmatch(line); m != nil && a.Due == 0 && a.BadDue == "" {
		a.setDue(m[1])
	}
	return a
}

func (a *ActionLine) setDue(s string) {
	day, err := report.ParseDay(s)
	if err != nil || !inCalendar(day.Time()) {
		a.BadDue = s
		return
	}
	a.Due = day
}

// RetroAction is a task-list item.
type RetroAction struct {
	ID   string
	Line ActionLine
	Text Prose
	Done bool
	Pos  diag.Pos
}

// takeActions takes the task-list items out of top-level lists. It returns them,
// and the blocks that are left. Blocks must be rendered before, if they are to be
// shown whole.
func (d *document) takeActions(blocks []ast.Node) (actions []RetroAction, rest []ast.Node) {
	taken := Taken{}
	for _, n := range blocks {
		list, ok := n.(*ast.List)
		if !ok {
			rest = append(rest, n)
			continue
		}
		for item := range from(list.FirstChild()) {
			if box := taskBox(item); box != nil && d.oneMore(item) {
				a := d.action(item, box)
				a.ID = actionID(a.Line.Text, taken)
				actions = append(actions, a)
				list.RemoveChild(list, item)
			}
		}
		if list.HasChildren() {
			rest = append(rest, list)
		}
	}
	return actions, rest
}

// oneMore reports whether the file can have one more action.
func (d *document) oneMore(item ast.Node) bool {
	if d.actions++; d.actions == maxActions+1 {
		d.problems.Errorf(d.at(item.Pos()), "too-deep", "keep those that will be done", "more than %d actions", maxActions)
	}
	return d.actions <= maxActions
}

func taskBox(item ast.Node) *east.TaskCheckBox {
	if item.FirstChild() == nil || item.FirstChild().FirstChild() == nil {
		return nil
	}
	box, _ := item.FirstChild().FirstChild().(*east.TaskCheckBox)
	return box
}

// actionID makes an anchor of an action's first words.
func actionID(text string, taken Taken) string {
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

// action reads a task-list item, and cuts the owner and the date off its text.
func (d *document) action(item ast.Node, box *east.TaskCheckBox) RetroAction {
	first := item.FirstChild()
	first.RemoveChild(first, box)
	var raw strings.Builder
	var starts, offsets []int // of each line: in raw, and in the source
	lines := first.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		v := seg.Value(d.src)
		if i == 0 { // without the box
			n := strings.IndexByte(string(v), ']') + 1
			v, seg.Start = v[n:], seg.Start+n
		}
		starts, offsets = append(starts, raw.Len()), append(offsets, seg.Start)
		raw.Write(v)
	}
	a := RetroAction{Done: box.IsChecked, Pos: d.at(item.Pos())}
	if len(offsets) > 0 {
		a.Pos = d.at(offsets[0] - len("[ ]"))
	}
	line := strings.TrimRight(raw.String(), " \t\n")
	a.Line = ParseAction(line)
	if cut := len(a.Line.Text); cut < len(line) {
		i := len(starts) - 1
		for i > 0 && starts[i] > cut {
			i--
		}
		truncate(first, offsets[i]+cut-starts[i])
	}
	a.Line.Text = strings.TrimSpace(a.Line.Text)
	c := chunk{doc: d, prefix: "retro-", inline: true, top: 3}
	a.Text = c.lineProse(slices.Collect(from(first)))
	return a
}

// truncate removes what is at or after an offset from a line of text.
func truncate(parent ast.Node, cut int) {
	for n := range from(parent.FirstChild()) {
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
	}
}

// lineProse renders blocks, the first one without the tags of a paragraph.
func (c *chunk) lineProse(blocks []ast.Node) Prose {
	words := []string{plain(blocks[0], c.doc.src)}
	for n := range from(blocks[0].FirstChild()) {
		c.render(n)
	}
	for _, n := range blocks[1:] {
		c.render(n)
		words = append(words, plain(n, c.doc.src))
	}
	return c.end(words)
}
