package part

import (
	"cmp"
	"math"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
)

// Ask is an ask between two teams as the tables show it.
type Ask struct {
	By, Of site.Link // the teams: one waits for the other
	For    site.Link // the deliverable that waits
	What   site.Link // what is waited for
	WhatID string
	Wanted report.Day
	State  string
	Class  string // swatch
	Met    report.Day
	Note   string
	Act    bool // Note asks somebody to act
}

// askClass is the swatch of a state.
var askClass = map[report.AskState]string{
	report.Met: "delivered", report.Late: "moved", report.Declined: "dropped", report.Asked: "open", report.Agreed: "planned",
}

// AskRows shows asks in their order.
func AskRows(c *site.Context, list []*report.Ask) []Ask {
	return site.Each(list, func(a *report.Ask) Ask { return AskOf(c, a) })
}

// AskOf shows an ask.
func AskOf(c *site.Context, a *report.Ask) Ask {
	v := Ask{By: c.Report(a.Quarter, a.By.Team), Of: AskedTeam(c, a.Quarter, a.Of), For: c.Item(a.By.ID), Wanted: a.Wanted,
		State: c.T("ask-state." + string(a.State)), Class: askClass[a.State], Met: a.Met}
	switch {
	case a.Answer != nil:
		v.What, v.WhatID = site.Link{Text: a.Answer.Title, Path: c.ItemPath(a.Answer.ID)}, a.Answer.ID
	case a.What != "":
		v.What = c.Item(a.What)
	}
	v.Note, v.Act = lateBy(c, a)
	return v
}

// AskedTeam is a link to the report of a team that is asked, or else to its page.
func AskedTeam(c *site.Context, q *report.Quarter, t *report.Team) site.Link {
	if c.Index().ReportOf(q, t.ID) != nil {
		return c.Report(q, t)
	}
	return c.Team(t)
}

// lateBy says how late an ask is, and whether somebody still has to act.
func lateBy(c *site.Context, a *report.Ask) (note string, act bool) {
	switch {
	case a.State != report.Late:
		return "", false
	case a.Met != 0:
		return c.T("asks.after-wanted", "days", int(a.Met-a.Wanted)), false
	case a.Quarter.State == report.Closed:
		return c.T("asks.not-met", "quarter", OneLine(c.Words.Quarter(a.Quarter.ID))), false
	case c.Archive.Today <= a.Wanted: // it is not due yet, but what was to answer it will not be there
		return c.T("asks.will-not-be", "status", string(a.Answer.Outcome.Status)), true
	}
	return c.T("asks.overdue", "days", int(c.Archive.Today-a.Wanted)), true
}

// askState says where an ask stands, in the words of a row: "met 24 Jul".
func askState(c *site.Context, a *report.Ask) (state string, act bool) {
	switch {
	case a.State == report.Met && a.Met != 0:
		return c.T("asks.met-on", "day", a.Met), false
	case a.State == report.Late && a.Met != 0:
		return c.T("asks.late-by", "days", int(a.Met-a.Wanted)), false
	case a.State == report.Late:
		return lateBy(c, a)
	}
	return c.T("ask-state." + string(a.State)), false
}

// Matrix shows who waits for whom: a row a team that waits, a column a team that
// is waited for.
type Matrix struct {
	Columns []MatrixTeam
	Rows    []MatrixRow
}

// MatrixTeam is a team with the abbreviation that heads its column.
type MatrixTeam struct{ Short, Name string }

// MatrixRow is a team that waits. Cells are in the order of Matrix.Columns.
type MatrixRow struct {
	Team  site.Link
	Cells [][]Ask
	Met   string // "2 of 3"
}

// widestMatrix is how many teams a matrix can hold and still be read.
const widestMatrix = 16

// MatrixOf returns who waits for whom, with the teams that ask or are asked; nil
// where there are too many of them, or no asks.
func MatrixOf(c *site.Context, q *report.Quarter, asks []*report.Ask) *Matrix {
	asked := site.Group(asks, func(a *report.Ask) string { return a.Of.ID })
	by := site.Group(asks, func(a *report.Ask) string { return a.By.Team.ID })
	m := &Matrix{}
	at := map[string]int{}
	var rows []*report.Team
	for _, t := range c.Archive.Teams {
		if asked[t.ID] != nil {
			at[t.ID] = len(m.Columns)
			m.Columns = append(m.Columns, MatrixTeam{short(c, t), t.Name})
		}
		if by[t.ID] != nil {
			rows = append(rows, t)
		}
	}
	if len(rows) == 0 || len(m.Columns) > widestMatrix {
		return nil
	}
	for _, t := range rows {
		r := MatrixRow{Team: c.Report(q, t), Cells: make([][]Ask, len(m.Columns))}
		for _, a := range by[t.ID] {
			if i, ok := at[a.Of.ID]; ok {
				r.Cells[i] = append(r.Cells[i], AskOf(c, a))
			}
		}
		met := site.Number(by[t.ID], func(a *report.Ask) bool { return a.State == report.Met })
		r.Met = c.T("asks.met-of", "met", met, "all", len(by[t.ID]))
		m.Rows = append(m.Rows, r)
	}
	return m
}

// short abbreviates a team as the ids of its deliverables do: "MR" for MR-101; else
// by the initials of its name.
func short(c *site.Context, t *report.Team) string {
	if s := c.Index().Short[t.ID]; s != "" {
		return s
	}
	var b strings.Builder
	for _, word := range strings.Fields(t.Name) {
		b.WriteString(strings.ToUpper(string([]rune(word)[:1])))
	}
	return b.String()
}

// loadBar is how long the bar of the largest load or capacity is, in the unit of .bar.
const loadBar = 7

// loads are the shared teams that are asked for something in a quarter.
func loads(c *site.Context, q *report.Quarter, asks []*report.Ask) []LoadRow {
	all := report.Loads(q, asks)
	most := 0.0
	for _, l := range all {
		most = max(most, l.Size, l.Capacity)
	}
	var out []LoadRow
	for _, l := range all {
		row := LoadRow{Team: AskedTeam(c, q, l.Team), Asks: len(l.Asks), Size: c.Words.Number(l.Size), Unanswered: l.Unanswered, Declined: l.Declined}
		if l.Capacity > 0 {
			row.Capacity = c.Words.Number(l.Capacity)
		}
		if most > 0 {
			row.Bar, row.Room = math.Round(l.Size/most*loadBar*100)/100, math.Round(l.Capacity/most*loadBar*100)/100
		}
		if l.Over() {
			row.Over = c.T("asks.over", "size", l.Size-l.Capacity)
		}
		if l.Unsized > 0 {
			row.Unsized = c.T("asks.unsized", "n", l.Unsized)
		}
		out = append(out, row)
	}
	return out
}

// ByAttention sorts asks: what needs somebody's attention comes first, then by the day on
// which it is wanted.
func ByAttention(asks []*report.Ask) []*report.Ask {
	return slices.SortedStableFunc(slices.Values(asks), func(x, y *report.Ask) int {
		return cmp.Or(slices.Index(askOrder, x.State)-slices.Index(askOrder, y.State), cmp.Compare(x.Wanted, y.Wanted))
	})
}
