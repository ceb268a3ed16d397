package part

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

// Since says in one line what has become of something since an edition was published: as of
// today, while all else on the page is of the day of the edition. Text is "" where there is
// nothing to say.
type Since struct {
	Text string
	All  site.Link // where it is shown as of today
}

// actionsSince is what has become of the actions that a page of an edition lists. team leads
// to the page of its actions; nil for that of all teams.
func actionsSince(c *site.Context, team *report.Team, listed []*report.Action) Since {
	now := c.Living()
	if c.Edition == nil || now.Archive.Today <= c.Archive.Today || !now.Shows(report.Retros) {
		return Since{}
	}
	var tracks []*report.Track
	for _, a := range listed {
		t := report.Find(now.Over.Tracks()[a.Team.ID], func(t *report.Track) bool { return hasAction(t, a) })
		if t != nil && !slices.Contains(tracks, t) {
			tracks = append(tracks, t)
		}
	}
	if len(tracks) == 0 {
		return Since{}
	}
	today := now.Archive.Today
	done := site.Number(tracks, (*report.Track).Done)
	overdue := site.Number(tracks, func(t *report.Track) bool { return t.Overdue(today) })
	s := Since{Text: c.T("editions.actions-since", "day", today, "n", len(tracks), "done", done, "overdue", overdue),
		All: site.Link{Text: c.T("editions.actions-today"), Path: site.ActionsPath}}
	if team != nil && len(now.Over.Tracks()[team.ID]) > 0 {
		s.All.Path = site.TeamActionsPath(team.ID)
	}
	return s
}

// hasAction reports whether an action of today has an action of an edition in it.
func hasAction(t *report.Track, a *report.Action) bool {
	return slices.ContainsFunc(t.Actions, func(b *report.Action) bool { return b.Quarter.ID == a.Quarter.ID && b.ID == a.ID })
}

// stillThere reports whether the working copy has an action of an edition.
func stillThere(c *site.Context, a *report.Action) bool {
	return slices.ContainsFunc(c.Living().Over.Tracks()[a.Team.ID], func(t *report.Track) bool { return hasAction(t, a) })
}

// followThrough is the follow-through of a report: by now, or by the day of its edition.
func followThrough(c *site.Context, q *report.Quarter, f *metrics.Figures) string {
	if c.Edition != nil {
		return c.T("editions.follow", "day", min(q.LastDay(), c.Archive.Today), "done", f.Ratio("follow-through"))
	}
	return c.T("retro.follow", "done", f.Ratio("follow-through"))
}
