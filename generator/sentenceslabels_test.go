package generator_test

import (
	"slices"
	"strings"
)

// labels are the messages that assert nothing of the data, by how their ids begin: headings, names,
// links, the words of closed lists, and what is said of the site itself. What is in claims is none.
var labels = []string{
	"number.", "list.", "date.", "topic.", "header.", "footer.", "base.", "page.", "site.", "in-text.", "prose.", "script.",
	"column.", "label.", "metric.", "glossary.", "measure.", "schema", "data.", "numbers.", "notfound.", "redirect.", "feed.", "llms.", "role.",
	"kind", "lesson-kind.", "phase.", "row-phase.", "status.", "status-first.", "state.", "health", "ask.", "reason", "verdict.", "facet",
	"related.", "scope-field.", "compare.", "fig.", "figs.", "figure.", "fold.", "beside.", "ratio.", "days.at", "difference.", "edition-bar.",
	"chart.about", "chart.all", "chart.period", "chart.share", "chart.items", "chart.counted", "chart.planned.column.", "chart.planned.part.",
	"chart.asks.column.", "chart.asks.word.", "chart.actions.column.", "change.", "item.", "fact.", "shipped-item.", "home.", "twin.", "digest.", "card.",
	"quarter.contents.", "report.contents.", "asks.contents-", "actions.age", "actions.all", "actions.done.", "actions.of-team", "actions.team",
	"quarter.title", "quarter.beside", "quarter.left", "quarter.open-left", "quarter.mix.", "report.title", "report.beside", "report.period", "report.team", "report.works-on",
	"report.forecast.its-own-record", "report.forecast.past", "report.asks.our-asks", "report.asks.asks-of-us", "report.retro.from-earlier-retros",
	"report.work.share-of-the-teams", "report-actions.all", "report-actions.note", "summary.", "team.", "teams.", "updates.title", "updates.note", "updates.all",
	"updates.older", "editions.", "shipped.", "lessons.", "lesson.", "announcements.", "groundwork.", "upcoming.", "action-rows.", "earlier-action.",
	"actions.", "asks.", "ask-rows.", "slips.", "steps.", "step.facts", "step.no-promise", "standings.", "loads.", "risk.rule-", "row.needs", "row.serves", "row.enables",
	"row.stands-on", "row.and-more", "row.no-size", "row.sizes", "scope.title", "scope.cut-off", "scope.no-date", "scope.for-whom", "advice.note", "retro.", "answer.told-",
	"period.months", "forecast.definition", "forecast.note", "forecast.by", "forecast.of", "forecast.p", "forecast.record", "quarter.description", "report.description",
	"sources.", "source-name.", "left-out.", "measure-",
	"quality.note", "quality.unit", "quality.value", "quality.points", "lead.plan",
}

// labelled is what a message that ends in one of these is: a heading, or a name in a chart.
var labelled = []string{".title", ".title-of", ".title-absent", ".title-ahead", ".title-team", ".title-quarter", ".title-past", ".note", ".key", ".description"}

// uncounted are messages that assert something and have no second count here: what is drawn by lot or
// matched by rules that would have to be written twice. Tests of their own packages hold them.
var uncounted = []string{
	"forecast.", "chart.forecast.", "report.forecast.", "quarter.forecast-rows.", "risk.", "forecast-absent.history",
	"fig-count.", "effect.", "quality.", "advice.", "circles.", "ground.", "report.lessons.", "report.advice-rows.", "report.due.",
	"chart.", "quarter.retros.", "quarter.asks-section.", "quarter.by-team.", "quarter.shipped-section.", "report.works-on",
	"row.became-in", "row.part", "row.", "scope.size-", "scope-change.other", "action.", "step.", "updates.silent-until", "item-rows.",
}

// begins reports whether an id begins as one of some lists has it, or ends as a heading does.
func begins(id string, lists ...[]string) bool {
	return slices.ContainsFunc(lists, func(list []string) bool {
		return slices.ContainsFunc(list, func(prefix string) bool { return strings.HasPrefix(id, prefix) })
	}) ||
		slices.ContainsFunc(labelled, func(end string) bool { return strings.HasSuffix(id, end) })
}
