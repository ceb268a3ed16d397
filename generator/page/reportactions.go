package page

import (
	"slices"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// ReportActions is what a plan begins with: the actions of the team's last retro, and those of older
// ones that are still open.
type ReportActions struct {
	Note string
	Rows []ActionTrack
	All  Link // the page of the team's actions; no Path in an edition
}

// actionsOnTop is nil where the quarter has closed: the retro then has them.
func (p *planner) actionsOnTop(r *report.Report, f *metrics.Figures) *ReportActions {
	if r.Quarter.State == report.Closed && !frozenPlan(r.Quarter) {
		return nil
	}
	v := &ReportActions{Rows: p.earlierActions(r)}
	if len(v.Rows) == 0 {
		return nil
	}
	v.Note = "What the team agreed to change, before this plan."
	if len(f.ActionsDue) > 0 && p.shows(report.Numbers) {
		v.Note += " Of the actions due by now, " + f.FollowThrough().String() + " are done."
	}
	if p.edition == nil {
		v.All = Link{Text: "All actions of the team", Path: actionsOf(r.Team.ID)}
	}
	return v
}

// earlierActions are those of the team's last retro before a quarter, and those of older ones that
// are not done; what is due first stands first.
func (p *planner) earlierActions(r *report.Report) []ActionTrack {
	var last report.QuarterID
	before := p.index().reports[r.Team.ID][:p.index().place[r]]
	for _, b := range slices.Backward(before) {
		if b.Retro != nil && len(b.Retro.Actions) > 0 {
			last = b.Quarter.ID
			break
		}
	}
	var tracks []*report.Track
	for _, t := range p.over.tracks()[r.Team.ID] {
		in := func(a *report.Action) bool { return a.Quarter.ID == last }
		if t.First().Quarter.ID.Compare(r.Quarter.ID) < 0 && (!t.Done() || slices.ContainsFunc(t.Actions, in)) {
			tracks = append(tracks, t)
		}
	}
	slices.SortStableFunc(tracks, byDue)
	var out []ActionTrack
	for _, t := range tracks {
		out = append(out, p.track(t))
	}
	return out
}
