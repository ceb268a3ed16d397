package generator_test

import "strings"

// unsaid are messages without a count, and why they need none. Ids are parted by space; one in an
// id is written ~.
type unsaid struct{ why, ids string }

// idsOf are the ids in a list.
func idsOf(list []unsaid) map[string]bool {
	all := map[string]bool{}
	for _, group := range list {
		for _, id := range strings.Fields(group.ids) {
			all[strings.ReplaceAll(id, "~", " ")] = true
		}
	}
	return all
}

// labels are the messages that assert nothing of the data, with why.
var labels = []unsaid{
	{"a heading, or what stands beside one", `
		actions.ages.note actions.ages.title actions.description actions.done.note actions.done.title actions.note actions.open.note actions.open.title actions.overdue.note
		actions.overdue.title actions.through.note actions.through.title advice.note announcements.description announcements.done.title announcements.note announcements.title
		announcements.to.note announcements.to.title asks.all.note asks.all.title asks.contents-all asks.contents-graph asks.contents-loads asks.contents-quarters
		asks.contents-slips asks.description asks.graph.note asks.graph.title asks.loads.note asks.loads.title asks.note asks.quarters.note asks.quarters.title asks.slips.note
		asks.slips.title asks.slips.title-past change.title chart.actions.title chart.asks.title chart.burn-up.title chart.burn-up.title-absent chart.estimate.title
		chart.estimate.title-of chart.forecast.title chart.kept.title chart.kept.title-of chart.mix.title chart.planned.title chart.planned.title-ahead
		chart.planned.title-quarter chart.planned.title-team chart.reasons.title chart.scope.title chart.slip.title chart.slip.title-of chart.themes.title chart.velocity.title
		circles.title column.deliverable.note column.deliverable.title column.delivery.title data.description data.feeds.note data.feeds.title data.note data.title digest.title
		editions.all.note editions.all.title editions.description editions.lead editions.title forecast.note groundwork.description groundwork.lead groundwork.ledger.note
		groundwork.ledger.title groundwork.note groundwork.title home.lessons.note home.lessons.title home.quarters.note home.quarters.title home.shipped.title lesson.again.note
		lesson.again.title lesson.do.title lesson.who.note lesson.who.title lessons.description lessons.grid.note lessons.grid.title lessons.note lessons.returns.note
		lessons.returns.title notfound.description notfound.lead notfound.title numbers.all.note numbers.all.title numbers.contents numbers.description numbers.files.note
		numbers.files.title numbers.lead numbers.measures.note numbers.measures.title numbers.note numbers.title numbers.words.note numbers.words.title page.contents
		quarter.asks-section.title quarter.beside quarter.by-team.title quarter.forecast.note quarter.forecast.title quarter.foreword.title quarter.ground.title quarter.mix.note
		quarter.mix.note-ahead quarter.mix.title quarter.not.title quarter.retros.title quarter.shipped-section.title quarter.standing.note quarter.standing.title quarter.title
		report-actions.note report.actions.title report.advice.title report.asks.note report.asks.title report.beside report.description report.forecast.title
		report.lessons.title report.pace.note report.pace.title report.plan.title report.quality.title report.retro.title report.rows-section.title report.title report.work.note
		report.work.title scope-field.title scope.title shipped-item.beside shipped-item.changes.title shipped-item.colleagues.note shipped-item.colleagues.title
		shipped-item.for.title shipped-item.ground.note shipped-item.ground.title shipped-item.phases.note shipped-item.rel.note shipped-item.rel.title shipped-item.steps.title
		shipped-item.worth.note shipped-item.worth.title shipped.description shipped.title site.description summary.description summary.risks.title summary.shipped.title
		summary.title summary.wanted.note summary.wanted.title team.actions.note team.actions.title team.asks.note team.asks.title team.description team.lessons.title
		team.people.title team.quarters.note team.quarters.title team.trends.note team.trends.title team.waits.note team.waits.title teams.all.title teams.description teams.note
		sources.description sources.lead sources.page-title sources.quarters.note sources.teams.note sources.teams.title sources.title twin.column.note twin.column.title upcoming.description upcoming.lead updates.note updates.note-closed updates.title updates.title-closed
	`},
	{"the name of a column, a figure, a mark or a part of a chart", `
		card.carried card.carried-twice card.items card.key card.outcome card.planned card.report chart.about chart.about-trend chart.actions.actions chart.actions.done
		chart.actions.open chart.actions.overdue chart.actions.part-done chart.actions.part-open chart.actions.part-overdue chart.actions.quarter chart.actions.share-done
		chart.all chart.asks.asks chart.asks.column.agreed chart.asks.column.asked chart.asks.column.declined chart.asks.column.late chart.asks.column.met chart.asks.for
		chart.asks.key chart.asks.series chart.asks.team-waits chart.asks.waits chart.asks.waits-for chart.asks.word.agreed chart.asks.word.asked chart.asks.word.declined
		chart.asks.word.late chart.asks.word.met chart.burn-up.all chart.burn-up.by chart.burn-up.column-delivered chart.burn-up.column-scope chart.burn-up.column-week
		chart.burn-up.delivered chart.burn-up.in-scope chart.burn-up.key chart.burn-up.label-delivered chart.burn-up.label-scope chart.burn-up.label-scope-grown chart.counted
		chart.counted-differently chart.estimate.actual chart.estimate.class chart.estimate.end chart.estimate.items chart.estimate.key chart.estimate.key-actual
		chart.estimate.key-planned chart.estimate.planned chart.estimate.ratio chart.estimate.series-actual chart.estimate.series-planned chart.estimate.size chart.estimate.times
		chart.forecast.delivered chart.forecast.key chart.forecast.key-delivered chart.forecast.series-delivered chart.items chart.kept.axis chart.kept.band chart.kept.band-wide
		chart.kept.delivered chart.kept.kept chart.kept.planned chart.kept.quarter chart.kept.series chart.kept.series-so-far chart.kept.so-far chart.mix.delivered
		chart.mix.delivered-share chart.mix.key chart.mix.key-planned chart.mix.kind chart.mix.no-kind chart.mix.no-kind-inside chart.mix.planned chart.mix.planned-share
		chart.mix.series-delivered chart.mix.series-planned chart.mix.time chart.period chart.planned.column.added chart.planned.column.added-delivered
		chart.planned.column.carried chart.planned.column.carried-more chart.planned.column.delivered chart.planned.column.dropped chart.planned.column.handed-over
		chart.planned.column.kept chart.planned.column.moved chart.planned.column.open chart.planned.column.partly chart.planned.column.planned chart.planned.column.quarter
		chart.planned.column.team chart.planned.column.unexplained chart.planned.key-ahead chart.planned.key-outcome chart.planned.key-plan chart.planned.no-plan
		chart.planned.no-report chart.planned.outcome chart.planned.part.added chart.planned.part.added-delivered chart.planned.part.added-dropped
		chart.planned.part.added-handed-over chart.planned.part.added-moved chart.planned.part.added-open chart.planned.part.added-partly chart.planned.part.dropped
		chart.planned.part.fresh chart.planned.part.handed-over chart.planned.part.kept chart.planned.part.more chart.planned.part.moved chart.planned.part.once
		chart.planned.part.open chart.planned.part.partly chart.planned.part.unexplained chart.reasons.both chart.reasons.dropped chart.reasons.key chart.reasons.moved
		chart.reasons.none-given chart.reasons.part-dropped chart.reasons.part-moved chart.reasons.reason chart.reasons.share chart.scope.added chart.scope.by-items
		chart.scope.change chart.scope.concerned chart.scope.cut-off chart.scope.down chart.scope.end chart.scope.key-planned chart.scope.now chart.scope.part-added
		chart.scope.part-less chart.scope.part-planned chart.scope.part-up chart.scope.removed chart.scope.step chart.scope.unit chart.scope.up chart.share chart.slip.delivered
		chart.slip.items chart.slip.later chart.slip.series chart.slip.share chart.themes.key chart.themes.team chart.velocity.completed chart.velocity.from chart.velocity.key
		chart.velocity.part-completed chart.velocity.part-planned chart.velocity.planned chart.velocity.sprint chart.velocity.to column.action column.after column.age
		column.agreed column.all-of-it-done column.announced column.answer column.answer-of-the-plan column.ask column.asked-of-it-in-size-points column.asks
		column.at-least-with-85 column.before column.by-size column.change column.column column.deliverable.actual_size column.deliverable.added column.deliverable.audience
		column.deliverable.blocked_by column.deliverable.carried_in column.deliverable.components column.deliverable.customer_title column.deliverable.delivered_size
		column.deliverable.done_early column.deliverable.due column.deliverable.enables column.deliverable.finished column.deliverable.group column.deliverable.handed_to
		column.deliverable.id column.deliverable.in_plan column.deliverable.kind column.deliverable.late_days column.deliverable.milestones column.deliverable.milestones_done
		column.deliverable.needs column.deliverable.owner column.deliverable.owners column.deliverable.part_of column.deliverable.parts column.deliverable.phase
		column.deliverable.priority column.deliverable.quarter column.deliverable.reason column.deliverable.results column.deliverable.serves column.deliverable.size
		column.deliverable.size_word column.deliverable.started column.deliverable.status column.deliverable.taken_from column.deliverable.team column.deliverable.tickets
		column.deliverable.url column.delivered column.delivered-after-that column.delivered-in-all column.delivery.announced column.delivery.announcement
		column.delivery.audience column.delivery.available_from column.delivery.finished column.delivery.group column.delivery.id column.delivery.kind column.delivery.page
		column.delivery.phase column.delivery.plans column.delivery.quarter column.delivery.regions column.delivery.team column.delivery.team_name column.delivery.text
		column.delivery.withdrawn column.delivery.withdrawn_why column.dropped column.due column.edition column.figure column.finished column.for-customers column.frozen
		column.groundwork column.half-way-it-said-with-85 column.hash column.held column.held-before column.how column.how-many column.how-they-ended column.how-they-stand
		column.in-a-sentence column.in-metrics-toml column.it-can-take-on column.item column.source column.exported column.rows-read column.left-out column.kept column.kind column.kind-phase column.lesson column.makes-possible column.measure
		column.met column.met-in-time column.moved column.not-in-this-sum column.number-it-should-move column.of column.on-time column.outcome column.phase
		column.plan-in-a-sentence column.planned column.quarter column.reason column.says column.shared-team column.shipped column.since column.six-quarters column.size
		column.sizes column.speaks-to column.team column.team-owner column.teams column.time column.to-whom column.unit column.unplanned column.waits column.waits-for
		column.wanted-by column.what column.what-became-of-the-items-that column.what-changed column.what-is-better column.what-it-corrects column.what-it-holds column.who-waits
		column.who-waits-for-whom data.answer data.deliverables data.deliverables-note data.how data.shipped data.shipped-note facet-all.audience facet-all.kind facet-all.phase
		facet-all.quarter facet-all.team facet-audience.company facet-audience.customers facet.audience facet.kind facet.phase facet.quarter facet.team fig.added fig.adopted
		fig.amount fig.asks fig.asks-met fig.asks-of-us fig.asks-of-us-met fig.came-true fig.carried-in fig.delivered-where-adopted fig.dropped fig.follow-through fig.kept
		fig.kept-size fig.kept-so-far fig.moved fig.not-answered fig.on-time fig.open fig.our-asks fig.our-asks-met fig.overdue fig.planned fig.raised fig.reuse fig.team-asks-met
		fig.team-kept fig.team-on-time fig.team-unplanned fig.unexplained fig.unplanned fig.velocity figs.what-it-means figs.what-means figure.the-data-as-a
		figure.the-same-as-csv label.all-done label.asked label.at-least label.became label.better label.capacity label.changed label.corrects label.delivered label.ended
		label.for label.held label.key label.moves label.none label.not-summed label.plan label.reason label.report label.said label.state label.to measure.change_failure_rate
		measure.deploys measure.escaped_defects measure.lead_time_days measure.restore_hours measure.review_wait_hours quarter.contents.asks quarter.contents.by-team
		quarter.contents.forecast quarter.contents.ground quarter.contents.kept quarter.contents.mix quarter.contents.retros quarter.contents.scope quarter.contents.shipped
		quarter.contents.standing report.contents.actions report.contents.advice report.contents.asks report.contents.forecast report.contents.lessons report.contents.pace
		report.contents.plan report.contents.quality report.contents.retro report.contents.rows report.contents.scope report.contents.work role.delivery role.engineering
		role.product scope-field.due scope-field.for scope-field.kind scope-field.owner scope-field.phase scope-field.size twin.action twin.advice twin.again twin.agreed
		twin.column.answer twin.column.by twin.column.due twin.column.finished twin.column.for twin.column.id twin.column.in-plan twin.column.kind twin.column.of
		twin.column.outcome twin.column.phase twin.column.size twin.column.team twin.column.wanted twin.column.what twin.column.what-id twin.deliverables twin.difference
		twin.fact twin.fig twin.foreword twin.in-plan twin.item twin.lessons twin.moves twin.outcome twin.plan twin.report twin.reports twin.result twin.retro twin.retro-of
		twin.share twin.speaks-to twin.tie twin.update twin.value twin.waited-for
	`},
	{"a definition: it is so of every workspace", `
		glossary.action.meaning glossary.action.name glossary.ask.meaning glossary.ask.name glossary.cut-off.meaning glossary.cut-off.name glossary.deliverable.meaning
		glossary.deliverable.name glossary.edition.meaning glossary.edition.name glossary.kind.meaning glossary.kind.name glossary.knock-on.meaning glossary.knock-on.name
		glossary.lesson.meaning glossary.lesson.name glossary.load.meaning glossary.load.name glossary.outcome.meaning glossary.outcome.name glossary.pays-off.meaning
		glossary.pays-off.name glossary.phase.meaning glossary.phase.name glossary.plan.meaning glossary.plan.name glossary.quarter.meaning glossary.quarter.name
		glossary.retro.meaning glossary.retro.name glossary.team.meaning glossary.team.name kind-count.debt kind-count.feature kind-count.groundwork kind-count.operations
		kind-first.debt kind-first.feature kind-first.groundwork kind-first.operations kind.debt kind.feature kind.groundwork kind.operations lesson-kind.debt lesson-kind.feature
		lesson-kind.groundwork lesson-kind.operations llms.all-teams llms.data llms.data-note llms.deliverables llms.deliverables-note llms.lessons llms.numbers llms.numbers-note
		llms.report llms.reports llms.shipped llms.shipped-note llms.shipped-page llms.teams llms.upcoming llms.upcoming-note metric.added.example metric.added.formula
		metric.added.meaning metric.added.name metric.added.notes metric.asks-met.formula metric.asks-met.meaning metric.asks-met.name metric.asks-met.notes
		metric.asks-of-met.name metric.capacity.formula metric.capacity.meaning metric.capacity.name metric.capacity.notes metric.carried-in-twice.name metric.carried-in.example
		metric.carried-in.meaning metric.carried-in.name metric.carried-in.notes metric.changes.example metric.changes.example-none metric.changes.meaning metric.changes.name
		metric.changes.notes metric.cut-off.example metric.cut-off.example-between metric.cut-off.example-none metric.cut-off.meaning metric.cut-off.name metric.cut-off.notes
		metric.delivered.example metric.delivered.formula metric.delivered.meaning metric.delivered.name metric.dropped.formula metric.dropped.meaning metric.dropped.name
		metric.dropped.notes metric.early.example metric.early.meaning metric.early.name metric.estimate.example metric.estimate.example-none metric.estimate.formula
		metric.estimate.meaning metric.estimate.name metric.estimate.notes metric.follow-through.formula metric.follow-through.meaning metric.follow-through.name
		metric.follow-through.notes metric.forecast.example metric.forecast.meaning metric.forecast.name metric.forecast.notes metric.handed-over.formula
		metric.handed-over.meaning metric.handed-over.name metric.handed-over.notes metric.kept-size.name metric.kept.example metric.kept.formula metric.kept.meaning
		metric.kept.name metric.kept.notes metric.mix.example metric.mix.example-none metric.mix.formula metric.mix.meaning metric.mix.name metric.mix.notes metric.moved.formula
		metric.moved.meaning metric.moved.name metric.moved.notes metric.on-time.meaning metric.on-time.name metric.on-time.notes metric.open.formula metric.open.meaning
		metric.open.name metric.open.notes metric.partly.formula metric.partly.meaning metric.partly.name metric.partly.notes metric.planned-items.name metric.planned-size.name
		metric.planned.example metric.planned.formula metric.planned.meaning metric.planned.name metric.reasons.example metric.reasons.example-nameless
		metric.reasons.example-none metric.reasons.meaning metric.reasons.name metric.reasons.notes metric.rest.name metric.reuse.formula metric.reuse.meaning metric.reuse.name
		metric.reuse.notes metric.slip.example metric.slip.example-none metric.slip.meaning metric.slip.name metric.slip.notes metric.unexplained.example
		metric.unexplained.formula metric.unexplained.meaning metric.unexplained.name metric.unexplained.notes metric.unplanned.formula metric.unplanned.meaning
		metric.unplanned.name metric.unplanned.notes metric.velocity.example metric.velocity.example-none metric.velocity.formula metric.velocity.meaning metric.velocity.name
		metric.velocity.notes numbers.all.example numbers.answer numbers.data-files numbers.files.csv numbers.files.json numbers.measures.better
		numbers.measures.neither-way-is-better numbers.measures.share numbers.words-label phase.alpha phase.beta phase.ga row-phase.alpha row-phase.beta row-phase.ga schema.data
		measure-definition.change_failure_rate measure-definition.deploys measure-definition.lead_time_days measure-definition.restore_hours
		measure-formula.change_failure_rate measure-formula.deploys measure-formula.lead_time_days measure-formula.restore_hours schema.member.files schema.member.folded
		schema.member.left_out schema.member.rows schema.member.sources schema.member.used
		schema.deliverables schema.member.$schema schema.member.cut_off schema.member.cut_off_last schema.member.exported schema.member.ratio schema.member.schema schema.shipped
	`},
	{"one of a closed list of words: what is said with it is counted where it is said", `
		action-rows.again action.again action.done ask.agreed ask.asked ask.declined ask.late ask.met health-first.at~risk health-first.off~track health-first.on~track
		health.at~risk health.off~track health.on~track in-text.quarter reason-first.dependency reason-first.estimate reason-first.external reason-first.handover
		reason-first.incident reason-first.people reason-first.priority reason-first.scope reason.dependency reason.estimate reason.external reason.handover reason.incident
		reason.people reason.priority reason.scope related.continued-by related.needed-by related.needs related.part-of related.served-by related.serves state.ahead state.running
		status-first.delivered status-first.dropped status-first.handed_over status-first.moved status-first.open status-first.partly status-first.planned
		status-first.unexplained status-first.untold status.delivered status.dropped status.handed_over status.moved status.open status.partly status.planned status.unexplained
		verdict.adopted verdict.deferred verdict.earlier-adopted verdict.earlier-deferred verdict.earlier-not~applicable verdict.not~applicable verdict.not-answered
		verdict.not-answered-yet verdict.was-not-answered
	`},
	{"how numbers, lists, days and shares are written", `
		date.day date.day-month date.long date.long-loose date.medium date.medium-loose date.month date.month-year date.short date.short-loose date.year days.at difference.none
		list.and list.comma list.or number.percent period.months ratio.count ratio.none ratio.whole
	`},
	{"of the site itself: its frame, its feeds, the ways through it", `
		actions.all actions.of-team actions.of-team-description actions.team announcements.to-whom ask-rows.for ask-rows.its-help ask-rows.waits-for asks.graph.the-same-as-a
		asks.pairs.count base.about-this-page base.esc base.esc-close base.missing base.search base.search-this-site base.skip-to-the-content beside.next beside.prev
		digest.all-next digest.item digest.next digest.team digest.team-as-of edition-bar.editions editions.actions editions.actions-today editions.all-editions
		editions.all-teams editions.all.tool editions.figures editions.gone editions.head-title editions.in-text editions.items editions.name editions.new editions.page-title
		editions.period editions.plans-only editions.replaced editions.step editions.to-working-copy editions.what-changed editions.words feed.atom feed.json feed.lessons feed.of
		feed.shipped feed.shipped-by feed.subscribe feed.with-phase feed.withdrawn feed.withdrawn-why footer.data-and-feeds footer.definitions-of-the-numbers groundwork.top-note
		groundwork.topic header.breadcrumb header.search header.site home.all-lessons home.before home.lessons-only home.whole-report lesson.confirmed lesson.in-quarter
		lesson.learned lesson.lesson lesson.of-theme lesson.retro-of lessons.all lessons.of-team lessons.theme lessons.theme-description lessons.theme-title notfound.answer
		notfound.page page.for-other-teams page.kept-note page.kept-title page.newest-first page.reports page.shared-team prose.back quarter.asks-section.asks-between-teams
		quarter.asks-section.each-square-is-an quarter.asks-section.shared-teams-what-is quarter.asks-section.what-a-slip-touches quarter.asks-section.what-others-waited-for
		quarter.asks-section.who-waits-for-whom quarter.by-team.no-figures quarter.by-team.no-plans quarter.by-team.planned quarter.by-team.planned-and-delivered quarter.left
		quarter.open-left quarter.shipped-section.made redirect.go-on redirect.moved redirect.newest redirect.report report-actions.all report.asks.asks-of-us
		report.asks.our-asks report.due.who-due report.due.who-no-date report.forecast.delivered report.period report.retro.from-earlier-retros report.team
		report.work.share-of-the-teams report.works-on shipped.all shipped.by shipped.clear shipped.earlier shipped.earlier-quarters shipped.filtered shipped.filtered-description
		shipped.filters shipped.more shipped.newer shipped.next shipped.pages shipped.to-announce site.about.all site.about.lessons site.about.retros site.about.shipped
		site.about.upcoming site.ask site.holds.all site.holds.lessons site.holds.retros site.holds.shipped site.holds.upcoming site.name site.page summary.blocked
		summary.blocked-by summary.crumb summary.link summary.moved summary.moved-by-reason summary.overdue summary.owed summary.untold summary.whole team.from team.in-quarter
		team.newest team.quarters.plan-of team.retro-of team.works-on teams.all.kept teams.all.kept-of teams.all.newest-report teams.all.plans topic.actions topic.asks
		topic.lessons topic.numbers topic.quarters topic.reports topic.shipped topic.teams topic.upcoming upcoming.changed upcoming.dropped upcoming.moved upcoming.unchanged
		upcoming.was-phase updates.all
	`},
	{"the words between the parts of a row, of which each is counted for itself", `
		answer.told-plan-team answer.told-retro-team change.id change.planned-phase change.planned-title change.team earlier-action.again earlier-action.effect fact.announced
		fact.ask fact.inside fact.milestones fact.newest-phase fact.not-announced fact.owners fact.plans fact.priority fact.regions fact.since fact.tracker fact.tracker-page
		forecast.definition item-rows.waited-for risk.carried-why risk.rule-ahead risk.rule-closed risk.rule-running row.enables row.needs row.no-size row.part-state row.serves
		row.size-word row.sizes row.stands-on scope-change.other scope.cut-off scope.for-whom scope.no-date scope.size-is scope.size-was shipped-item.for.who-has-it
		shipped-item.ground.made-possible shipped-item.ground.stood-on shipped-item.worth.it-did-change shipped-item.worth.it-is-not-delivered shipped-item.worth.it-should-change
		shipped-item.worth.nothing-is-said-yet shipped-item.worth.nothing-was-said step.facts step.no-promise
	`},
}
