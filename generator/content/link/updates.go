package link

import (
	"cmp"
	"path"
	"slices"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// copyUpdates gives a report its updates, without prose. Its plan must be there.
func (l *linked) copyUpdates() {
	first, last := l.UpdateDays()
	for _, p := range l.updates {
		if p.Update == nil || p.Update.Update.Day < first || p.Update.Update.Day > last {
			continue // which is an error
		}
		u := p.Update.Update
		l.Updates = append(l.Updates, &u)
	}
}

// updateProse links the prose of the updates that a report has.
func (l *linked) updateProse(a *assembler, now *linking) {
	n := 0
	for _, p := range l.updates {
		if n < len(l.Updates) && p.Update != nil && p.Update.Update.Day == l.Updates[n].Day {
			l.Updates[n].Body = now.of(a, p).prose(p.Update.Body)
			n++
		}
	}
}

func (a *assembler) checkUpdates(r *linked) {
	for _, p := range r.updates {
		if p.Update == nil {
			continue
		}
		u := &p.Update.Update
		a.checkDay(r, p)
		if u.Health != report.OnTrack && len(u.Notes) == 0 && len(p.Update.Body.Pieces) == 0 {
			a.problems.Warnf(u.Pos, "no-why", "write one sentence on what is in the way", "this update is %s without a reason", u.Health)
		}
		for _, note := range u.Notes {
			a.checkNote(r, note)
		}
	}
}

// checkDay wants an update to be written in its quarter, and not to come from the future.
func (a *assembler) checkDay(r *linked, p *content.Parsed) {
	u := &p.Update.Update
	first, last := r.UpdateDays()
	planUnread := r.plan != nil && r.plan.Broken // which may tell of an earlier cut-off
	switch {
	case a.blindSite:
	case u.Day > last || u.Day < first && !planUnread:
		hint := ""
		if q := report.QuarterOf(u.Day, a.archive.Site.Fiscal); q != r.Quarter.ID {
			hint = "move it to " + path.Join("content", q.String(), r.Team.ID, content.UpdatesFolder)
		}
		a.problems.Errorf(u.Pos, "outside-quarter", cmp.Or(a.otherYear, hint), "an update of %s is outside %s, which runs from %s to %s", u.Day, r.Quarter.ID, r.Quarter.Start, r.Quarter.LastDay())
	case u.Day > a.archive.Today:
		a.problems.Warnf(u.Pos, "future", "rename it to the day on which it was written", "an update of %s is after today, %s", u.Day, a.archive.Today)
	}
}

// checkNote reports a note of what is no deliverable of the team in this quarter,
// unless a file that could not be read may have it.
func (a *assembler) checkNote(r *linked, note report.Note) {
	if r.plan != nil && r.plan.Broken || r.metrics != nil && r.metrics.Broken {
		return
	}
	others := a.items[note.ID]
	if slices.ContainsFunc(others, func(d *report.Deliverable) bool { return d.Quarter == r.Quarter && d.Team == r.Team }) {
		return // another team may have it, too: the one that handed it over
	}
	if i := slices.IndexFunc(others, func(d *report.Deliverable) bool { return d.Quarter == r.Quarter }); i >= 0 {
		a.problems.Errorf(note.Pos, "other-team", "an update can only mention its own team's deliverables", "notes: %q is a deliverable of %s", note.ID, others[i].Team.ID)
		return
	}
	a.problems.Errorf(note.Pos, "unknown-id", content.DidYouMeanOr(note.ID, a.words.itemsOf(r.Report).Near(note.ID), "it is in no plan and no export of this team in "+r.Quarter.ID.String()),
		"notes: unknown deliverable %q", diag.Short(note.ID))
}
