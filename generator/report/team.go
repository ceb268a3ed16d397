package report

import (
	"cmp"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
)

// Team is one file of content/teams. ID is the file's name.
type Team struct {
	ID, Name                       string
	Group                          string // the department it belongs to
	Product, Engineering, Delivery string // who to go to
	Contact                        string // where anybody may ask about what the team shipped
	Components                     []string
	Shared                         bool
	Capacity                       float64  // size a quarter; 0 = not said
	From, Until                    Day      // its first and its last day; 0 = not said
	Was                            []string // ids that it had before
	MergedInto                     string   // the id of the team that took it over
	About                          Prose
	Pos                            diag.Pos
}

// In reports whether there was the team on any day of a quarter.
func (t *Team) In(q *Quarter) bool {
	return (t.From == 0 || t.From < q.End) && (t.Until == 0 || t.Until >= q.Start)
}

// Dissolved reports whether the team's last day has passed.
func (t *Team) Dissolved(today Day) bool { return t.Until != 0 && t.Until < today }

// Called reports whether the team has an id, or had it before.
func (t *Team) Called(id string) bool { return t.ID == id || slices.Contains(t.Was, id) }

// Compare orders teams by name, then id; no team comes first.
func (t *Team) Compare(u *Team) int {
	if t == nil || u == nil {
		return strings.Compare(TeamID(t), TeamID(u))
	}
	return cmp.Or(strings.Compare(t.Name, u.Name), strings.Compare(t.ID, u.ID))
}

// TeamID is the id of a team, or "" for none.
func TeamID(t *Team) string {
	if t == nil {
		return ""
	}
	return t.ID
}
