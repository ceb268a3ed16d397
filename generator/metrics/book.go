package metrics

import "quarterdeck/generator/report"

// Book holds the figures of a whole archive. Each is counted when somebody first asks
// for it, and kept. Its methods may be called from any goroutine.
type Book struct {
	archive  *report.Archive
	open     Open
	sources  map[report.QuarterID]*source
	quarters map[report.QuarterID]func() *Figures
	teams    map[key]func() *Figures
	names    func() report.Names
	items    func() map[string]History // by first id

	forecasts func() map[key]func() *Forecast
}

type key struct {
	quarter report.QuarterID
	team    string
}

// Quarter returns the figures of all teams of a quarter, or nil where the
// archive has no such quarter.
func (b *Book) Quarter(q report.QuarterID) *Figures { return counted(b.quarters[q]) }

// Team returns the figures of one team in a quarter, or nil where the team has
// no report there.
func (b *Book) Team(q report.QuarterID, team string) *Figures {
	return counted(b.teams[key{q, team}])
}

// Item returns the history of a deliverable id, or nil.
func (b *Book) Item(id string) History { return b.items()[b.names().First(id)] }

// counted is what is worked out when first asked for; nil where there is nothing to ask.
func counted[T any](work func() *T) *T {
	if work == nil {
		return nil
	}
	return work()
}
