package tracker

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
)

// githubPage asks for issues of a repository, the oldest first, so that what is written meanwhile
// comes at the end. Pull requests are left out.
func githubPage(ctx context.Context, a *asker, state json.RawMessage) (*Page, error) {
	owner, name, ok := strings.Cut(a.query.Repository, "/")
	if !ok || owner == "" || name == "" || strings.Contains(name, "/") {
		return nil, settings("site.toml: [import.github] repository: %q is no repository (hint: write owner and name, such as acme/edge)", a.query.Repository)
	}
	first, err := a.parameters(url.Values{"state": {"all"}, "sort": {"created"}, "direction": {"asc"}, "per_page": {"100"}})
	if err != nil {
		return nil, err
	}
	return a.linked(ctx, "/repos/"+url.PathEscape(owner)+"/"+url.PathEscape(name)+"/issues", first, state, githubIssue)
}

// githubIssue is what an import reads of an issue; nil of a pull request.
func githubIssue(raw json.RawMessage) (json.RawMessage, error) {
	var issue struct {
		Pull json.RawMessage `json:"pull_request"`
		Of   *struct {
			Title string `json:"title"`
		} `json:"milestone"`
	}
	if err := json.Unmarshal(raw, &issue); err != nil {
		return nil, err
	}
	if len(issue.Pull) > 0 && string(issue.Pull) != "null" {
		return nil, nil
	}
	kept, err := pick(raw, "number", "title", "state", "state_reason", "html_url", "created_at", "closed_at", "labels", "type", "parent_issue_url")
	if err != nil || issue.Of == nil {
		return kept, err
	}
	return with(kept, "milestone", issue.Of) // which has a creator
}

// with is a record with one more key.
func with(raw json.RawMessage, key string, value any) (json.RawMessage, error) {
	record := map[string]any{}
	var old map[string]json.RawMessage
	if err := json.Unmarshal(raw, &old); err != nil {
		return nil, err
	}
	for k, v := range old {
		record[k] = v
	}
	record[key] = value
	return plain(record)
}
