package importer

import (
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// devlakeKinds are tables of Apache DevLake's domain layer, as CSV with a header.
var devlakeKinds = []sourceKind{
	{shape{title: "DevLake's cicd_deployment_commits", required: []string{"cicd_deployment_id", "result", "environment", "finished_date"}}, readDevLakeDeployments},
	{shape{title: "DevLake's incidents or issues", required: []string{"created_date", "resolution_date", "lead_time_minutes"}}, readDevLakeIncidents},
	{shape{title: "DevLake's project_pr_metrics", required: []string{"project_name", "pr_cycle_time", "pr_deployed_date"}}, readDevLakeChanges},
	{shape{title: "DevLake's project_incident_deployment_relationships", required: []string{"project_name", "deployment_id"}}, readDevLakeLinks},
}

// readDevLakeDeployments reads a row for each repository that a deployment went to.
func readDevLakeDeployments(in *Input, m *Mapping, yield func(Fact)) diag.List {
	s, problems := newSheet(in, m, nil)
	if s == nil {
		return problems
	}
	for s.next() {
		f := Fact{Pos: s.at(0), Kind: Deployed, N: 1, Judged: true, ID: s.word("cicd_deployment_id")}
		f.Day = s.dayOf(s.moment("finished_date"))
		switch result := strings.ToUpper(s.word("result")); {
		case !strings.EqualFold(s.word("environment"), "PRODUCTION"):
			f.LeftOut = report.LeftElsewhere
		case f.Day == 0:
			f.LeftOut = report.LeftUnfinished
		case result == "FAILURE":
			f.Failed = true
		case result != "SUCCESS":
			f.LeftOut = report.LeftCancelled
		}
		yield(f)
	}
	return s.problems
}

func readDevLakeIncidents(in *Input, m *Mapping, yield func(Fact)) diag.List {
	s, problems := newSheet(in, m, nil)
	if s == nil {
		return problems
	}
	for s.next() {
		end := s.moment("resolution_date")
		f := Fact{Pos: s.at(0), Kind: Restored, Day: s.dayOf(end)}
		minutes, known := s.amount("lead_time_minutes")
		f.Hours = minutes / 60
		switch {
		case len(s.columns["type"]) > 0 && !strings.EqualFold(s.word("type"), "INCIDENT"):
			f.LeftOut = report.LeftNoIncident
		case end.IsZero():
			f.LeftOut = report.LeftUnfinished
		case !known:
			f.LeftOut = report.LeftEmpty
		}
		yield(f)
	}
	return s.problems
}

// readDevLakeChanges reads pull requests. pr_cycle_time is from the first commit to the deployment,
// in minutes; of one that has not been deployed it lacks the last part.
func readDevLakeChanges(in *Input, m *Mapping, yield func(Fact)) diag.List {
	s, problems := newSheet(in, m, nil)
	if s == nil {
		return problems
	}
	for s.next() {
		f := Fact{Pos: s.at(0), Kind: Changed, Day: s.dayOf(s.moment("pr_deployed_date"))}
		minutes, known := s.amount("pr_cycle_time")
		f.Hours = minutes / 60
		switch {
		case f.Day == 0:
			f.LeftOut = report.LeftUnfinished
		case !known:
			f.LeftOut = report.LeftEmpty
		}
		yield(f)
	}
	return s.problems
}

// readDevLakeLinks reads which deployment caused an incident.
func readDevLakeLinks(in *Input, m *Mapping, yield func(Fact)) diag.List {
	s, problems := newSheet(in, m, nil)
	if s == nil {
		return problems
	}
	for s.next() {
		yield(Fact{Pos: s.at(0), Kind: Caused, ID: s.word("deployment_id")})
	}
	return s.problems
}
