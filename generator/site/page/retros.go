package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// QuarterRetros is what the teams' retros of a quarter agreed.
type QuarterRetros struct {
	Note    string
	Teams   []RetroRow
	Missing []site.Link // teams that have held none
	Follow  string      // follow-through of earlier actions
	Overdue string
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
		for _, l := range r.Retro.Lessons {
			row.Lessons = append(row.Lessons, c.Lesson(l))
		}
		done := 0
		for _, a := range actions(c, r.Retro.Actions) {
			if a.Done {
				done++
			} else {
				row.Open = append(row.Open, a)
			}
		}
		if n := len(r.Retro.Actions); n > 0 {
			row.Actions = nb(digits(done)+" of "+digits(n)) + " actions " + are(done) + " done"
		}
		v.Teams = append(v.Teams, row)
	}
	if n := len(v.Teams); n > 0 {
		v.Note = site.Capital(number(n)) + " held"
		if on := cutOff(c, held); on != "" {
			v.Note += " " + on
		}
		v.Note += "."
	}
	if c.Shows(report.Retros) && len(f.ActionsDue) > 0 {
		by := min(q.LastDay(), c.Archive.Today)
		v.Follow = "Of the actions of earlier retros due by " + nb(by.Long()) + ", " + f.FollowThrough().String() + " are done"
		if n := len(f.ActionsDue) - len(f.ActionsDone); n > 0 {
			v.Overdue = site.Count(n, "is", "are") + " overdue"
		}
	}
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
	if r.Quarter.State == report.Closed { // before that they stand on top
		v.Earlier = earlierActions(c, r)
	}
	if len(f.ActionsDue) > 0 {
		v.Follow = "Of the actions due by now, " + f.FollowThrough().String() + " are done."
	}
	t := r.Retro
	if t == nil {
		v.Note = "No retro was held yet."
		if r.Quarter.State == report.Running {
			v.Note = "The retro is held when the quarter ends."
		}
		return v
	}
	v.Held = true
	v.Intro, v.Well, v.Wrong, v.Change, v.Other = t.Intro, t.Well, t.Wrong, t.Change, t.Other
	v.Actions = actions(c, t.Actions)
	if t.Held != 0 {
		v.Note = "Held on " + nb(t.Held.Long()) + "."
	}
	return v
}

func reportLessons(c *site.Context, r *report.Report) *ReportLessons {
	v := &ReportLessons{}
	if r.Retro != nil {
		for _, l := range r.Retro.Lessons {
			row := LearnedRow{Lesson: c.Lesson(l)}
			if l.Theme != "" {
				row.Theme = c.Theme(l.Theme)
			}
			for _, id := range l.LearnedFrom {
				row.From = append(row.From, c.Item(id))
			}
			for _, id := range l.Confirms {
				if earlier := c.Index().Lessons[id]; earlier != nil {
					row.Confirms = append(row.Confirms, c.Lesson(earlier))
				}
			}
			v.Learned = append(v.Learned, row)
		}
	}
	return v
}
