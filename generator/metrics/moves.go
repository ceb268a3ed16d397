package metrics

import "quarterdeck/generator/report"

// Reading is a number as a quarter has it. Where Known is false there is none, which is a
// gap and not a zero.
type Reading struct {
	Quarter report.QuarterID
	Ratio   Ratio   // of metrics that are ratios
	Value   float64 // of amounts, and of the measures of [quality]
	Share   bool    // Ratio holds it, and not Value
	Known   bool
}

// Effect is the number that an action names, of the team whose retro it is in: before in
// the quarter of the retro, after in the newest closed quarter since. ok is false where the action
// names none. One does not prove that the other came of it.
func (b *Book) Effect(a *report.Archive, action *report.Action) (before, after Reading, ok bool) {
	if action.Moves == "" {
		return Reading{}, Reading{}, false
	}
	before = b.reading(action.Quarter, action.Team, action.Moves)
	for _, q := range sortedQuarters(a) {
		if q.State == report.Closed && q.ID.Compare(action.Quarter.ID) > 0 {
			after = b.reading(q, action.Team, action.Moves)
		}
	}
	return before, after, true
}

// reading is a number of a team in a quarter: a metric, or else a measure.
func (b *Book) reading(q *report.Quarter, team *report.Team, id string) Reading {
	r := Reading{Quarter: q.ID}
	f := b.Team(q.ID, team.ID)
	if f == nil {
		return r
	}
	for _, m := range table {
		switch {
		case !m.Moves || m.EntryID() != id:
		case m.Ratio != nil:
			r.Ratio, r.Share = f.Ratio(m.ID), true
			r.Known = r.Ratio.Of > 0
			return r
		default:
			r.Value, r.Known = f.Amount(m.ID)
			return r
		}
	}
	if of := q.Report(team.ID); of != nil && of.Metrics != nil {
		r.Value, r.Known = of.Metrics.Quality[id]
	}
	return r
}
