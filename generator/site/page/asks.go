package page

import (
	"math"
	"quarterdeck/generator/metrics"
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

func asks(c *site.Context, list []*report.Ask) []Ask {
	out := make([]Ask, len(list))
	for i, a := range list {
		out[i] = ask(c, a)
	}
	return out
}

func ask(c *site.Context, a *report.Ask) Ask {
	v := Ask{By: c.Report(a.Quarter, a.By.Team), Of: c.Team(a.Of), For: c.Item(a.By.ID), Wanted: a.Wanted,
		State: stateWord(a.State), Class: askClass[a.State], Met: a.Met}
	if c.Index().ReportOf(a.Quarter, a.Of.ID) != nil {
		v.Of = c.Report(a.Quarter, a.Of)
	}
	switch {
	case a.Answer != nil:
		v.What, v.WhatID = site.Link{Text: a.Answer.Title, Path: c.ItemPath(a.Answer.ID)}, a.Answer.ID
	case a.What != "":
		v.What = c.Item(a.What)
	}
	v.Note, v.Act = lateBy(c, a)
	return v
}

// lateBy says how late an ask is, and whether somebody still has to act.
func lateBy(c *site.Context, a *report.Ask) (note string, act bool) {
	if a.State != report.Late {
		return "", false
	}
	if a.Met != 0 {
		return site.Count(int(a.Met-a.Wanted), "day") + " after it was wanted", false
	}
	if a.Quarter.State == report.Closed {
		return "not met in " + nb(a.Quarter.ID.Title()), false
	}
	return "overdue by " + site.Count(int(c.Archive.Today-a.Wanted), "day"), true
}

// askState says where an ask stands, in the words of a row: "met 24 Jul".
func askState(c *site.Context, a *report.Ask) (state string, act bool) {
	switch {
	case a.State == report.Met && a.Met != 0:
		return "met " + nb(a.Met.Short()), false
	case a.State == report.Late && a.Met != 0:
		return "late by " + site.Count(int(a.Met-a.Wanted), "day"), false
	case a.State == report.Late:
		note, act := lateBy(c, a)
		return note, act
	}
	return stateWord(a.State), false
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

// matrix returns who waits for whom, with the teams that ask or are asked; nil
// where there are too many of them, or no asks.
func matrix(c *site.Context, q *report.Quarter, asks []*report.Ask) *Matrix {
	asked, asking := map[string]bool{}, map[string]bool{}
	for _, a := range asks {
		asking[a.By.Team.ID], asked[a.Of.ID] = true, true
	}
	m := &Matrix{}
	at := map[string]int{}
	var rows []*report.Team
	for _, t := range c.Archive.Teams {
		if asked[t.ID] {
			at[t.ID] = len(m.Columns)
			m.Columns = append(m.Columns, MatrixTeam{short(c, t), t.Name})
		}
		if asking[t.ID] {
			rows = append(rows, t)
		}
	}
	if len(rows) == 0 || len(m.Columns) > widestMatrix {
		return nil
	}
	for _, t := range rows {
		r := MatrixRow{Team: c.Report(q, t), Cells: make([][]Ask, len(m.Columns))}
		met, all := 0, 0
		for _, a := range asks {
			if a.By.Team.ID != t.ID {
				continue
			}
			all++
			if a.State == report.Met {
				met++
			}
			if i, ok := at[a.Of.ID]; ok {
				r.Cells[i] = append(r.Cells[i], ask(c, a))
			}
		}
		r.Met = nb(digits(met) + " of " + digits(all))
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
		row := LoadRow{Team: c.Report(q, l.Team), Asks: len(l.Asks), Size: metrics.Amount(l.Size), Unanswered: l.Unanswered, Declined: l.Declined}
		if c.Index().ReportOf(q, l.Team.ID) == nil {
			row.Team = c.Team(l.Team)
		}
		if l.Capacity > 0 {
			row.Capacity = metrics.Amount(l.Capacity)
		}
		if most > 0 {
			row.Bar, row.Room = math.Round(l.Size/most*loadBar*100)/100, math.Round(l.Capacity/most*loadBar*100)/100
		}
		if l.Over() {
			row.Over = metrics.Amount(l.Size-l.Capacity) + " more than it can take on"
		}
		if l.Unsized > 0 {
			row.Unsized = site.Count(l.Unsized, "answer") + " without a size"
		}
		out = append(out, row)
	}
	return out
}

// byAttention sorts asks: what needs somebody's attention comes first, then by the day on
// which it is wanted.
func byAttention(asks []*report.Ask) []*report.Ask {
	return slices.SortedStableFunc(slices.Values(asks), func(x, y *report.Ask) int {
		if c := slices.Index(askOrder, x.State) - slices.Index(askOrder, y.State); c != 0 {
			return c
		}
		return int(x.Wanted - y.Wanted)
	})
}

// stateWord names a state; that nobody has answered is what matters of an ask.
func stateWord(s report.AskState) string {
	if s == report.Asked {
		return "unanswered"
	}
	return string(s)
}
