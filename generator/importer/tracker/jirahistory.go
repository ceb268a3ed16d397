package tracker

import (
	"cmp"
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// jiraHistory is what was changed of an issue at one time. Who did it is not read.
type jiraHistory struct {
	Created string       `json:"created"`
	Items   []jiraChange `json:"items"`
}

type jiraChange struct {
	Field string `json:"field"`
	From  string `json:"fromString"`
	To    string `json:"toString"`
}

// jiraChanges are the fields whose changes an import reads, besides that of the estimate. Those of
// others may have names of people.
var jiraChanges = []string{
	"status", "resolution", "sprint", "fix version", "story points", "story point estimate", "duedate", "epic link", "parent", "issueparentassociation", "issuetype", "labels", "component", "key", "project",
}

// jiraCut is from how many changes on Jira Cloud may have left some out: its search has 40 or 100 of
// the newest.
const jiraCut = 40

// jiraIssue is what an import reads of an issue.
func (a *asker) jiraIssue(ctx context.Context, raw json.RawMessage, s jiraState) (json.RawMessage, error) {
	var issue struct {
		ID        string
		Fields    json.RawMessage
		Changelog *struct{ Histories []jiraHistory }
	}
	strange := a.fault(a.query.URL, 0, "an issue has another form than expected", "check the url in site.toml").err
	if json.Unmarshal(raw, &issue) != nil {
		return nil, strange
	}
	fields, err := pick(issue.Fields, s.Fields...)
	if err != nil {
		return nil, strange
	}
	kept, err := pick(raw, "id", "key")
	if err != nil {
		return nil, strange
	}
	if kept, err = with(kept, "fields", fields); err != nil || issue.Changelog == nil {
		return kept, err
	}
	histories := issue.Changelog.Histories
	if s.Cloud && len(histories) >= jiraCut {
		if histories, err = a.jiraHistories(ctx, issue.ID); err != nil {
			return nil, err
		}
	}
	return with(kept, "changelog", map[string]any{"histories": a.ofInterest(histories)})
}

// jiraHistories are all changes of an issue.
func (a *asker) jiraHistories(ctx context.Context, id string) ([]jiraHistory, error) {
	var all []jiraHistory
	path := "/rest/api/3/issue/" + url.PathEscape(id) + "/changelog"
	for {
		var got struct {
			Values []jiraHistory
			IsLast bool
			Total  int
		}
		if _, err := a.get(ctx, path, url.Values{"startAt": {strconv.Itoa(len(all))}, "maxResults": {"100"}}, &got); err != nil {
			return nil, err
		}
		all = append(all, got.Values...)
		if got.IsLast || len(got.Values) == 0 || len(all) >= got.Total {
			return all, nil
		}
	}
}

// ofInterest are the changes that an import reads, the oldest first: Cloud has the newest first.
func (a *asker) ofInterest(all []jiraHistory) []jiraHistory {
	kept := []jiraHistory{}
	for _, h := range all {
		h.Items = slices.DeleteFunc(slices.Clone(h.Items), func(c jiraChange) bool {
			return !slices.Contains(jiraChanges, strings.ToLower(c.Field)) && (a.query.Points == "" || !strings.EqualFold(c.Field, a.query.Points))
		})
		if len(h.Items) > 0 {
			kept = append(kept, h)
		}
	}
	slices.SortStableFunc(kept, func(x, y jiraHistory) int {
		at, err := time.Parse(jiraTime, x.Created)
		than, wrong := time.Parse(jiraTime, y.Created)
		if err != nil || wrong != nil {
			return cmp.Compare(x.Created, y.Created)
		}
		return at.Compare(than)
	})
	return kept
}

// jiraTime is how Jira writes a time.
const jiraTime = "2006-01-02T15:04:05.000-0700"
