package part

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

// QuarterRetrosOf is what the retros of a quarter agreed; f are its figures.
func QuarterRetrosOf(c *site.Context, q *report.Quarter, f *metrics.Figures) *QuarterRetros {
	v := &QuarterRetros{}
	var agreed []*report.Action
	for _, r := range q.Reports {
		if r.Retro == nil {
			v.Missing = append(v.Missing, c.Report(q, r.Team))
			continue
		}
		row := RetroRow{Team: c.Report(q, r.Team), Held: r.Retro.Held}
		row.Lessons = site.Each(r.Retro.Lessons, c.Lesson)
		agreed = append(agreed, r.Retro.Actions...)
		row.Open = slices.DeleteFunc(actions(c, r.Retro.Actions), func(a Action) bool { return a.Done })
		if n := len(r.Retro.Actions); n > 0 {
			row.Actions = c.T("retros.actions", "done", n-len(row.Open), "n", n)
		}
		v.Teams = append(v.Teams, row)
	}
	if n := len(v.Teams); n > 0 {
		v.Note = c.T("retros.held", Dated(c, SpanOf(q.Reports, held), "n", n)...)
	}
	if c.Shows(report.Retros) && len(f.ActionsDue) > 0 {
		by := min(q.LastDay(), c.Archive.Today)
		v.Follow = c.T("retros.follow", "day", by, "done", f.Ratio("follow-through"))
		late := func(a *report.Action) bool { // what is due today is in time, and what was raised again has a newer date
			return a.Due < c.Archive.Today && !slices.Contains(f.ActionsDone, a) && c.Over.RaisedAgain(a) == nil
		}
		if n := site.Number(f.ActionsDue, late); n > 0 {
			v.Overdue = c.T("retros.overdue", "n", n)
		}
	}
	v.Since = actionsSince(c, nil, agreed)
	return v
}

// Retro is a team's retro, nil inside where none was held.
type Retro struct {
	*report.Retro
	Sections [][]RetroSection // in the writer's order; what stands side by side is together
	NoChange string           // the heading above the actions, where the retro has no such section
	Earlier  []ActionTrack    // of earlier retros of this team: of the last one, or still open
	Follow   string           // follow-through
	Since    Since
}

// RetroSection is a section of a retro under the writer's heading.
type RetroSection struct {
	Title   string
	Kind    report.SectionKind
	Body    report.Prose
	Actions []Action
}

// retroSections are the sections of a retro. What went well and what went wrong stand side by
// side where the one follows the other.
func retroSections(c *site.Context, all []report.Section) (out [][]RetroSection) {
	short := func(kind report.SectionKind) bool { return kind == report.SectionWell || kind == report.SectionWrong }
	for _, s := range all {
		if s.Kind == report.SectionLessons && s.Body.Empty() { // they have a place of their own
			continue
		}
		section := RetroSection{s.Title, s.Kind, s.Body, actions(c, s.Actions)}
		if n := len(out); n > 0 && len(out[n-1]) == 1 && short(s.Kind) && short(out[n-1][0].Kind) {
			out[n-1] = append(out[n-1], section)
		} else {
			out = append(out, []RetroSection{section})
		}
	}
	return out
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

// RetroOf is the retro of a report, with the actions of earlier ones; f are the figures of the report.
func RetroOf(c *site.Context, r *report.Report, f *metrics.Figures) *Retro {
	v := &Retro{Retro: r.Retro}
	var listed []*report.Action
	if r.Quarter.State == report.Closed { // before that they stand on top
		v.Earlier = earlierActions(c, r)
		listed = site.Each(v.Earlier, ActionTrack.last)
	}
	if len(f.ActionsDue) > 0 {
		v.Follow = followThrough(c, r.Quarter, f)
	}
	if t := r.Retro; t != nil {
		listed = append(listed, t.Actions...)
		v.Sections = retroSections(c, t.Sections)
		if !slices.ContainsFunc(t.Sections, func(s report.Section) bool { return s.Kind == report.SectionChange }) {
			v.NoChange = c.Archive.Site.Retro.Change
		}
	}
	v.Since = actionsSince(c, r.Team, listed)
	return v
}

// ReportLessonsOf is what a retro recorded as lessons.
func ReportLessonsOf(c *site.Context, r *report.Report) *ReportLessons {
	return &ReportLessons{site.Each(LessonsOf(r), func(l *report.Lesson) LearnedRow {
		return LearnedRow{c.Lesson(l), c.Theme(l.Theme), site.Each(l.LearnedFrom, c.Item), ConfirmedBy(c, l)}
	})}
}

// ConfirmedBy are the earlier lessons that came true again in one.
func ConfirmedBy(c *site.Context, l *report.Lesson) []site.Link {
	var out []site.Link
	for _, id := range l.Confirms {
		if earlier := c.Index().Lessons[id]; earlier != nil {
			out = append(out, c.Lesson(earlier))
		}
	}
	return out
}

// LessonsOf are the lessons of a report's retro.
func LessonsOf(r *report.Report) []*report.Lesson {
	if r.Retro == nil {
		return nil
	}
	return r.Retro.Lessons
}
