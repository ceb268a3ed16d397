package importer

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"quarterdeck/generator/diag"
)

// githubShapes are the items of a project and the issues of a repository, as gh prints them, and
// the issues as GitHub's REST interface has them.
var githubShapes = []shape{
	{title: "the items of a GitHub project (gh project item-list --format json)", json: true, list: "items", required: []string{"content", "id", "title"}, read: readGitHubProject},
	{title: "a list of GitHub issues (gh issue list --json …)", json: true, required: []string{"number", "title", "state"}, read: readGitHubIssues},
	{title: "a list of GitHub issues (REST)", json: true, required: []string{"number", "title", "state", "html_url", "created_at"}, read: readGitHubREST},
}

func readGitHubProject(in *Input, m *Mapping, _ shape, yield func(*Issue)) diag.List {
	d := newDocument(in, m)
	total := 0
	d.records("items", map[string]any{"totalCount": &total}, func(dec *json.Decoder) error {
		var raw map[string]json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		yield(d.projectItem(raw, m))
		return nil
	})
	if d.n < total {
		d.problems.Errorf(diag.Pos{File: d.file}, "cut-export", fmt.Sprintf("gh project item-list NUMBER --owner OWNER --format json --limit %d, or pass --partial", total),
			"this is only a part: %d of %d items", d.n, total)
	}
	return d.problems
}

func (d *document) projectItem(raw map[string]json.RawMessage, m *Mapping) *Issue {
	f := fields(raw)
	var content struct {
		Number                       int
		Repository, Title, Type, URL string
	}
	f.read("content", &content)
	i := &Issue{
		Pos: d.at(), ID: f.text("id"), Number: f.text("id"), Title: f.text("title"), URL: content.URL, Type: content.Type,
		Status: f.text("status"), Priority: f.text("priority"), Project: path.Base(content.Repository), Labels: f.texts("labels"),
		Points: f.points(m.Points, nil), Due: d.day("due", f.text("due")), Started: d.day("start date", f.text("start date")),
	}
	if content.Number > 0 {
		i.ID = fmt.Sprintf("%s#%d", content.Repository, content.Number)
	}
	if i.Title == "" {
		i.Title = content.Title
	}
	var sprint struct{ Title string }
	for _, field := range []string{"iteration", "sprint"} {
		if f.read(field, &sprint) && sprint.Title != "" {
			i.Sprints = append(i.Sprints, sprint.Title)
		}
	}
	var milestone struct{ Title string }
	if f.read("milestone", &milestone) && milestone.Title != "" {
		i.Versions = []string{milestone.Title}
	}
	return i
}

type githubIssue struct {
	Number      int
	Title, URL  string
	State       string
	StateReason string
	CreatedAt   string
	ClosedAt    string
	Labels      []struct{ Name string }
	Milestone   *struct{ Title string }
	IsPinned    bool
}

// mostIssues is how many gh lists without --limit.
const mostIssues = 30

func readGitHubIssues(in *Input, m *Mapping, _ shape, yield func(*Issue)) diag.List {
	d := newDocument(in, m)
	d.records("", nil, func(dec *json.Decoder) error {
		var raw githubIssue
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		yield(d.githubIssue(&raw))
		return nil
	})
	if d.n == mostIssues || d.n > 0 && d.n%1000 == 0 {
		d.problems.Errorf(diag.Pos{File: d.file}, "cut-export", "gh issue list --state all --limit 10000 --json number,title,state,stateReason,url,createdAt,closedAt,labels,milestone, or pass --partial",
			"these are exactly %d issues, so it is probably only a part", d.n)
	}
	return d.problems
}

func (d *document) githubIssue(raw *githubIssue) *Issue {
	i := &Issue{
		Pos: d.at(), ID: fmt.Sprintf("#%d", raw.Number), Title: strings.TrimSpace(raw.Title), URL: raw.URL, Status: raw.State, Resolution: raw.StateReason,
		Created: d.day("createdAt", raw.CreatedAt), Finished: d.day("closedAt", raw.ClosedAt),
	}
	if repository, ok := repositoryOf(raw.URL); ok {
		i.ID, i.Project = repository+i.ID, path.Base(repository)
	}
	if strings.EqualFold(raw.StateReason, "NOT_PLANNED") || strings.EqualFold(raw.StateReason, "DUPLICATE") {
		i.Status, i.Canceled, i.Finished = "Not planned", i.Finished, 0
	}
	for _, l := range raw.Labels {
		i.Labels = append(i.Labels, l.Name)
	}
	if raw.Milestone != nil {
		i.Versions = []string{raw.Milestone.Title}
	}
	return i
}

// repositoryOf is owner/name of the address of an issue.
func repositoryOf(url string) (string, bool) {
	_, rest, ok := strings.Cut(url, "://")
	parts := strings.Split(rest, "/")
	if !ok || len(parts) < 3 {
		return "", false
	}
	return parts[1] + "/" + parts[2], true
}
