package importer

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"quarterdeck/generator/diag"
)

// gitlabShapes are the table that GitLab sends by mail, and the answer of its interface.
var gitlabShapes = []shape{
	{title: "a CSV export of GitLab", required: []string{"Title", "State", "URL", "Created At (UTC)"}, read: readGitLab},
	{title: "a list of GitLab issues", json: true, required: []string{"iid", "title", "state"}, read: readGitLabIssues},
}

func readGitLab(in *Input, m *Mapping, kind shape, yield func(*Issue)) diag.List {
	s, problems := newSheet(in, m, kind.headers)
	if s == nil {
		return problems
	}
	for s.next() {
		i := &Issue{
			Pos: s.at(0), ID: s.one("iid", "issue id"), Number: s.one("iid", "issue id"), Title: s.one("title"), URL: s.one("url"), Type: s.one("type"), Status: s.one("state"),
			Labels: s.parted(",", "labels"), Versions: s.list("milestone"), Parent: s.one("parent iid"), Points: s.points("weight"),
			Created: s.day("created at (utc)"), Finished: s.day("closed at (utc)"), Due: s.day("due date"), Started: s.day("start date"),
		}
		if i.ID == "" {
			continue
		}
		i.ofGitLab()
		yield(i)
	}
	return s.problems
}

// ofGitLab gives an issue the project of its address, and the id that people quote.
func (i *Issue) ofGitLab() {
	project, number, ok := strings.Cut(i.URL, "/-/")
	if !ok {
		project, number, ok = strings.Cut(i.URL, "/issues/")
	}
	if ok {
		i.Project = path.Base(project)
		i.ID = i.Project + "#" + path.Base(number)
	}
}

type gitlabIssue struct {
	IID       int
	Title     string
	State     string
	Type      string `json:"issue_type"`
	URL       string `json:"web_url"`
	Created   string `json:"created_at"`
	Closed    string `json:"closed_at"`
	Due       string `json:"due_date"`
	Weight    *float64
	Labels    []string
	Milestone *struct{ Title string }
	Iteration *struct{ Title string }
	Epic      *struct{ IID int }
}

func readGitLabIssues(in *Input, m *Mapping, _ shape, yield func(*Issue)) diag.List {
	d := newDocument(in, m)
	d.records("", nil, func(dec *json.Decoder) error {
		var raw gitlabIssue
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		i := &Issue{
			Pos: d.at(), ID: fmt.Sprintf("#%d", raw.IID), Number: fmt.Sprint(raw.IID), Title: raw.Title, URL: raw.URL, Type: raw.Type, Status: raw.State, Labels: raw.Labels,
			Created: d.day("created_at", raw.Created), Finished: d.day("closed_at", raw.Closed), Due: d.day("due_date", raw.Due),
		}
		if raw.Weight != nil {
			i.Points = []Points{{"weight", *raw.Weight}}
		}
		if raw.Milestone != nil {
			i.Versions = []string{raw.Milestone.Title}
		}
		if raw.Iteration != nil {
			i.Sprints = []string{raw.Iteration.Title}
		}
		i.ofGitLab()
		yield(i)
		return nil
	})
	if d.n > 0 && d.n%20 == 0 && d.n <= 100 {
		d.problems.Errorf(diag.Pos{File: d.file}, "cut-export", "glab api --paginate 'projects/ID/issues?per_page=100', or pass --partial",
			"these are exactly %d issues, which is a page of GitLab, so it is probably only a part", d.n)
	}
	return d.problems
}
