package importer

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// actionsKinds are the list that gh writes, and the answer of the REST interface. Each run of the
// one workflow that deploys is a deployment.
var actionsKinds = []sourceKind{
	{shape{title: "a list of runs of GitHub Actions", json: true, required: []string{"workflowName", "status", "conclusion", "updatedAt"}}, readActions},
	{shape{title: "an answer of GitHub's REST interface", json: true, list: "workflow_runs", required: []string{"name", "status", "conclusion", "updated_at"}}, readActionsREST},
}

// actionsRun is a run in both forms.
type actionsRun struct {
	DatabaseID, ID     int64
	WorkflowName       string `json:"workflowName"`
	Name, Path         string
	Event              string
	Status, Conclusion string
	UpdatedAt          string
	Updated            string `json:"updated_at"`
}

// listedRuns is how many gh lists without --limit.
const listedRuns = 20

const runsCommand = "gh run list --workflow NAME --limit 10000 --json databaseId,workflowName,event,status,conclusion,updatedAt"

func readActions(in *Input, m *Mapping, yield func(Fact)) diag.List {
	r := actionsReader{document: newDocument(in, m), workflows: map[string]bool{}}
	r.records("", nil, r.run(yield))
	if r.n == listedRuns || r.n > 0 && r.n%1000 == 0 {
		r.problems.Errorf(diag.Pos{File: r.file}, "cut-export", runsCommand+", or pass --partial", "these are exactly %d runs, so it is probably only a part", r.n)
	}
	return r.done()
}

func readActionsREST(in *Input, m *Mapping, yield func(Fact)) diag.List {
	r := actionsReader{document: newDocument(in, m), workflows: map[string]bool{}}
	total := 0
	r.records("workflow_runs", map[string]any{"total_count": &total}, r.run(yield))
	if total > r.n {
		r.problems.Errorf(diag.Pos{File: r.file}, "cut-export", runsCommand+", or pass --partial", "this is only a part: %d of %d runs", r.n, total)
	}
	return r.done()
}

type actionsReader struct {
	*document
	workflows map[string]bool // whose runs count
}

// run reads one run.
func (r *actionsReader) run(yield func(Fact)) func(*json.Decoder) error {
	return func(dec *json.Decoder) error {
		var raw actionsRun
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		f := Fact{Pos: r.at(), Kind: Deployed, N: 1, Judged: true, Day: r.day("updatedAt", raw.UpdatedAt+raw.Updated)}
		if id := raw.DatabaseID + raw.ID; id != 0 {
			f.ID = fmt.Sprint(id)
		}
		f.Failed, f.LeftOut = raw.outcome()
		if f.LeftOut == "" {
			r.workflows[raw.workflow()] = true
		}
		yield(f)
		return nil
	}
}

// workflow is the name of the workflow, or its file.
func (r actionsRun) workflow() string {
	switch {
	case r.WorkflowName != "":
		return r.WorkflowName
	case r.Path != "":
		return r.Path
	}
	return r.Name
}

// outcome is whether a run failed, or why it does not count.
func (r actionsRun) outcome() (failed bool, left report.LeftOut) {
	if strings.HasPrefix(r.Event, "pull_request") {
		return false, report.LeftPullRequest
	}
	switch {
	case r.Status != "" && r.Status != "completed":
		return false, report.LeftUnfinished
	case r.Conclusion == "success":
		return false, ""
	case r.Conclusion == "failure", r.Conclusion == "timed_out", r.Conclusion == "startup_failure":
		return true, ""
	}
	return false, report.LeftCancelled
}

// done wants the runs to be of one workflow: those that test are no deployments.
func (r *actionsReader) done() diag.List {
	if names := slices.Sorted(maps.Keys(r.workflows)); len(names) > 1 {
		r.problems.Errorf(diag.Pos{File: r.file}, "two-workflows", "export the runs of the one that deploys: "+runsCommand, "these are runs of %d workflows: %s", len(names), diag.Some(diag.Quoted(names)))
	}
	return r.problems
}
