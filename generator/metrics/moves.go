package metrics

import "quarterdeck/generator/report"

// Reading is a number as a quarter has it. Where Known is false there is none, which is a
// gap and not a zero.
type Reading struct {
	Quarter report.QuarterID
	Ratio   Ratio   // of built-in numbers other than velocity
	Value   float64 // of velocity and of the measures of [quality]
	Share   bool    // Ratio holds it, and not Value
	Known   bool
}

// movable are the numbers that an action can name, as ratios; velocity is none.
var movable = map[string]func(*Figures) Ratio{
	"kept":           (*Figures).KeptRatio,
	"capacity":       (*Figures).Capacity,
	"unplanned":      (*Figures).Unplanned,
	"moved":          (*Figures).MovedRatio,
	"dropped":        (*Figures).DroppedRatio,
	"unexplained":    (*Figures).RestRatio,
	"carried-in":     (*Figures).CarriedIn,
	"on-time":        (*Figures).OnTimeRatio,
	"asks-met":       (*Figures).AsksMetRatio,
	"follow-through": (*Figures).FollowThrough,
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

// reading is a number of a team in a quarter: a built-in one, or else a measure.
func (b *Book) reading(q *report.Quarter, team *report.Team, id string) Reading {
	r := Reading{Quarter: q.ID}
	f := b.Team(q.ID, team.ID)
	if f == nil {
		return r
	}
	if ratio := movable[id]; ratio != nil {
		r.Ratio, r.Share = ratio(f), true
		r.Known = r.Ratio.Of > 0
		return r
	}
	if id == "velocity" {
		r.Value, r.Known = f.Velocity.Size, f.Velocity.Sized > 0
		return r
	}
	if of := q.Report(team.ID); of != nil && of.Metrics != nil {
		r.Value, r.Known = of.Metrics.Quality[id], false
		_, r.Known = of.Metrics.Quality[id]
	}
	return r
}
