package manual

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"quarterdeck/generator/paper"
)

// width is how many columns a line of the manual has at most.
const width = 100

var (
	fenceLine = regexp.MustCompile("^(`{3,})[a-z]*$")
	heading   = regexp.MustCompile(`^(#{1,6}) (.*)$`)
	unescape  = strings.NewReplacer(`\|`, "|", `\<`, "<", `\*`, "*", "**", "")
)

// plain makes plain text of the Markdown that topics are written in: headings, paragraphs and
// lists of short lines, fences and tables.
func plain(markdown string, width int) []string {
	var out []string
	fence := ""
	lines := strings.Split(strings.TrimSpace(markdown), "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		ticks := fenceLine.FindStringSubmatch(line)
		h := heading.FindStringSubmatch(line)
		switch {
		case fence != "" && line == fence:
			fence = ""
		case fence != "":
			out = append(out, strings.TrimRight("    "+line, " "))
		case ticks != nil:
			fence = ticks[1]
		case h != nil:
			rule := map[int]string{1: "=", 2: "-"}[len(h[1])]
			text := unescape.Replace(h[2])
			out = append(out, text)
			if rule != "" {
				out = append(out, strings.Repeat(rule, utf8.RuneCountInString(text)))
			}
		case strings.HasPrefix(line, "|"):
			end := i
			for end < len(lines) && strings.HasPrefix(lines[end], "|") {
				end++
			}
			out = append(out, grid(lines[i:end], width)...)
			i = end - 1
		default:
			out = append(out, unescape.Replace(line))
		}
	}
	return out
}

var pipe = regexp.MustCompile(`(?:[^|\\]|\\.)*`)

// cells splits a row of a table.
func cells(row string) []string {
	list := pipe.FindAllString(strings.Trim(row, "| "), -1)
	for i, c := range list {
		list[i] = strings.ReplaceAll(unescape.Replace(strings.TrimSpace(c)), "`", "")
	}
	return list
}

// grid sets a table in columns of at most so many characters in all.
func grid(rows []string, width int) []string {
	table := make([][]string, 0, len(rows))
	for i, r := range rows {
		if i != 1 { // the rule below the head is drawn anew
			table = append(table, cells(r))
		}
	}
	widths := columns(table, width)
	var out []string
	for i, row := range table {
		out = append(out, setRow(row, widths)...)
		if i == 0 {
			rule := make([]string, len(widths))
			for c, w := range widths {
				rule[c] = strings.Repeat("-", w)
			}
			out = append(out, strings.Join(rule, "  "))
		}
	}
	return out
}

// columns gives each column the width of its longest cell, and then takes from the widest
// until all fit. No column is narrower than its longest word.
func columns(table [][]string, width int) []int {
	widths, least := make([]int, len(table[0])), make([]int, len(table[0]))
	for _, row := range table {
		for c, text := range row {
			widths[c] = max(widths[c], utf8.RuneCountInString(text))
			for _, word := range strings.Fields(text) {
				least[c] = max(least[c], utf8.RuneCountInString(word))
			}
		}
	}
	total := 2 * (len(widths) - 1)
	for _, w := range widths {
		total += w
	}
	for ; total > width; total-- {
		widest := -1
		for c, w := range widths {
			if w > least[c] && (widest < 0 || w > widths[widest]) {
				widest = c
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
	}
	return widths
}

func setRow(row []string, widths []int) []string {
	parts := make([][]string, len(row))
	height := 1
	for c, text := range row {
		parts[c] = paper.Lines(text, widths[c])
		height = max(height, len(parts[c]))
	}
	lines := make([]string, height)
	for i := range lines {
		for c, part := range parts {
			text := ""
			if i < len(part) {
				text = part[i]
			}
			lines[i] += text + strings.Repeat(" ", widths[c]-utf8.RuneCountInString(text)+2)
		}
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}
