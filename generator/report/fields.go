package report

import "slices"

// Table says, field by field, who is shown what of an archive. A field in no row is
// shown to nobody; those of other modules' types, such as [time.Time], need none.
type Table []Row

// Row is one field, "Deliverable.Owner", and whether an audience is shown it.
type Row struct {
	Field string
	To    func(Audience) bool
}

func everybody(Audience) bool { return true }

func nobody(Audience) bool { return false }

// seeing are the audiences that are shown any of the parts.
func seeing(parts ...Part) func(Audience) bool {
	return func(a Audience) bool { return slices.ContainsFunc(parts, a.sees) }
}

// seeingAll are the audiences that are shown every one of the parts.
func seeingAll(parts ...Part) func(Audience) bool {
	return func(a Audience) bool { return !slices.ContainsFunc(parts, func(p Part) bool { return !a.sees(p) }) }
}

// inside are the audiences that belong to the company: they are shown what was planned
// or how it went, and so the deliverables that customers never hear of.
var inside = seeing(Plans, Numbers)

// Fields returns the table by which [Archive.For] goes. What depends on more than the
// field, such as which deliverables there are for customers, is in rules.go.
func Fields() Table {
	return Table{
		{"Archive.Site", everybody},
		{"Archive.Today", everybody},
		{"Archive.Audience", everybody},
		{"Archive.Home", inside},
		{"Archive.Teams", everybody},
		{"Archive.Quarters", everybody},
		{"Archive.Asks", seeing(Plans)}, // who waits for whom is part of the plans
		{"Archive.Files", everybody},
		{"Archive.Notices", everybody}, // of the deliverables that are there, by a rule

		{"Site.Title", everybody},
		{"Site.BaseURL", everybody},
		{"Site.Language", everybody},
		{"Site.ContentLanguage", everybody},
		{"Site.FiscalStart", everybody},
		{"Site.Themes", seeing(Lessons)},
		{"Site.Audiences", nobody},
		{"Site.Publish", nobody},
		{"Site.Retro", seeing(Retros)},
		{"Site.Measures", seeing(Numbers)},
		{"Site.Look", everybody},
		{"Audience.ID", everybody},
		{"Audience.Shows", everybody},
		{"Target.URL", nobody},
		{"Target.Keep", nobody},
		{"RetroHeadings.Well", seeing(Retros)},
		{"RetroHeadings.Wrong", seeing(Retros)},
		{"RetroHeadings.Change", seeing(Retros)},
		{"RetroHeadings.Lessons", seeing(Retros)},
		{"Measure.ID", seeing(Numbers)},
		{"Measure.Title", seeing(Numbers)},
		{"Measure.Unit", seeing(Numbers)},
		{"Measure.Better", seeing(Numbers)},
		{"Look.Company", everybody},
		{"Look.Logo", everybody},
		{"Look.Accent", everybody},
		{"Look.AccentDark", everybody},
		{"Look.Font", everybody},

		{"Team.ID", everybody},
		{"Team.Name", everybody},
		{"Team.Product", inside},
		{"Team.Engineering", inside},
		{"Team.Delivery", inside},
		{"Team.Contact", everybody},
		{"Team.Components", inside},
		{"Team.Shared", inside},
		{"Team.Capacity", inside},
		{"Team.About", inside},
		{"Team.Pos", nobody},

		{"Quarter.ID", everybody},
		{"Quarter.Start", everybody},
		{"Quarter.End", everybody},
		{"Quarter.State", everybody},
		{"Quarter.Foreword", inside},
		{"Quarter.Reports", everybody},
		{"Quarter.Editions", inside},
		{"Quarter.Shown", inside},
		{"Edition.ID", inside},
		{"Edition.Quarter", inside},
		{"Edition.Frozen", inside},
		{"Edition.Tool", inside},
		{"Edition.Note", inside},
		{"Edition.Forced", inside},
		{"Edition.Missing", seeingAll(Parts...)}, // it quotes any file
		{"Edition.Before", inside},
		{"Edition.Hash", inside},
		{"Edition.Sums", seeingAll(Parts...)}, // the names of all files
		{"Edition.Figures", seeing(Numbers)},
		{"Edition.Files", seeingAll(Parts...)}, // whatever prose leads to them
		{"Edition.Archive", inside},            // as the audience may see it, by a rule
		{"Edition.Pos", nobody},
		{"Edition.Kept", nobody}, // of the figures as they are, before anything is taken out
		{"QuarterID.Year", everybody},
		{"QuarterID.N", everybody},

		{"Report.Team", everybody},
		{"Report.Quarter", everybody},
		{"Report.Plan", inside},
		{"Report.Retro", seeing(Retros, Lessons)},
		{"Report.Metrics", seeing(Numbers)},
		{"Report.Items", everybody},
		{"Report.Promised", inside},
		{"Report.Updates", seeing(Plans)},

		{"Plan.Summary", seeing(Plans)},
		{"Plan.Committed", inside},
		{"Plan.Capacity", seeing(Plans)},
		{"Plan.Declines", seeing(Plans)},
		{"Plan.Answers", seeingAll(Plans, Lessons)},
		{"Plan.Intro", seeing(Plans)},
		{"Plan.Pos", nobody},
		{"Answer.Verdict", seeingAll(Plans, Lessons)},
		{"Answer.Why", seeingAll(Plans, Lessons)},
		{"Answer.Pos", nobody},

		{"Deliverable.ID", everybody},
		{"Deliverable.Title", inside}, // others see the customers' title
		{"Deliverable.Team", everybody},
		{"Deliverable.Quarter", everybody},
		{"Deliverable.Kind", inside},
		{"Deliverable.Phase", everybody},
		{"Deliverable.Size", inside},
		{"Deliverable.Owner", seeing(Plans)},
		{"Deliverable.Due", inside},
		{"Deliverable.Added", inside},
		{"Deliverable.FromExport", inside},
		{"Deliverable.Components", inside},
		{"Deliverable.Needs", inside},
		{"Deliverable.Serves", inside},
		{"Deliverable.Enables", inside},
		{"Deliverable.Value", inside},
		{"Deliverable.Customers", everybody},
		{"Deliverable.CustomerTitle", everybody},
		{"Deliverable.Body", seeing(Plans)},
		{"Deliverable.ForCustomers", everybody},
		{"Deliverable.Was", everybody},
		{"Deliverable.Notice", everybody},
		{"Deliverable.Outcome", everybody},
		{"Deliverable.Pos", nobody},
		{"Deliverable.Promise", inside},
		{"Deliverable.Removed", inside},
		{"Notice.Plans", everybody},
		{"Notice.Regions", everybody},
		{"Notice.From", everybody},
		{"Notice.Announce", inside},
		{"Notice.Announced", everybody}, // where it is for the public, by a rule
		{"Notice.Announcement", everybody},
		{"Notice.Retracted", everybody},
		{"Notice.Why", everybody},
		{"Notice.Pos", nobody},
		{"Promise.Title", inside},
		{"Promise.Kind", inside},
		{"Promise.Phase", inside},
		{"Promise.Size", inside},
		{"Promise.Due", inside},
		{"Promise.Owner", seeing(Plans)},
		{"Promise.Customers", inside},
		{"Promise.Body", seeing(Plans)},
		{"Promise.ForCustomers", inside},
		{"Outcome.Status", everybody},
		{"Outcome.Started", inside},
		{"Outcome.Finished", everybody},
		{"Outcome.Size", inside},
		{"Outcome.Reason", inside},
		{"Outcome.BlockedBy", inside},
		{"Outcome.Note", inside},
		{"Outcome.Result", inside},
		{"Outcome.Pos", nobody},

		{"Ask.Quarter", seeing(Plans)},
		{"Ask.By", seeing(Plans)},
		{"Ask.Of", seeing(Plans)},
		{"Ask.What", seeing(Plans)},
		{"Ask.Answer", seeing(Plans)},
		{"Ask.Wanted", seeing(Plans)},
		{"Ask.State", seeing(Plans)},
		{"Ask.Met", seeing(Plans)},
		{"Ask.Pos", nobody},

		{"Retro.Held", seeing(Retros, Lessons)},
		{"Retro.Intro", seeing(Retros)},
		{"Retro.Well", seeing(Retros)},
		{"Retro.Wrong", seeing(Retros)},
		{"Retro.Change", seeing(Retros)},
		{"Retro.Other", seeing(Retros)},
		{"Retro.Actions", seeing(Retros)},
		{"Retro.Lessons", seeing(Lessons)},
		{"Retro.Pos", nobody},
		{"Action.ID", seeing(Retros)},
		{"Action.Text", seeing(Retros)},
		{"Action.Owner", seeing(Retros)},
		{"Action.Team", seeing(Retros)},
		{"Action.Quarter", seeing(Retros)},
		{"Action.Due", seeing(Retros)},
		{"Action.Done", seeing(Retros)},
		{"Action.Moves", seeing(Retros)},
		{"Action.Again", seeing(Retros)},
		{"Action.AgainOf", seeing(Retros)},
		{"Action.Pos", nobody},
		{"Lesson.ID", seeing(Lessons)},
		{"Lesson.Title", seeing(Lessons)},
		{"Lesson.Theme", seeing(Lessons)},
		{"Lesson.Team", seeing(Lessons)},
		{"Lesson.Quarter", seeing(Lessons)},
		{"Lesson.Held", seeing(Lessons)},
		{"Lesson.Applies", seeing(Lessons)},
		{"Lesson.LearnedFrom", inside}, // ids of deliverables
		{"Lesson.Confirms", seeing(Lessons)},
		{"Lesson.Body", seeing(Lessons)},
		{"Lesson.Pos", nobody},
		{"Match.Kinds", seeing(Lessons)},
		{"Match.Components", seeing(Lessons)},
		{"Match.Teams", seeing(Lessons)},
		{"Match.Phases", seeing(Lessons)},

		{"Update.Day", seeing(Plans)},
		{"Update.Health", seeing(Plans)},
		{"Update.Notes", seeing(Plans)},
		{"Update.Body", seeing(Plans)},
		{"Update.Pos", nobody},
		{"Note.ID", seeing(Plans)},
		{"Note.Text", seeing(Plans)},
		{"Note.Pos", nobody},

		{"Metrics.Source", seeing(Numbers)},
		{"Metrics.Exported", seeing(Numbers)},
		{"Metrics.Sprints", seeing(Numbers)},
		{"Metrics.Effort", seeing(Numbers)},
		{"Metrics.Quality", seeing(Numbers)},
		{"Metrics.Pos", nobody},
		{"Sprint.Name", seeing(Numbers)},
		{"Sprint.Start", seeing(Numbers)},
		{"Sprint.End", seeing(Numbers)},
		{"Sprint.Planned", seeing(Numbers)},
		{"Sprint.Completed", seeing(Numbers)},
		{"Sprint.Pos", nobody},

		{"Prose.Spans", everybody},
		{"Prose.Text", everybody},
		{"Span.HTML", everybody},
		{"Span.Ref", everybody},
		{"Ref.Kind", everybody},
		{"Ref.ID", everybody},
		{"Ref.Quarter", everybody},
		{"Ref.Fragment", everybody},
		{"Ref.Image", everybody},
		{"Document.Title", everybody},
		{"Document.Body", everybody},
		{"Document.File", nobody},
		{"File.Path", everybody},
	}
}
