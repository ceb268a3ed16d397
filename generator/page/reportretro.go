package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

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
	Lesson   Link
	Theme    Link
	From     []Link // learned from these deliverables
	Confirms []Link // earlier lessons that came true again
}

func (p *planner) retro(r *report.Report, f *metrics.Figures) *Retro {
	v := &Retro{Headings: p.archive.Site.Retro}
	if r.Quarter.State == report.Closed { // before that they stand on top
		v.Earlier = p.earlierActions(r)
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
	v.Actions = p.actions(t.Actions)
	if t.Held != 0 {
		v.Note = "Held on " + nb(t.Held.Long()) + "."
	}
	return v
}

func (p *planner) reportLessons(r *report.Report) *ReportLessons {
	v := &ReportLessons{}
	if r.Retro != nil {
		for _, l := range r.Retro.Lessons {
			row := LearnedRow{Lesson: p.lesson(l)}
			if l.Theme != "" {
				row.Theme = p.theme(l.Theme)
			}
			for _, id := range l.LearnedFrom {
				row.From = append(row.From, p.item(id))
			}
			for _, id := range l.Confirms {
				if earlier := p.index().lessons[id]; earlier != nil {
					row.Confirms = append(row.Confirms, p.lesson(earlier))
				}
			}
			v.Learned = append(v.Learned, row)
		}
	}
	return v
}
