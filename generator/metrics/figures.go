// Package metrics computes the numbers of a report from an archive. Each number
// is a pure function of rows that a reader can see, and keeps those rows, so that
// a page can link a figure to what it counts.
//
// Call [Compute] once; ask the [Book] for a quarter, or for a team in a quarter. [All] is the
// table of metrics: a metric is one number with its name and meaning; [Figures] are all that is
// known of a quarter, which metrics are read from. Figures of a quarter that is shown as an
// edition come through [Open], from a package that knows what editions are.
package metrics

import (
	"quarterdeck/generator/report"
)

// Ratio is a value out of a whole, in items or in size. With Of 0 there is no
// share: it is "n/a", never 0 or 100 %.
type Ratio struct{ Value, Of float64 }

// Rows is a set of deliverables in the order of teams and plans.
type Rows []*report.Deliverable

// Figures are the numbers of one quarter, of all teams or of one.
//
// P, Kept, Partly, HandedOver, Moved, Dropped and Rest are the sets of the definitions:
// P = Kept + Partly + HandedOver + Moved + Dropped + Rest, each item in exactly one. Rest is
// unexplained in a closed quarter and open in a running one. HandedOver is of one team only:
// for all teams an item is where the team that took it over left it.
type Figures struct {
	Quarter *report.Quarter
	Team    *report.Team // nil: all teams
	// HasPlan is false where no team counted here has a plan, or, in a quarter with a
	// plan edition, a plan in that: there is then no promise to compare with, and ratios
	// over P are n/a.
	HasPlan bool
	// NoOutcomes is set where the quarter has closed and none of the teams counted here has an
	// export: nobody has said what became of anything, and ratios of outcomes are n/a.
	NoOutcomes bool
	// CutOff is the span of the teams' cut-off dates; both 0 where none is known.
	CutOff Span

	P, Kept, Partly, HandedOver, Moved, Dropped, Rest Rows

	// Added is everything outside P, whatever became of it, split below; each
	// added item is in exactly one of them.
	Added, AddedDelivered, AddedPartly, AddedHandedOver, AddedMoved, AddedDropped, AddedRest Rows

	// Early was done before the plan was committed: neither planned nor added nor delivered.
	Early Rows

	// Delivered is Kept and AddedDelivered.
	Delivered Rows

	// CarriedOnce and CarriedMore are the items of P that were in the P of one,
	// or of two or more, earlier quarters without being delivered there.
	CarriedOnce, CarriedMore Rows

	OnTime, WithDue Rows // of Delivered: finished by its due date; had one

	Asks, AsksMet     []*report.Ask // by the teams counted here; met by the day they were wanted
	AsksOf, AsksOfMet []*report.Ask // towards the teams counted here

	ActionsDue, ActionsDone []*report.Action // of all earlier retros, due by the end of this quarter (or today, if that is earlier); done of those

	Slips     []Slip // of Delivered, by quarters late, then row order
	Velocity  Velocity
	Sprints   []report.Sprint // by start; of one team only
	Mix       Mix
	Reasons   []Reason // with at least one item, most first
	Estimates []Estimate
	// Changes of scope since the cut-off, in the order of teams and plans. All of
	// Added are among them; the other kinds only a quarter with a plan edition knows.
	Changes []Change

	Recorded *Recorded // by an edition that is shown; nil where all is counted
}

// Span is a range of days, both ends inside.
type Span struct {
	From report.Day `json:"from"`
	To   report.Day `json:"to"`
}

// Slip is how many quarters lie between the first plan of an item (since it was
// last delivered) and its delivery. 0 = in the quarter that first planned it.
type Slip struct {
	Item     *report.Deliverable
	Quarters int
}

// Velocity is the size delivered: actual where known, else as planned, and of what was partly
// delivered as far as it went. Unsized counts delivered items without any size, which it leaves out.
type Velocity struct {
	Size    float64 `json:"size"`
	Sized   int     `json:"sized"`
	Unsized int     `json:"unsized"`
}

// Mix is the share of work by kind, planned (P) beside delivered. It is in size
// where every counted item has one (planned size on both sides, actual where only
// that is known), and in items otherwise: ByItems says so.
type Mix struct {
	ByItems bool
	Rows    []MixRow                // all kinds, in the order of report.Kinds
	Effort  map[report.Kind]float64 // shares of time from [effort]; of one team only, or nil
}

// MixRow is one kind of Mix.
type MixRow struct {
	Kind               report.Kind
	Planned, Delivered Ratio
}

// Reason counts why items of P moved or were dropped. An empty Reason is "no
// reason given".
type Reason struct {
	Reason report.Reason
	Items  Rows
}

// Estimate compares actual with planned size over the delivered items of one
// size class, where both are known. Class is the planned size.
type Estimate struct {
	Class           float64
	Items           Rows
	Planned, Actual float64
}

// History is one deliverable id through the quarters, oldest first.
type History []*report.Deliverable
