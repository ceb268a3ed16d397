package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

// QuarterRetros is what the teams' retros of a quarter agreed.
type QuarterRetros struct {
	Note    string
	Teams   []RetroRow
	Missing []site.Link // teams that have held none
	Follow  string      // follow-through of earlier actions
	Overdue string
	Since   Since
}

// RetroRow is the retro of a team in a few words.
type RetroRow struct {
	Team    site.Link
	Held    report.Day
	Lessons []site.Link
	Actions string // "3 of 4 actions are done"
	Open    []Action
}

// Action is an action of a retro.
type Action struct {
	*report.Action
	Who   site.Link // a team, or a name; no text where it has no owner
	From  site.Link // the report whose retro agreed it
	State string
	Late  bool
}

func quarterRetros(c *site.Context, q *report.Quarter, f *metrics.Figures) *QuarterRetros {
	v := &QuarterRetros{}
	var held metrics.Span
	var agreed []*report.Action
	for _, r := range q.Reports {
		if r.Retro == nil {
			v.Missing = append(v.Missing, c.Report(q, r.Team))
			continue
		}
		row := RetroRow{Team: c.Report(q, r.Team), Held: r.Retro.Held}
		if d := r.Retro.Held; d != 0 {
			if held.From == 0 || d < held.From {
				held.From = d
			}
			held.To = max(held.To, d)
		}
		row.Lessons = site.Each(r.Retro.Lessons, c.Lesson)
		agreed = append(agreed, r.Retro.Actions...)
		row.Open = slices.DeleteFunc(actions(c, r.Retro.Actions), func(a Action) bool { return a.Done })
		if n := len(r.Retro.Actions); n > 0 {
			row.Actions = c.T("retros.actions", "done", n-len(row.Open), "n", n)
		}
		v.Teams = append(v.Teams, row)
	}
	if n := len(v.Teams); n > 0 {
		v.Note = c.T("retros.held", dated(c, held, "n", n)...)
	}
	if c.Shows(report.Retros) && len(f.ActionsDue) > 0 {
		by := min(q.LastDay(), c.Archive.Today)
		v.Follow = c.T("retros.follow", "day", by, "done", f.Ratio("follow-through"))
		if n := len(f.ActionsDue) - len(f.ActionsDone); n > 0 {
			v.Overdue = c.T("retros.overdue", "n", n)
		}
	}
	v.Since = actionsSince(c, nil, agreed)
	return v
}

// Retro is a team's retro. Held false: there is none.
type Retro struct {
	Note                       string
	Held                       bool
	Headings                   report.RetroHeadings
	Intro, Well, Wrong, Change report.Prose
	Other                      []report.Document
	Actions                    []Action
	Earlier                    []ActionTrack // of earlier retros of this team: of the last one, or still open
	Follow                     string        // follow-through
	Since                      Since
}

// ReportLessons is what the team learned in its retro.
type ReportLessons struct{ Learned []LearnedRow }

// LearnedRow is a lesson that the retro recorded.
type LearnedRow struct {
	Lesson   site.Link
	Theme    site.Link
	From     []site.Link // learned from these deliverables
	Confirms []site.Link // earlier lessons that came true again
}

func retro(c *site.Context, r *report.Report, f *metrics.Figures) *Retro {
	v := &Retro{Headings: c.Archive.Site.Retro}
	var listed []*report.Action
	if r.Quarter.State == report.Closed { // before that they stand on top
		v.Earlier = earlierActions(c, r)
		listed = site.Each(v.Earlier, ActionTrack.last)
	}
	if len(f.ActionsDue) > 0 {
		v.Follow = followThrough(c, r.Quarter, f)
	}
	switch t := r.Retro; {
	case t != nil:
		v.Held, v.Intro, v.Well, v.Wrong, v.Change, v.Other = true, t.Intro, t.Well, t.Wrong, t.Change, t.Other
		v.Actions = actions(c, t.Actions)
		listed = append(listed, t.Actions...)
		if t.Held != 0 {
			v.Note = c.T("retro.held", "day", t.Held)
		}
	case r.Quarter.State == report.Running:
		v.Note = c.T("retro.later")
	default:
		v.Note = c.T("retro.none")
	}
	v.Since = actionsSince(c, r.Team, listed)
	return v
}

func reportLessons(c *site.Context, r *report.Report) *ReportLessons {
	return &ReportLessons{site.Each(lessonsOf(r), func(l *report.Lesson) LearnedRow {
		return LearnedRow{c.Lesson(l), c.Theme(l.Theme), site.Each(l.LearnedFrom, c.Item), confirmedBy(c, l)}
	})}
}

// confirmedBy are the earlier lessons that came true again in one.
func confirmedBy(c *site.Context, l *report.Lesson) []site.Link {
	var out []site.Link
	for _, id := range l.Confirms {
		if earlier := c.Index().Lessons[id]; earlier != nil {
			out = append(out, c.Lesson(earlier))
		}
	}
	return out
}

// lessonsOf are the lessons of a report's retro.
func lessonsOf(r *report.Report) []*report.Lesson {
	if r.Retro == nil {
		return nil
	}
	return r.Retro.Lessons
}
