package content

import (
	"bytes"
	"fmt"

	"quarterdeck/generator/diag"
)

// What people write stays far below these limits; beyond them the time that the
// parser of Markdown takes grows with the square of the input.
const (
	maxNesting   = 100      // quotes and lists in one line, open brackets in one paragraph
	maxParagraph = 64 << 10 // bytes without an empty line or a list item
	maxFootnotes = 1000     // in one file
	maxCells     = 50_000   // of tables, in one file: short rows are filled up
	maxBars      = 2000     // escaped bars beside code in tables, in one file
	maxActions   = 1000     // in one retro: each that is marked again is compared with all of the team's
	maxRepeated  = 4 << 20  // bytes of link targets and footnotes that are written where they are mentioned
)

// checkNesting refuses Markdown that is made to keep the parser busy.
func (t *text) checkNesting(body int, l *diag.List) bool {
	var n nesting
	off := body
	for line := range bytes.Lines(t.src[body:]) {
		if at, what := n.read(bytes.TrimSuffix(line, []byte("\n"))); what != "" {
			l.Errorf(t.at(off+at), "too-deep", "", "%s", what)
			return false
		}
		off += len(line)
	}
	return true
}

// repeat reports whether some bytes of the file can be written once more. Where the same is
// mentioned very often, a small file would become an enormous page.
func (d *document) repeat(bytes, at int) bool {
	if d.repeated > maxRepeated {
		return false
	}
	d.repeated += bytes
	if d.repeated > maxRepeated {
		d.problems.Errorf(d.at(at), "too-deep", "mention them less often", "link targets and footnotes that are mentioned again and again add up to more than %d MiB", maxRepeated>>20)
	}
	return d.repeated <= maxRepeated
}

// nesting counts what is open in the paragraph that is being read.
type nesting struct {
	brackets, targets, bytes, footnotes int
	columns, cells, bars                int // of the table that is being read; of all
}

// read counts in one line; what says where it is too much, and of what.
func (n *nesting) read(line []byte) (at int, what string) {
	depth := markers(line)
	if depth > maxNesting {
		return 0, fmt.Sprintf("lists and quotes nest more than %d deep", maxNesting)
	}
	text := bytes.TrimSpace(line)
	if len(text) == 0 {
		n.brackets, n.targets, n.bytes, n.columns = 0, 0, 0, 0
	} else if depth > 0 || text[0] == '|' {
		n.bytes = 0
	}
	if n.bytes += len(line) + 1; n.bytes > maxParagraph {
		return 0, fmt.Sprintf("a paragraph is longer than %d KiB", maxParagraph>>10)
	}
	if bytes.IndexByte(line, '-') >= 0 && len(bytes.Trim(line, "|-:> \t")) == 0 {
		n.columns = max(n.columns, bytes.Count(line, []byte("|"))+1)
	}
	if n.cells += n.columns; n.cells > maxCells {
		return 0, fmt.Sprintf("tables have more than %d cells", maxCells)
	}
	if n.columns > 0 && bytes.IndexByte(line, '`') >= 0 {
		if n.bars += bytes.Count(line, []byte(`\|`)); n.bars > maxBars {
			return 0, fmt.Sprintf("tables have more than %d escaped bars beside code", maxBars)
		}
	}
	if bytes.HasPrefix(text, []byte("[^")) {
		if n.footnotes++; n.footnotes > maxFootnotes {
			return 0, fmt.Sprintf("more than %d footnotes", maxFootnotes)
		}
	}
	if i := n.open(line); i >= 0 {
		return i, fmt.Sprintf("more than %d brackets are open", maxNesting)
	}
	return 0, ""
}

// open counts brackets and the targets of links; it returns where there are too
// many, or -1.
func (n *nesting) open(line []byte) int {
	for i, c := range line {
		switch c {
		case '[':
			n.brackets++
		case ']':
			n.brackets = max(0, n.brackets-1)
			if i+1 < len(line) && line[i+1] == '(' {
				n.targets++
			}
		case '(':
			if n.targets > 0 && line[max(i-1, 0)] != ']' {
				n.targets++
			}
		case ')':
			n.targets = max(0, n.targets-1)
		}
		if n.brackets > maxNesting || n.targets > maxNesting {
			return i
		}
	}
	return -1
}

// markers counts the quotes and list items that a line opens or continues. Eight
// spaces count as one: that is how far a list item inside another is indented.
func markers(line []byte) int {
	n, spaces := 0, 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '>' || (c == '-' || c == '+' || c == '*') && (i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t'):
			n++
		case c == ' ':
			spaces++
		case c == '\t':
			spaces += 4
		case (c == '.' || c == ')') && i > 0 && line[i-1] >= '0' && line[i-1] <= '9':
			n++
		case c >= '0' && c <= '9':
		default:
			return n + spaces/8
		}
	}
	return n
}
