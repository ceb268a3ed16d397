package metrics

import "quarterdeck/generator/report"

// Open returns the figures of a quarter as the edition has them that is shown of it
// (Quarter.Shown), or nil where they cannot be read: then they are counted. It may be called
// from any goroutine.
type Open func(a *report.Archive, q *report.Quarter) Snapshot

// Snapshot is the figures of a quarter as an edition has them.
type Snapshot interface {
	// Figures returns those of a team, or with nil those of all teams; nil where the edition
	// has none.
	Figures(team *report.Team) *Figures
	// Differences returns what would be counted otherwise today.
	Differences() []Difference
}

// Recorded are the numbers that an edition holds as such. They are shown as they are, and
// not counted again from the rows.
type Recorded struct {
	Ratios  map[string]Ratio    // by [Metric.ID]
	Amounts map[string]*float64 // likewise; nil for n/a
	Unsized int                 // items of P without a size
}

// Difference is a figure of an edition that today's tool counts otherwise.
type Difference struct {
	Team            string // id; "" = all teams
	Figure          string // as in figures.json: "ratios.kept", "sets.moved", "velocity"
	Name            string // id of a metric, or the name of a set in English
	Frozen, Counted string // as in figures.json; "none" for an empty set
}

// Differences returns the figures of a quarter that are shown as an edition has them, and
// that today's tool would count otherwise from the same files. They are worked out when
// first asked for.
func (b *Book) Differences(q report.QuarterID) []Difference {
	if s := b.sources[q]; s != nil {
		return s.differences()
	}
	return nil
}

// Outside is what the figures of a quarter take from elsewhere. A nil ask or action keeps its
// position and is not counted.
type Outside struct {
	Today   report.Day
	History map[*report.Deliverable]Trace // items that earlier quarters planned
	Asks    []*report.Ask                 // of the quarter
	Actions []*report.Action              // of all retros
	Reasons []report.OwnReason            // of the site
}

// Outside returns what the archive says; the zero value where it has no such quarter.
func (b *Book) Outside(q report.QuarterID) Outside {
	if s := b.sources[q]; s != nil {
		return s.outside()
	}
	return Outside{}
}

// Count counts the figures of a quarter, also where an edition of it is shown: first those
// of all teams, then those of each team with a report, in the order of their names.
func Count(q *report.Quarter, from Outside) []*Figures {
	reports := sortedReports(q)
	all := []*Figures{figures(from, q, nil, reports)}
	for i, r := range reports {
		all = append(all, figures(from, q, r.Team, reports[i:i+1]))
	}
	return all
}
