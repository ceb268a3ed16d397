package generator_test

// uncounted are the messages that assert something and have no second count here, with why.
var uncounted = []unsaid{
	{"a forecast: it is drawn by lot", `
		chart.forecast.absent chart.forecast.all-done chart.forecast.by chart.forecast.by-day chart.forecast.end chart.forecast.held chart.forecast.key-planned
		chart.forecast.label-least chart.forecast.label-least-wide chart.forecast.label-planned chart.forecast.least chart.forecast.level chart.forecast.more-than-a-year
		chart.forecast.none-likely chart.forecast.not-within-a-year chart.forecast.nothing-sure chart.forecast.range chart.forecast.series-least chart.forecast.series-planned
		forecast-absent.history forecast.by forecast.done forecast.done-half forecast.done-never forecast.done-week forecast.expected forecast.held forecast.held-nothing
		forecast.held-unknown forecast.no-record forecast.of forecast.p50 forecast.p85 forecast.p95 forecast.record forecast.record-of forecast.said quarter.forecast-rows.as-of
		quarter.forecast-rows.between quarter.forecast-rows.from quarter.forecast-rows.least quarter.forecast-rows.not-within-a-year report.forecast.did-not-hold
		report.forecast.held report.forecast.its-own-record report.forecast.past risk.forecast risk.forecast-says
	`},
	{"a figure of quality beside an earlier one: the exports drawn here all have the same", `
		effect.not-yet effect.then quality.change quality.no-change quality.no-comparison quality.note quality.points quality.unit quality.value
	`},
	{"which lessons fit which plans: a rule that would have to be written twice", `
		advice.act chart.themes.absent chart.themes.shade chart.themes.summary fig-count.as-retros-say fig-count.by-later-retros fig-count.current-matches fig-count.current-plans
		fig-count.matches fig-count.matching-items fig-count.matching-plans lesson.again.confirms lesson.again.retro lesson.again.written-down lesson.answer lesson.match
		lesson.matches lesson.who.it-names-no-plans lesson.who.n-a-no-item lesson.who.no-later-plan-has lesson.who.not-answered lesson.who.was-not-answered lessons.adopted-in
		lessons.again lessons.returns.count lessons.returns.quarters quarter.retros.lesson report.advice-rows.it-came-true-again report.advice-rows.no-item-of-it
		report.lessons.confirms report.lessons.from
	`},
	{"what follows from chains of asks, from sizes and from what teams can take on: rules that would have to be written twice", `
		asks.circles-lead asks.loads-lead asks.over asks.slips-lead asks.unsized circles.why fig-count.between-teams fig-count.of-other-teams item.threat loads.not-said risk.asks
		risk.owed slips.about slips.effect slips.slip slips.teams slips.wait steps.which-waits-for summary.owed-for
	`},
	{"what groundwork makes possible, over all quarters: a rule that would have to be written twice", `
		ground.unplanned groundwork.age groundwork.answer groundwork.earlier groundwork.later row.became-in shipped-item.ground.unplanned
	`},
	{"the course of a chart, which is drawn from sums that other sentences say", `
		chart.actions.summary chart.asks.team-is-waited-for chart.burn-up.grown chart.burn-up.summary chart.estimate.none-over chart.estimate.worst chart.mix.differ
		chart.mix.key-delivered chart.mix.same chart.published chart.scope.summary chart.scope.unsized chart.slip.summary
	`},
	{"how much of a list is shown, and what people wrote in their files", `
		action.old actions.age actions.done.older actions.done.show announcements.answer announcements.days announcements.to.older editions.cut editions.differ-more
		editions.differing editions.differs editions.more-passages fig-count.due-by-now fig-count.since-cut-off fold.more item.about item.for-customers item.for-customers-titled
		item.key-result item.key-result-reached item.milestones item.more item.result item.said item.value item.waited-for lesson.became quarter.retros.follow-through
		quarter.retros.missing quarter.retros.open quarter.shipped-section.more quarter.shipped-section.show row.and-more shipped.count shipped.count-of shipped.filtered-answer
		shipped.span standings.off-track standings.silent-for-over-two summary.moved-section.more summary.risks.by-this-rule-there summary.wanted.nothing-waits-for-an
		updates.older
	`},
	{"what differs between two editions: a comparison that would have to be written twice", `
		compare.added compare.company compare.customers compare.done compare.export compare.field.action compare.field.actual-size compare.field.audience compare.field.due
		compare.field.finished compare.field.kind compare.field.needs compare.field.outcome compare.field.owner compare.field.phase compare.field.reason compare.field.size
		compare.field.started compare.field.title compare.field.title-for-customers compare.field.waited-for compare.for-customers compare.foreword compare.lesson
		compare.open-again compare.plan compare.removed compare.retro compare.retro-change compare.retro-section compare.retro-well compare.retro-wrong editions.all.forced
		editions.corrects editions.edition-corrects editions.forced editions.no-figure-item-or editions.none-of-all-teams editions.of-single-teams
	`},
	{"what people wrote in metrics.toml, or an import noted there", `
		sources.absent sources.by-hand sources.exported sources.read
	`},
	{"no workspace that is drawn here says it", `
		left-out.cancelled left-out.dropped left-out.early left-out.empty left-out.finished_part left-out.ignored left-out.late left-out.not_incident left-out.not_production
		left-out.not_released left-out.open left-out.other_team left-out.part left-out.part_of_left left-out.pull_request left-out.undated left-out.unfinished left-out.unlinked
		source-name.actions source-name.azure source-name.devlake source-name.github source-name.gitlab source-name.gitlab-dora source-name.incidents source-name.jira
		source-name.linear source-name.releases source-name.table source-name.trello sources.imported sources.left-out
		asks.nothing step.done-in step.open
	`},
}
