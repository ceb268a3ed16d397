package numbers

import "quarterdeck/generator/report"

// Book holds the figures of a whole archive.
type Book struct {
	quarters map[report.QuarterID]*Figures
	teams    map[key]*Figures
	items    map[string]History
}

type key struct {
	quarter report.QuarterID
	team    string
}

// Quarter returns the figures of all teams of a quarter, or nil where the
// archive has no such quarter.
func (b *Book) Quarter(q report.QuarterID) *Figures { return b.quarters[q] }

// Team returns the figures of one team in a quarter, or nil where the team has
// no report there.
func (b *Book) Team(q report.QuarterID, team string) *Figures { return b.teams[key{q, team}] }

// Item returns the history of a deliverable id, or nil.
func (b *Book) Item(id string) History { return b.items[id] }
