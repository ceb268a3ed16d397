package reconcile

import "quarterdeck/generator/report"

// leftBecause are the reasons in the words of the command.
var leftBecause = map[report.LeftOut]string{
	report.LeftEarly:       "finished before the quarter",
	report.LeftUndated:     "done without a day (--finished-when-unknown DAY gives them one)",
	report.LeftOpen:        "not done and in no plan",
	report.LeftDropped:     "dropped and in no plan",
	report.LeftLate:        "finished after the quarter and in no plan",
	report.LeftPart:        "parts of issues that are not in the export",
	report.LeftDone:        "finished in the quarter, as parts of what is left out (--all keeps them apart)",
	report.LeftWith:        "parts of what is left out",
	report.LeftIgnored:     "with a status that is ignored",
	report.LeftOtherTeam:   "of other teams",
	report.LeftUnfinished:  "not finished",
	report.LeftCancelled:   "cancelled or skipped",
	report.LeftNotReleased: "drafts or pre-releases",
	report.LeftPullRequest: "of pull requests",
	report.LeftElsewhere:   "not to production",
	report.LeftNoIncident:  "no incidents",
	report.LeftEmpty:       "without a number",
	report.LeftUnlinked:    "of deployments that are not counted",
}
