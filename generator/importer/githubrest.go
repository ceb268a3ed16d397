package importer

import (
	"encoding/json"
	"strconv"
	"strings"

	"quarterdeck/generator/diag"
)

// githubREST is an issue as GitHub's REST interface writes it. Its list of issues has the pull
// requests among them.
type githubREST struct {
	Number      int
	Title       string
	State       string
	URL         string `json:"html_url"`
	StateReason string `json:"state_reason"`
	Created     string `json:"created_at"`
	Closed      string `json:"closed_at"`
	Labels      []struct{ Name string }
	Milestone   *struct{ Title string }
	Type        *struct{ Name string }
	Parent      string          `json:"parent_issue_url"`
	Pull        json.RawMessage `json:"pull_request"`
}

func readGitHubREST(in *Input, m *Mapping, _ shape, yield func(*Issue)) diag.List {
	d := newDocument(in, m)
	d.records("", nil, func(dec *json.Decoder) error {
		var raw githubREST
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		if len(raw.Pull) > 0 && string(raw.Pull) != "null" {
			return nil
		}
		i := d.githubIssue(&githubIssue{
			Number: raw.Number, Title: raw.Title, URL: raw.URL, State: raw.State, StateReason: raw.StateReason,
			CreatedAt: raw.Created, ClosedAt: raw.Closed, Labels: raw.Labels, Milestone: raw.Milestone,
		})
		if raw.Type != nil {
			i.Type = raw.Type.Name
		}
		i.Parent = githubParent(raw.Parent)
		yield(i)
		return nil
	})
	if d.n == 30 || d.n == 100 {
		d.problems.Errorf(diag.Pos{File: d.file}, "cut-export", "gh api --paginate 'repos/OWNER/NAME/issues?state=all&per_page=100', or pass --partial",
			"these are exactly %d issues, which is a page of GitHub, so it is probably only a part", d.n)
	}
	return d.problems
}

// githubParent is the id of a parent, such as acme/app#67, by the address that the interface has
// for it, which ends in repos/acme/app/issues/67.
func githubParent(url string) string {
	_, rest, ok := strings.Cut(url, "/repos/")
	parts := strings.Split(rest, "/")
	if !ok || len(parts) != 4 || parts[2] != "issues" {
		return ""
	}
	if _, err := strconv.Atoi(parts[3]); err != nil {
		return ""
	}
	return parts[0] + "/" + parts[1] + "#" + parts[3]
}
