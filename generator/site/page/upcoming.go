package page

import (
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

// Upcoming is what is planned next, as the audience may see it.
type Upcoming struct {
	Answer   string
	AsOf     report.Day // for those who do not see cut-offs
	Quarters []UpcomingQuarter
}

// UpcomingQuarter is what a quarter that has not closed still has open.
type UpcomingQuarter struct {
	ID, Title, Note string
	Teams           []UpcomingTeam
}

// UpcomingTeam is a team's part of it.
type UpcomingTeam struct {
	Team      site.Link
	Committed report.Day // the cut-off; 0 = not known, or not for this audience
	Rows      []UpcomingRow
	Moved     []site.Link // out of the quarter
	Dropped   []site.Link // no longer planned
}

// UpcomingRow is one open item.
type UpcomingRow struct {
	Title site.Link
	Phase report.Phase
	Kind  report.Kind
	Text  string
	Moves []string // what is not as it was planned first, or at the cut-off
	Last  string   // when anything was last said of it
}

func planUpcoming(p *site.Planner) {
	head := site.Head{Title: p.T("topic.upcoming"), Section: site.UpcomingPath, Description: p.T("upcoming.description"),
		Crumbs: p.Crumbs(site.Link{Text: p.T("topic.upcoming"), Path: site.UpcomingPath})}
	p.Page(site.UpcomingPath, "upcoming", func() site.Head { return head }, func() any { return upcoming(p.Context) })
}

func upcoming(c *site.Context) *Upcoming {
	v, n := &Upcoming{}, 0
	lives := c.Over.Lives()
	for _, q := range c.Archive.Quarters {
		if q.State == report.Closed {
			continue
		}
		u := UpcomingQuarter{ID: "u-" + q.ID.String(), Title: c.Words.Quarter(q.ID), Note: period(c, q)}
		for _, r := range q.Reports {
			t := UpcomingTeam{Team: c.Team(r.Team)}
			if r.Plan != nil {
				t.Committed = r.Plan.Committed
			}
			for _, d := range r.Items {
				link := site.Link{Text: d.PublicTitle(), Path: c.ItemPath(d.ID)}
				switch {
				case d.FromExport: // it is in no plan
				case len(d.Parts) > 0: // what it goes on with is listed
				case d.Removed || d.Outcome.Status == report.Dropped:
					t.Dropped = append(t.Dropped, link)
				case d.Outcome.Status == report.Moved:
					t.Moved = append(t.Moved, link)
				case d.Outcome.Status == report.Delivered, d.Outcome.Status == report.Partly, d.Outcome.Status == report.HandedOver:
				default:
					t.Rows = append(t.Rows, UpcomingRow{Title: link, Phase: d.Phase, Kind: d.Kind, Text: site.Sentence(site.WordsOf(d)), Moves: upcomingMoves(c, d, lives.Of(d.ID)), Last: lastSaid(c, r, d)})
					n++
				}
			}
			if len(t.Rows)+len(t.Moved)+len(t.Dropped) > 0 {
				u.Teams = append(u.Teams, t)
			}
		}
		if len(u.Teams) > 0 {
			v.Quarters = append(v.Quarters, u)
		}
	}
	if !c.Inside() {
		v.AsOf = c.Archive.Today
	}
	v.Answer = c.T("upcoming.answer", "n", n)
	return v
}

// upcomingMoves say what has changed. Others than the company have only what they see of
// earlier quarters, which never holds what was not delivered, and so read none.
func upcomingMoves(c *site.Context, d *report.Deliverable, l *report.Life) []string {
	if !c.Inside() {
		return nil
	}
	var out []string
	if l != nil {
		var since *report.Deliverable // the first plan for what is not delivered yet
		for _, was := range l.Items {
			switch {
			case was.Outcome.Status == report.Delivered:
				since = nil
			case since == nil && was.InPlan() && was.Quarter.ID.Compare(d.Quarter.ID) < 0:
				since = was
			}
		}
		if since != nil {
			out = append(out, c.T("upcoming.was-for", "quarter", since.Quarter.ID))
		}
	}
	if was := d.Promise; was != nil {
		if was.Due != 0 && d.Due != 0 && was.Due != d.Due {
			out = append(out, c.T("upcoming.due", "day", d.Due, "was", was.Due))
		}
		if was.Phase != d.Phase && was.Phase != "" {
			out = append(out, c.T("upcoming.was-phase", "phase", phaseOrNone(c, was.Phase)))
		}
	}
	if d.Added != 0 {
		out = append(out, c.T("upcoming.added"))
	}
	return out
}

// lastSaid says when an item last changed, to those who see plans.
func lastSaid(c *site.Context, r *report.Report, d *report.Deliverable) string {
	if !c.Inside() {
		return ""
	}
	if last := lastChanged(r, d); last != 0 {
		return c.T("upcoming.changed", "day", last)
	}
	if r.Plan != nil && r.Plan.Committed != 0 {
		return c.T("upcoming.unchanged")
	}
	return ""
}

// lastChanged is the newest day on which anything was said of an open item since the
// cut-off: it joined, or an update speaks of it. 0 = nothing was.
func lastChanged(r *report.Report, d *report.Deliverable) report.Day {
	last := d.Added
	for _, u := range r.Updates {
		if slices.ContainsFunc(u.Notes, func(n report.Note) bool { return n.ID == d.ID }) {
			last = max(last, u.Day)
		}
	}
	return last
}
