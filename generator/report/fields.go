package report

import (
	"slices"
	"strings"
)

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
	var table Table
	for _, group := range []struct {
		types  string
		to     func(Audience) bool
		fields string
	}{
		{"Archive", everybody, "Site Today Audience Teams Quarters Files"},
		{"Archive", inside, "Home"},
		{"Archive", seeing(Plans), "Asks"}, // who waits for whom is part of the plans
		{"Archive", everybody, "Notices"},  // of the deliverables that are there: see rules.go

		{"Site", everybody, "Title BaseURL Language ContentLanguage Fiscal Zone Look CustomerContact FeedSpace"},
		{"Site", seeing(Lessons), "Themes"},
		{"Site", nobody, "Audiences Publish"},
		{"Site", seeing(Retros), "Retro"},
		{"Site", seeing(Numbers), "Measures"},
		{"Fiscal", everybody, "Starts ByEnd"},
		{"Site", inside, "Reasons"},
		{"Site", seeing(Plans), "Sizes Priorities"},
		{"OwnReason", inside, "ID Title"},
		{"NamedSize", seeing(Plans), "Word Size"},
		{"Audience", everybody, "ID Shows Title Contact IDs"},
		{"Target", nobody, "URL Keep"},
		{"RetroHeadings", seeing(Retros), "Well Wrong Change Lessons"},
		{"Measure", seeing(Numbers), "ID Title Unit Better"},
		{"Look", everybody, "Company Logo Accent AccentDark Font"},

		{"Team", everybody, "ID Name Contact"},
		{"Team", seeing(Plans, Numbers, Retros), "Group From Until Was MergedInto"}, // who has pages of teams
		{"Team", inside, "Product Engineering Delivery Components Shared Capacity About"},

		{"Quarter", everybody, "ID Start End State Reports"},
		{"Quarter", inside, "Foreword Editions Shown"},
		{"Quarter", seeingAll(Parts...), "Differs"}, // it tells of any file
		{"Difference", seeingAll(Parts...), "File Part Team Line Now Was"},
		{"Edition", inside, "ID Quarter Frozen Tool Note Forced Before Hash"},
		{"Edition", seeingAll(Parts...), "Missing Accepted Sums Files"}, // they tell of any file
		{"Accepted", seeingAll(Parts...), "Code File Text"},
		{"Edition", seeing(Numbers), "Figures"},
		{"Edition", inside, "Archive"}, // as the audience may see it: see rules.go
		{"Edition", nobody, "Kept"},    // of the figures as they are, before anything is taken out
		{"QuarterID", everybody, "Year N"},

		{"Report", everybody, "Team Quarter Items"},
		{"Report", inside, "Plan Promised"},
		{"Report", seeing(Retros, Lessons), "Retro"},
		{"Report", seeing(Numbers), "Metrics"},
		{"Report", seeing(Plans), "Updates"},

		{"Plan", seeing(Plans), "Summary Capacity Declines Intro"},
		{"Plan", inside, "Committed"},
		{"Plan", seeingAll(Plans, Lessons), "Answers"},
		{"Answer", seeingAll(Plans, Lessons), "Verdict Why"},

		{"Deliverable", everybody, "ID Team Quarter Phase Customers CustomerTitle ForCustomers Was Notice Outcome FeedID"},
		{"Deliverable", inside, "Title"}, // others see the customers' title
		{"Deliverable", inside, "Kind Size SizeWord Due Added FromExport Components Needs Serves Enables Value Promise Removed Early From Parts Continues"},
		{"Deliverable", seeing(Plans), "Owner Owners URL Tickets Priority Milestones Results Body"},
		{"Ticket", seeing(Plans), "ID URL"},
		{"Milestones", seeing(Plans), "Done All"},
		{"KeyResult", seeing(Plans), "Measure From Target Actual Known"},
		{"Notice", everybody, "Plans Regions From Announcement Retracted Why"},
		{"Notice", inside, "Announce"},
		{"Notice", everybody, "Announced"}, // where it is for the public: see rules.go
		{"Promise", inside, "Title Kind Phase Size Due Customers ForCustomers"},
		{"Promise", seeing(Plans), "Owner Body"},
		{"Outcome", everybody, "Status Finished"},
		{"Outcome", inside, "Started Size SizeWord DeliveredSize HandedTo Reason BlockedBy Note Result"},

		{"Ask", seeing(Plans), "Quarter By Of What Answer Wanted State Met"},

		{"Retro", seeing(Retros, Lessons), "Held"},
		{"Retro", seeing(Retros), "Sections Intro Well Wrong Change Other Actions"},
		{"Retro", seeing(Lessons), "Lessons"},
		{"Section", seeing(Retros), "Title Kind Body Actions"},
		{"Action", seeing(Retros), "ID Text Owner Team Quarter Due Done Moves Again AgainOf"},
		{"Lesson", seeing(Lessons), "ID Title Theme Team Quarter Held Applies Confirms Body"},
		{"Lesson", inside, "LearnedFrom"}, // ids of deliverables
		{"Match", seeing(Lessons), "Kinds Components Teams Phases"},

		{"Update", seeing(Plans), "Day Health Notes Body"},
		{"Note", seeing(Plans), "ID Text"},

		{"Metrics", seeing(Numbers), "Source Exported Sprints Effort Quality Imports"},
		{"Import", seeing(Numbers), "Format Files Exported Rows Used Folded LeftOut"},
		{"Sprint", seeing(Numbers), "Name Start End Planned Completed"},

		{"Prose", everybody, "Spans Text"},
		{"Span", everybody, "HTML Ref"},
		{"Ref", everybody, "Kind ID Quarter Fragment Image"},
		{"Document", everybody, "Title Body"},
		{"Document", nobody, "File"},
		{"File", everybody, "Path"},

		{"Team Edition Plan Answer Deliverable Notice Outcome Ask Retro Action Lesson Update Note Metrics Sprint", nobody, "Pos"},
	} {
		for _, typ := range strings.Fields(group.types) {
			for _, field := range strings.Fields(group.fields) {
				table = append(table, Row{typ + "." + field, group.to})
			}
		}
	}
	return table
}
