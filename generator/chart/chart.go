// Package chart declares every chart of a report: one file a chart, each a
// function from a [Source] to a [Chart] that holds the ECharts option (declared with
// go-echarts), a title, a summary in words and the data as a table.
//
// Ask [Of] for the charts of a page; a new chart is one
// file and one row of the table in of.go.
package chart

import (
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Source is what a chart may look at. Team is nil on a quarter's page, Quarter
// is nil on a team's page.
type Source struct {
	Archive *report.Archive
	Book    *metrics.Book
	Quarter *report.Quarter
	Team    *report.Team
	Words   *i18n.Locale
}

// Chart is one picture with everything around it. Where there is
// nothing to show, Absent is a sentence that says why and the drawings are empty.
type Chart struct {
	ID      string // anchor of the figure, unique on its page: "c-team"
	Title   string // what it shows
	Summary string // what is to be seen, in a sentence or two, with counts
	Keys    []KeyRow
	Wide    Drawing // for figures from 44rem
	Narrow  Drawing // for phones
	Table   Table
	Absent  string
}

// absent is the chart without a picture, and why.
func (c Chart) absent(why string) Chart {
	c.Absent = why
	return c
}

// Drawing is an ECharts option, as JSON without functions, and the size of its
// canvas in pixels. Every colour in it is a CSS variable of tokens.css.
type Drawing struct {
	Option        []byte
	Width, Height int
}

// KeyRow explains colours: a label, then swatches with a word each. Class is a
// swatch class of site.css.
type KeyRow struct {
	Label string
	Keys  []Key
}

// Key is one swatch.
type Key struct{ Class, Name string }

// Table is the data of a chart.
type Table struct {
	Columns []Column
	Rows    [][]string
	Foot    []string // totals, or nil
}

// Column is a column of a Table. Number columns are set right.
type Column struct {
	Name   string
	Number bool
}
