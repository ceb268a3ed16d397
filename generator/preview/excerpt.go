package preview

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"quarterdeck/generator/diag"
)

// contextLines is how many lines are shown before and after the one with a problem.
const contextLines = 2

// An excerpt is cut at its left where the column would lie outside of what can be seen
// without scrolling, and at its right where nobody would read on. In characters.
const (
	seenColumns  = 34
	leadColumns  = 16 // before the column, where it is cut
	mostColumns  = 240
	cutMark      = "…"
	mostLineSize = 64 << 10 // bytes; a longer line is not looked at
)

// excerptLine is one line of a file around a problem.
type excerptLine struct {
	Number int
	Text   string
	// Before is what is before the column on the line with the problem; the caret
	// goes below what follows it.
	Before string
	Marked bool
}

// excerpt returns the lines of a file around a place, or nil where the place names
// no line that the file has.
func excerpt(data []byte, at diag.Pos) []excerptLine {
	if at.Line < 1 || data == nil {
		return nil
	}
	first := max(at.Line-contextLines, 1)
	var out []excerptLine
	marked := false
	for n := 1; n <= at.Line+contextLines; n++ {
		line, rest, more := bytes.Cut(data, []byte("\n"))
		if n >= first && (more || len(line) > 0 || n == at.Line) {
			l := excerptLine{Number: n, Text: string(bytes.TrimSuffix(line[:min(len(line), mostLineSize)], []byte("\r")))}
			if n == at.Line {
				l.Marked, marked = true, true
				l.Before = l.Text[:min(max(at.Col-1, 0), len(l.Text))]
			}
			out = append(out, l)
		}
		if !more {
			break
		}
		data = rest
	}
	if !marked {
		return nil
	}
	return trimmed(out)
}

// trimmed cuts every line at the same column, and drops the empty ones at both ends.
func trimmed(lines []excerptLine) []excerptLine {
	blank := func(l excerptLine) bool { return !l.Marked && strings.TrimSpace(l.Text) == "" }
	for len(lines) > 0 && blank(lines[0]) {
		lines = lines[1:]
	}
	for len(lines) > 0 && blank(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	cut := 0
	for _, l := range lines {
		if before := utf8.RuneCountInString(l.Before); l.Marked && before > seenColumns {
			cut = before - leadColumns
		}
	}
	for i := range lines {
		l := &lines[i]
		l.Text = clip(l.Text, cut)
		if l.Marked {
			l.Before = clip(l.Before, cut)
		}
	}
	return lines
}

// clip drops the first cut characters of a text, and what is too long at its end.
func clip(s string, cut int) string {
	runes := []rune(s)
	if cut > 0 {
		if len(runes) <= cut {
			return ""
		}
		runes = append([]rune(cutMark), runes[cut:]...)
	}
	if len(runes) > mostColumns {
		runes = append(runes[:mostColumns:mostColumns], []rune(cutMark)...)
	}
	return string(runes)
}

// code writes an excerpt with its line numbers and a caret below the column. The
// caret comes after an unseen copy of what is before the column, so that it is
// right whatever the width of a tab or a letter.
func (m *markup) code(lines []excerptLine, caret bool, name string) {
	if len(lines) == 0 {
		return
	}
	m.tagf(`<pre class="qd-code" tabindex="0" role="group" aria-label="%s">`, name)
	for _, l := range lines {
		if l.Marked {
			m.tagf("<b><i>%s</i>%s</b>\n", strconv.Itoa(l.Number), l.Text)
			if caret {
				m.tagf("<span class=\"qd-caret\" aria-hidden=\"true\"><i></i><u>%s</u>^</span>\n", l.Before)
			}
			continue
		}
		m.tagf("<span><i>%s</i>%s</span>\n", strconv.Itoa(l.Number), l.Text)
	}
	m.tag("</pre>")
}
