package tracker

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// jiraState is where a page of Jira begins. Cloud gives a token for the next page, Data Center counts.
type jiraState struct {
	Cloud   bool     `json:"cloud"`
	Fields  []string `json:"fields"`
	Token   string   `json:"token,omitempty"`
	StartAt int      `json:"startAt,omitempty"`
}

// jiraFields are what an import reads of each issue, besides fields whose ids each Jira gives itself.
var jiraFields = []string{
	"summary", "status", "issuetype", "parent", "resolution", "priority", "project", "labels", "components", "fixVersions",
	"created", "resolutiondate", "duedate", "issuelinks",
}

// jiraMost is how many issues are asked for at once.
const jiraMost = 100

var jiraOrder = regexp.MustCompile(`(?i)\border\s+by\b`)

// jiraLogin is a name and a token of Cloud, or a personal token of Data Center.
func jiraLogin(user, token string) string {
	if user == "" {
		return bearer(user, token)
	}
	return basic(user, token)
}

// jiraDenied reports whether Jira has not accepted a token, and answers as if nobody had asked.
func jiraDenied(h http.Header) bool {
	reason := h.Get("X-Seraph-LoginReason")
	return strings.Contains(reason, "AUTHENTICATED_FAILED") || strings.Contains(reason, "AUTHENTICATION_DENIED")
}

// jiraPage asks which Jira it is and what its fields are called, then for issues, the oldest first.
func jiraPage(ctx context.Context, a *asker, state json.RawMessage) (*Page, error) {
	if state == nil {
		return a.jiraFirst(ctx)
	}
	var s jiraState
	if err := json.Unmarshal(state, &s); err != nil {
		return nil, err
	}
	if s.Cloud {
		return a.jiraCloud(ctx, s)
	}
	return a.jiraCenter(ctx, s)
}

// jiraFirst is the page before all issues, with the names of fields.
func (a *asker) jiraFirst(ctx context.Context) (*Page, error) {
	var server struct{ DeploymentType string }
	if _, err := a.get(ctx, "/rest/api/2/serverInfo", nil, &server); err != nil {
		return nil, err
	}
	var all []jiraField
	if _, err := a.get(ctx, "/rest/api/2/field", nil, &all); err != nil {
		return nil, err
	}
	names := map[string]string{}
	fields := slices.Clone(jiraFields)
	for _, f := range all {
		if name := f.known(a.query.Points); name != "" {
			names[f.ID] = name
			fields = append(fields, f.ID)
		}
	}
	slices.Sort(fields)
	next, err := plain(jiraState{Cloud: server.DeploymentType == "Cloud", Fields: slices.Compact(fields)})
	return &Page{Items: []json.RawMessage{}, Names: names, Next: next}, err
}

// jiraField is a field as Jira describes it. What its apps have made has a type of its own, whatever
// the field is called in the language of who asks.
type jiraField struct {
	ID, Name string
	Schema   struct{ Custom string }
}

var jiraTypes = map[string]string{
	"com.pyxis.greenhopper.jira:gh-sprint": "Sprint", "com.pyxis.greenhopper.jira:gh-epic-link": "Epic Link", "com.pyxis.greenhopper.jira:jsw-story-points": "Story point estimate",
}

// known is the name by which an import knows a field; "" of one that it does not read.
func (f jiraField) known(points string) string {
	switch {
	case points != "" && (strings.EqualFold(f.Name, points) || f.ID == points):
		return f.Name
	case jiraTypes[f.Schema.Custom] != "":
		return jiraTypes[f.Schema.Custom]
	case f.Name == "Story Points" || f.Name == "Story point estimate":
		return f.Name
	}
	return ""
}

// jql is the query in an order in which what is written meanwhile comes at the end.
func (a *asker) jql() string {
	if jiraOrder.MatchString(a.query.Query) {
		return a.query.Query
	}
	return a.query.Query + " ORDER BY created ASC"
}

func (a *asker) jiraCloud(ctx context.Context, s jiraState) (*Page, error) {
	body := map[string]any{"jql": a.jql(), "fields": s.Fields, "expand": "changelog", "maxResults": jiraMost}
	if s.Token != "" {
		body["nextPageToken"] = s.Token
	}
	var got struct {
		Issues        []json.RawMessage
		NextPageToken string
		IsLast        bool
	}
	if err := a.post(ctx, "/rest/api/3/search/jql", body, &got); err != nil {
		return nil, err
	}
	page, err := a.jiraIssues(ctx, got.Issues, s)
	if err != nil || got.NextPageToken == "" || got.IsLast {
		return page, err
	}
	s.Token = got.NextPageToken
	page.Next, err = plain(s)
	return page, err
}

func (a *asker) jiraCenter(ctx context.Context, s jiraState) (*Page, error) {
	const path = "/rest/api/2/search"
	body := map[string]any{"jql": a.jql(), "fields": s.Fields, "expand": []string{"changelog"}, "maxResults": jiraMost, "startAt": s.StartAt}
	var got struct {
		Issues []json.RawMessage
		Total  int
	}
	if err := a.post(ctx, path, body, &got); err != nil {
		return nil, err
	}
	page, err := a.jiraIssues(ctx, got.Issues, s)
	if err != nil {
		return nil, err
	}
	s.StartAt += len(got.Issues)
	switch {
	case s.StartAt >= got.Total:
		return page, nil
	case len(got.Issues) == 0:
		return nil, a.fault(a.query.URL+path, 0, "it has no more issues before the last one", "issues were deleted or moved meanwhile: ask again").err
	}
	page.Next, err = plain(s)
	return page, err
}

func (a *asker) jiraIssues(ctx context.Context, all []json.RawMessage, s jiraState) (*Page, error) {
	page := &Page{Items: []json.RawMessage{}}
	for _, raw := range all {
		item, err := a.jiraIssue(ctx, raw, s)
		if err != nil {
			return nil, err
		}
		page.Items = append(page.Items, item)
	}
	return page, nil
}
