package markdown

import (
	"bytes"
	"fmt"
)

// What people write stays far below these limits; beyond them the time that the
// parser of Markdown takes grows with the square of the input.
const (
	MaxNesting   = 100      // quotes and lists in one line, open brackets in one paragraph
	MaxParagraph = 64 << 10 // bytes without an empty line or a list item
	MaxFootnotes = 1000     // in one file
	MaxCells     = 50_000   // of tables, in one file: short rows are filled up
	MaxBars      = 2000     // escaped bars beside code in tables, in one file
	MaxRepeated  = 4 << 20  // bytes of link targets and footnotes that are written where they are mentioned
	MaxCode      = 32 << 10 // bytes of a code block that is shown with colours
	MaxColoured  = 500      // code blocks of a file that are shown with colours: the first ones
)

// checkNesting refuses Markdown that is made to keep the parser busy.
func (d *Document) checkNesting() bool {
	var n nesting
	off := 0
	for line := range bytes.Lines(d.Src) {
		if at, what := n.read(bytes.TrimSuffix(line, []byte("\n"))); what != "" {
			d.Problems.Errorf(d.At(off+at), "too-deep", "", "%s", what)
			return false
		}
		off += len(line)
	}
	return true
}

// repeat reports whether some bytes of the file can be written once more. Where the same is
// mentioned very often, a small file would become an enormous page.
func (d *Document) repeat(bytes, at int) bool {
	if d.repeated > MaxRepeated {
		return false
	}
	d.repeated += bytes
	if d.repeated > MaxRepeated {
		d.Problems.Errorf(d.At(at), "too-deep", "mention them less often", "link targets and footnotes that are mentioned again and again add up to more than %d MiB", MaxRepeated>>20)
	}
	return d.repeated <= MaxRepeated
}

// nesting counts what is open in the paragraph that is being read.
type nesting struct {
	brackets, targets, bytes, footnotes int
	columns, cells, bars                int // of the table that is being read; of all
}

// read counts in one line; what says where it is too much, and of what.
func (n *nesting) read(line []byte) (at int, what string) {
	depth := markers(line)
	if depth > MaxNesting {
		return 0, fmt.Sprintf("lists and quotes nest more than %d deep", MaxNesting)
	}
	text := bytes.TrimSpace(line)
	if len(text) == 0 {
		n.brackets, n.targets, n.bytes, n.columns = 0, 0, 0, 0
	} else if depth > 0 || text[0] == '|' {
		n.bytes = 0
	}
	if n.bytes += len(line) + 1; n.bytes > MaxParagraph {
		return 0, fmt.Sprintf("a paragraph is longer than %d KiB", MaxParagraph>>10)
	}
	if bytes.IndexByte(line, '-') >= 0 && len(bytes.Trim(line, "|-:> \t")) == 0 {
		n.columns = max(n.columns, bytes.Count(line, []byte("|"))+1)
	}
	if n.cells += n.columns; n.cells > MaxCells {
		return 0, fmt.Sprintf("tables have more than %d cells", MaxCells)
	}
	if n.columns > 0 && bytes.IndexByte(line, '`') >= 0 {
		if n.bars += bytes.Count(line, []byte(`\|`)); n.bars > MaxBars {
			return 0, fmt.Sprintf("tables have more than %d escaped bars beside code", MaxBars)
		}
	}
	if bytes.HasPrefix(text, []byte("[^")) {
		if n.footnotes++; n.footnotes > MaxFootnotes {
			return 0, fmt.Sprintf("more than %d footnotes", MaxFootnotes)
		}
	}
	if i := n.open(line); i >= 0 {
		return i, fmt.Sprintf("more than %d brackets are open", MaxNesting)
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
		if n.brackets > MaxNesting || n.targets > MaxNesting {
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
