package page

import (
	"strings"

	"quarterdeck/generator/report"
)

// Ask is an ask between two teams as the tables show it.
type Ask struct {
	By, Of Link // the teams: one waits for the other
	For    Link // the deliverable that waits
	What   Link // what is waited for
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

func (p *planner) asks(list []*report.Ask) []Ask {
	out := make([]Ask, len(list))
	for i, a := range list {
		out[i] = p.ask(a)
	}
	return out
}

func (p *planner) ask(a *report.Ask) Ask {
	v := Ask{By: p.report(a.Quarter, a.By.Team), Of: p.team(a.Of), For: p.item(a.By.ID), Wanted: a.Wanted,
		State: stateWord(a.State), Class: askClass[a.State], Met: a.Met}
	if p.index().at[place{a.Quarter, a.Of.ID}] != nil {
		v.Of = p.report(a.Quarter, a.Of)
	}
	switch {
	case a.Answer != nil:
		v.What, v.WhatID = Link{Text: a.Answer.Title, Path: p.itemPath(a.Answer.ID)}, a.Answer.ID
	case a.What != "":
		v.What = p.item(a.What)
	}
	v.Note, v.Act = p.lateBy(a)
	return v
}

// lateBy says how late an ask is, and whether somebody still has to act.
func (p *planner) lateBy(a *report.Ask) (note string, act bool) {
	if a.State != report.Late {
		return "", false
	}
	if a.Met != 0 {
		return count(int(a.Met-a.Wanted), "day") + " after it was wanted", false
	}
	if a.Quarter.State == report.Closed {
		return "not met in " + nb(a.Quarter.ID.Title()), false
	}
	return "overdue by " + count(int(p.archive.Today-a.Wanted), "day"), true
}

// askState says where an ask stands, in the words of a row: "met 24 Jul".
func (p *planner) askState(a *report.Ask) (state string, act bool) {
	switch {
	case a.State == report.Met && a.Met != 0:
		return "met " + nb(a.Met.Short()), false
	case a.State == report.Late && a.Met != 0:
		return "late by " + count(int(a.Met-a.Wanted), "day"), false
	case a.State == report.Late:
		note, act := p.lateBy(a)
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
	Team  Link
	Cells [][]Ask
	Met   string // "2 of 3"
}

// widestMatrix is how many teams a matrix can hold and still be read.
const widestMatrix = 16

// matrix returns who waits for whom, with the teams that ask or are asked; nil
// where there are too many of them, or no asks.
func (p *planner) matrix(q *report.Quarter, asks []*report.Ask) *Matrix {
	asked, asking := map[string]bool{}, map[string]bool{}
	for _, a := range asks {
		asking[a.By.Team.ID], asked[a.Of.ID] = true, true
	}
	m := &Matrix{}
	at := map[string]int{}
	var rows []*report.Team
	for _, t := range p.archive.Teams {
		if asked[t.ID] {
			at[t.ID] = len(m.Columns)
			m.Columns = append(m.Columns, MatrixTeam{p.short(t), t.Name})
		}
		if asking[t.ID] {
			rows = append(rows, t)
		}
	}
	if len(rows) == 0 || len(m.Columns) > widestMatrix {
		return nil
	}
	for _, t := range rows {
		r := MatrixRow{Team: p.report(q, t), Cells: make([][]Ask, len(m.Columns))}
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
				r.Cells[i] = append(r.Cells[i], p.ask(a))
			}
		}
		r.Met = nb(digits(met) + " of " + digits(all))
		m.Rows = append(m.Rows, r)
	}
	return m
}

// short abbreviates a team as the ids of its deliverables do: "MR" for MR-101; else
// by the initials of its name.
func (p *planner) short(t *report.Team) string {
	if s := p.index().short[t.ID]; s != "" {
		return s
	}
	var b strings.Builder
	for _, word := range strings.Fields(t.Name) {
		b.WriteString(strings.ToUpper(string([]rune(word)[:1])))
	}
	return b.String()
}
