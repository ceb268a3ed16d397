package report

import "slices"

// Ticket is the same thing in a team's tracker, under the id that it has there.
type Ticket struct {
	ID  string
	URL string // http or https, or ""
}

// Milestones are the boxes of the task lists in a deliverable's prose. None = no such list.
type Milestones struct{ Done, All int }

// KeyResult is a number that a deliverable should move, and where it came to.
type KeyResult struct {
	Measure              string
	From, Target, Actual float64
	Known                bool // whether Actual is said
}

// NamedSize is a size that teams write as a word: "M" for 5.
type NamedSize struct {
	Word string
	Size float64
}

// OwnReason is a reason that an organisation adds to [Reasons].
type OwnReason struct {
	ID    Reason
	Title string
}

// ReasonIDs are all reasons of a site in the order in which they are offered, the built-in ones first.
func (s *Site) ReasonIDs() []Reason {
	all := slices.Clone(Reasons)
	for _, r := range s.Reasons {
		all = append(all, r.ID)
	}
	return all
}

// AllOwners are those of owner and owners, each once.
func (d *Deliverable) AllOwners() []string {
	all := slices.Clone(d.Owners)
	if d.Owner != "" && !slices.Contains(all, d.Owner) {
		all = slices.Insert(all, 0, d.Owner)
	}
	return all
}
