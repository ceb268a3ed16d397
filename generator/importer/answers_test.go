package importer

import (
	"encoding/json"
	"quarterdeck/generator/testsite"
	"strings"
	"testing"
	"time"
)

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The answers of trackers' interfaces are recognised, and read like their other exports.
func TestAnswers(t *testing.T) {
	zone := &Mapping{Zone: time.FixedZone("east", 9*3600)}
	for name, c := range map[string]struct {
		text, format string
		mapping      *Mapping
		want         []Issue
	}{
		"GitHub": {`[
			{"number": 7, "title": " Bulk edit ", "state": "closed", "state_reason": "completed", "html_url": "https://github.com/acme/edge/issues/7", "user": {"login": "Person"},
			 "url": "https://api.github.com/repos/acme/edge/issues/7", "created_at": "2026-07-01T08:00:00Z", "closed_at": "2026-08-12T20:00:00Z",
			 "labels": [{"name": "team/firewall"}], "milestone": {"title": "Q3"}, "type": {"name": "Feature"}, "parent_issue_url": "https://api.github.com/repos/acme/edge/issues/2", "pull_request": null},
			{"number": 8, "title": "A change", "state": "closed", "html_url": "https://github.com/acme/edge/pull/8", "created_at": "2026-07-01T08:00:00Z", "pull_request": {"url": "x"}},
			{"number": 9, "title": "Given up", "state": "closed", "state_reason": "not_planned", "html_url": "https://github.com/acme/edge/issues/9", "created_at": "2026-07-01T08:00:00Z", "closed_at": "2026-07-02T08:00:00Z", "labels": []}]`,
			"github", zone, []Issue{
				{ID: "acme/edge#7", Title: "Bulk edit", URL: "https://github.com/acme/edge/issues/7", Status: "closed", Resolution: "completed", Project: "edge", Type: "Feature",
					Parent: "acme/edge#2", Labels: []string{"team/firewall"}, Versions: []string{"Q3"}, Created: testsite.Day("2026-07-01"), Finished: testsite.Day("2026-08-13")},
				{ID: "acme/edge#9", Title: "Given up", URL: "https://github.com/acme/edge/issues/9", Status: "Not planned", Resolution: "not_planned", Project: "edge",
					Created: testsite.Day("2026-07-01"), Canceled: testsite.Day("2026-07-02")},
			}},
		"Linear": {`{"nodes": [
			{"identifier": "FW-7", "title": "Bulk edit", "url": "https://linear.app/acme/issue/FW-7", "priorityLabel": "High", "estimate": 5, "createdAt": "2026-07-01T08:00:00.000Z",
			 "startedAt": "2026-07-03T08:00:00.000Z", "completedAt": "2026-08-12T20:00:00.000Z", "canceledAt": null, "dueDate": "2026-09-01", "archivedAt": null,
			 "state": {"name": "Shipped", "type": "completed"}, "team": {"name": "Firewall", "key": "FW"}, "project": {"name": "Rules"}, "cycle": {"name": null, "number": 9},
			 "projectMilestone": {"name": "Beta"}, "parent": {"identifier": "FW-2"}, "labels": {"nodes": [{"name": "Feature"}]},
			 "relations": {"nodes": [{"type": "blocks", "relatedIssue": {"identifier": "FW-8"}}, {"type": "related", "relatedIssue": {"identifier": "FW-9"}}]},
			 "inverseRelations": {"nodes": [{"type": "blocks", "issue": {"identifier": "FW-3"}}]}},
			{"identifier": "FW-8", "title": "Given up", "url": "u", "priorityLabel": "No priority", "createdAt": "2026-07-01T08:00:00.000Z", "canceledAt": "2026-07-09T08:00:00.000Z",
			 "archivedAt": "2026-08-01T08:00:00.000Z", "state": {"name": "Dropped it", "type": "canceled"}, "team": {"name": "Firewall", "key": "FW"}}]}`,
			"linear", zone, []Issue{
				{ID: "FW-7", Title: "Bulk edit", URL: "https://linear.app/acme/issue/FW-7", Status: "Shipped", Category: Done, Priority: "High", Project: "Rules", Team: "Firewall", Components: []string{"FW"},
					Labels: []string{"Feature"}, Sprints: []string{"Cycle 9"}, Versions: []string{"Beta"}, Parent: "FW-2", Points: []Points{{"estimate", 5}},
					Created: testsite.Day("2026-07-01"), Started: testsite.Day("2026-07-03"), Finished: testsite.Day("2026-08-13"), Due: testsite.Day("2026-09-01"), Blocks: []string{"FW-8"}, BlockedBy: []string{"FW-3"}},
				{ID: "FW-8", Title: "Given up", URL: "u", Status: "Dropped it", Category: Done, Resolution: "Canceled", Team: "Firewall", Components: []string{"FW"}, Archived: true,
					Created: testsite.Day("2026-07-01"), Canceled: testsite.Day("2026-07-09")},
			}},
		"Azure DevOps": {`{"count": 2, "value": [
			{"id": 12, "url": "https://dev.azure.com/acme/p-1/_apis/wit/workItems/12", "fields": {"System.Title": "Bulk edit", "System.WorkItemType": "Task", "System.State": "Closed", "System.Tags": "BLOCKER; edge",
			 "System.AreaPath": "Shop\\Firewall", "System.IterationPath": "Shop\\Sprint 3", "System.TeamProject": "Shop", "System.Parent": 4, "Microsoft.VSTS.Common.Priority": 2,
			 "System.AssignedTo": {"displayName": "Person"}, "Microsoft.VSTS.Scheduling.Effort": 3.5, "System.CreatedDate": "2026-07-01T08:00:00Z", "Microsoft.VSTS.Common.ActivatedDate": "2026-07-03T08:00:00Z",
			 "Microsoft.VSTS.Common.ClosedDate": "2026-08-12T20:00:00.5Z", "Microsoft.VSTS.Scheduling.TargetDate": "2026-09-01T00:00:00Z"},
			 "relations": [{"rel": "System.LinkTypes.Dependency-Reverse", "url": "https://dev.azure.com/acme/_apis/wit/workItems/3"}, {"rel": "System.LinkTypes.Dependency-Forward", "url": "https://dev.azure.com/acme/_apis/wit/workItems/5"}]},
			null]}`,
			"azure", zone, []Issue{
				{ID: "12", Title: "Bulk edit", URL: "https://dev.azure.com/acme/p-1/_workitems/edit/12", Type: "Task", Subtask: true, Status: "Closed", Priority: "2", Project: "Shop", Team: `Shop\Firewall`,
					Labels: []string{"BLOCKER", "edge"}, Sprints: []string{`Shop\Sprint 3`}, Parent: "4", Points: []Points{{"Effort", 3.5}},
					Created: testsite.Day("2026-07-01"), Started: testsite.Day("2026-07-03"), Finished: testsite.Day("2026-08-13"), Due: testsite.Day("2026-09-01"), BlockedBy: []string{"3"}, Blocks: []string{"5"}},
			}},
		"Jira Data Center": {`{"names": {"customfield_1": "Sprint", "customfield_2": "Epic Link", "customfield_3": "Story Points"}, "issues": [
			{"key": "FW-7", "id": "7", "fields": {"summary": "Bulk edit", "status": {"name": "Done", "statusCategory": {"key": "done"}}, "customfield_2": "FW-2", "customfield_3": 5,
			 "customfield_1": ["com.example.Sprint@1f[id=7,rapidViewId=2,state=CLOSED,name=Sprint 3, the long one,startDate=2026-07-01T00:00:00Z,goal=]", "x[id=8,name=Sprint 4]"]}}]}`,
			"jira", zone, []Issue{
				{ID: "FW-7", Number: "7", Title: "Bulk edit", Status: "Done", Category: Done, Parent: "FW-2", Sprints: []string{"Sprint 3, the long one", "Sprint 4"}, Points: []Points{{"Story Points", 5}}},
			}},
	} {
		format, issues, problems := read(t, "x", c.text, c.mapping)
		if format == nil || format.Name != c.format || len(problems) > 0 {
			t.Errorf("%s: %v, %v", name, format, problems)
			continue
		}
		if len(issues) != len(c.want) {
			t.Errorf("%s: %d issues", name, len(issues))
			continue
		}
		for n, i := range issues {
			i.Pos = c.want[n].Pos
			if got, want := asJSON(t, i), asJSON(t, &c.want[n]); got != want {
				t.Errorf("%s: read as\n%s\nwant\n%s", name, got, want)
			}
		}
	}
}

func TestAnswersThatAreParts(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"GitHub": {"[" + strings.TrimSuffix(strings.Repeat(`{"number": 1, "title": "x", "state": "open", "html_url": "https://github.com/a/b/issues/1", "created_at": "2026-07-01T08:00:00Z"},`, 30), ",") + "]",
			"these are exactly 30 issues, which is a page of GitHub"},
		"Linear": {`{"pageInfo": {"hasNextPage": true}, "nodes": [{"identifier": "A-1", "title": "x", "state": {"name": "Todo"}}]}`, "x: this is only a part: 1 issues, and there are more"},
		"Azure":  {`{"value": [` + strings.TrimSuffix(strings.Repeat(`{"id": 1, "url": "x", "fields": {}},`, 200), ",") + "]}", "these are exactly 200 work items"},
		"no id":  {`{"value": [{"id": 0, "url": "x", "fields": {}}]}`, "x:1:12: record 1 has no id"},
	} {
		_, _, problems := read(t, "x", c.text, nil)
		if len(problems) == 0 || !strings.Contains(strings.Join(problems, "\n"), c.want) {
			t.Errorf("%s: %q\nwant %s", name, problems, c.want)
		}
	}
}

// The estimate of a work item is the one that the mapping names, by its column or its field.
func TestAzureEstimates(t *testing.T) {
	const text = `{"value": [{"id": 1, "url": "x", "fields": {"Microsoft.VSTS.Scheduling.StoryPoints": 3, "Microsoft.VSTS.Scheduling.Effort": 8, "Custom.Weight": 2}}]}`
	for wanted, want := range map[string]string{
		"":              `[{"Column":"Story Points","Value":3},{"Column":"Effort","Value":8}]`,
		"effort":        `[{"Column":"Effort","Value":8}]`,
		"Custom.Weight": `[{"Column":"Custom.Weight","Value":2}]`,
	} {
		m := &Mapping{}
		m.Points = wanted
		_, issues, problems := read(t, "x", text, m)
		if len(issues) != 1 || len(problems) > 0 || asJSON(t, issues[0].Points) != want {
			t.Errorf("%q: %v %v", wanted, issues, problems)
		}
	}
}
