package page

import (
	"math"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// loadBar is how long the bar of the largest load or capacity is, in the unit of .bar.
const loadBar = 7

// loads are the shared teams that are asked for something in a quarter.
func (p *planner) loads(q *report.Quarter, asks []*report.Ask) []LoadRow {
	all := report.Loads(q, asks)
	most := 0.0
	for _, l := range all {
		most = max(most, l.Size, l.Capacity)
	}
	var out []LoadRow
	for _, l := range all {
		row := LoadRow{Team: p.report(q, l.Team), Asks: len(l.Asks), Size: metrics.Amount(l.Size), Unanswered: l.Unanswered, Declined: l.Declined}
		if p.index().at[place{q, l.Team.ID}] == nil {
			row.Team = p.team(l.Team)
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
			row.Unsized = count(l.Unsized, "answer") + " without a size"
		}
		out = append(out, row)
	}
	return out
}
