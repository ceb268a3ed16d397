// Package page holds the pages of a site: at which addresses they are, and what each
// shows, as the data of a template. A page kind is one file and one row of the table in
// this file; the sections of a report are files beside it.
//
// Call [Plan] with an archive of one audience, its figures and the words of a language.
package page

import (
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/data"
	"quarterdeck/generator/site/feed"
	"quarterdeck/generator/site/search"
)

// kinds is every kind of page, topics in the order of the header.
var kinds = []site.Kind{
	{Name: "home", Plan: planHome},
	{Name: "quarter", Needs: site.Reports, Topic: site.Link{Text: "Quarters", Path: site.QuartersPath}, Plan: planQuarters},
	{Name: "summary", Needs: site.Inside, Plan: planSummaries},
	{Name: "report", Needs: site.Reports, Plan: planReports},
	{Name: "edition", Needs: site.Reports, Plan: planEditions},
	{Name: "teams", Needs: site.Reports, Topic: site.Link{Text: "Teams", Path: site.TeamsPath}, Plan: planTeams},
	{Name: "asks", Needs: []report.Part{report.Plans}, Topic: site.Link{Text: "Asks", Path: asksPath}, Plan: planAsks},
	{Name: "shipped", Needs: []report.Part{report.Shipped}, Topic: site.Link{Text: "Shipped", Path: site.ShippedListPath}, Plan: planShipped},
	{Name: "upcoming", Needs: []report.Part{report.Upcoming}, Topic: site.Link{Text: "Upcoming", Path: site.UpcomingPath}, Plan: planUpcoming},
	{Name: "lessons", Needs: []report.Part{report.Lessons}, Topic: site.Link{Text: "Lessons", Path: site.LessonsPath}, Plan: planLessons},
	{Name: "actions", Needs: []report.Part{report.Retros}, Topic: site.Link{Text: "Actions", Path: actionsPath}, Plan: planActions},
	{Name: "announcements", Needs: site.Inside, Plan: planAnnouncements},
	{Name: "groundwork", Needs: site.Inside, Plan: planGroundwork},
	{Name: "numbers", Needs: []report.Part{report.Numbers}, Topic: site.Link{Text: "Numbers", Path: site.DefinitionsPath}, Plan: planNumbers},
	{Name: "data", Needs: []report.Part{report.Numbers}, Plan: data.PlanData},
	{Name: "data of all quarters", Needs: []report.Part{report.Numbers}, Plan: data.PlanAllData},
	{Name: "data of what shipped", Needs: []report.Part{report.Shipped}, Plan: data.PlanShippedData},
	{Name: "schemas", Needs: []report.Part{report.Numbers, report.Shipped}, Plan: data.PlanSchemas},
	{Name: "data files", Needs: []report.Part{report.Numbers, report.Shipped}, Plan: planDataFiles},
	{Name: "feeds", Needs: []report.Part{report.Shipped, report.Lessons}, Plan: feed.PlanFeeds},
	{Name: "twins", Needs: site.Reports, Plan: planTwins},
	{Name: "llms.txt", Plan: feed.PlanLLMs},
	{Name: "search", Plan: search.PlanSearch},
	{Name: "cards", Plan: planCards},
	{Name: "latest", Needs: site.Reports, Plan: planLatest},
	{Name: "not found", Plan: planNotFound},
	{Name: "sitemap", Plan: feed.PlanSitemap},
	{Name: "hosting", Plan: feed.PlanHosting},
}

// Plan returns the site of an archive: every page that its audience may see.
func Plan(a *report.Archive, b *metrics.Book, words *i18n.Locale) *site.Site {
	return site.New(a, b, words, site.Frame{Feeds: feed.SiteFeeds, Picture: sitePicture}, kinds)
}
