package markdown

import (
	"bytes"

	east "github.com/yuin/goldmark/extension/ast"
)

// warnSurplus reports what a row of a table has beyond its columns: it is not shown.
func (d *Document) warnSurplus(row *east.TableRow) {
	if row.Pos() < 0 || row.Pos() >= len(d.Src) {
		return
	}
	line, _, _ := bytes.Cut(d.Src[row.Pos():], []byte("\n"))
	end := len(bytes.TrimRight(line, " \t"))
	at := len(line) - len(bytes.TrimLeft(line, " \t"))
	if at < end && line[at] == '|' {
		at++
	}
	if at < end && line[end-1] == '|' && line[max(end-2, 0)] != '\\' {
		end--
	}
	cells := 1
	for i := at; i < end; i++ {
		if line[i] != '|' || i > 0 && line[i-1] == '\\' {
			continue
		}
		if cells++; cells > len(row.Alignments) {
			d.Problems.Warnf(d.At(row.Pos()+i), "surplus-cell", `add a column to the head of the table, or write \| for a bar in the text`, "the row has more cells than the table has columns: what is beyond them is left out")
			return
		}
	}
}
