package report

import "time"

// Import is what an import has noted of itself in metrics.toml: [import.<format>].
type Import struct {
	Format   string
	Files    []string // their names, without folders
	Exported time.Time
	// Rows are the rows of the export. Those that are neither used, nor folded into others, nor left
	// out, are of other teams.
	Rows, Used, Folded int
	LeftOut            map[LeftOut]int
}

// LeftOut is why a row of an export was left out.
type LeftOut string

// The reasons for which a row is left out.
const (
	LeftEarly       LeftOut = "early"          // before the quarter
	LeftLate        LeftOut = "late"           // after the quarter
	LeftUndated     LeftOut = "undated"        // done, and nobody knows when
	LeftOpen        LeftOut = "open"           // not done, and in no plan
	LeftDropped     LeftOut = "dropped"        // and in no plan
	LeftPart        LeftOut = "part"           // of an issue that is not in the export
	LeftDone        LeftOut = "finished_part"  // in the quarter, as a part of what is left out
	LeftWith        LeftOut = "part_of_left"   // of what is left out
	LeftIgnored     LeftOut = "ignored"        // by its status
	LeftOtherTeam   LeftOut = "other_team"     // where only one team is imported
	LeftUnfinished  LeftOut = "unfinished"     // a deployment or an incident that goes on
	LeftCancelled   LeftOut = "cancelled"      // a deployment
	LeftNotReleased LeftOut = "not_released"   // a draft or a pre-release
	LeftPullRequest LeftOut = "pull_request"   // a run for one
	LeftElsewhere   LeftOut = "not_production" // a deployment to another environment
	LeftNoIncident  LeftOut = "not_incident"   // an issue of another type
	LeftEmpty       LeftOut = "empty"          // without the number
	LeftUnlinked    LeftOut = "unlinked"       // it names a deployment that does not count
)

// LeftOuts are all reasons, in the order in which they are listed.
var LeftOuts = []LeftOut{
	LeftEarly, LeftUndated, LeftOpen, LeftDropped, LeftLate, LeftPart, LeftDone, LeftWith, LeftIgnored, LeftOtherTeam,
	LeftUnfinished, LeftCancelled, LeftNotReleased, LeftPullRequest, LeftElsewhere, LeftNoIncident, LeftEmpty, LeftUnlinked,
}
