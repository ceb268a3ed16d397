package report

import "quarterdeck/generator/diag"

// Update is a short dated note of a team on how its quarter goes: one file of its updates.
type Update struct {
	Day    Day // the file's name
	Health Health
	Notes  []Note // as they stand in the file, at most one a deliverable
	Body   Prose
	Pos    diag.Pos
}

// Note is what an update says of one deliverable of its team.
type Note struct {
	ID   string // of the deliverable
	Text string // one line, no markup
	Pos  diag.Pos
}

// Anchor is the fragment under which an update stands on the page of its report.
func (u *Update) Anchor() string { return "update-" + u.Day.String() }

// UpdateDays are the first and the last day of which a report can have an update: from the
// cut-off, where that lies before the quarter, to the quarter's last day.
func (r *Report) UpdateDays() (first, last Day) {
	first = r.Quarter.Start
	if r.Plan != nil && r.Plan.Committed != 0 {
		first = min(first, r.Plan.Committed)
	}
	return first, r.Quarter.LastDay()
}

// NewestUpdate is the newest update of a report of a day or before it, or nil.
func (r *Report) NewestUpdate(on Day) *Update {
	var newest *Update
	for _, u := range r.Updates {
		if u.Day <= on {
			newest = u
		}
	}
	return newest
}
