// Package page holds the pages of a site: at which addresses they are, and what each
// shows, as the data of a template. A page kind is one file and one row of the table in
// this file; the parts that pages are made of are in the package part.
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
	{Name: "home", Pages: planHome},
	{Name: "quarter", Needs: site.Reports, Topic: "topic.quarters", Path: site.QuartersPath, Quarter: planQuarter},
	{Name: "summary", Needs: site.Inside, Quarter: planSummary},
	{Name: "report", Needs: site.Reports, Quarter: planReports},
	{Name: "edition", Needs: site.Reports, Plan: planEditions},
	{Name: "teams", Needs: site.Reports, Topic: "topic.teams", Path: site.TeamsPath, In: "teams", Pages: planTeams},
	{Name: "former teams", Needs: site.Reports, In: "teams", Pages: planFormerTeams},
	{Name: "asks", Needs: []report.Part{report.Plans}, Topic: "topic.asks", Path: asksPath, In: "asks", Pages: planAsks},
	{Name: "shipped", Needs: []report.Part{report.Shipped}, Topic: "topic.shipped", Path: site.ShippedListPath, In: "shipped", Pages: planShipped},
	{Name: "upcoming", Needs: []report.Part{report.Upcoming}, Topic: "topic.upcoming", Path: site.UpcomingPath, In: "upcoming", Pages: planUpcoming},
	{Name: "lessons", Needs: []report.Part{report.Lessons}, Topic: "topic.lessons", Path: site.LessonsPath, In: "lessons", Pages: planLessons},
	{Name: "actions", Needs: []report.Part{report.Retros}, Topic: "topic.actions", Path: site.ActionsPath, In: "actions", Pages: planActions},
	{Name: "announcements", Needs: site.Inside, In: "announcements", Pages: planAnnouncements},
	{Name: "groundwork", Needs: site.Inside, In: "groundwork", Pages: planGroundwork},
	{Name: "numbers", Needs: []report.Part{report.Numbers}, Topic: "topic.numbers", Path: site.DefinitionsPath, Pages: planNumbers},
	{Name: "data", Needs: []report.Part{report.Numbers}, Quarter: data.PlanQuarter},
	{Name: "data of all quarters", Needs: []report.Part{report.Numbers}, In: "data", Pages: data.PlanAll},
	{Name: "data of what shipped", Needs: []report.Part{report.Shipped}, In: "shipped", Pages: data.PlanShipped},
	{Name: "schemas", Needs: []report.Part{report.Numbers, report.Shipped}, In: "data", Pages: data.PlanSchemas},
	{Name: "data files", Needs: []report.Part{report.Numbers, report.Shipped}, In: "data", Pages: planDataFiles},
	{Name: "sources", Needs: []report.Part{report.Numbers}, In: "data", Pages: planSources},
	{Name: "feeds", Needs: []report.Part{report.Shipped, report.Lessons}, Plan: feed.Plan},
	{Name: "twins", Needs: site.Reports, Quarter: planTwins},
	{Name: "twins of teams", Needs: site.Reports, In: "teams", Pages: planTeamTwins},
	{Name: "llms.txt", Pages: feed.PlanLLMs},
	{Name: "search", In: "search", Pages: search.Plan},
	{Name: "cards", In: "cards", Pages: planCards},
	{Name: "latest", Needs: site.Reports, In: "latest", Pages: planLatest},
	{Name: "not found", Pages: planNotFound},
	{Name: "sitemap", Pages: feed.PlanSitemap},
	{Name: "hosting", Pages: feed.PlanHosting},
}

// Plan returns the site of an archive: every page that its audience may see.
func Plan(a *report.Archive, b *metrics.Book, words *i18n.Locale) *site.Site {
	return site.New(a, b, words, site.Frame{Feeds: feed.SiteFeeds, Picture: sitePicture}, kinds)
}
