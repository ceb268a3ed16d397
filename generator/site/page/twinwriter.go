package page

import (
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"strings"
)

// twinWriter writes parts of a view as blocks of a document.
type twinWriter struct {
	c  *site.Context
	to site.Address
}

// section is a heading with prose below it, or nothing.
func (w twinWriter) section(level int, title string, prose report.Prose) []paper.Block {
	if prose.Empty() {
		return nil
	}
	return []paper.Block{paper.Head(level, title), w.prose(prose)}
}

func (w twinWriter) prose(p report.Prose) paper.Block {
	if p.Empty() {
		return paper.Block{}
	}
	return paper.Block{Prose: w.c.DocumentProse(p, w.to)}
}

// span is a link as a document has it. What leads to another place of the same page is text: a
// document has no such places.
func (w twinWriter) span(l site.Link) paper.Span {
	if strings.HasPrefix(l.Path, "#") {
		l.Path = ""
	}
	return site.DocumentLink(l, w.to)
}

func (w twinWriter) line(l site.Link) paper.Line { return paper.Line{w.span(l)} }

func textLine(text string) paper.Line { return paper.Line{{Text: text}} }

// links are one after the other.
func (w twinWriter) links(all []site.Link) paper.Line {
	var out paper.Line
	for i, l := range all {
		if i > 0 {
			out = append(out, paper.Span{Text: w.c.T("list.comma")})
		}
		out = append(out, w.span(l))
	}
	return out
}

// fact is a name and what it is of. What somebody wrote ends the line.
func (w twinWriter) fact(name string, values ...site.Link) paper.Line {
	if len(values) == 0 {
		return nil
	}
	first := w.c.DocumentLine("twin.fact", "name", name, "value", w.span(values[0]))
	for _, l := range values[1:] {
		first = append(first, paper.Span{Text: w.c.T("list.comma")}, w.span(l))
	}
	return first
}

func (w twinWriter) said(name, text string) paper.Line {
	if text == "" {
		return nil
	}
	return w.fact(name, site.Link{Text: text})
}

// bullets are a list of the lines that say anything, below a heading where there is one; nothing where none does.
func bullets(heading paper.Block, lines ...paper.Line) []paper.Block {
	var items []paper.Line
	for _, l := range lines {
		if len(l) > 0 {
			items = append(items, l)
		}
	}
	if len(items) == 0 {
		return nil
	}
	list := paper.Block{Items: items}
	if heading.Heading == "" {
		return []paper.Block{list}
	}
	return []paper.Block{heading, list}
}

// table has the columns that some row has anything in.
func (w twinWriter) table(columns []string, rows [][]paper.Line) paper.Block {
	t := &paper.Table{}
	keep := make([]bool, len(columns))
	for _, row := range rows {
		for i, cell := range row {
			keep[i] = keep[i] || len(cell) > 0 && cell[0].Text != ""
		}
	}
	for i, name := range columns {
		if keep[i] {
			t.Head = append(t.Head, w.c.T("twin.column."+name))
		}
	}
	for _, row := range rows {
		var out []paper.Line
		for i, cell := range row {
			if keep[i] {
				out = append(out, cell)
			}
		}
		t.Rows = append(t.Rows, out)
	}
	return paper.Block{Table: t}
}

// joined are texts one after the other, without those that are empty.
func (w twinWriter) joined(texts ...string) string {
	var out []string
	for _, s := range texts {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, w.c.T("list.comma"))
}

// unfolded are all rows of a list that a page folds.
func unfolded[T any](f part.Fold[T]) []T { return append(append([]T(nil), f.First...), f.More...) }

// figs are the large numbers as a list.
func (w twinWriter) figs(figs []part.Fig) paper.Block {
	if len(figs) == 0 {
		return paper.Block{}
	}
	return paper.Block{Items: site.Each(figs, func(f part.Fig) paper.Line {
		return paper.Line{{Text: w.c.T("twin.fig", "name", f.Rows.Text, "value", f.Value, "count", f.Count)}}
	})}
}
