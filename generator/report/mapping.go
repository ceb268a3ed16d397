package report

import "time"

// Mapping is how the words of one tracker are to be read when its export is imported:
// [import.<format>] of site.toml. The zero value knows what is built in. No page shows it.
type Mapping struct {
	Statuses map[string]Meaning    // by status
	Kinds    map[string]Kind       // by type or label
	Kind     Kind                  // of what none of Kinds and nothing built in knows; "" = it is asked for
	Teams    map[string]string     // by team, project, component or label: the id of a team
	Quarters map[string]QuarterID  // by sprint or version
	Headers  map[string]string     // by header of a column: its English name
	Months   map[string]time.Month // by name
	Columns  map[string]string     // of a table: by field, the header of its column
	Points   string                // the column of estimates; "" is what is built in
	Key      string                // which deliverable an issue is a part of: KeyOwn, KeyEpic, or KeyLabel and a prefix; "" is the topmost parent
	Dates    string                // how days are written, such as D/M/YYYY; "" is what can be read in one way only
	Service  Service               // where the tracker answers
}

// Service is where a tracker answers, and what it is asked for: keys of [import.<format>] that a file
// does not need. A token is never among them.
type Service struct {
	URL        string // "" is the vendor's own
	Query      string // in the language of the tracker, with {start} and {end} for days of the quarter
	Project    string
	Group      string // of GitLab
	Repository string // of GitHub
}

// The ways to find the deliverable of an issue.
const (
	KeyOwn   = "own"    // each issue is one
	KeyEpic  = "epic"   // its epic or parent, in the export or in the plan
	KeyLabel = "label:" // the label that begins with what follows
)

// Meaning is what a status of a tracker means for a plan.
type Meaning string

// The meanings of a status.
const (
	MeansDelivered Meaning = "delivered"
	MeansOpen      Meaning = "open"
	MeansDropped   Meaning = "dropped"
	MeansNothing   Meaning = "ignored" // as if the issue were not there
)

// Meanings are all meanings, in the order in which they are listed.
var Meanings = []Meaning{MeansDelivered, MeansOpen, MeansDropped, MeansNothing}
