package importer

import (
	"fmt"
	"strings"
	"testing"
)

// The history of Jira is read the oldest first, whichever way round it is.
func TestJiraHistory(t *testing.T) {
	const text = `{"names": {"customfield_10016": "Story point estimate", "customfield_10020": "Sprint"}, "total": 1, "issues": [{"key": "A-1", "fields": {
"summary": "One", "status": {"name": "Done", "statusCategory": {"key": "done"}}, "created": "2026-07-01T09:00:00.000+0200", "customfield_10016": 8, "customfield_10020": [{"name": "S3"}]},
"changelog": {"total": 4, "histories": [
{"created": "2026-08-02T18:00:00.000+0200", "items": [{"field": "status", "fieldId": "status", "fromString": "In Progress", "toString": "Done"}]},
{"created": "2026-08-02T09:00:00.000+0200", "items": [{"field": "status", "fieldId": "status", "fromString": "To Do", "toString": "In Progress"}, {"field": "Story point estimate", "fieldId": "customfield_10016", "fromString": "5", "toString": "8"}]},
{"created": "2026-07-09T09:00:00.000+0200", "items": [{"field": "Sprint", "fieldId": "customfield_10020", "fromString": "", "toString": "S3"}, {"field": "duedate", "fromString": "soon", "toString": null}]}
]}}]}`
	_, issues, problems := read(t, "x", text, nil)
	if len(issues) != 1 || len(problems) != 1 || !strings.Contains(problems[0], `x:1:112: record 1, "duedate in the changelog": "soon" is no day that can be read`) {
		t.Fatal(issues, problems)
	}
	i := issues[0]
	got := fmt.Sprint(i.Changes, i.Cut, i.Ended(), i.Began())
	if want := "[{2026-07-09 sprint  S3} {2026-07-09 due soon } {2026-08-02 status To Do In Progress} {2026-08-02 points 5 8} {2026-08-02 status In Progress Done}] true 2026-08-02 2026-08-02"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
