package report

// Kind is what sort of work a deliverable is.
type Kind string

const (
	Feature    Kind = "feature"
	Groundwork Kind = "groundwork"
	Debt       Kind = "debt"
	Operations Kind = "operations"
)

// Kinds in the order in which they are shown.
var Kinds = []Kind{Feature, Groundwork, Debt, Operations}

// Phase is how far a quarter takes a deliverable; "" where it does not apply.
type Phase string

const (
	Alpha Phase = "alpha"
	Beta  Phase = "beta"
	GA    Phase = "ga"
)

// Phases in order.
var Phases = []Phase{Alpha, Beta, GA}

// Status is what became of a deliverable; "" where nobody said.
type Status string

const (
	Delivered Status = "delivered"
	// Partly is delivered as far as DeliveredSize goes; the rest is not.
	Partly Status = "partly"
	// HandedOver is given to another team, in whose plan it now is.
	HandedOver Status = "handed_over"
	Moved      Status = "moved"
	Dropped    Status = "dropped"
	Open       Status = "open"
)

// Statuses in the order in which they are shown.
var Statuses = []Status{Delivered, Partly, HandedOver, Moved, Dropped, Open}

// Health is how a team says that its quarter goes.
type Health string

const (
	OnTrack  Health = "on track"
	AtRisk   Health = "at risk"
	OffTrack Health = "off track"
)

// Healths from good to bad.
var Healths = []Health{OnTrack, AtRisk, OffTrack}

// Reason is the typed reason why a deliverable moved or was dropped.
type Reason string

// Reasons in the order in which they are offered.
var Reasons = []Reason{"dependency", "estimate", "scope", "priority", "people", "incident", "external", "handover"}

// Measure is one of the numbers of [quality] in metrics.toml. Better is "up",
// "down" or "" where neither direction is better by itself.
type Measure struct {
	ID, Title, Unit, Better string
}

// Measures are the built-in ones; site.toml adds others with [[metric]].
// A Unit of "%" marks a share between 0 and 1.
var Measures = []Measure{
	{"escaped_defects", "Escaped defects", "", "down"},
	{"change_failure_rate", "Change failure rate", "%", "down"},
	{"review_wait_hours", "Wait for review", "h", "down"},
	{"lead_time_days", "Lead time of a change", "days", "down"},
	{"deploys", "Deploys", "", ""},
	{"restore_hours", "Time to restore", "h", "down"},
}
